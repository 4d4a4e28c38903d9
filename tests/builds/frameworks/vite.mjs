// node vite.mjs APP SOURCEMAP OUT [library]: SOURCEMAP is "true" or "hidden", as in build.sourcemap.
// With `library` the app's root component is built as a package would be: the framework is not in it.
import { resolve } from "node:path";
import { build } from "vite";

const [app, sourcemap, out, kind] = process.argv.slice(2);
const plugins = {
  vue: async () => (await import("@vitejs/plugin-vue")).default(),
  svelte: async () => (await import("@sveltejs/vite-plugin-svelte")).svelte({ configFile: false }),
  solid: async () => (await import("vite-plugin-solid")).default(),
};
const library = {
  lib: { entry: resolve(app, `src/App.${app}`), formats: ["es"], fileName: "shelf" },
  rolldownOptions: { external: new RegExp(`^${app}(/|$)`) },
};

await build({
  root: app,
  configFile: false,
  logLevel: "warn",
  plugins: [await plugins[app]()],
  build: {
    outDir: resolve(out),
    emptyOutDir: true,
    sourcemap: sourcemap === "true" ? true : sourcemap,
    ...(kind === "library" ? library : {}),
  },
});
