// What `ng build` does, whose command line is a package of its own.
import { resolve } from "node:path";
import { Architect } from "@angular-devkit/architect";
import { WorkspaceNodeModulesArchitectHost } from "@angular-devkit/architect/node/index.js";
import { logging, schema, workspaces } from "@angular-devkit/core";
import { NodeJsSyncHost } from "@angular-devkit/core/node/index.js";

const root = resolve(".");
const host = workspaces.createWorkspaceHost(new NodeJsSyncHost());
const { workspace } = await workspaces.readWorkspace(resolve("angular.json"), host);
const registry = new schema.CoreSchemaRegistry();
registry.addPostTransform(schema.transforms.addUndefinedDefaults);
const logger = new logging.Logger("angular");
logger.subscribe(({ level, message }) => console.log(`${level}: ${message}`));
const architect = new Architect(new WorkspaceNodeModulesArchitectHost(workspace, root), registry);
const target = { project: "shelf", target: "build", configuration: "production" };
const run = await architect.scheduleTarget(target, {}, { logger });
const { success, error } = await run.result;
await run.stop();
if (!success) {
  console.error(error ?? "the build failed");
}
process.exit(success ? 0 : 1);
