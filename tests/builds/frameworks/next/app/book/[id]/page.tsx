import { notFound } from "next/navigation";
import { seed } from "../../../components/books";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const book = seed.find((one) => one.id === Number(id));
  if (book === undefined) {
    notFound();
  }
  return (
    <main>
      <h1>{book.title}</h1>
      <p>{book.pages} pages – {book.read ? "read ✓" : "to be read"}</p>
    </main>
  );
}
