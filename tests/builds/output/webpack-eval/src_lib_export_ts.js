"use strict";
/*
 * ATTENTION: The "eval" devtool has been used (maybe by default in mode: "development").
 * This devtool is neither made for production nor for readable output files.
 * It uses "eval()" calls to create a separate source file in the browser devtools.
 * If you are trying to read the output file, select a different devtool (https://webpack.js.org/configuration/devtool/)
 * or disable the default devtool with "devtool: false".
 * If you are looking for production-ready output files, see mode: "production" (https://webpack.js.org/configuration/mode/).
 */
(self["webpackChunkshelf"] = self["webpackChunkshelf"] || []).push([["src_lib_export_ts"],{

/***/ "./src/lib/export.ts"
/*!***************************!*\
  !*** ./src/lib/export.ts ***!
  \***************************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

eval("{__webpack_require__.r(__webpack_exports__);\n/* harmony export */ __webpack_require__.d(__webpack_exports__, {\n/* harmony export */   Exporter: () => (/* binding */ Exporter)\n/* harmony export */ });\n/* harmony import */ var _text__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ./text */ \"./src/lib/text.ts\");\n\nconst quote = (value) => (/[\",\\r\\n]/.test(`${value}`) ? `\"${`${value}`.replaceAll('\"', '\"\"')}\"` : `${value}`);\nconst writers = {\n    json: (books) => JSON.stringify({ version: 2, books }, null, 2),\n    csv(books) {\n        const columns = [\"id\", \"title\", \"author\", \"pages\", \"status\", \"added\"];\n        return [columns.join(\",\"), ...books.map((book) => columns.map((column) => quote(book[column])).join(\",\"))].join(\"\\r\\n\");\n    },\n    markdown: (books) => `# 📚 Reading list\n\n${books.map(({ status, title, author, pages }) => `- ${(0,_text__WEBPACK_IMPORTED_MODULE_0__.symbol)(status)} **${title}** by ${author} (${pages} pp.)`).join(\"\\n\")}\n\n_${books.length} books 🐛🦉_\n`,\n};\nclass Exporter {\n    books;\n    static types = {\n        markdown: \"text/markdown\",\n        csv: \"text/csv\",\n        json: \"application/json\",\n    };\n    constructor(books) {\n        this.books = books;\n    }\n    text(format) {\n        return writers[format](this.books);\n    }\n    async download(format, name = `shelf.${format === \"markdown\" ? \"md\" : format}`) {\n        const blob = new Blob([this.text(format)], { type: `${Exporter.types[format]};charset=utf-8` });\n        const url = URL.createObjectURL(blob);\n        const link = Object.assign(document.createElement(\"a\"), { href: url, download: name });\n        link.click();\n        await Promise.resolve();\n        URL.revokeObjectURL(url);\n    }\n}\n\n\n//# sourceURL=webpack://shelf/./src/lib/export.ts?\n}");

/***/ }

}]);