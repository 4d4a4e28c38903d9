/** A book of the shelf; `pages` is 0 where nobody counted. */
export class Book {
  constructor({ id, title, pages = 0, read = false }) {
    this.id = id;
    this.title = title;
    this.pages = pages;
    this.read = read;
  }

  get label() {
    return `${this.title} (${this.pages || "?"} pages)${this.read ? " ✓" : ""}`;
  }
}

export const seed = [
  { id: 1, title: "Momo – ein Märchen-Roman", pages: 304, read: true },
  { id: 2, title: "三体", pages: 302 },
  { id: 3, title: "The Left Hand of Darkness 📚", pages: 286 },
].map((book) => new Book(book));

/** Pages that are still to be read. */
export function pagesLeft(books) {
  return books.filter((book) => !book.read).reduce((sum, { pages }) => sum + pages, 0);
}
