"""Forms in which a generated file names its map, and what each vendor's uploader makes of them.

Each form has files of its own name, so that all of them can lie in one tree; every map has another content.
"""

import base64
import json
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import quote

CODE: Final = b"let answer=42;console.log(answer);\n"


def a_map(name: str) -> bytes:
    return json.dumps(
        {
            "version": 3,
            "sources": [f"{name}.ts"],
            "sourcesContent": ["let answer = 42;\nconsole.log(answer);\n"],
            "names": ["answer", "console", "log"],
            "mappings": "AAAA,IAAIA,OAAS,GACbC,QAAQC,IAAIF",
        }
    ).encode()


class Form(NamedTuple):
    """`tail`: what follows the code; `{}` in it stands for the name of the map. `js`, `map`: names, `{}` is the form's.

    `map` empty: there is none beside. `code`: what stands before.
    """

    tail: str | bytes
    js: str = "{}.js"
    map: str = "{}.js.map"
    code: bytes = CODE
    more: str = ""


_INLINE: Final = base64.b64encode(a_map("inline-map")).decode()
assert _INLINE.endswith("=")
_ID: Final = "85314830-023f-4cf1-a267-535f4e37bb17"

FORMS: Final[Mapping[str, Form]] = {
    # position
    "last": Form("//# sourceMappingURL={}\n"),
    "no-newline": Form("//# sourceMappingURL={}"),
    "crlf": Form("//# sourceMappingURL={}\r\n"),
    "cr": Form("//# sourceMappingURL={}\r", code=b"let a=1\r"),
    "line-separator": Form("\u2028//# sourceMappingURL={}\n", code=b"let a=1"),
    "blank-lines": Form("//# sourceMappingURL={}\n\n \n\t\n"),
    "blank-lines-crlf": Form("//# sourceMappingURL={}\r\n\r\n\r\n"),
    "blank-line-nbsp": Form("//# sourceMappingURL={}\n\xa0\n"),
    "trailing-blank": Form("//# sourceMappingURL={} \n"),
    "trailing-tab": Form("//# sourceMappingURL={}\t"),
    "debug-id-after": Form(f"//# sourceMappingURL={{}}\n//# debugId={_ID}\n"),
    "debug-id-before": Form(f"//# debugId={_ID}\n//# sourceMappingURL={{}}\n"),
    "comment-after": Form("//# sourceMappingURL={}\n// built in CI\n"),
    "block-after": Form("//# sourceMappingURL={}\n/* built in CI */\n"),
    "code-after": Form("//# sourceMappingURL={}\nsend();\n"),
    "snippet-after": Form("//# sourceMappingURL={}\n;!function(){try{n=1}catch(e){}}();\n"),
    "after-code": Form("send(); //# sourceMappingURL={}\n"),
    "indented": Form("  //# sourceMappingURL={}\n"),
    "first-line": Form("let a=1;\n" * 200, code=b"//# sourceMappingURL=first-line.js.map\n"),
    "far-from-end": Form("//# sourceMappingURL={}" + "\n" * 1100),
    "in-string-after": Form('//# sourceMappingURL={}\nvar s="//# sourceMappingURL=gone.js.map";\n'),
    "in-string-before": Form('var s="//# sourceMappingURL=gone.js.map";\n//# sourceMappingURL={}\n'),
    "in-template-only": Form("var s=`\n//# sourceMappingURL=gone.js.map\n`;\n"),
    "in-template-before": Form("var s=`\n//# sourceMappingURL=gone.js.map\n`;\n//# sourceMappingURL={}\n"),
    # several
    "several": Form(
        "//# sourceMappingURL=several-other.js.map\n//# sourceMappingURL={}\n", more="several-other.js.map"
    ),
    "several-in-line": Form("//# sourceMappingURL={} //# sourceMappingURL={}\n"),
    # how it is written
    "at": Form("//@ sourceMappingURL={}\n"),
    "no-blank": Form("//#sourceMappingURL={}\n"),
    "two-blanks": Form("//#  sourceMappingURL={}\n"),
    "tab": Form("//#\tsourceMappingURL={}\n"),
    "block": Form("/*# sourceMappingURL={} */\n"),
    "blank-before-hash": Form("// # sourceMappingURL={}\n"),
    "upper-case": Form("//# SOURCEMAPPINGURL={}\n"),
    "blank-around-equals": Form("//# sourceMappingURL = {}\n"),
    "blank-after-equals": Form("//# sourceMappingURL= {}\n"),
    "quoted": Form('//# sourceMappingURL="{}"\n'),
    "empty": Form("//# sourceMappingURL=\n"),
    "junk-after": Form("//# sourceMappingURL={} built\n"),
    # URL
    "dot-slash": Form("//# sourceMappingURL=./{}\n"),
    "folder": Form("//# sourceMappingURL=maps/{}\n", map="maps/{}.js.map"),
    "up": Form("//# sourceMappingURL=../maps/{}\n", js="js/{}.js", map="maps/{}.js.map"),
    "wrong-folder": Form("//# sourceMappingURL=static/{}\n", js="x/y/{}.js", map="x/maps/{}.js.map"),
    "double-slash": Form("//# sourceMappingURL=maps//{}\n", map="maps/{}.js.map"),
    "backslash": Form("//# sourceMappingURL=maps\\{}\n", map="maps/{}.js.map"),
    "encoded-blank": Form("//# sourceMappingURL=encoded%20blank.js.map\n", map="encoded blank.js.map"),
    "plain-blank": Form("//# sourceMappingURL=plain blank.js.map\n", map="plain blank.js.map"),
    "encoded-brackets": Form("//# sourceMappingURL=%5Broot%5D__ab.js.map\n", map="[root]__ab.js.map"),
    "plain-brackets": Form("//# sourceMappingURL=[slug]-1a.js.map\n", map="[slug]-1a.js.map"),
    "encoded-letter": Form("//# sourceMappingURL=%C3%BCber.js.map\n", map="über.js.map"),
    "plain-letter": Form("//# sourceMappingURL=äpfel.js.map\n", map="äpfel.js.map"),
    "broken-escape": Form("//# sourceMappingURL=100%.js.map\n", map="100%.js.map"),
    "query": Form("//# sourceMappingURL={}?v=1\n"),
    "query-map": Form("//# sourceMappingURL={}?v=1.map\n"),
    "fragment": Form("//# sourceMappingURL={}#x\n"),
    "root": Form("//# sourceMappingURL=/{}\n"),
    "root-folder": Form("//# sourceMappingURL=/static/js/{}\n"),
    "localhost": Form("//# sourceMappingURL=http://localhost:3000/{}\n"),
    "https": Form("//# sourceMappingURL=https://cdn.example/js/{}\n"),
    "host": Form("//# sourceMappingURL=//cdn.example/js/{}\n"),
    "file": Form("//# sourceMappingURL=file:///srv/app/{}\n"),
    "other-extension": Form("//# sourceMappingURL=other-extension.js.json\n", map="other-extension.js.json"),
    "other-name": Form("//# sourceMappingURL=other-name.4f3a.map\n", map="other-name.4f3a.map"),
    # inline
    "inline": Form(f"//# sourceMappingURL=data:application/json;base64,{_INLINE}\n", map=""),
    "inline-charset": Form(f"//# sourceMappingURL=data:application/json;charset=utf-8;base64,{_INLINE}\n", map=""),
    "inline-upper": Form(f"//# sourceMappingURL=data:application/json;charset=UTF-8;base64,{_INLINE}\n", map=""),
    "inline-percent": Form(f"//# sourceMappingURL=data:application/json,{quote(a_map('percent'), safe='')}\n", map=""),
    "inline-unpadded": Form(f"//# sourceMappingURL=data:application/json;base64,{_INLINE.rstrip('=')}\n", map=""),
    "inline-broken": Form(f"//# sourceMappingURL=data:application/json;base64,{_INLINE[:40]}!{_INLINE[40:]}\n", map=""),
    "inline-and-beside": Form(f"//# sourceMappingURL=data:application/json;base64,{_INLINE}\n"),
    # the file's name
    "mjs": Form("//# sourceMappingURL={}\n", js="{}.mjs", map="{}.mjs.map"),
    "cjs": Form("//# sourceMappingURL={}\n", js="{}.cjs", map="{}.cjs.map"),
    "jsx": Form("//# sourceMappingURL={}\n", js="{}.jsx", map="{}.jsx.map"),
    "min-js": Form("//# sourceMappingURL={}\n", js="{}.min.js", map="{}.min.js.map"),
    "upper-extension": Form("//# sourceMappingURL={}\n", js="{}.JS", map="{}.JS.map"),
    # no comment
    "hidden": Form(""),
    "hidden-mjs": Form("", js="{}.mjs", map="{}.mjs.map"),
    "hidden-min": Form("", js="{}.min.js", map="{}.min.js.map"),
    "hidden-min-map": Form("", js="{}.min.js", map="{}.min.map"),
    "hidden-plain-map": Form("", js="{}.min.js", map="{}.js.map"),
    "hidden-short": Form("", map="{}.map"),
    # bytes
    "byte-order-mark": Form("//# sourceMappingURL={}\n", code=b"\xef\xbb\xbf" + CODE),
    "hash-bang": Form("//# sourceMappingURL={}\n", code=b"#!/usr/bin/env node\n" + CODE),
    "not-utf-8": Form("//# sourceMappingURL={}\n", code=b"let s='\xe9';\n"),
}

