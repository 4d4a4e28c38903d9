import "svelte/internal/disclose-version";
import * as e from "svelte/internal/client";
import { fade as t } from "svelte/transition";
// svelte/src/BookRow.svelte
var n = e.from_html("<p><label><input type=\"checkbox\"/> <small> </small></label></p>");
function r(r, i) {
	e.push(i, !0);
	var a = n();
	let o;
	var s = e.child(a), c = e.child(s);
	e.remove_input_defaults(c);
	var l = e.sibling(c), u = e.sibling(l), d = e.only_child(u);
	e.reset(s), e.reset(a), e.template_effect(() => {
		o = e.set_class(a, 1, "svelte-rtciiq", null, o, { read: i.book.read }), e.set_checked(c, i.book.read), e.set_text(l, ` ${i.book.title ?? ""} `), e.set_text(d, `(${i.book.pages ?? ""} pages)`);
	}), e.delegated("change", c, function(...e) {
		i.toggle?.apply(this, e);
	}), e.transition(3, a, () => t, () => ({ duration: 120 })), e.append(r, a), e.pop();
}
e.delegate(["change"]);
// svelte/src/books.ts
var i = [
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
function a(e) {
	return e.filter((e) => !e.read).reduce((e, t) => e + t.pages, 0);
}
// svelte/src/App.svelte
var o = e.from_html("<p>Nothing found – try another word.</p>"), s = e.from_html("<p> </p>"), c = e.from_html("<main class=\"svelte-orqsuu\"><h1 class=\"svelte-orqsuu\">📚 Shelf</h1> <input type=\"search\" placeholder=\"Search…\"/> <!> <p> </p> <!></main>");
function l(t, n) {
	e.push(n, !0);
	let l = e.proxy(i), u = e.state(""), d = e.derived(() => l.filter((t) => t.title.includes(e.get(u)))), f = import("./Statistics-Ba_w6isM.mjs");
	var p = c();
	e.head("orqsuu", (t) => {
		e.effect(() => {
			e.document.title = "Shelf 📚";
		});
	});
	var m = e.sibling(e.child(p), 2);
	e.remove_input_defaults(m);
	var h = e.sibling(m, 2);
	e.each(h, 17, () => e.get(d), (e) => e.id, (t, n, i) => {
		r(t, {
			get book() {
				return e.get(n);
			},
			toggle: () => e.get(n).read = !e.get(n).read
		});
	}, (t) => {
		var n = o();
		e.append(t, n);
	});
	var g = e.sibling(h, 2), _ = e.only_child(g), v = e.sibling(g, 2);
	e.await(v, () => f, null, (t, n) => {
		var r = e.derived(() => {
			var { default: t } = e.get(n);
			return { Statistics: t };
		}), i = e.derived(() => e.get(r).Statistics), a = e.comment(), o = e.first_child(a);
		e.component(o, () => e.get(i), (e, t) => {
			t(e, { get books() {
				return l;
			} });
		}), e.append(t, a);
	}, (t, n) => {
		var r = s(), i = e.only_child(r);
		e.template_effect(() => e.set_text(i, `${e.get(n).message ?? ""} 💥`)), e.append(t, r);
	}), e.reset(p), e.template_effect((t) => e.set_text(_, `${t ?? ""} pages left`), [() => a(l)]), e.bind_value(m, () => e.get(u), (t) => e.set(u, t)), e.append(t, p), e.pop();
}
export { l as default };

//# sourceMappingURL=shelf.mjs.map