import type { Filter, Sorting } from "../types";
interface Props {
    filter: Filter;
    sorting: Sorting;
    tags: string[];
    onFilter: (filter: Filter) => void;
    onSort: (sorting: Sorting) => void;
}
export declare function Toolbar({ filter, sorting, tags, onFilter, onSort }: Props): import("preact").JSX.Element;
export {};
//# sourceMappingURL=Toolbar.d.ts.map