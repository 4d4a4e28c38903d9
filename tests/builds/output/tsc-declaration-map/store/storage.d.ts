import type { Book } from "../types";
export interface BookStorage {
    load(): Promise<Book[] | undefined>;
    save(books: Book[]): Promise<void>;
}
export declare class MemoryStorage implements BookStorage {
    protected books: Book[] | undefined;
    load(): Promise<Book[] | undefined>;
    save(books: Book[]): Promise<void>;
}
/** Keeps books in the browser; writes are put off so that fast clicks cost one. */
export declare class LocalStorage extends MemoryStorage {
    private readonly area;
    private readonly wait;
    private pending;
    constructor(area: Storage, wait?: number);
    load(): Promise<Book[] | undefined>;
    save(books: Book[]): Promise<void>;
}
export declare function openStorage(): Promise<BookStorage>;
//# sourceMappingURL=storage.d.ts.map