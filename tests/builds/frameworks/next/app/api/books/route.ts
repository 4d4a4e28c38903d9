import { find, seed } from "../../../components/books";

export function GET(request: Request): Response {
  const words = new URL(request.url).searchParams.get("words");
  try {
    return Response.json(words === null ? seed : [find(seed, words)]);
  } catch (error) {
    return Response.json({ error: String(error) }, { status: 404 });
  }
}
