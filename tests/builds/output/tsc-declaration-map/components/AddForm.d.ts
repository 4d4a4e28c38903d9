import { Component } from "preact";
import type { Book } from "../types";
type Entry = Pick<Book, "title" | "author" | "pages" | "tags">;
interface Props {
    onAdd: (entry: Entry) => void;
}
interface State {
    problem?: string;
}
export declare class AddForm extends Component<Props, State> {
    #private;
    state: State;
    render(_props: Props, { problem }: State): import("preact").JSX.Element;
}
export {};
//# sourceMappingURL=AddForm.d.ts.map