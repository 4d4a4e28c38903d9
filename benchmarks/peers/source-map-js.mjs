// source-map-js: the decoder of mozilla's 0.6 in JavaScript, that PostCSS uses. It looks up the source and the name of each
// mapping by itself.
import { judge, require } from "./maps.mjs";

const { SourceMapConsumer } = require("source-map-js");

await judge((map) => {
  let segments = 0;
  new SourceMapConsumer(map).eachMapping((mapping) => {
    segments += 1;
    if (mapping.generatedColumn < 0 || mapping.originalLine < 0) throw new Error("negative");
  });
  return segments;
});
