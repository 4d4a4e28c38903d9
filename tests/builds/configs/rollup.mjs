// node rollup.mjs OUT [minify]: TypeScript by the official plugin; style sheets are left out.
import json from "@rollup/plugin-json";
import nodeResolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";
import { rollup } from "rollup";

const [out, minify] = process.argv.slice(2);
const noStyles = { name: "no-styles", load: (id) => (/\.s?css$/.test(id) ? { code: "", moduleSideEffects: false } : null) };

const bundle = await rollup({
  input: "src/main.tsx",
  plugins: [
    noStyles,
    json(),
    nodeResolve(),
    typescript({ tsconfig: "tsconfig.json", sourceMap: true, inlineSources: true, outDir: out, outputToFilesystem: false }),
    ...(minify ? [terser()] : []),
  ],
});
await bundle.write({ dir: out, format: "es", sourcemap: true, chunkFileNames: "[name]-[hash:8].js" });
await bundle.close();
