import { Injectable, signal } from "@angular/core";
import { seed, type Book } from "./books";

@Injectable({ providedIn: "root" })
export class Library {
  readonly books = signal<readonly Book[]>(seed);

  toggle(id: number): void {
    if (!this.books().some((book) => book.id === id)) {
      throw new RangeError(`no book ${id} 🤷`);
    }
    this.books.update((books) => books.map((book) => (book.id === id ? { ...book, read: !book.read } : book)));
  }
}
