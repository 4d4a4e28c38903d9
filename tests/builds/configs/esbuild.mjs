// node esbuild.mjs SOURCEMAP OUT [minify] [split] [lib]: the app, or with "lib" only its store.
// SCSS by a plugin that hands on the map of sass.
import * as esbuild from "esbuild";
import { compile } from "sass";

const [sourcemap, outdir, ...flags] = process.argv.slice(2);
const minify = flags.includes("minify");
const splitting = flags.includes("split");

const scss = {
  name: "scss",
  setup({ onLoad }) {
    onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const { css, sourceMap } = compile(path, { sourceMap: true, sourceMapIncludeSources: true });
      const map = Buffer.from(JSON.stringify(sourceMap)).toString("base64");
      return { loader: "css", contents: `${css}\n/*# sourceMappingURL=data:application/json;base64,${map} */\n` };
    });
  },
};

await esbuild.build({
  entryPoints: [flags.includes("lib") ? "src/store/shelf.ts" : "src/main.tsx"],
  bundle: true,
  format: splitting || flags.includes("lib") ? "esm" : "iife",
  splitting,
  minify,
  sourcemap,
  outdir,
  entryNames: minify ? "[name]-[hash]" : "[name]",
  jsx: "automatic",
  jsxImportSource: "preact",
  target: "es2022",
  plugins: [scss],
  logLevel: "warning",
});
