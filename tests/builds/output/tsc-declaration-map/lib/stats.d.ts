import type { Book } from "../types";
export interface Stats {
    pages: number;
    finished: number;
    pace: number | undefined;
    perTag: [tag: string, count: number][];
    longest: Book | undefined;
}
export declare function stats(books: readonly Book[]): Stats;
/** A bar of text, e.g. "▓▓▓░░" for 0.6. */
export declare function bar(share: number, width?: number): string;
//# sourceMappingURL=stats.d.ts.map