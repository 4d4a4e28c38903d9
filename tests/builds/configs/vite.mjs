// node vite.mjs SOURCEMAP OUT: "true", "hidden" or "inline", as in build.sourcemap.
import { resolve } from "node:path";
import { build } from "vite";

const [sourcemap, out] = process.argv.slice(2);

await build({
  configFile: false,
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: resolve(out),
    emptyOutDir: true,
    sourcemap: sourcemap === "true" ? true : sourcemap,
  },
});
