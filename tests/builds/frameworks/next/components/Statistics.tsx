import type { Book } from "./books";

export default function Statistics({ books }: { books: Book[] }) {
  const read = books.filter((book) => book.read).length;
  const share = `${Math.round((100 * read) / Math.max(1, books.length))} %`;
  return (
    <p>
      {read} of {books.length} read – {share} ✨
    </p>
  );
}
