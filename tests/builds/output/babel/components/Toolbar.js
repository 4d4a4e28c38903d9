import clsx from "clsx";
import { t } from "../messages";
import { STATUSES } from "../status";
import { jsxDEV as _jsxDEV } from "preact/jsx-dev-runtime";
const SORTINGS = ["title", "author", "added", "length"];
export function Toolbar({
  filter,
  sorting,
  tags,
  onFilter,
  onSort
}) {
  const change = part => onFilter({
    ...filter,
    ...part
  });
  return _jsxDEV("nav", {
    class: "toolbar",
    children: [_jsxDEV("input", {
      type: "search",
      placeholder: t("search"),
      value: filter.query,
      onInput: event => change({
        query: event.currentTarget.value
      })
    }, void 0, false), ["all", ...STATUSES].map(status => _jsxDEV("button", {
      type: "button",
      class: clsx("tab", filter.status === status && "tab--active"),
      onClick: () => change({
        status
      }),
      children: t(status)
    }, status, false)), _jsxDEV("select", {
      value: filter.tag ?? "",
      onChange: event => change({
        tag: event.currentTarget.value || null
      }),
      children: [_jsxDEV("option", {
        value: "",
        children: "🏷️"
      }, void 0, false), tags.map(tag => _jsxDEV("option", {
        value: tag,
        children: tag
      }, void 0, false))]
    }, void 0, true), _jsxDEV("select", {
      value: sorting,
      onChange: event => onSort(event.currentTarget.value),
      children: SORTINGS.map(name => _jsxDEV("option", {
        value: name,
        children: ["⇅ ", name]
      }, void 0, true))
    }, void 0, false)]
  }, void 0, true);
}
//# sourceMappingURL=Toolbar.js.map