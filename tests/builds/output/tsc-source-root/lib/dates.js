const DAY = 24 * 60 * 60 * 1000;
export function today(now = new Date()) {
    return now.toISOString().slice(0, 10);
}
export function daysBetween(from, to) {
    const span = Date.parse(to) - Date.parse(from);
    if (Number.isNaN(span)) {
        throw new RangeError(`not a date: ${from} → ${to}`);
    }
    return Math.max(0, Math.round(span / DAY));
}
export function relative(date, now = new Date()) {
    const days = daysBetween(date, today(now));
    const format = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
    if (days < 14)
        return format.format(-days, "day");
    if (days < 60)
        return format.format(-Math.round(days / 7), "week");
    return days < 700 ? format.format(-Math.round(days / 30), "month") : format.format(-Math.round(days / 365), "year");
}
//# sourceMappingURL=dates.js.map