import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import clsx from "clsx";
import { relative } from "../lib/dates";
import { pieces } from "../lib/search";
import { plural, shorten, symbol } from "../lib/text";
import { t } from "../messages";
import { STATUSES } from "../status";
function Marked({ text, query }) {
    return _jsx("span", { children: [...pieces(text, query)].map((piece, i) => (i % 2 === 1 ? _jsx("mark", { children: piece }, i) : piece)) });
}
export function BookCard({ book, query, onMove, onRemove }) {
    const { title, author, pages, status, added, note, tags } = book;
    return (_jsxs("li", { class: clsx("book", `book--${status}`, { "book--long": pages > 400, "book--noted": note }), children: [_jsxs("h2", { children: [symbol(status), " ", _jsx(Marked, { text: title, query: query })] }), _jsxs("p", { children: [_jsx(Marked, { text: author, query: query }), " \u00B7 ", plural(pages, "page"), " \u00B7 ", relative(added)] }), note !== undefined && _jsx("blockquote", { title: note, children: shorten(note, 80) }), _jsxs("footer", { children: [tags.map((tag) => (_jsxs("span", { class: "tag", children: ["#", tag] }))), STATUSES.filter((other) => other !== status).map((other) => (_jsx("button", { type: "button", title: t(other), onClick: () => onMove(other), children: symbol(other) }))), _jsx("button", { type: "button", class: "danger", onClick: onRemove, children: t("remove") })] })] }));
}
//# sourceMappingURL=BookCard.js.map