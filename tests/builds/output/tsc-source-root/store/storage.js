const KEY = "shelf/books/v2";
const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export class MemoryStorage {
    books;
    async load() {
        return this.books;
    }
    async save(books) {
        this.books = structuredClone(books);
    }
}
/** Keeps books in the browser; writes are put off so that fast clicks cost one. */
export class LocalStorage extends MemoryStorage {
    area;
    wait;
    pending = 0;
    constructor(area, wait = 150) {
        super();
        this.area = area;
        this.wait = wait;
    }
    async load() {
        const text = this.area.getItem(KEY);
        if (text === null)
            return undefined;
        try {
            const parsed = JSON.parse(text);
            return Array.isArray(parsed) ? parsed : undefined;
        }
        catch (error) {
            console.warn("⚠️ stored books are broken, starting anew", error);
            return undefined;
        }
    }
    async save(books) {
        await super.save(books);
        const ticket = ++this.pending;
        await delay(this.wait);
        if (ticket === this.pending) {
            this.area.setItem(KEY, JSON.stringify(this.books));
        }
    }
}
export async function openStorage() {
    const probe = `${KEY}/probe`;
    globalThis.localStorage.setItem(probe, "✓");
    globalThis.localStorage.removeItem(probe);
    return new LocalStorage(globalThis.localStorage);
}
//# sourceMappingURL=storage.js.map