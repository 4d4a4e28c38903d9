import { Component } from "preact";
import { bar, stats } from "../lib/stats";
import { t } from "../messages";
import type { Format } from "../lib/export";
import type { Book } from "../types";

interface Props {
  books: Book[];
  onClose: () => void;
}

const FORMATS: Format[] = ["markdown", "csv", "json"];

interface State {
  busy: boolean;
}

export class StatsPanel extends Component<Props, State> {
  override state: State = { busy: false };

  async #save(format: Format): Promise<void> {
    this.setState({ busy: true });
    try {
      const { Exporter } = await import("../lib/export");
      await new Exporter(this.props.books).download(format);
    } finally {
      this.setState({ busy: false });
    }
  }

  override render({ books, onClose }: Props, { busy }: State) {
    const { pages, finished, pace, perTag, longest } = stats(books);
    const most = perTag[0]?.[1] ?? 1;

    return (
      <aside class="panel">
        <h2>📊 {t("statistics")}</h2>
        <dl>
          <dt>✅ books</dt>
          <dd>{finished}</dd>
          <dt>📄 pages</dt>
          <dd>{pages.toLocaleString()}</dd>
          {pace !== undefined && <dt>🏃 pages a day</dt>}
          {pace !== undefined && <dd>{pace.toFixed(1)}</dd>}
          {longest && <dt>🐘 longest</dt>}
          {longest && <dd>{longest.title}</dd>}
        </dl>
        <pre>{perTag.map(([tag, count]) => `${bar(count / most)} ${tag} ×${count}`).join("\n")}</pre>
        {FORMATS.map((format) => (
          <button type="button" disabled={busy} onClick={() => this.#save(format)}>
            ⬇️ {format}
          </button>
        ))}
        <button type="button" onClick={onClose}>
          {t("close")}
        </button>
      </aside>
    );
  }
}
