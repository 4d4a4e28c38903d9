// node metro.mjs OUT [minify]: a bundle as React Native has it, without its presets.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import Metro from "metro";

const [out, minify] = process.argv.slice(2);
const config = Metro.mergeConfig(await Metro.loadConfig({}, {}), {
  projectRoot: resolve("metro"),
  watchFolders: [resolve("metro"), resolve("node_modules")],
  maxWorkers: 1,
  cacheStores: [],
  reporter: { update() {} },
  transformer: {
    getTransformOptions: async () => ({ transform: { experimentalImportSupport: true, inlineRequires: true } }),
  },
});
const map = resolve(out, "index.map");
await mkdir(out, { recursive: true });
await Metro.runBuild(config, {
  entry: "src/index.js",
  out: resolve(out, "index.js"),
  minify: minify === "minify",
  dev: minify !== "minify",
  platform: "web",
  sourceMap: true,
  sourceMapUrl: "index.map",
});
// What React Native's --sourcemap-sources-root does.
const json = JSON.parse(await readFile(map, "utf8"));
json.sources = json.sources.map((source) => (source.startsWith("/") ? relative(out, source) : source));
await writeFile(map, JSON.stringify(json));
