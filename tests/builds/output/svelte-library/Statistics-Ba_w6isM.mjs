import "svelte/internal/disclose-version";
import * as e from "svelte/internal/client";
import "svelte/internal/flags/legacy";
// svelte/src/Statistics.svelte
var t = e.from_html("<p> </p>");
function n(n, r) {
	e.push(r, !1);
	let i = e.mutable_source(), a = e.mutable_source(), o = e.prop(r, "books", 8);
	e.legacy_pre_effect(() => e.deep_read_state(o()), () => {
		e.set(i, o().filter((e) => e.read).length);
	}), e.legacy_pre_effect(() => (e.get(i), e.deep_read_state(o())), () => {
		e.set(a, `${Math.round(100 * e.get(i) / Math.max(1, o().length))} %`);
	}), e.legacy_pre_effect_reset(), e.init();
	var s = t(), c = e.only_child(s);
	e.template_effect(() => e.set_text(c, `${e.get(i) ?? ""} of ${e.deep_read_state(o()), e.untrack(() => o().length) ?? ""} read – ${e.get(a) ?? ""} ✨`)), e.append(n, s), e.pop();
}
export { n as default };

//# sourceMappingURL=Statistics-Ba_w6isM.mjs.map