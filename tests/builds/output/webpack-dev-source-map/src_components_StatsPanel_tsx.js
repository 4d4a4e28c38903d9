"use strict";
(self["webpackChunkshelf"] = self["webpackChunkshelf"] || []).push([["src_components_StatsPanel_tsx"],{

/***/ "./src/components/StatsPanel.tsx"
/*!***************************************!*\
  !*** ./src/components/StatsPanel.tsx ***!
  \***************************************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   StatsPanel: () => (/* binding */ StatsPanel)
/* harmony export */ });
/* harmony import */ var preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! preact/jsx-runtime */ "./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js");
/* harmony import */ var preact__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! preact */ "./node_modules/preact/dist/preact.module.js");
/* harmony import */ var _lib_stats__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(/*! ../lib/stats */ "./src/lib/stats.ts");
/* harmony import */ var _messages__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(/*! ../messages */ "./src/messages.ts");




const FORMATS = ["markdown", "csv", "json"];
class StatsPanel extends preact__WEBPACK_IMPORTED_MODULE_1__.Component {
    state = { busy: false };
    async #save(format) {
        this.setState({ busy: true });
        try {
            const { Exporter } = await __webpack_require__.e(/*! import() */ "src_lib_export_ts").then(() => (__webpack_require__(/*! ../lib/export */ "./src/lib/export.ts")));
            await new Exporter(this.props.books).download(format);
        }
        finally {
            this.setState({ busy: false });
        }
    }
    render({ books, onClose }, { busy }) {
        const { pages, finished, pace, perTag, longest } = (0,_lib_stats__WEBPACK_IMPORTED_MODULE_2__.stats)(books);
        const most = perTag[0]?.[1] ?? 1;
        return ((0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsxs)("aside", { class: "panel", children: [(0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsxs)("h2", { children: ["\uD83D\uDCCA ", (0,_messages__WEBPACK_IMPORTED_MODULE_3__.t)("statistics")] }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsxs)("dl", { children: [(0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("dt", { children: "\u2705 books" }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("dd", { children: finished }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("dt", { children: "\uD83D\uDCC4 pages" }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("dd", { children: pages.toLocaleString() }), pace !== undefined && (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("dt", { children: "\uD83C\uDFC3 pages a day" }), pace !== undefined && (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("dd", { children: pace.toFixed(1) }), longest && (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("dt", { children: "\uD83D\uDC18 longest" }), longest && (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("dd", { children: longest.title })] }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("pre", { children: perTag.map(([tag, count]) => `${(0,_lib_stats__WEBPACK_IMPORTED_MODULE_2__.bar)(count / most)} ${tag} ×${count}`).join("\n") }), FORMATS.map((format) => ((0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsxs)("button", { type: "button", disabled: busy, onClick: () => this.#save(format), children: ["\u2B07\uFE0F ", format] }))), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)("button", { type: "button", onClick: onClose, children: (0,_messages__WEBPACK_IMPORTED_MODULE_3__.t)("close") })] }));
    }
}


/***/ },

/***/ "./src/lib/stats.ts"
/*!**************************!*\
  !*** ./src/lib/stats.ts ***!
  \**************************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bar: () => (/* binding */ bar),
/* harmony export */   stats: () => (/* binding */ stats)
/* harmony export */ });
/* harmony import */ var _dates__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ./dates */ "./src/lib/dates.ts");

const Σ = (numbers) => numbers.reduce((a, b) => a + b, 0);
function stats(books) {
    const done = books.filter((book) => book.finished !== undefined);
    const pages = Σ(done.map(({ pages }) => pages));
    const days = Σ(done.map(({ added, finished = added }) => (0,_dates__WEBPACK_IMPORTED_MODULE_0__.daysBetween)(added, finished)));
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


/***/ }

}]);
//# sourceMappingURL=src_components_StatsPanel_tsx.js.map