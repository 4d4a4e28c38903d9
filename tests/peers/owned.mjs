// Counts the bytes of generated text that each source owns, character by character, with @jridgewell/trace-mapping: it
// decodes, puts sections together and sorts. Of several segments at one column the last one counts; its own search gives the
// first for that column, and the last for those behind it.
//
// stdin: JSON lines {"id", "map": the text of the map, "lines": [line with its end, ...]}.
// stdout: one JSON line for each: {"id", "owned": {source: bytes}, "unmapped": bytes}.
//
// SMAPLINT_PEERS names the folder that holds node_modules, as for decode.mjs.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(join(process.env.SMAPLINT_PEERS, "package.json"));
const { FlattenMap, decodedMappings } = require("@jridgewell/trace-mapping");

for await (const line of createInterface({ input: process.stdin })) {
  const { id, map, lines } = JSON.parse(line);
  const traced = new FlattenMap(map);
  const owned = {};
  let unmapped = 0;
  const decoded = decodedMappings(traced);
  lines.forEach((text, number) => {
    const segments = decoded[number] ?? [];
    let column = 0;
    let at = -1;
    for (const character of text) {
      while (segments[at + 1]?.[0] <= column) at += 1;
      const segment = segments[at];
      const size = Buffer.byteLength(character);
      if (segment && segment.length > 1) {
        const source = traced.sources[segment[1]] ?? `sources[${segment[1]}]`;
        owned[source] = (owned[source] ?? 0) + size;
      } else unmapped += size;
      column += character.length;
    }
  });
  process.stdout.write(`${JSON.stringify({ id, owned, unmapped })}\n`);
}
