import clsx from "clsx";
import { relative } from "../lib/dates";
import { pieces } from "../lib/search";
import { plural, shorten, symbol } from "../lib/text";
import { t } from "../messages";
import { STATUSES } from "../status";
import type { Book, Status } from "../types";

interface Props {
  book: Book;
  query: string;
  onMove: (status: Status) => void;
  onRemove: () => void;
}

function Marked({ text, query }: { text: string; query: string }) {
  return <span>{[...pieces(text, query)].map((piece, i) => (i % 2 === 1 ? <mark key={i}>{piece}</mark> : piece))}</span>;
}

export function BookCard({ book, query, onMove, onRemove }: Props) {
  const { title, author, pages, status, added, note, tags } = book;
  return (
    <li class={clsx("book", `book--${status}`, { "book--long": pages > 400, "book--noted": note })}>
      <h2>
        {symbol(status)} <Marked text={title} query={query} />
      </h2>
      <p>
        <Marked text={author} query={query} /> · {plural(pages, "page")} · {relative(added)}
      </p>
      {/* notes may hold emoji 🐈‍⬛ and are cut by characters */}
      {note !== undefined && <blockquote title={note}>{shorten(note, 80)}</blockquote>}
      <footer>
        {tags.map((tag) => (
          <span class="tag">#{tag}</span>
        ))}
        {STATUSES.filter((other) => other !== status).map((other) => (
          <button type="button" title={t(other)} onClick={() => onMove(other)}>
            {symbol(other)}
          </button>
        ))}
        <button type="button" class="danger" onClick={onRemove}>
          {t("remove")}
        </button>
      </footer>
    </li>
  );
}
