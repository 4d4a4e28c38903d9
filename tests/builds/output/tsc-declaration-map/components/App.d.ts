import { Component, type ComponentType } from "preact";
import type { Shelf } from "../store/shelf";
import type { Book, Filter, Sorting } from "../types";
interface Props {
    shelf: Shelf;
}
interface State {
    filter: Filter;
    sorting: Sorting;
    Panel: ComponentType<{
        books: Book[];
        onClose: () => void;
    }> | null;
    error: string | null;
}
/** The whole page. The statistics come in their own chunk, when asked for. */
export declare class App extends Component<Props, State> {
    state: State;
    private refresh;
    componentDidMount(): void;
    componentWillUnmount(): void;
    private openPanel;
    render({ shelf }: Props, { filter, sorting, Panel, error }: State): import("preact").JSX.Element;
}
export {};
//# sourceMappingURL=App.d.ts.map