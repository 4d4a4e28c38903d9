export type Status = "wanted" | "reading" | "done" | "dropped";
export interface Book {
    id: string;
    title: string;
    author: string;
    pages: number;
    status: string;
    added: string;
    finished?: string;
    tags: string[];
    note?: string;
}
export interface Filter {
    query: string;
    status: Status | "all";
    tag: string | null;
}
export type Sorting = "title" | "author" | "added" | "length";
//# sourceMappingURL=types.d.ts.map