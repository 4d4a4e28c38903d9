import { Component } from "preact";
import type { Book } from "../types";
interface Props {
    books: Book[];
    onClose: () => void;
}
interface State {
    busy: boolean;
}
export declare class StatsPanel extends Component<Props, State> {
    #private;
    state: State;
    render({ books, onClose }: Props, { busy }: State): import("preact").JSX.Element;
}
export {};
//# sourceMappingURL=StatsPanel.d.ts.map