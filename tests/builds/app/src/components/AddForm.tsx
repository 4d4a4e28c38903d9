import { Component, createRef } from "preact";
import { t } from "../messages";
import type { Book } from "../types";

type Entry = Pick<Book, "title" | "author" | "pages" | "tags">;

interface Props {
  onAdd: (entry: Entry) => void;
}

function read(form: HTMLFormElement): Entry {
  const data = new FormData(form);
  const field = (name: string): string => String(data.get(name) ?? "").trim();
  return {
    title: field("title"),
    author: field("author") || "¿?",
    pages: Number.parseInt(field("pages"), 10) || 0,
    tags: field("tags")
      .split(/[\s,、]+/u)
      .filter(Boolean),
  };
}

interface State {
  problem?: string;
}

export class AddForm extends Component<Props, State> {
  #form = createRef<HTMLFormElement>();
  override state: State = {};

  #submit = (event: Event): void => {
    event.preventDefault();
    const form = this.#form.current;
    if (form === null) return;
    try {
      this.props.onAdd(read(form));
      form.reset();
      this.setState({ problem: undefined });
    } catch (error) {
      this.setState({ problem: (error as Error).message });
    }
  };

  override render(_props: Props, { problem }: State) {
    return (
      <form ref={this.#form} class="add" onSubmit={this.#submit}>
        <input name="title" placeholder="Título / 題名" required />
        <input name="author" placeholder="✍️" />
        <input name="pages" type="number" min="1" placeholder="📄" />
        <input name="tags" placeholder="sf, épopée" />
        <button type="submit">➕ {t("add")}</button>
        {problem && <output class="error">{problem}</output>}
      </form>
    );
  }
}
