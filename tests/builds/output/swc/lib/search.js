import { fold } from "./text";
export const NOTHING = {
    query: "",
    status: "all",
    tag: null
};
/** Words of a query; "quoted words" stay together. */ export function words(query) {
    return Array.from(fold(query).matchAll(/"([^"]+)"|(\S+)/g), ([, quoted, bare])=>quoted ?? bare ?? "");
}
export function matches(book, { query, status, tag }) {
    if (status !== "all" && book.status !== status) return false;
    if (tag !== null && !book.tags.includes(tag)) return false;
    const haystack = fold([
        book.title,
        book.author,
        book.note ?? "",
        ...book.tags
    ].join(" \u{1F50D} "));
    return words(query).every((word)=>word.startsWith("-") && word.length > 1 ? !haystack.includes(word.slice(1)) : haystack.includes(word));
}
/** Splits a text into pieces, every second one a hit to be marked. */ export function* pieces(text, query) {
    const wanted = words(query).filter((word)=>!word.startsWith("-"));
    let rest = text;
    while(wanted.length > 0 && rest !== ""){
        const folded = rest.toLowerCase();
        const hits = wanted.map((word)=>({
                word,
                at: folded.indexOf(word)
            })).filter(({ at })=>at >= 0);
        const first = hits.sort((a, b)=>a.at - b.at)[0];
        if (first === undefined) break;
        yield rest.slice(0, first.at);
        yield rest.slice(first.at, first.at + first.word.length);
        rest = rest.slice(first.at + first.word.length);
    }
    yield rest;
}

//# sourceMappingURL=search.js.map