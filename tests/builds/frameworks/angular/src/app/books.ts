export interface Book {
  id: number;
  title: string;
  pages: number;
  read: boolean;
}

export const seed: Book[] = [
  { id: 1, title: "Momo – ein Märchen-Roman", pages: 304, read: true },
  { id: 2, title: "三体", pages: 302, read: false },
  { id: 3, title: "The Left Hand of Darkness 📚", pages: 286, read: false },
];

/** Pages that are still to be read. */
export function pagesLeft(books: readonly Book[]): number {
  return books.filter((book) => !book.read).reduce((sum, book) => sum + book.pages, 0);
}

/** The first book whose title holds the words, or an error that names them. */
export function find(books: readonly Book[], words: string): Book {
  const found = books.find((book) => book.title.toLowerCase().includes(words.toLowerCase()));
  if (found === undefined) {
    throw new Error(`no book “${words}” 🤷`);
  }
  return found;
}
