import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import clsx from "clsx";
import { t } from "../messages";
import { STATUSES } from "../status";
const SORTINGS = [
    "title",
    "author",
    "added",
    "length"
];
export function Toolbar({ filter, sorting, tags, onFilter, onSort }) {
    const change = (part)=>onFilter({
            ...filter,
            ...part
        });
    return /*#__PURE__*/ _jsxs("nav", {
        class: "toolbar",
        children: [
            /*#__PURE__*/ _jsx("input", {
                type: "search",
                placeholder: t("search"),
                value: filter.query,
                onInput: (event)=>change({
                        query: event.currentTarget.value
                    })
            }),
            [
                "all",
                ...STATUSES
            ].map((status)=>/*#__PURE__*/ _jsx("button", {
                    type: "button",
                    class: clsx("tab", filter.status === status && "tab--active"),
                    onClick: ()=>change({
                            status
                        }),
                    children: t(status)
                }, status)),
            /*#__PURE__*/ _jsxs("select", {
                value: filter.tag ?? "",
                onChange: (event)=>change({
                        tag: event.currentTarget.value || null
                    }),
                children: [
                    /*#__PURE__*/ _jsx("option", {
                        value: "",
                        children: "🏷️"
                    }),
                    tags.map((tag)=>/*#__PURE__*/ _jsx("option", {
                            value: tag,
                            children: tag
                        }))
                ]
            }),
            /*#__PURE__*/ _jsx("select", {
                value: sorting,
                onChange: (event)=>onSort(event.currentTarget.value),
                children: SORTINGS.map((name)=>/*#__PURE__*/ _jsxs("option", {
                        value: name,
                        children: [
                            "⇅ ",
                            name
                        ]
                    }))
            })
        ]
    });
}

//# sourceMappingURL=Toolbar.js.map