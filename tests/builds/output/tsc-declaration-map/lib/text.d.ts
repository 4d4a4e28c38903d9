/** Helpers for text in any script: 漢字, кириллица, ελληνικά and 𝒻𝒶𝓃𝒸𝓎 letters 🎩. */
/** Number of characters as a reader counts them: "👩‍👩‍👧" is one. */
export declare function größe(text: string): number;
export declare function compareText(a: string, b: string): number;
/** Lower case, without accents: "Élan" and "elan" are found alike. */
export declare function fold(text: string): string;
export declare function shorten(text: string, länge: number, 省略?: string): string;
export declare function symbol(status: string): string;
export declare function plural(n: number, one: string, many?: string): string;
//# sourceMappingURL=text.d.ts.map