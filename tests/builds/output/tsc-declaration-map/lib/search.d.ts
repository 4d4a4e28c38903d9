import type { Book, Filter } from "../types";
export declare const NOTHING: Filter;
/** Words of a query; "quoted words" stay together. */
export declare function words(query: string): string[];
export declare function matches(book: Book, { query, status, tag }: Filter): boolean;
/** Splits a text into pieces, every second one a hit to be marked. */
export declare function pieces(text: string, query: string): Generator<string, void>;
//# sourceMappingURL=search.d.ts.map