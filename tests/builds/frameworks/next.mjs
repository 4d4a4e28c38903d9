// node next.mjs webpack|turbopack OUT: `next build` in a copy of the app, since a build takes the folder for itself.
import { spawnSync } from "node:child_process";
import { cp } from "node:fs/promises";
import { resolve } from "node:path";

const [bundler, out] = process.argv.slice(2);
const app = `next-${bundler}`;
await cp("next", app, { recursive: true });
const { status } = spawnSync("next", ["build", `--${bundler}`], {
  cwd: app,
  stdio: "inherit",
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CI: "1" },
});
if (status !== 0) {
  process.exit(1);
}
for (const folder of ["server", "static"]) {
  await cp(resolve(app, ".next", folder), resolve(out, ".next", folder), { recursive: true });
}
