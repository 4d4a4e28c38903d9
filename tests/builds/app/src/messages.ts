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

type Messages = typeof english;
export type Key = keyof Messages;

const deutsch: Partial<Messages> = {
  title: "Leseliste 📚",
  search: "Titel, Autoren, Notizen durchsuchen…",
  empty: "Noch nichts da 🦗",
  add: "Buch hinzufügen",
  remove: "Löschen",
  close: "Schließen",
  statistics: "Übersicht",
};

const 日本語: Partial<Messages> = { title: "読書リスト 📚", search: "検索…", add: "本を追加", close: "閉じる" };

const languages: Record<string, Partial<Messages>> = { en: english, de: deutsch, ja: 日本語 };

/** Text of a message in the reader's language, else in English. */
export function t(key: Key, language: string = navigator.language): string {
  const short = language.split("-")[0] ?? "en";
  return languages[short]?.[key] ?? english[key];
}
