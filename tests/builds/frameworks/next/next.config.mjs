import { resolve } from "node:path";

export default {
  productionBrowserSourceMaps: true,
  experimental: { serverSourceMaps: true },
  generateBuildId: () => "shelf",
  // Both say where node_modules is.
  outputFileTracingRoot: resolve(".."),
  turbopack: { root: resolve("..") },
};
