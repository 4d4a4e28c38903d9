import { sentryVitePlugin } from "@sentry/vite-plugin";
import { defineConfig } from "vite";

export default defineConfig({
  build: { outDir: "build/web", sourcemap: "hidden" },
  plugins: [sentryVitePlugin({ org: "example", project: "reading-list" })],
});
