import { BookList } from "../components/BookList";
import { pagesLeft, seed } from "../components/books";

export default async function Page() {
  const left = await Promise.resolve(pagesLeft(seed));
  return (
    <main>
      <h1>📚 Shelf</h1>
      <p>{left} pages left</p>
      <BookList books={seed} />
    </main>
  );
}
