import { Component, type ComponentType } from "preact";
import { NOTHING } from "../lib/search";
import { t } from "../messages";
import type { Shelf } from "../store/shelf";
import type { Book, Filter, Sorting } from "../types";
import { AddForm } from "./AddForm";
import { BookCard } from "./BookCard";
import { Toolbar } from "./Toolbar";

interface Props {
  shelf: Shelf;
}

interface State {
  filter: Filter;
  sorting: Sorting;
  Panel: ComponentType<{ books: Book[]; onClose: () => void }> | null;
  error: string | null;
}

/** The whole page. The statistics come in their own chunk, when asked for. */
export class App extends Component<Props, State> {
  override state: State = { filter: NOTHING, sorting: "title", Panel: null, error: null };

  private refresh = (): void => this.forceUpdate();

  override componentDidMount(): void {
    this.props.shelf.events.on("*", this.refresh);
  }

  override componentWillUnmount(): void {
    this.props.shelf.events.off("*", this.refresh);
  }

  private openPanel = async (): Promise<void> => {
    try {
      const { StatsPanel } = await import("./StatsPanel");
      this.setState({ Panel: StatsPanel });
    } catch (error) {
      this.setState({ error: error instanceof Error ? error.message : `${error} 🙈` });
    }
  };

  override render({ shelf }: Props, { filter, sorting, Panel, error }: State) {
    const books = shelf.list(filter, sorting);
    return (
      <main class="app">
        <h1>{t("title")}</h1>
        {error !== null && <p class="error">{error}</p>}
        <Toolbar
          filter={filter}
          sorting={sorting}
          tags={shelf.tags}
          onFilter={(filter) => this.setState({ filter })}
          onSort={(sorting) => this.setState({ sorting })}
        />
        {books.length === 0 ? (
          <p class="empty">{t("empty")}</p>
        ) : (
          <ul class="books">
            {books.map((book) => (
              <BookCard
                key={book.id}
                book={book}
                query={filter.query}
                onMove={(status) => shelf.move(book.id, status)}
                onRemove={() => shelf.remove(book.id)}
              />
            ))}
          </ul>
        )}
        <AddForm onAdd={(entry) => shelf.add(entry)} />
        <button type="button" onClick={this.openPanel}>
          📊 {t("statistics")}
        </button>
        {Panel && <Panel books={shelf.list(NOTHING)} onClose={() => this.setState({ Panel: null })} />}
      </main>
    );
  }
}
