// Writes maps with what tools have of the proposals: node proposals.mjs APP OUT.
//
// OUT/swc/*.map: `scopes`. OUT/babel/*.map: `rangeMappings`. OUT/<bundler>/: debug IDs, in maps and in bundles.
// OUT/ranges.json: [[indices of each line], `rangeMappings`], as @jridgewell/sourcemap-codec writes it.
//
// SMAPLINT_BUILDS names the folder that holds node_modules: NODE_PATH does not reach ES modules.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.SMAPLINT_BUILDS, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const [app, out] = process.argv.slice(2).map((path) => resolve(path));

function write(tool, name, map) {
  mkdirSync(join(out, tool), { recursive: true });
  writeFileSync(join(out, tool, `${name}.map`), typeof map === "string" ? map : JSON.stringify(map));
}

const files = readdirSync(app, { recursive: true })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(app, name));
const none = { configFile: false, sourceMaps: true };

const { transformSync } = await load("@swc/core");
for (const file of files)
  for (const target of ["es5", "es2022"])
    for (const minify of [false, true]) {
      const { map } = transformSync(readFileSync(file, "utf8"), {
        ...none,
        filename: file,
        swcrc: false,
        minify,
        jsc: {
          target,
          parser: { syntax: "typescript", tsx: file.endsWith("x") },
          minify: minify ? { compress: true, mangle: true } : undefined,
          experimental: { emitSourceMapScopes: true },
        },
      });
      write("swc", `${basename(file)}-${target}${minify ? "-min" : ""}.js`, map);
    }

const babel = await load("@babel/core");
const presets = ["@babel/preset-react", "@babel/preset-typescript"].map((name) => require.resolve(name));
for (const file of files)
  for (const options of [{}, { minified: true }, { retainLines: true }]) {
    const { map } = await babel.transformAsync(readFileSync(file, "utf8"), {
      ...none,
      ...options,
      filename: file,
      babelrc: false,
      presets,
      generatorOpts: { sourceMapRanges: true },
    });
    write("babel", `${basename(file)}${Object.keys(options).join("")}.js`, map);
  }

const entry = join(out, "entry.js");
writeFileSync(entry, "export const answer = 42;\nconsole.log(answer);\n");
const ids = { sourcemap: true, sourcemapDebugIds: true };
for (const name of ["rollup", "rolldown"]) {
  const bundle = await (await load(name))[name]({ input: entry });
  await bundle.write({ ...ids, dir: join(out, name) });
  await bundle.close();
}
for (const [name, from] of [["webpack", "webpack"], ["rspack", "@rspack/core"]]) {
  const tool = (await load(from)).default;
  const config = { mode: "production", context: out, entry, devtool: "source-map-debugids", output: { path: join(out, name) } };
  await new Promise((done, fail) =>
    tool(config, (error, stats) => (error || stats.hasErrors() ? fail(error ?? new Error(stats.toString())) : done())),
  );
}

const { encodeRangeMappings } = require("@jridgewell/sourcemap-codec");
const lines = [[[]], [[0]], [[3]], [[0, 1, 2]], [[0, 32, 33]], [[], [1], [], [0, 2]], [[1023, 40000]], [[0], [0], [0]]];
writeFileSync(join(out, "ranges.json"), JSON.stringify(lines.map((one) => [one, encodeRangeMappings(one)])));
