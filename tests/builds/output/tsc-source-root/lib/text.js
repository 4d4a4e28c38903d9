/** Helpers for text in any script: 漢字, кириллица, ελληνικά and 𝒻𝒶𝓃𝒸𝓎 letters 🎩. */
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
/** Number of characters as a reader counts them: "👩‍👩‍👧" is one. */
export function größe(text) {
    if (segmenter === undefined) {
        return [...text].length;
    }
    let anzahl = 0;
    for (const _ of segmenter.segment(text)) {
        anzahl += 1;
    }
    return anzahl;
}
export function compareText(a, b) {
    return collator.compare(a, b);
}
/** Lower case, without accents: "Élan" and "elan" are found alike. */
export function fold(text) {
    return text
        .normalize("NFKD")
        .replace(/\p{Mn}+/gu, "")
        .toLowerCase();
}
export function shorten(text, länge, 省略 = "…") {
    const zeichen = [...text];
    return zeichen.length <= länge ? text : zeichen.slice(0, länge - größe(省略)).join("") + 省略;
}
const символы = { wanted: "🔖", reading: "📖", done: "✅", dropped: "🗑️" };
export function symbol(status) {
    const символ = символы[status]; /* 📚 → */
    return символ ?? "❔";
}
export function plural(n, one, many = `${one}s`) {
    return `${n} ${n === 1 ? one : many}`;
}
//# sourceMappingURL=text.js.map