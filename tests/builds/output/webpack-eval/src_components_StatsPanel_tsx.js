"use strict";
/*
 * ATTENTION: The "eval" devtool has been used (maybe by default in mode: "development").
 * This devtool is neither made for production nor for readable output files.
 * It uses "eval()" calls to create a separate source file in the browser devtools.
 * If you are trying to read the output file, select a different devtool (https://webpack.js.org/configuration/devtool/)
 * or disable the default devtool with "devtool: false".
 * If you are looking for production-ready output files, see mode: "production" (https://webpack.js.org/configuration/mode/).
 */
(self["webpackChunkshelf"] = self["webpackChunkshelf"] || []).push([["src_components_StatsPanel_tsx"],{

/***/ "./src/components/StatsPanel.tsx"
/*!***************************************!*\
  !*** ./src/components/StatsPanel.tsx ***!
  \***************************************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   StatsPanel: () => (/* binding */ StatsPanel)\n/* harmony export */ });\n/* harmony import */ var preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! preact/jsx-runtime */ \"./node_modules/preact/jsx-runtime/dist/jsxRuntime.module.js\");\n/* harmony import */ var preact__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! preact */ \"./node_modules/preact/dist/preact.module.js\");\n/* harmony import */ var _lib_stats__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(/*! ../lib/stats */ \"./src/lib/stats.ts\");\n/* harmony import */ var _messages__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(/*! ../messages */ \"./src/messages.ts\");\n\n\n\n\nconst FORMATS = [\"markdown\", \"csv\", \"json\"];\nclass StatsPanel extends preact__WEBPACK_IMPORTED_MODULE_1__.Component {\n    state = { busy: false };\n    async #save(format) {\n        this.setState({ busy: true });\n        try {\n            const { Exporter } = await __webpack_require__.e(/*! import() */ \"src_lib_export_ts\").then(() => (__webpack_require__(/*! ../lib/export */ \"./src/lib/export.ts\")));\n            await new Exporter(this.props.books).download(format);\n        }\n        finally {\n            this.setState({ busy: false });\n        }\n    }\n    render({ books, onClose }, { busy }) {\n        const { pages, finished, pace, perTag, longest } = (0,_lib_stats__WEBPACK_IMPORTED_MODULE_2__.stats)(books);\n        const most = perTag[0]?.[1] ?? 1;\n        return ((0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsxs)(\"aside\", { class: \"panel\", children: [(0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsxs)(\"h2\", { children: [\"\\uD83D\\uDCCA \", (0,_messages__WEBPACK_IMPORTED_MODULE_3__.t)(\"statistics\")] }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsxs)(\"dl\", { children: [(0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"dt\", { children: \"\\u2705 books\" }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"dd\", { children: finished }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"dt\", { children: \"\\uD83D\\uDCC4 pages\" }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"dd\", { children: pages.toLocaleString() }), pace !== undefined && (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"dt\", { children: \"\\uD83C\\uDFC3 pages a day\" }), pace !== undefined && (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"dd\", { children: pace.toFixed(1) }), longest && (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"dt\", { children: \"\\uD83D\\uDC18 longest\" }), longest && (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"dd\", { children: longest.title })] }), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"pre\", { children: perTag.map(([tag, count]) => `${(0,_lib_stats__WEBPACK_IMPORTED_MODULE_2__.bar)(count / most)} ${tag} ×${count}`).join(\"\\n\") }), FORMATS.map((format) => ((0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsxs)(\"button\", { type: \"button\", disabled: busy, onClick: () => this.#save(format), children: [\"\\u2B07\\uFE0F \", format] }))), (0,preact_jsx_runtime__WEBPACK_IMPORTED_MODULE_0__.jsx)(\"button\", { type: \"button\", onClick: onClose, children: (0,_messages__WEBPACK_IMPORTED_MODULE_3__.t)(\"close\") })] }));\n    }\n}\n\n\n//# sourceURL=webpack://shelf/./src/components/StatsPanel.tsx?\n}");

/***/ },

/***/ "./src/lib/stats.ts"
/*!**************************!*\
  !*** ./src/lib/stats.ts ***!
  \**************************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   bar: () => (/* binding */ bar),\n/* harmony export */   stats: () => (/* binding */ stats)\n/* harmony export */ });\n/* harmony import */ var _dates__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ./dates */ \"./src/lib/dates.ts\");\n\nconst Σ = (numbers) => numbers.reduce((a, b) => a + b, 0);\nfunction stats(books) {\n    const done = books.filter((book) => book.finished !== undefined);\n    const pages = Σ(done.map(({ pages }) => pages));\n    const days = Σ(done.map(({ added, finished = added }) => (0,_dates__WEBPACK_IMPORTED_MODULE_0__.daysBetween)(added, finished)));\n    const perTag = new Map();\n    books.flatMap(({ tags }) => tags).forEach((tag) => perTag.set(tag, (perTag.get(tag) ?? 0) + 1));\n    return {\n        pages,\n        finished: done.length,\n        pace: days > 0 ? pages / days : undefined,\n        perTag: [...perTag].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),\n        longest: books.reduce((best, book) => (best && best.pages >= book.pages ? best : book), undefined),\n    };\n}\n/** A bar of text, e.g. \"▓▓▓░░\" for 0.6. */\nfunction bar(share, width = 10) {\n    const full = Math.round(Math.min(1, Math.max(0, share)) * width);\n    return \"▓\".repeat(full) + \"░\".repeat(width - full);\n}\n\n\n//# sourceURL=webpack://shelf/./src/lib/stats.ts?\n}");

/***/ }

}]);