// Finds comments and the source map's URL with acorn and @csstools/css-tokenizer, which share no code with smaplint.
//
// stdin: JSON lines {"id", "kind": "js" | "css"} with "text", or with "path" of a file; "module": true | false to parse
//   as that only, else as a module and, where that fails, as a script.
// stdout: one JSON line for each, in the same order:
//   js:  {"id", "module", "comments": [[start, end], ...], "tokens": URL | null, "plain": URL | null}
//   css: {"id", "comments": [[start, end], ...], "urls": [URL, ...]}
//   or   {"id", "error"} where the peer cannot parse it.
// Starts and ends are bytes of the UTF-8 file. "tokens" and "plain" are JavaScriptExtractSourceMapURL of ECMA-426,
// through parsing and without.
//
// SMAPLINT_PEERS names the folder that holds node_modules.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const peers = process.env.SMAPLINT_PEERS;
const require = createRequire(peers === undefined ? import.meta.url : join(peers, "package.json"));
const acorn = require("acorn");
const { TokenType, tokenize } = require("@csstools/css-tokenizer");

const match = (comment) => /^[@#]\s*sourceMappingURL=(\S*?)\s*$/.exec(comment)?.[1];

function parsed(text, module) {
  const comments = new Map();
  let last = 0;
  acorn.parse(text, {
    ecmaVersion: "latest",
    sourceType: module ? "module" : "script",
    allowHashBang: true,
    allowReturnOutsideFunction: true,
    onComment: (block, body, start, end) => comments.set(start, { start, end, body }),
    onToken: (token) => {
      if (token.type.label !== "eof") last = token.end;
    },
  });
  return { module, comments: [...comments.values()].sort((a, b) => a.start - b.start), last };
}

function throughTokens(text, { comments, last }) {
  for (const { start, body } of comments.toReversed()) {
    if (start < last || !text.startsWith("//", start)) return null;
    const url = match(body);
    if (url !== undefined) return url;
  }
  return null;
}

function withoutParsing(text) {
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/).reverse()) {
    // White space of ECMA-262 is what \s takes, but for the ends of lines, of which a line has none.
    const at = line.search(/\S/);
    if (at < 0) continue;
    if (!line.startsWith("//", at)) return null;
    const comment = line.slice(at + 2);
    if (/["'`]|\*\//.test(comment)) return null;
    const url = match(comment);
    if (url !== undefined) return url;
  }
  return null;
}

function inBytes(text, comments, bom) {
  let bytes = bom;
  let seen = 0;
  const offset = (at) => {
    bytes += Buffer.byteLength(text.slice(seen, at));
    seen = at;
    return bytes;
  };
  return comments.map(({ start, end }) => [offset(start), offset(end)]);
}

function javascript(text, bom, module) {
  let found;
  try {
    found = parsed(text, module ?? true);
  } catch (error) {
    if (module !== undefined) throw error;
    found = parsed(text, false);
  }
  return {
    module: found.module,
    comments: inBytes(text, found.comments, bom),
    tokens: throughTokens(text, found),
    plain: withoutParsing(text),
  };
}

function css(text, bom) {
  const comments = tokenize({ css: text })
    .filter(([type]) => type === TokenType.Comment)
    .map(([, , start, end]) => ({ start, end: end + 1 }));
  const closed = comments.filter(({ start, end }) => end - start >= 4 && text.startsWith("*/", end - 2));
  const urls = closed.map(({ start, end }) => match(text.slice(start + 2, end - 2))).filter((url) => url !== undefined);
  return { comments: inBytes(text, closed, bom), urls };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, kind, path, text, module } = JSON.parse(line);
  let answer;
  try {
    const bytes = path === undefined ? Buffer.from(text) : readFileSync(path);
    const bom = bytes.subarray(0, 3).toString("latin1") === "\xef\xbb\xbf" ? 3 : 0;
    const whole = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    answer = kind === "css" ? css(whole, bom) : javascript(whole, bom, module);
  } catch (error) {
    answer = { error: String(error) };
  }
  if (!process.stdout.write(JSON.stringify({ id, ...answer }) + "\n")) await once(process.stdout, "drain");
}
