// Decodes source maps with two implementations that share no code with smaplint.
//
// stdin: JSON lines {"id", "mappings"} or {"id", "path"}.
// stdout: one JSON line for each, in the same order:
//   {"id", "codec": decoded lines | {"error"}, "mozilla": [row, ...] | {"error"}}
// --only codec|mozilla leaves the other one out.
//
// SMAPLINT_PEERS names the folder that holds node_modules: NODE_PATH does not
// reach ES modules, and the install is cached outside the checkout.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({ options: { only: { type: "string" } } });
if (options.only !== undefined && !["codec", "mozilla"].includes(options.only)) {
  throw new Error(`--only takes codec or mozilla, not ${options.only}`);
}
const peers = process.env.SMAPLINT_PEERS;
const require = createRequire(peers === undefined ? import.meta.url : join(peers, "package.json"));
const { decode } = require("@jridgewell/sourcemap-codec");
const { FlattenMap, decodedMappings } = require("@jridgewell/trace-mapping");
const { SourceMapConsumer } = require("source-map");

// A bare "mappings" string has no sources or names, and mozilla refuses an index
// that is out of range: give it just as many as the string uses, up to this.
const INVENTED = 100_000;

function invented(prefix, lines, field) {
  let count = 0;
  for (const line of lines)
    for (const segment of line) if (segment.length > field) count = Math.max(count, segment[field] + 1);
  return Array.from({ length: Math.min(count, INVENTED) }, (_, i) => `${prefix}${i}`);
}

function mapOf(request) {
  if (request.path !== undefined) {
    const text = readFileSync(request.path, "utf8").replace(/^\uFEFF/, "");
    return JSON.parse(text.startsWith(")]}'") ? text.slice(text.indexOf("\n") + 1) : text);
  }
  let lines = [];
  try {
    lines = decode(request.mappings);
  } catch {
    // Reported below by each implementation in its own words.
  }
  return {
    version: 3,
    sources: invented("s", lines, 1),
    names: invented("n", lines, 4),
    mappings: request.mappings,
  };
}

// An index map has no mappings of its own; trace-mapping is what flattens it for codec's author.
const codec = (map) => (map.sections ? decodedMappings(new FlattenMap(map)) : decode(map.mappings));

const mozilla = (map) =>
  SourceMapConsumer.with(map, null, (consumer) => {
    const rows = [];
    consumer.eachMapping((m) =>
      rows.push([m.generatedLine, m.generatedColumn, m.source, m.originalLine, m.originalColumn, m.name]),
    );
    return rows;
  });

const refusal = (error) => ({ error: String(error?.message ?? error) });

async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    return refusal(error);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "") continue;
  const request = JSON.parse(line);
  const answer = { id: request.id };
  let map;
  let unread;
  try {
    map = mapOf(request);
  } catch (error) {
    unread = refusal(error);
  }
  for (const [key, run] of Object.entries({ codec, mozilla })) {
    if (options.only === undefined || options.only === key) {
      answer[key] = unread ?? (await attempt(() => run(map)));
    }
  }
  if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, "drain");
}
