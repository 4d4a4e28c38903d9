const WIDTH = 40;

function pad(text, width = WIDTH) {
  const length = [...text].length;
  return length >= width ? `${[...text].slice(0, width - 1).join("")}…` : text + " ".repeat(width - length);
}

/** One line for each book, with a frame of box characters. */
export function render(books) {
  const lines = books.map((book) => `│ ${pad(book.label)} │`);
  const edge = "─".repeat(WIDTH + 2);
  return [`┌${edge}┐`, ...lines, `└${edge}┘`].join("\n");
}
