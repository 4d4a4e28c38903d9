import { Component } from "preact";
import { NOTHING } from "../lib/search";
import { t } from "../messages";
import { AddForm } from "./AddForm";
import { BookCard } from "./BookCard";
import { Toolbar } from "./Toolbar";
import { jsxDEV as _jsxDEV } from "preact/jsx-dev-runtime";
/** The whole page. The statistics come in their own chunk, when asked for. */
export class App extends Component {
  state = (() => ({
    filter: NOTHING,
    sorting: "title",
    Panel: null,
    error: null
  }))();
  refresh = () => this.forceUpdate();
  componentDidMount() {
    this.props.shelf.events.on("*", this.refresh);
  }
  componentWillUnmount() {
    this.props.shelf.events.off("*", this.refresh);
  }
  openPanel = async () => {
    try {
      const {
        StatsPanel
      } = await import("./StatsPanel");
      this.setState({
        Panel: StatsPanel
      });
    } catch (error) {
      this.setState({
        error: error instanceof Error ? error.message : `${error} 🙈`
      });
    }
  };
  render({
    shelf
  }, {
    filter,
    sorting,
    Panel,
    error
  }) {
    const books = shelf.list(filter, sorting);
    return _jsxDEV("main", {
      class: "app",
      children: [_jsxDEV("h1", {
        children: t("title")
      }, void 0, false), error !== null && _jsxDEV("p", {
        class: "error",
        children: error
      }, void 0, false), _jsxDEV(Toolbar, {
        filter: filter,
        sorting: sorting,
        tags: shelf.tags,
        onFilter: filter => this.setState({
          filter
        }),
        onSort: sorting => this.setState({
          sorting
        })
      }, void 0, false), books.length === 0 ? _jsxDEV("p", {
        class: "empty",
        children: t("empty")
      }, void 0, false) : _jsxDEV("ul", {
        class: "books",
        children: books.map(book => _jsxDEV(BookCard, {
          book: book,
          query: filter.query,
          onMove: status => shelf.move(book.id, status),
          onRemove: () => shelf.remove(book.id)
        }, book.id, false))
      }, void 0, false), _jsxDEV(AddForm, {
        onAdd: entry => shelf.add(entry)
      }, void 0, false), _jsxDEV("button", {
        type: "button",
        onClick: this.openPanel,
        children: ["📊 ", t("statistics")]
      }, void 0, true), Panel && _jsxDEV(Panel, {
        books: shelf.list(NOTHING),
        onClose: () => this.setState({
          Panel: null
        })
      }, void 0, false)]
    }, void 0, true);
  }
}
//# sourceMappingURL=App.js.map