import clsx from "clsx";
import { relative } from "../lib/dates";
import { pieces } from "../lib/search";
import { plural, shorten, symbol } from "../lib/text";
import { t } from "../messages";
import { STATUSES } from "../status";
import { jsxDEV as _jsxDEV } from "preact/jsx-dev-runtime";
function Marked({
  text,
  query
}) {
  return _jsxDEV("span", {
    children: [...pieces(text, query)].map((piece, i) => i % 2 === 1 ? _jsxDEV("mark", {
      children: piece
    }, i, false) : piece)
  }, void 0, false);
}
export function BookCard({
  book,
  query,
  onMove,
  onRemove
}) {
  const {
    title,
    author,
    pages,
    status,
    added,
    note,
    tags
  } = book;
  return _jsxDEV("li", {
    class: clsx("book", `book--${status}`, {
      "book--long": pages > 400,
      "book--noted": note
    }),
    children: [_jsxDEV("h2", {
      children: [symbol(status), " ", _jsxDEV(Marked, {
        text: title,
        query: query
      }, void 0, false)]
    }, void 0, true), _jsxDEV("p", {
      children: [_jsxDEV(Marked, {
        text: author,
        query: query
      }, void 0, false), " · ", plural(pages, "page"), " · ", relative(added)]
    }, void 0, true), note !== undefined && _jsxDEV("blockquote", {
      title: note,
      children: shorten(note, 80)
    }, void 0, false), _jsxDEV("footer", {
      children: [tags.map(tag => _jsxDEV("span", {
        class: "tag",
        children: ["#", tag]
      }, void 0, true)), STATUSES.filter(other => other !== status).map(other => _jsxDEV("button", {
        type: "button",
        title: t(other),
        onClick: () => onMove(other),
        children: symbol(other)
      }, void 0, false)), _jsxDEV("button", {
        type: "button",
        class: "danger",
        onClick: onRemove,
        children: t("remove")
      }, void 0, false)]
    }, void 0, true)]
  }, void 0, true);
}
//# sourceMappingURL=BookCard.js.map