// The library part of the app, as a package would be built with tsup.
import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/lib/export.ts", "src/lib/stats.ts", "src/store/shelf.ts"],
  format: ["esm", "cjs"],
  sourcemap: true,
  minify: true,
  silent: true,
});
