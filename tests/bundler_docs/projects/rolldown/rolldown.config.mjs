import { defineConfig } from "rolldown";

// The style sheets are another tool's.
const styles = { name: "styles", load: (id) => (/\.s?css$/.test(id) ? { code: "", moduleType: "js" } : null) };

export default defineConfig({
  input: "src/main.tsx",
  platform: "browser",
  transform: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [styles],
  output: { dir: "dist", sourcemap: "hidden", minify: true, chunkFileNames: "[name]-[hash].js" },
});
