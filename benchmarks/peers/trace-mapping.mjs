// @jridgewell/trace-mapping, in the way that costs it least: the decoded lines, no object for each mapping.
import { judge, require, walk } from "./maps.mjs";

const { TraceMap, decodedMappings } = require("@jridgewell/trace-mapping");

await judge((map) => {
  const traced = new TraceMap(map);
  return walk(decodedMappings(traced), traced.sources.length, traced.names.length);
});
