// Answers lookups as @jridgewell/trace-mapping does, which shares no code with smaplint.
//
// stdin: JSON lines {"id", "map": the text of a map, "base"?, "original": [[line, column]], "generated": [[source, line, column]]}.
// stdout: one JSON line for each, in the same order:
//   {"id", "sources": [resolved], "contents", "ignored": [index],
//    "mappings": [[line, column, source, line, column, name]],
//    "original": [[source, line, column, name]],
//    "generated": [[lower, upper, all at or above, all at or below]], each of positions [line, column] | null}
// All lines and columns are 0-based; a source is its index, in a flattened index map counted through the sections.
//
// SMAPLINT_PEERS names the folder that holds node_modules: NODE_PATH does not
// reach ES modules, and the install is cached outside the checkout.
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const peers = process.env.SMAPLINT_PEERS;
const require = createRequire(peers === undefined ? import.meta.url : join(peers, "package.json"));
const trace = require("@jridgewell/trace-mapping");
const { FlattenMap, GREATEST_LOWER_BOUND, LEAST_UPPER_BOUND } = trace;

// A name that two sources share finds the first of them only: each gets one of its own.
function numbered(map, next = { source: 0 }) {
  if (map.sections) return { ...map, sections: map.sections.map((one) => ({ ...one, map: numbered(one.map, next) })) };
  return { ...map, sourceRoot: undefined, sources: map.sources.map(() => `s${next.source++}`) };
}

const index = (source) => (source === null ? null : Number(source.slice(1)));
const back = ({ line, column }) => (line === null ? null : [line - 1, column]);

function answer({ id, map: text, base, original = [], generated = [] }) {
  const parsed = JSON.parse(text);
  const named = new FlattenMap(parsed, base);
  const map = new FlattenMap(numbered(parsed));
  const mappings = [];
  trace.eachMapping(map, (one) =>
    mappings.push([
      one.generatedLine - 1,
      one.generatedColumn,
      index(one.source),
      one.originalLine === null ? null : one.originalLine - 1,
      one.originalColumn,
      one.name,
    ]),
  );
  return {
    id,
    sources: named.resolvedSources,
    contents: named.sourcesContent ?? null,
    ignored: named.ignoreList ?? [],
    mappings,
    original: original.map(([line, column]) => {
      const found = trace.originalPositionFor(map, { line: line + 1, column });
      return [index(found.source), found.line === null ? null : found.line - 1, found.column, found.name];
    }),
    generated: generated.map(([source, line, column]) => {
      const needle = { source: `s${source}`, line: line + 1, column };
      return [
        back(trace.generatedPositionFor(map, { ...needle, bias: GREATEST_LOWER_BOUND })),
        back(trace.generatedPositionFor(map, { ...needle, bias: LEAST_UPPER_BOUND })),
        trace.allGeneratedPositionsFor(map, { ...needle, bias: LEAST_UPPER_BOUND }).map(back),
        trace.allGeneratedPositionsFor(map, { ...needle, bias: GREATEST_LOWER_BOUND }).map(back),
      ];
    }),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "") continue;
  if (!process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`)) await once(process.stdout, "drain");
}
