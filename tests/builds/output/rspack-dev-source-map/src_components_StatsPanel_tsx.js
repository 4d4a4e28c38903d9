"use strict";
(self["rspackChunkshelf"] = self["rspackChunkshelf"] || []).push([["src_components_StatsPanel_tsx"], {
"./src/components/StatsPanel.tsx"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  StatsPanel: () => (StatsPanel)
});
/* import */ var preact_jsx_runtime__rspack_import_0 = __webpack_require__("./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js");
/* import */ var preact__rspack_import_1 = __webpack_require__("./node_modules/preact/dist/preact.module.js");
/* import */ var _lib_stats__rspack_import_2 = __webpack_require__("./src/lib/stats.ts");
/* import */ var _messages__rspack_import_3 = __webpack_require__("./src/messages.ts");




const FORMATS = [
    "markdown",
    "csv",
    "json"
];
class StatsPanel extends preact__rspack_import_1.Component {
    state = {
        busy: false
    };
    async #save(format) {
        this.setState({
            busy: true
        });
        try {
            const { Exporter } = await __webpack_require__.e(/* import() */ "src_lib_export_ts").then(__webpack_require__.bind(__webpack_require__, "./src/lib/export.ts"));
            await new Exporter(this.props.books).download(format);
        } finally{
            this.setState({
                busy: false
            });
        }
    }
    render({ books, onClose }, { busy }) {
        const { pages, finished, pace, perTag, longest } = (0,_lib_stats__rspack_import_2.stats)(books);
        const most = perTag[0]?.[1] ?? 1;
        return /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("aside", {
            class: "panel",
            children: [
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("h2", {
                    children: [
                        "📊 ",
                        (0,_messages__rspack_import_3.t)("statistics")
                    ]
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("dl", {
                    children: [
                        /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("dt", {
                            children: "✅ books"
                        }),
                        /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("dd", {
                            children: finished
                        }),
                        /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("dt", {
                            children: "📄 pages"
                        }),
                        /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("dd", {
                            children: pages.toLocaleString()
                        }),
                        pace !== undefined && /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("dt", {
                            children: "🏃 pages a day"
                        }),
                        pace !== undefined && /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("dd", {
                            children: pace.toFixed(1)
                        }),
                        longest && /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("dt", {
                            children: "🐘 longest"
                        }),
                        longest && /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("dd", {
                            children: longest.title
                        })
                    ]
                }),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("pre", {
                    children: perTag.map(([tag, count])=>`${(0,_lib_stats__rspack_import_2.bar)(count / most)} ${tag} ×${count}`).join("\n")
                }),
                FORMATS.map((format)=>/*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsxs)("button", {
                        type: "button",
                        disabled: busy,
                        onClick: ()=>this.#save(format),
                        children: [
                            "⬇️ ",
                            format
                        ]
                    })),
                /*#__PURE__*/ (0,preact_jsx_runtime__rspack_import_0.jsx)("button", {
                    type: "button",
                    onClick: onClose,
                    children: (0,_messages__rspack_import_3.t)("close")
                })
            ]
        });
    }
}


},
"./src/lib/stats.ts"(__unused_rspack_module, __webpack_exports__, __webpack_require__) {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  bar: () => (bar),
  stats: () => (stats)
});
/* import */ var _dates__rspack_import_0 = __webpack_require__("./src/lib/dates.ts");

const Σ = (numbers)=>numbers.reduce((a, b)=>a + b, 0);
function stats(books) {
    const done = books.filter((book)=>book.finished !== undefined);
    const pages = Σ(done.map(({ pages })=>pages));
    const days = Σ(done.map(({ added, finished = added })=>(0,_dates__rspack_import_0.daysBetween)(added, finished)));
    const perTag = new Map();
    books.flatMap(({ tags })=>tags).forEach((tag)=>perTag.set(tag, (perTag.get(tag) ?? 0) + 1));
    return {
        pages,
        finished: done.length,
        pace: days > 0 ? pages / days : undefined,
        perTag: [
            ...perTag
        ].sort(([a, n], [b, m])=>m - n || (a < b ? -1 : 1)),
        longest: books.reduce((best, book)=>best && best.pages >= book.pages ? best : book, undefined)
    };
}
/** A bar of text, e.g. "▓▓▓░░" for 0.6. */ function bar(share, width = 10) {
    const full = Math.round(Math.min(1, Math.max(0, share)) * width);
    return "▓".repeat(full) + "░".repeat(width - full);
}


},

}]);
//# sourceMappingURL=src_components_StatsPanel_tsx.js.map