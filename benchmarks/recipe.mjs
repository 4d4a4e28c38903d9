// The recipe of a published guide to source maps in CI, as a peer: AJV for the shape, the length of sourcesContent, then
// mozilla's source-map for the mappings, each of them walked and its indices compared. Folders or files are arguments.
// SMAPLINT_PEERS names the folder that holds node_modules.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.SMAPLINT_PEERS, "package.json"));
const Ajv = require("ajv");
const { SourceMapConsumer } = require("source-map");

const ajv = new (Ajv.default ?? Ajv)({ allErrors: true });
const validate = ajv.compile({
  type: "object",
  required: ["version", "sources", "mappings"],
  additionalProperties: true,
  properties: {
    version: { type: "integer", const: 3 },
    sources: { type: "array", items: { type: "string" } },
    names: { type: "array", items: { type: "string" } },
    mappings: { type: "string", pattern: "^[A-Za-z0-9+/=,;]*$" },
    sourcesContent: { type: "array", items: { type: ["string", "null"] } },
  },
});

function* maps(path) {
  if (!statSync(path).isDirectory()) yield path;
  else
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) yield* maps(inside);
      else if (entry.isFile() && entry.name.endsWith(".map")) yield inside;
    }
}

let files = 0;
let bad = 0;
let segments = 0;
for (const root of process.argv.slice(2))
  for (const path of maps(root)) {
    files += 1;
    try {
      const map = JSON.parse(readFileSync(path, "utf8"));
      if (!validate(map)) throw new Error(ajv.errorsText(validate.errors));
      if (map.sourcesContent && map.sourcesContent.length !== map.sources.length) throw new Error("sourcesContent");
      await SourceMapConsumer.with(map, null, (consumer) => {
        consumer.eachMapping((mapping) => {
          segments += 1;
          if (mapping.generatedColumn < 0 || mapping.originalLine < 0) throw new Error("negative");
        });
      });
    } catch (error) {
      bad += 1;
      if (process.env.SMAPLINT_VERBOSE) console.error(`${path}: ${error.message}`);
    }
  }
console.log(`${files} maps, ${segments} mappings, ${bad} refused`);