# What each tool does with the file of a form when all lie in one tree: takes its map (`+`), or why not; found by running
# the tools, but for bugsnag's column (bugsnag-cli), which was run once by hand. `server`: sentry-cli leaves the map without
# a debug ID, Sentry's server reads it. `-`: smaplint itself finds no map there, which is `dangling-link` or no matter at
# all; `(+)`: nor does it, but the tool does.
VERDICTS: Final = """
# form               | datadog   rollbar   sentry    bugsnag   bugsnag-source-maps
last               | +         +         +         +         +
no-newline         | +         +         +         +         +
crlf               | +         +         +         +         +
cr                 | +         form      +         +         +
line-separator     | +         form      +         +         +
blank-lines        | +         +         +         +         +
blank-lines-crlf   | +         +         +         +         +
blank-line-nbsp    | +         +         +         +         +
trailing-blank     | +         missing   +         +         +
trailing-tab       | +         missing   +         +         +
debug-id-after     | last      +         +         +         +
debug-id-before    | +         +         +         +         +
comment-after      | last      +         +         +         +
block-after        | none      +         +         +         +
code-after         | none      +         +         +         +
snippet-after      | none      +         +         +         +
after-code         | +         form      +         +         +
indented           | +         +         +         +         +
first-line         | none      +         +         +         +
far-from-end       | last      +         +         +         +
in-string-after    | missing   +         missing   +         +
in-string-before   | +         +         +         +         +
in-template-only   | none      missing   missing   +         +
in-template-before | +         +         +         +         +
several            | +         +         +         +         +
several-in-line    | missing   missing   +         +         +
at                 | form      form      +         +         +
no-blank           | form      +         +         +         +
two-blanks         | form      +         +         +         +
tab                | form      +         +         +         +
block              | form      none      +         +         +
blank-before-hash  | form      none      +         +         +
upper-case         | none      none      +         +         +
blank-around-equals| form      +         +         +         +
blank-after-equals | +         +         +         +         +
quoted             | -         -         -         (+)       (+)
empty              | -         -         -         (+)       (+)
junk-after         | +         missing   +         +         +
dot-slash          | +         +         +         +         +
folder             | +         +         +         +         name
up                 | +         +         +         +         name
wrong-folder       | -         -         -         -         -
double-slash       | +         +         missing   +         name
backslash          | +         missing   missing   missing   name
encoded-blank      | +         missing   missing   missing   name
plain-blank        | (+)       (+)       -         -         -
encoded-brackets   | +         missing   missing   missing   name
plain-brackets     | +         +         +         +         name
encoded-letter     | +         missing   missing   missing   name
plain-letter       | +         +         +         +         name
broken-escape      | encoding  +         +         +         name
query              | +         missing   +         missing   +
query-map          | missing   missing   +         missing   +
fragment           | +         missing   +         missing   +
root               | remote    remote    +         remote    +
root-folder        | remote    remote    +         remote    +
localhost          | remote    remote    +         remote    +
https              | remote    remote    +         remote    +
host               | remote    remote    +         remote    +
file               | remote    remote    +         remote    +
other-extension    | form      +         missing   +         name
other-name         | +         +         +         +         name
inline             | inline    inline    +         inline    inline
inline-charset     | inline    inline    server    inline    inline
inline-upper       | inline    inline    inline    inline    inline
inline-percent     | inline    inline    inline    inline    inline
inline-unpadded    | inline    inline    inline    inline    inline
inline-broken      | inline    inline    inline    inline    inline
inline-and-beside  | inline    inline    +         inline    +
mjs                | extension extension +         extension +
cjs                | extension extension +         extension +
jsx                | extension extension extension +         +
min-js             | +         +         +         +         +
upper-extension    | extension extension extension extension +
hidden             | none      none      +         +         +
hidden-mjs         | extension extension +         extension +
hidden-min         | none      none      +         +         +
hidden-min-map     | -         -         (+)       -         -
hidden-plain-map   | -         -         (+)       -         -
hidden-short       | -         -         (+)       -         -
byte-order-mark    | +         +         +         +         +
hash-bang          | +         +         +         +         +
not-utf-8          | +         +         encoding  +         +
"""
TOOLS: Final = ("datadog-ci", "rollbar-cli", "sentry-cli", "bugsnag-cli", "bugsnag-source-maps")


def verdicts() -> dict[str, dict[str, str]]:
    """Tool → form → verdict."""
    rows = [line.split("|") for line in VERDICTS.strip().split("\n") if not line.startswith("#")]
    return {tool: {name.strip(): row.split()[column] for name, row in rows} for column, tool in enumerate(TOOLS)}


def files_of(name: str) -> dict[str, bytes]:
    """The files of a form: the generated one first."""
    form = FORMS[name]
    beside = form.map.format(name)
    tail = form.tail if isinstance(form.tail, bytes) else form.tail.replace("{}", beside.rpartition("/")[2]).encode()
    files = {form.js.format(name): form.code + tail}
    if beside:
        files[beside] = a_map(name)
    if form.more:
        files[form.more] = a_map(f"{name}-more")
    return files
