import type { Book } from "./books";

export default function Statistics(props: { books: Book[] }) {
  const read = () => props.books.filter((book) => book.read).length;
  const share = () => `${Math.round((100 * read()) / Math.max(1, props.books.length))} %`;
  return (
    <p>
      {read()} of {props.books.length} read – {share()} ✨
    </p>
  );
}
