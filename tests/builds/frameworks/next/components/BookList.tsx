"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Book } from "./books";
import styles from "./BookList.module.css";

const Statistics = dynamic(() => import("./Statistics"));

export function BookList({ books: initial }: { books: Book[] }) {
  const [books, setBooks] = useState(initial);
  const [words, setWords] = useState("");
  const shown = useMemo(() => books.filter((book) => book.title.includes(words)), [books, words]);
  const toggle = (id: number) =>
    setBooks((old) => old.map((book) => (book.id === id ? { ...book, read: !book.read } : book)));
  return (
    <>
      <input type="search" placeholder="Search…" onChange={(event) => setWords(event.target.value)} />
      {shown.length === 0 && <p>Nothing found – try another word.</p>}
      <ul className={styles.list}>
        {shown.map((book) => (
          <li key={book.id} className={book.read ? "read" : ""}>
            <label>
              <input type="checkbox" checked={book.read} onChange={() => toggle(book.id)} />
              {book.title} <small>({book.pages} pages)</small>
            </label>
          </li>
        ))}
      </ul>
      <Statistics books={books} />
    </>
  );
}
