import { defineConfig } from "vite";

export default defineConfig({
  build: { sourcemap: "hidden" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
