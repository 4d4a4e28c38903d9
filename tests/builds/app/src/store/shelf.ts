import mitt, { type Emitter } from "mitt";
import { matches } from "../lib/search";
import { compareText, größe } from "../lib/text";
import { today } from "../lib/dates";
import { isStatus, ShelfError } from "../status";
import type { Book, Filter, Sorting, Status } from "../types";
import type { BookStorage } from "./storage";

type ShelfEvents = {
  added: Book;
  changed: Book;
  removed: Book;
  reset: undefined;
};

/** All books, in memory, written through to a storage. */
export class Shelf {
  readonly events: Emitter<ShelfEvents> = mitt<ShelfEvents>();
  #books = new Map<string, Book>();
  #saving: Promise<void> = Promise.resolve();
  private counter = 0;

  private constructor(private readonly storage: BookStorage) {}

  static async open(storage: BookStorage, defaults: Book[]): Promise<Shelf> {
    const shelf = new Shelf(storage);
    const stored = (await storage.load()) ?? defaults;
    for (const book of stored) {
      shelf.#books.set(book.id, { ...book, status: isStatus(book.status) ? book.status : "wanted" });
    }
    return shelf;
  }

  get size(): number {
    return this.#books.size;
  }

  get tags(): string[] {
    const tags = new Set<string>();
    for (const { tags: own } of this.#books.values()) {
      own.forEach((tag) => tags.add(tag));
    }
    return [...tags].sort(compareText);
  }

  list(filter: Filter, sorting: Sorting = "title"): Book[] {
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

  add(entry: Pick<Book, "title" | "author" | "pages"> & Partial<Book>): Book {
    if (größe(entry.title.trim()) === 0) {
      throw new ShelfError("a book needs a title 📕");
    }
    const book: Book = {
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

  move(id: string, status: Status): Book {
    const book = this.require(id);
    const { finished: _finished, ...rest } = book;
    const moved: Book = status === "done" ? { ...rest, status, finished: today() } : { ...rest, status };
    this.#books.set(id, moved);
    this.events.emit("changed", moved);
    void this.save();
    return moved;
  }

  remove(id: string): void {
    const book = this.require(id);
    this.#books.delete(id);
    this.events.emit("removed", book);
    void this.save();
  }

  async clear(): Promise<void> {
    this.#books.clear();
    this.events.emit("reset");
    await this.save();
  }

  private require(id: string): Book {
    const book = this.#books.get(id);
    if (!book) {
      throw new ShelfError(`no book ${id}`);
    }
    return book;
  }

  private save(): Promise<void> {
    this.#saving = this.#saving.then(() => this.storage.save([...this.#books.values()]));
    return this.#saving;
  }
}
