import clsx from "clsx";
import { t } from "../messages";
import { STATUSES } from "../status";
import type { Filter, Sorting } from "../types";

interface Props {
  filter: Filter;
  sorting: Sorting;
  tags: string[];
  onFilter: (filter: Filter) => void;
  onSort: (sorting: Sorting) => void;
}

const SORTINGS: Sorting[] = ["title", "author", "added", "length"];

export function Toolbar({ filter, sorting, tags, onFilter, onSort }: Props) {
  const change = (part: Partial<Filter>): void => onFilter({ ...filter, ...part });
  return (
    <nav class="toolbar">
      <input
        type="search"
        placeholder={t("search")}
        value={filter.query}
        onInput={(event) => change({ query: event.currentTarget.value })}
      />
      {(["all", ...STATUSES] as const).map((status) => (
        <button
          key={status}
          type="button"
          class={clsx("tab", filter.status === status && "tab--active")}
          onClick={() => change({ status })}
        >
          {t(status)}
        </button>
      ))}
      <select value={filter.tag ?? ""} onChange={(event) => change({ tag: event.currentTarget.value || null })}>
        <option value="">🏷️</option>
        {tags.map((tag) => (
          <option value={tag}>{tag}</option>
        ))}
      </select>
      <select value={sorting} onChange={(event) => onSort(event.currentTarget.value as Sorting)}>
        {SORTINGS.map((name) => (
          <option value={name}>⇅ {name}</option>
        ))}
      </select>
    </nav>
  );
}
