import { daysBetween } from "./dates";
const Σ = (numbers) => numbers.reduce((a, b) => a + b, 0);
export function stats(books) {
    const done = books.filter((book) => book.finished !== undefined);
    const pages = Σ(done.map(({ pages }) => pages));
    const days = Σ(done.map(({ added, finished = added }) => daysBetween(added, finished)));
    const perTag = new Map();
    books.flatMap(({ tags }) => tags).forEach((tag) => { var _a; return perTag.set(tag, ((_a = perTag.get(tag)) !== null && _a !== void 0 ? _a : 0) + 1); });
    return {
        pages,
        finished: done.length,
        pace: days > 0 ? pages / days : undefined,
        perTag: [...perTag].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
        longest: books.reduce((best, book) => (best && best.pages >= book.pages ? best : book), undefined),
    };
}
/** A bar of text, e.g. "▓▓▓░░" for 0.6. */
export function bar(share, width = 10) {
    const full = Math.round(Math.min(1, Math.max(0, share)) * width);
    return "▓".repeat(full) + "░".repeat(width - full);
}
//# sourceMappingURL=stats.js.map