const english = {
    title: "Reading list 📚",
    search: "Search titles, authors, notes…",
    empty: "Nothing here yet 🦗",
    add: "Add a book",
    remove: "Remove",
    close: "Close",
    statistics: "Statistics",
    all: "All",
    wanted: "Wanted",
    reading: "Reading",
    done: "Done",
    dropped: "Dropped",
};
const deutsch = {
    title: "Leseliste 📚",
    search: "Titel, Autoren, Notizen durchsuchen…",
    empty: "Noch nichts da 🦗",
    add: "Buch hinzufügen",
    remove: "Löschen",
    close: "Schließen",
    statistics: "Übersicht",
};
const 日本語 = { title: "読書リスト 📚", search: "検索…", add: "本を追加", close: "閉じる" };
const languages = { en: english, de: deutsch, ja: 日本語 };
/** Text of a message in the reader's language, else in English. */
export function t(key, language = navigator.language) {
    const short = language.split("-")[0] ?? "en";
    return languages[short]?.[key] ?? english[key];
}
//# sourceMappingURL=messages.js.map