declare const english: {
    title: string;
    search: string;
    empty: string;
    add: string;
    remove: string;
    close: string;
    statistics: string;
    all: string;
    wanted: string;
    reading: string;
    done: string;
    dropped: string;
};
type Messages = typeof english;
export type Key = keyof Messages;
/** Text of a message in the reader's language, else in English. */
export declare function t(key: Key, language?: string): string;
export {};
//# sourceMappingURL=messages.d.ts.map