import { symbol } from "./text";
const quote = (value) => (/[",\r\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`);
const writers = {
    json: (books) => JSON.stringify({ version: 2, books }, null, 2),
    csv(books) {
        const columns = ["id", "title", "author", "pages", "status", "added"];
        return [columns.join(","), ...books.map((book) => columns.map((column) => quote(book[column])).join(","))].join("\r\n");
    },
    markdown: (books) => `# 📚 Reading list

${books.map(({ status, title, author, pages }) => `- ${symbol(status)} **${title}** by ${author} (${pages} pp.)`).join("\n")}

_${books.length} books 🐛🦉_
`,
};
export class Exporter {
    books;
    static types = {
        markdown: "text/markdown",
        csv: "text/csv",
        json: "application/json",
    };
    constructor(books) {
        this.books = books;
    }
    text(format) {
        return writers[format](this.books);
    }
    async download(format, name = `shelf.${format === "markdown" ? "md" : format}`) {
        const blob = new Blob([this.text(format)], { type: `${Exporter.types[format]};charset=utf-8` });
        const url = URL.createObjectURL(blob);
        const link = Object.assign(document.createElement("a"), { href: url, download: name });
        link.click();
        await Promise.resolve();
        URL.revokeObjectURL(url);
    }
}
//# sourceMappingURL=export.js.map