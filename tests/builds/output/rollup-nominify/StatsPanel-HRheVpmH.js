import { d as daysBetween, x, u, t } from './main.js';

const Σ = (numbers) => numbers.reduce((a, b) => a + b, 0);
function stats(books) {
    const done = books.filter((book) => book.finished !== undefined);
    const pages = Σ(done.map(({ pages }) => pages));
    const days = Σ(done.map(({ added, finished = added }) => daysBetween(added, finished)));
    const perTag = new Map();
    books.flatMap(({ tags }) => tags).forEach((tag) => perTag.set(tag, (perTag.get(tag) ?? 0) + 1));
    return {
        pages,
        finished: done.length,
        pace: days > 0 ? pages / days : undefined,
        perTag: [...perTag].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
        longest: books.reduce((best, book) => (best && best.pages >= book.pages ? best : book), undefined),
    };
}
/** A bar of text, e.g. "▓▓▓░░" for 0.6. */
function bar(share, width = 10) {
    const full = Math.round(Math.min(1, Math.max(0, share)) * width);
    return "▓".repeat(full) + "░".repeat(width - full);
}

const FORMATS = ["markdown", "csv", "json"];
class StatsPanel extends x {
    state = { busy: false };
    async #save(format) {
        this.setState({ busy: true });
        try {
            const { Exporter } = await import('./export-C59UCi4b.js');
            await new Exporter(this.props.books).download(format);
        }
        finally {
            this.setState({ busy: false });
        }
    }
    render({ books, onClose }, { busy }) {
        const { pages, finished, pace, perTag, longest } = stats(books);
        const most = perTag[0]?.[1] ?? 1;
        return (u("aside", { class: "panel", children: [u("h2", { children: ["\uD83D\uDCCA ", t("statistics")] }), u("dl", { children: [u("dt", { children: "\u2705 books" }), u("dd", { children: finished }), u("dt", { children: "\uD83D\uDCC4 pages" }), u("dd", { children: pages.toLocaleString() }), pace !== undefined && u("dt", { children: "\uD83C\uDFC3 pages a day" }), pace !== undefined && u("dd", { children: pace.toFixed(1) }), longest && u("dt", { children: "\uD83D\uDC18 longest" }), longest && u("dd", { children: longest.title })] }), u("pre", { children: perTag.map(([tag, count]) => `${bar(count / most)} ${tag} ×${count}`).join("\n") }), FORMATS.map((format) => (u("button", { type: "button", disabled: busy, onClick: () => this.#save(format), children: ["\u2B07\uFE0F ", format] }))), u("button", { type: "button", onClick: onClose, children: t("close") })] }));
    }
}

export { StatsPanel };
//# sourceMappingURL=StatsPanel-HRheVpmH.js.map
