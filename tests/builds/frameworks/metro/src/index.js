import { pagesLeft, seed } from "./books";
import find, { NotFound } from "./find";
import * as table from "./table";

const load = () => new Promise((resolve) => setTimeout(resolve, 10, seed));

async function main(words) {
  const books = await load();
  try {
    console.log(find(books, words)?.label ?? "nothing");
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    console.warn(`${error.message} 🤷`);
  }
  console.log(table.render(books), `${pagesLeft(books)} pages left`);
}

main(globalThis.words ?? "momo").catch((error) => console.error("💥", error));
