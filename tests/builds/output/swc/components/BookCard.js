import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import clsx from "clsx";
import { relative } from "../lib/dates";
import { pieces } from "../lib/search";
import { plural, shorten, symbol } from "../lib/text";
import { t } from "../messages";
import { STATUSES } from "../status";
function Marked({ text, query }) {
    return /*#__PURE__*/ _jsx("span", {
        children: [
            ...pieces(text, query)
        ].map((piece, i)=>i % 2 === 1 ? /*#__PURE__*/ _jsx("mark", {
                children: piece
            }, i) : piece)
    });
}
export function BookCard({ book, query, onMove, onRemove }) {
    const { title, author, pages, status, added, note, tags } = book;
    return /*#__PURE__*/ _jsxs("li", {
        class: clsx("book", `book--${status}`, {
            "book--long": pages > 400,
            "book--noted": note
        }),
        children: [
            /*#__PURE__*/ _jsxs("h2", {
                children: [
                    symbol(status),
                    " ",
                    /*#__PURE__*/ _jsx(Marked, {
                        text: title,
                        query: query
                    })
                ]
            }),
            /*#__PURE__*/ _jsxs("p", {
                children: [
                    /*#__PURE__*/ _jsx(Marked, {
                        text: author,
                        query: query
                    }),
                    " · ",
                    plural(pages, "page"),
                    " · ",
                    relative(added)
                ]
            }),
            note !== undefined && /*#__PURE__*/ _jsx("blockquote", {
                title: note,
                children: shorten(note, 80)
            }),
            /*#__PURE__*/ _jsxs("footer", {
                children: [
                    tags.map((tag)=>/*#__PURE__*/ _jsxs("span", {
                            class: "tag",
                            children: [
                                "#",
                                tag
                            ]
                        })),
                    STATUSES.filter((other)=>other !== status).map((other)=>/*#__PURE__*/ _jsx("button", {
                            type: "button",
                            title: t(other),
                            onClick: ()=>onMove(other),
                            children: symbol(other)
                        })),
                    /*#__PURE__*/ _jsx("button", {
                        type: "button",
                        class: "danger",
                        onClick: onRemove,
                        children: t("remove")
                    })
                ]
            })
        ]
    });
}

//# sourceMappingURL=BookCard.js.map