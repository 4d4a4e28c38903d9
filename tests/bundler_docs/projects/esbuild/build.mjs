import * as esbuild from "esbuild";
import { compile } from "sass";

// Hands on the map of sass, so that the style sheet's leads to the SCSS.
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
  entryPoints: ["src/main.tsx"],
  outdir: "dist",
  entryNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [scss],
});
