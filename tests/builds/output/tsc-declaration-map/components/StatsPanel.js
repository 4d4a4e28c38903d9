import { jsxs as _jsxs, jsx as _jsx } from "preact/jsx-runtime";
import { Component } from "preact";
import { bar, stats } from "../lib/stats";
import { t } from "../messages";
const FORMATS = ["markdown", "csv", "json"];
export class StatsPanel extends Component {
    state = { busy: false };
    async #save(format) {
        this.setState({ busy: true });
        try {
            const { Exporter } = await import("../lib/export");
            await new Exporter(this.props.books).download(format);
        }
        finally {
            this.setState({ busy: false });
        }
    }
    render({ books, onClose }, { busy }) {
        const { pages, finished, pace, perTag, longest } = stats(books);
        const most = perTag[0]?.[1] ?? 1;
        return (_jsxs("aside", { class: "panel", children: [_jsxs("h2", { children: ["\uD83D\uDCCA ", t("statistics")] }), _jsxs("dl", { children: [_jsx("dt", { children: "\u2705 books" }), _jsx("dd", { children: finished }), _jsx("dt", { children: "\uD83D\uDCC4 pages" }), _jsx("dd", { children: pages.toLocaleString() }), pace !== undefined && _jsx("dt", { children: "\uD83C\uDFC3 pages a day" }), pace !== undefined && _jsx("dd", { children: pace.toFixed(1) }), longest && _jsx("dt", { children: "\uD83D\uDC18 longest" }), longest && _jsx("dd", { children: longest.title })] }), _jsx("pre", { children: perTag.map(([tag, count]) => `${bar(count / most)} ${tag} ×${count}`).join("\n") }), FORMATS.map((format) => (_jsxs("button", { type: "button", disabled: busy, onClick: () => this.#save(format), children: ["\u2B07\uFE0F ", format] }))), _jsx("button", { type: "button", onClick: onClose, children: t("close") })] }));
    }
}
//# sourceMappingURL=StatsPanel.js.map