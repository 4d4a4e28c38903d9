import json from "@rollup/plugin-json";
import nodeResolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";

// The style sheets are another tool's.
const styles = { name: "styles", load: (id) => (/\.s?css$/.test(id) ? { code: "", moduleSideEffects: false } : null) };

export default {
  input: "src/main.tsx",
  output: { dir: "dist", format: "es", sourcemap: "hidden", chunkFileNames: "[name]-[hash].js" },
  plugins: [
    styles,
    json(),
    nodeResolve(),
    // Both: without them the maps hold no TypeScript, or no text.
    typescript({ tsconfig: "tsconfig.json", sourceMap: true, inlineSources: true, outDir: "dist" }),
    terser(),
  ],
};
