// What the peers of JavaScript share: the walk, the parsing, the counts. Folders or files are arguments; SMAPLINT_PEERS names
// the folder that holds node_modules.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

export const require = createRequire(join(process.env.SMAPLINT_PEERS, "package.json"));

function* maps(path) {
  if (!statSync(path).isDirectory()) yield path;
  else
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) yield* maps(inside);
      else if (entry.isFile() && entry.name.endsWith(".map")) yield inside;
    }
}

// `check(map)` gives the number of its segments, and throws where the map is not valid.
export async function judge(check) {
  let files = 0;
  let refused = 0;
  let segments = 0;
  for (const root of process.argv.slice(2))
    for (const path of maps(root)) {
      files += 1;
      try {
        segments += await check(JSON.parse(readFileSync(path, "utf8")));
      } catch (error) {
        refused += 1;
        if (process.env.SMAPLINT_VERBOSE) console.error(`${path}: ${error.message}`);
      }
    }
  console.log(`${files} maps, ${refused} refused, ${segments} segments`);
}

// Whether all indices of decoded lines are in bounds, and no position is negative; gives the number of segments.
export function walk(lines, sources, names) {
  let segments = 0;
  for (const line of lines) {
    segments += line.length;
    for (const segment of line) {
      if (segment[0] < 0) throw new Error("negative column");
      if (segment.length === 1) continue;
      if (!(segment[1] >= 0 && segment[1] < sources)) throw new Error("no such source");
      if (segment[2] < 0 || segment[3] < 0) throw new Error("negative position");
      if (segment.length > 4 && !(segment[4] >= 0 && segment[4] < names)) throw new Error("no such name");
    }
  }
  return segments;
}
