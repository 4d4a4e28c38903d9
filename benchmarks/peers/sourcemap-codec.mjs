// @jridgewell/sourcemap-codec: the decoder of Rollup, Vite, magic-string and trace-mapping, and nothing else.
import { judge, require, walk } from "./maps.mjs";

const { decode } = require("@jridgewell/sourcemap-codec");

await judge((map) => walk(decode(map.mappings), map.sources.length, map.names?.length ?? 0));
