export const STATUSES = ["wanted", "reading", "done", "dropped"];
export class ShelfError extends Error {
  name = "ShelfError";
  constructor(message, book) {
    super(book === undefined ? message : `${message}: “${book.title}”`);
    this.book = book;
  }
}
export function isStatus(value) {
  return STATUSES.includes(value);
}
//# sourceMappingURL=status.js.map