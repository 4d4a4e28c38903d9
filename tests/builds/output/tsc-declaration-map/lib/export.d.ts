import type { Book } from "../types";
export type Format = "markdown" | "csv" | "json";
export declare class Exporter {
    private readonly books;
    static readonly types: Readonly<Record<Format, string>>;
    constructor(books: readonly Book[]);
    text(format: Format): string;
    download(format: Format, name?: string): Promise<void>;
}
//# sourceMappingURL=export.d.ts.map