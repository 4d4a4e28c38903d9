// node bun.mjs ARGUMENT…: Bun, whose package for this system npm has chosen.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const packages = new URL("./node_modules/@oven/", import.meta.url);
const [name] = readdirSync(packages);
const { status, error } = spawnSync(new URL(`${name}/bin/bun`, packages).pathname, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(error);
}
process.exit(status ?? 1);
