export declare function today(now?: Date): string;
export declare function daysBetween(from: string, to: string): number;
export declare function relative(date: string, now?: Date): string;
//# sourceMappingURL=dates.d.ts.map