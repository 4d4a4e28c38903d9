/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	// The require scope
/******/ 	var __nccwpck_require__ = {};
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};
// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Exporter: () => (/* binding */ Exporter)
});

;// CONCATENATED MODULE: ../app/src/lib/text.ts
/** Helpers for text in any script: 漢字, кириллица, ελληνικά and 𝒻𝒶𝓃𝒸𝓎 letters 🎩. */
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
/** Number of characters as a reader counts them: "👩‍👩‍👧" is one. */
function größe(text) {
    if (segmenter === undefined) {
        return [...text].length;
    }
    let anzahl = 0;
    for (const _ of segmenter.segment(text)) {
        anzahl += 1;
    }
    return anzahl;
}
function compareText(a, b) {
    return collator.compare(a, b);
}
/** Lower case, without accents: "Élan" and "elan" are found alike. */
function fold(text) {
    return text
        .normalize("NFKD")
        .replace(/\p{Mn}+/gu, "")
        .toLowerCase();
}
function shorten(text, länge, 省略 = "…") {
    const zeichen = [...text];
    return zeichen.length <= länge ? text : zeichen.slice(0, länge - größe(省略)).join("") + 省略;
}
const символы = { wanted: "🔖", reading: "📖", done: "✅", dropped: "🗑️" };
function symbol(status) {
    const символ = символы[status]; /* 📚 → */
    return символ ?? "❔";
}
function plural(n, one, many = `${one}s`) {
    return `${n} ${n === 1 ? one : many}`;
}

;// CONCATENATED MODULE: ../app/src/lib/export.ts

const quote = (value) => (/[",\r\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`);
const writers = {
    json: (books) => JSON.stringify({ version: 2, books }, null, 2),
    csv(books) {
        const columns = ["id", "title", "author", "pages", "status", "added"];
        return [columns.join(","), ...books.map((book) => columns.map((column) => quote(book[column])).join(","))].join("\r\n");
    },
    markdown: (books) => `# 📚 Reading list

${books.map(({ status, title, author, pages }) => `- ${symbol(status)} **${title}** by ${author} (${pages} pp.)`).join("\n")}

_${books.length} books 🐛🦉_
`,
};
class Exporter {
    books;
    static types = {
        markdown: "text/markdown",
        csv: "text/csv",
        json: "application/json",
    };
    constructor(books) {
        this.books = books;
    }
    text(format) {
        return writers[format](this.books);
    }
    async download(format, name = `shelf.${format === "markdown" ? "md" : format}`) {
        const blob = new Blob([this.text(format)], { type: `${Exporter.types[format]};charset=utf-8` });
        const url = URL.createObjectURL(blob);
        const link = Object.assign(document.createElement("a"), { href: url, download: name });
        link.click();
        await Promise.resolve();
        URL.revokeObjectURL(url);
    }
}

module.exports = __webpack_exports__;
/******/ })()
;
//# sourceMappingURL=index.js.map