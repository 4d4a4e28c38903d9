// node lightningcss.mjs IN OUT [minify]: what the command line does, by the API.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { transform } from "lightningcss";

const [input, output, minify] = process.argv.slice(2);
const filename = relative(dirname(output), input);
const { code, map } = transform({ filename, code: readFileSync(input), minify: minify === "minify", sourceMap: true });

writeFileSync(output, `${code}\n/*# sourceMappingURL=${basename(output)}.map */\n`);
writeFileSync(`${output}.map`, map);
