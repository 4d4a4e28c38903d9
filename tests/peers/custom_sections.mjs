// For each line, a WebAssembly module in base64 or a path: the custom sections `sourceMappingURL` as V8 finds them, in hex;
// or null where V8 compiles no such module.
import { readFileSync } from "node:fs";

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (!line) continue;
  const { base64, path } = JSON.parse(line);
  let found = null;
  try {
    const module = new WebAssembly.Module(path ? readFileSync(path) : Buffer.from(base64, "base64"));
    found = WebAssembly.Module.customSections(module, "sourceMappingURL").map((one) => Buffer.from(one).toString("hex"));
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
  }
  console.log(JSON.stringify(found));
}
