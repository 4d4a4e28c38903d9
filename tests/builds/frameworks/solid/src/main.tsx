import { createMemo, createSignal, For, lazy, Show, Suspense } from "solid-js";
import { render } from "solid-js/web";
import { pagesLeft, seed, type Book } from "./books";

const Statistics = lazy(() => import("./Statistics"));

function BookRow(props: { book: Book; toggle: () => void }) {
  return (
    <li classList={{ read: props.book.read }}>
      <label>
        <input type="checkbox" checked={props.book.read} onChange={props.toggle} />
        {props.book.title} <small>({props.book.pages} pages)</small>
      </label>
    </li>
  );
}

function App() {
  const [books, setBooks] = createSignal(seed);
  const [words, setWords] = createSignal("");
  const shown = createMemo(() => books().filter((book) => book.title.includes(words())));
  const toggle = (id: number) =>
    setBooks((old) => old.map((book) => (book.id === id ? { ...book, read: !book.read } : book)));
  return (
    <main>
      <h1>📚 Shelf</h1>
      <input type="search" placeholder="Search…" onInput={(event) => setWords(event.currentTarget.value)} />
      <Show when={shown().length > 0} fallback={<p>Nothing found – try another word.</p>}>
        <ul>
          <For each={shown()}>{(book) => <BookRow book={book} toggle={() => toggle(book.id)} />}</For>
        </ul>
      </Show>
      <p>{pagesLeft(books())} pages left</p>
      <Suspense>
        <Statistics books={books()} />
      </Suspense>
    </main>
  );
}

render(() => <App />, document.getElementById("app")!);
