import { type Emitter } from "mitt";
import type { Book, Filter, Sorting, Status } from "../types";
import type { BookStorage } from "./storage";
type ShelfEvents = {
    added: Book;
    changed: Book;
    removed: Book;
    reset: undefined;
};
/** All books, in memory, written through to a storage. */
export declare class Shelf {
    #private;
    private readonly storage;
    readonly events: Emitter<ShelfEvents>;
    private counter;
    private constructor();
    static open(storage: BookStorage, defaults: Book[]): Promise<Shelf>;
    get size(): number;
    get tags(): string[];
    list(filter: Filter, sorting?: Sorting): Book[];
    add(entry: Pick<Book, "title" | "author" | "pages"> & Partial<Book>): Book;
    move(id: string, status: Status): Book;
    remove(id: string): void;
    clear(): Promise<void>;
    private require;
    private save;
}
export {};
//# sourceMappingURL=shelf.d.ts.map