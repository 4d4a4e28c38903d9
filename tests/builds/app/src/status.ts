import type { Book, Status } from "./types";

export const STATUSES: readonly Status[] = ["wanted", "reading", "done", "dropped"];

export class ShelfError extends Error {
  override readonly name = "ShelfError";

  constructor(
    message: string,
    readonly book?: Book,
  ) {
    super(book === undefined ? message : `${message}: “${book.title}”`);
  }
}

export function isStatus(value: string): value is Status {
  return (STATUSES as readonly string[]).includes(value);
}
