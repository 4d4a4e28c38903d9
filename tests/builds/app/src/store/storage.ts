import type { Book } from "../types";

/* This file has CRLF line ends, as files from some editors still do. */

export interface BookStorage {
  load(): Promise<Book[] | undefined>;
  save(books: Book[]): Promise<void>;
}

const KEY = "shelf/books/v2";
const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class MemoryStorage implements BookStorage {
  protected books: Book[] | undefined;

  async load(): Promise<Book[] | undefined> {
    return this.books;
  }

  async save(books: Book[]): Promise<void> {
    this.books = structuredClone(books);
  }
}

/** Keeps books in the browser; writes are put off so that fast clicks cost one. */
export class LocalStorage extends MemoryStorage {
  private pending = 0;

  constructor(
    private readonly area: Storage,
    private readonly wait = 150,
  ) {
    super();
  }

  override async load(): Promise<Book[] | undefined> {
    const text = this.area.getItem(KEY);
    if (text === null) return undefined;
    try {
      const parsed: unknown = JSON.parse(text);
      return Array.isArray(parsed) ? (parsed as Book[]) : undefined;
    } catch (error) {
      console.warn("⚠️ stored books are broken, starting anew", error);
      return undefined;
    }
  }

  override async save(books: Book[]): Promise<void> {
    await super.save(books);
    const ticket = ++this.pending;
    await delay(this.wait);
    if (ticket === this.pending) {
      this.area.setItem(KEY, JSON.stringify(this.books));
    }
  }
}

export async function openStorage(): Promise<BookStorage> {
  const probe = `${KEY}/probe`;
  globalThis.localStorage.setItem(probe, "✓");
  globalThis.localStorage.removeItem(probe);
  return new LocalStorage(globalThis.localStorage);
}
