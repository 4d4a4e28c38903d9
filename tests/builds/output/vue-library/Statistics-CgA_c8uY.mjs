import { t as e } from "./_plugin-vue_export-helper-Djzt4Yr7.mjs";
import { createElementBlock as t, defineComponent as n, openBlock as r, toDisplayString as i } from "vue";
// vue/src/Statistics.vue?vue&type=script&lang.ts
var a = n({
	name: "BookStatistics",
	props: { books: {
		type: Array,
		required: !0
	} },
	computed: {
		read() {
			return this.books.filter((e) => e.read).length;
		},
		share() {
			return `${Math.round(100 * this.read / Math.max(1, this.books.length))} %`;
		}
	}
});
// vue/src/Statistics.vue
function o(e, n, a, o, s, c) {
	return r(), t("p", null, i(e.read) + " of " + i(e.books.length) + " read – " + i(e.share) + " ✨", 1);
}
var s = /*#__PURE__*/ e(a, [["render", o]]);
export { s as default };

//# sourceMappingURL=Statistics-CgA_c8uY.mjs.map