import type { Book } from "../types";
import { symbol } from "./text";

export type Format = "markdown" | "csv" | "json";

const quote = (value: string | number): string => (/[",\r\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`);

const writers: Record<Format, (books: readonly Book[]) => string> = {
  json: (books) => JSON.stringify({ version: 2, books }, null, 2),
  csv(books) {
    const columns = ["id", "title", "author", "pages", "status", "added"] as const;
    return [columns.join(","), ...books.map((book) => columns.map((column) => quote(book[column])).join(","))].join("\r\n");
  },
  markdown: (books) => `# 📚 Reading list

${books.map(({ status, title, author, pages }) => `- ${symbol(status)} **${title}** by ${author} (${pages} pp.)`).join("\n")}

_${books.length} books 🐛🦉_
`,
};

export class Exporter {
  static readonly types: Readonly<Record<Format, string>> = {
    markdown: "text/markdown",
    csv: "text/csv",
    json: "application/json",
  };

  constructor(private readonly books: readonly Book[]) {}

  text(format: Format): string {
    return writers[format](this.books);
  }

  async download(format: Format, name = `shelf.${format === "markdown" ? "md" : format}`): Promise<void> {
    const blob = new Blob([this.text(format)], { type: `${Exporter.types[format]};charset=utf-8` });
    const url = URL.createObjectURL(blob);
    const link = Object.assign(document.createElement("a"), { href: url, download: name });
    link.click();
    await Promise.resolve();
    URL.revokeObjectURL(url);
  }
}
