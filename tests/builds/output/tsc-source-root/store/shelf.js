import mitt from "mitt";
import { matches } from "../lib/search";
import { compareText, größe } from "../lib/text";
import { today } from "../lib/dates";
import { isStatus, ShelfError } from "../status";
/** All books, in memory, written through to a storage. */
export class Shelf {
    storage;
    events = mitt();
    #books = new Map();
    #saving = Promise.resolve();
    counter = 0;
    constructor(storage) {
        this.storage = storage;
    }
    static async open(storage, defaults) {
        const shelf = new Shelf(storage);
        const stored = (await storage.load()) ?? defaults;
        for (const book of stored) {
            shelf.#books.set(book.id, { ...book, status: isStatus(book.status) ? book.status : "wanted" });
        }
        return shelf;
    }
    get size() {
        return this.#books.size;
    }
    get tags() {
        const tags = new Set();
        for (const { tags: own } of this.#books.values()) {
            own.forEach((tag) => tags.add(tag));
        }
        return [...tags].sort(compareText);
    }
    list(filter, sorting = "title") {
        const found = [...this.#books.values()].filter((book) => matches(book, filter));
        return found.sort((a, b) => {
            switch (sorting) {
                case "added":
                    return b.added.localeCompare(a.added);
                case "length":
                    return b.pages - a.pages || compareText(a.title, b.title);
                default:
                    return compareText(a[sorting], b[sorting]);
            }
        });
    }
    add(entry) {
        if (größe(entry.title.trim()) === 0) {
            throw new ShelfError("a book needs a title 📕");
        }
        const book = {
            status: "wanted",
            added: today(),
            tags: [],
            ...entry,
            id: entry.id ?? `n${Date.now().toString(36)}${this.counter++}`,
        };
        this.#books.set(book.id, book);
        this.events.emit("added", book);
        void this.save();
        return book;
    }
    move(id, status) {
        const book = this.require(id);
        const { finished: _finished, ...rest } = book;
        const moved = status === "done" ? { ...rest, status, finished: today() } : { ...rest, status };
        this.#books.set(id, moved);
        this.events.emit("changed", moved);
        void this.save();
        return moved;
    }
    remove(id) {
        const book = this.require(id);
        this.#books.delete(id);
        this.events.emit("removed", book);
        void this.save();
    }
    async clear() {
        this.#books.clear();
        this.events.emit("reset");
        await this.save();
    }
    require(id) {
        const book = this.#books.get(id);
        if (!book) {
            throw new ShelfError(`no book ${id}`);
        }
        return book;
    }
    save() {
        this.#saving = this.#saving.then(() => this.storage.save([...this.#books.values()]));
        return this.#saving;
    }
}
//# sourceMappingURL=shelf.js.map