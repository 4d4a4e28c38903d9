import { t as e } from "./_plugin-vue_export-helper-Djzt4Yr7.mjs";
import { Fragment as t, computed as n, createBlock as r, createElementBlock as i, createElementVNode as a, createTextVNode as o, createVNode as s, defineAsyncComponent as c, defineComponent as l, normalizeClass as u, openBlock as d, ref as f, renderList as p, toDisplayString as m, unref as h, vModelText as g, withDirectives as _ } from "vue";
// vue/src/BookRow.vue?vue&type=script&setup=true&lang.ts
var v = ["checked"], y = /*#__PURE__*/ e(/* @__PURE__ */ l({
	__name: "BookRow",
	props: { book: {} },
	emits: ["toggle"],
	setup(e, { emit: t }) {
		let n = t;
		return (t, r) => (d(), i("li", { class: u({ read: e.book.read }) }, [a("label", null, [
			a("input", {
				type: "checkbox",
				checked: e.book.read,
				onChange: r[0] ||= (e) => n("toggle")
			}, null, 40, v),
			o(" " + m(e.book.title) + " ", 1),
			a("small", null, "(" + m(e.book.pages) + " pages)", 1)
		])], 2));
	}
}), [["__scopeId", "data-v-1071a1b4"]]), b = [
	{
		id: 1,
		title: "Momo – ein Märchen-Roman",
		pages: 304,
		read: !0
	},
	{
		id: 2,
		title: "三体",
		pages: 302,
		read: !1
	},
	{
		id: 3,
		title: "The Left Hand of Darkness 📚",
		pages: 286,
		read: !1
	}
];
function x(e) {
	return e.filter((e) => !e.read).reduce((e, t) => e + t.pages, 0);
}
// vue/src/App.vue?vue&type=script&setup=true&lang.ts
var S = { class: "shelf" }, C = { key: 0 }, w = { key: 1 }, T = /*#__PURE__*/ e(/* @__PURE__ */ l({
	__name: "App",
	setup(e) {
		let o = c(() => import("./Statistics-CgA_c8uY.mjs")), l = f(b), u = f(""), v = n(() => l.value.filter((e) => e.title.includes(u.value)));
		function T(e) {
			let t = l.value.find((t) => t.id === e);
			t && (t.read = !t.read);
		}
		return (e, n) => (d(), i("main", S, [
			n[1] ||= a("h1", null, "📚 Shelf", -1),
			_(a("input", {
				"onUpdate:modelValue": n[0] ||= (e) => u.value = e,
				type: "search",
				placeholder: "Search…"
			}, null, 512), [[g, u.value]]),
			v.value.length ? (d(), i("ul", C, [(d(!0), i(t, null, p(v.value, (e) => (d(), r(y, {
				key: e.id,
				book: e,
				onToggle: (t) => T(e.id)
			}, null, 8, ["book", "onToggle"]))), 128))])) : (d(), i("p", w, "Nothing found – try another word.")),
			a("p", null, m(h(x)(l.value)) + " pages left", 1),
			s(h(o), { books: l.value }, null, 8, ["books"])
		]));
	}
}), [["__scopeId", "data-v-9d3c4a3d"]]);
export { T as default };

//# sourceMappingURL=shelf.mjs.map