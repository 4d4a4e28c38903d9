import type { Book, Status } from "../types";
interface Props {
    book: Book;
    query: string;
    onMove: (status: Status) => void;
    onRemove: () => void;
}
export declare function BookCard({ book, query, onMove, onRemove }: Props): import("preact").JSX.Element;
export {};
//# sourceMappingURL=BookCard.d.ts.map