import type { Book, Status } from "./types";
export declare const STATUSES: readonly Status[];
export declare class ShelfError extends Error {
    readonly book?: Book | undefined;
    readonly name = "ShelfError";
    constructor(message: string, book?: Book | undefined);
}
export declare function isStatus(value: string): value is Status;
//# sourceMappingURL=status.d.ts.map