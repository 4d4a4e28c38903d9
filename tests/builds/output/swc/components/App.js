import { jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
import { Component } from "preact";
import { NOTHING } from "../lib/search";
import { t } from "../messages";
import { AddForm } from "./AddForm";
import { BookCard } from "./BookCard";
import { Toolbar } from "./Toolbar";
/** The whole page. The statistics come in their own chunk, when asked for. */ export class App extends Component {
    state = {
        filter: NOTHING,
        sorting: "title",
        Panel: null,
        error: null
    };
    refresh = ()=>this.forceUpdate();
    componentDidMount() {
        this.props.shelf.events.on("*", this.refresh);
    }
    componentWillUnmount() {
        this.props.shelf.events.off("*", this.refresh);
    }
    openPanel = async ()=>{
        try {
            const { StatsPanel } = await import("./StatsPanel");
            this.setState({
                Panel: StatsPanel
            });
        } catch (error) {
            this.setState({
                error: error instanceof Error ? error.message : `${error} 🙈`
            });
        }
    };
    render({ shelf }, { filter, sorting, Panel, error }) {
        const books = shelf.list(filter, sorting);
        return /*#__PURE__*/ _jsxs("main", {
            class: "app",
            children: [
                /*#__PURE__*/ _jsx("h1", {
                    children: t("title")
                }),
                error !== null && /*#__PURE__*/ _jsx("p", {
                    class: "error",
                    children: error
                }),
                /*#__PURE__*/ _jsx(Toolbar, {
                    filter: filter,
                    sorting: sorting,
                    tags: shelf.tags,
                    onFilter: (filter)=>this.setState({
                            filter
                        }),
                    onSort: (sorting)=>this.setState({
                            sorting
                        })
                }),
                books.length === 0 ? /*#__PURE__*/ _jsx("p", {
                    class: "empty",
                    children: t("empty")
                }) : /*#__PURE__*/ _jsx("ul", {
                    class: "books",
                    children: books.map((book)=>/*#__PURE__*/ _jsx(BookCard, {
                            book: book,
                            query: filter.query,
                            onMove: (status)=>shelf.move(book.id, status),
                            onRemove: ()=>shelf.remove(book.id)
                        }, book.id))
                }),
                /*#__PURE__*/ _jsx(AddForm, {
                    onAdd: (entry)=>shelf.add(entry)
                }),
                /*#__PURE__*/ _jsxs("button", {
                    type: "button",
                    onClick: this.openPanel,
                    children: [
                        "📊 ",
                        t("statistics")
                    ]
                }),
                Panel && /*#__PURE__*/ _jsx(Panel, {
                    books: shelf.list(NOTHING),
                    onClose: ()=>this.setState({
                            Panel: null
                        })
                })
            ]
        });
    }
}

//# sourceMappingURL=App.js.map