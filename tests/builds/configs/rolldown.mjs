// node rolldown.mjs OUT [minify]
import { rolldown } from "rolldown";

const [out, minify] = process.argv.slice(2);
const noStyles = { name: "no-styles", load: (id) => (/\.s?css$/.test(id) ? { code: "", moduleType: "js" } : null) };

const bundle = await rolldown({
  input: "src/main.tsx",
  platform: "browser",
  transform: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [noStyles],
});
await bundle.write({ dir: out, sourcemap: true, minify: minify === "minify", chunkFileNames: "[name]-[hash].js" });
await bundle.close();
