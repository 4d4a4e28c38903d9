export class NotFound extends Error {
  name = "NotFound";
}

/** The first book whose title holds the words. */
export default function find(books, words) {
  const found = books.find(({ title }) => title.toLowerCase().includes(words.toLowerCase()));
  if (found === undefined) {
    throw new NotFound(`no book “${words}”`);
  }
  return found;
}
