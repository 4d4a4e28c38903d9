// The recipe of a published guide to source maps in CI: AJV for the shape, the length of sourcesContent, then mozilla's
// source-map (WebAssembly) for the mappings, each of them walked; it looks up the source and the name of each by itself.
import { judge, require } from "./maps.mjs";

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

await judge(async (map) => {
  if (!validate(map)) throw new Error(ajv.errorsText(validate.errors));
  if (map.sourcesContent && map.sourcesContent.length !== map.sources.length) throw new Error("sourcesContent");
  let segments = 0;
  await SourceMapConsumer.with(map, null, (consumer) => {
    consumer.eachMapping((mapping) => {
      segments += 1;
      if (mapping.generatedColumn < 0 || mapping.originalLine < 0) throw new Error("negative");
    });
  });
  return segments;
});
