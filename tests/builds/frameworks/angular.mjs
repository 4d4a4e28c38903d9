// node angular.mjs MODE SOURCEMAP OUT: what `ng build` runs, without the command line and its packages.
// MODE: "production" or "development". SOURCEMAP: "true", "hidden" or "vendor" (the maps of libraries are merged in).
import { resolve } from "node:path";
import { Architect } from "@angular-devkit/architect";
import { WorkspaceNodeModulesArchitectHost } from "@angular-devkit/architect/node/index.js";
import { logging, schema } from "@angular-devkit/core";

const [mode, sourcemap, out] = process.argv.slice(2);
const target = { project: "shelf", target: "build" };
const options = {
  outputPath: { base: resolve(out), browser: "" },
  browser: "src/main.ts",
  index: "src/index.html",
  tsConfig: "tsconfig.json",
  styles: ["src/styles.css"],
  outputHashing: mode === "production" ? "all" : "none",
  optimization: mode === "production",
  sourceMap: { scripts: true, styles: true, hidden: sourcemap === "hidden", vendor: sourcemap === "vendor" },
  progress: false,
};
const workspace = {
  getBuilderName: async () => "@angular/build:application",
  getMetadata: async () => ({ root: "", sourceRoot: "src", cli: { cache: { enabled: false } } }),
  getOptions: async () => options,
  hasTarget: async () => true,
  getDefaultConfigurationName: async () => undefined,
};

const root = resolve("angular");
const registry = new schema.CoreSchemaRegistry();
registry.addPostTransform(schema.transforms.addUndefinedDefaults);
const host = new WorkspaceNodeModulesArchitectHost(workspace, root);
const logger = new logging.Logger("angular");
logger.subscribe(({ level, message }) => console.log(`${level}: ${message}`));
const run = await new Architect(host, registry).scheduleTarget(target, {}, { logger });
const { success, error } = await run.result;
await run.stop();
if (!success) {
  console.error(error ?? "the build failed");
}
process.exit(success ? 0 : 1);
