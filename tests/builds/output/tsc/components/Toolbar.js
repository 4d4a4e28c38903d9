import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import clsx from "clsx";
import { t } from "../messages";
import { STATUSES } from "../status";
const SORTINGS = ["title", "author", "added", "length"];
export function Toolbar({ filter, sorting, tags, onFilter, onSort }) {
    const change = (part) => onFilter({ ...filter, ...part });
    return (_jsxs("nav", { class: "toolbar", children: [_jsx("input", { type: "search", placeholder: t("search"), value: filter.query, onInput: (event) => change({ query: event.currentTarget.value }) }), ["all", ...STATUSES].map((status) => (_jsx("button", { type: "button", class: clsx("tab", filter.status === status && "tab--active"), onClick: () => change({ status }), children: t(status) }, status))), _jsxs("select", { value: filter.tag ?? "", onChange: (event) => change({ tag: event.currentTarget.value || null }), children: [_jsx("option", { value: "", children: "\uD83C\uDFF7\uFE0F" }), tags.map((tag) => (_jsx("option", { value: tag, children: tag })))] }), _jsx("select", { value: sorting, onChange: (event) => onSort(event.currentTarget.value), children: SORTINGS.map((name) => (_jsxs("option", { value: name, children: ["\u21C5 ", name] }))) })] }));
}
//# sourceMappingURL=Toolbar.js.map