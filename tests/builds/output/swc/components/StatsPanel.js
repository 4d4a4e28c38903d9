import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Component } from "preact";
import { bar, stats } from "../lib/stats";
import { t } from "../messages";
const FORMATS = [
    "markdown",
    "csv",
    "json"
];
export class StatsPanel extends Component {
    state = {
        busy: false
    };
    async #save(format) {
        this.setState({
            busy: true
        });
        try {
            const { Exporter } = await import("../lib/export");
            await new Exporter(this.props.books).download(format);
        } finally{
            this.setState({
                busy: false
            });
        }
    }
    render({ books, onClose }, { busy }) {
        const { pages, finished, pace, perTag, longest } = stats(books);
        const most = perTag[0]?.[1] ?? 1;
        return /*#__PURE__*/ _jsxs("aside", {
            class: "panel",
            children: [
                /*#__PURE__*/ _jsxs("h2", {
                    children: [
                        "📊 ",
                        t("statistics")
                    ]
                }),
                /*#__PURE__*/ _jsxs("dl", {
                    children: [
                        /*#__PURE__*/ _jsx("dt", {
                            children: "✅ books"
                        }),
                        /*#__PURE__*/ _jsx("dd", {
                            children: finished
                        }),
                        /*#__PURE__*/ _jsx("dt", {
                            children: "📄 pages"
                        }),
                        /*#__PURE__*/ _jsx("dd", {
                            children: pages.toLocaleString()
                        }),
                        pace !== undefined && /*#__PURE__*/ _jsx("dt", {
                            children: "🏃 pages a day"
                        }),
                        pace !== undefined && /*#__PURE__*/ _jsx("dd", {
                            children: pace.toFixed(1)
                        }),
                        longest && /*#__PURE__*/ _jsx("dt", {
                            children: "🐘 longest"
                        }),
                        longest && /*#__PURE__*/ _jsx("dd", {
                            children: longest.title
                        })
                    ]
                }),
                /*#__PURE__*/ _jsx("pre", {
                    children: perTag.map(([tag, count])=>`${bar(count / most)} ${tag} ×${count}`).join("\n")
                }),
                FORMATS.map((format)=>/*#__PURE__*/ _jsxs("button", {
                        type: "button",
                        disabled: busy,
                        onClick: ()=>this.#save(format),
                        children: [
                            "⬇️ ",
                            format
                        ]
                    })),
                /*#__PURE__*/ _jsx("button", {
                    type: "button",
                    onClick: onClose,
                    children: t("close")
                })
            ]
        });
    }
}

//# sourceMappingURL=StatsPanel.js.map