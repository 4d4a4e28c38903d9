"""No source of a map is a file that must stay inside.

Why it matters: a `.env` that a build imports is in the map as it is, with every key in it (nuxtlabs/studio-module#132,
react-social-network#77); the text of a module for the server, in a map that browsers fetch, shows queries, checks and the
addresses of what is behind them, though its code was taken out of the bundle.

How to fix: withdraw what a `.env` or a key file in a map held. Import no such file; name the variables that the client may
have one by one (`define`, `import.meta.env.VITE_…`). Move what both sides need out of the server's modules.

Details: a file by its name: `.env` and its likes (not `.env.example`, and not one whose variables are all public by their
prefix: `VITE_`, `NEXT_PUBLIC_`, `REACT_APP_`, …), key stores, SSH keys, `.npmrc`, `.netrc`, `.htpasswd`, state and
variables of Terraform, credentials of Google and AWS; `.pem` and `.key` where their text holds a private key that
`secret-in-sources` does not tell. Without text it is a warning (*named*): what it held is in the code then. Modules for the
server (*server*, a warning) are those that a framework keeps for it by name: `x.server.ts`, `+server.ts`, `lib/server/`,
`.server/`; a folder that is just called `server` is a note (*folder*). Both with text, outside of `node_modules`, in a map
of a folder that is known to be published (`.next/static`, `dist/client`, `public`, …). One finding of each case for a map.
"""

import re

from smaplint.rule import (
    ERROR,
    NOTE,
    WARNING,
    Bad,
    Good,
    Problem,
    Problems,
    SourceMap,
    map_rule,
    public_folder,
    quote,
)

_INSIDE = (
    r"(?i)(?:^|/)(?:\.env(?:\.[\w-]+){0,3}|id_(?:rsa|dsa|ecdsa|ed25519)|\.npmrc|\.netrc|\.pgpass|\.htpasswd|\.git-credentials"
    r"|\.aws/credentials|service[-_]?account(?:[-_.]?key)?\.json|[^/]+\.(?:p12|pfx|jks|keystore|kdbx|ppk|tfstate|tfvars))$"
)
_TEMPLATE = r"(?i)\.env.*\.(?:example|sample|template|tpl|dist|defaults?|schema|test|md|d|[cm]?[jt]sx?|json|vue|css)$"
_VARIABLE = r"""(?m)(?:^|[\s"'`]|\\n)(?:export[ \t]++)?([A-Za-z_]\w{1,100}+)[ \t]*+=[ \t]*+["'`\\]{0,3}+[^\s"'`\\]"""
_PUBLIC = r"(?:VITE|NEXT_PUBLIC|REACT_APP|PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY|VUE_APP|STORYBOOK)_|(?:NODE_ENV|MODE|BASE_URL|PORT|HOST)$"
_SERVER = r"(?i)(?:\.server\.[cm]?[jt]sx?|(?:^|/)\+server\.[jt]s|(?:^|/)(?:\.server|\$?lib/server)/.*)$"
_FOLDER = r"(?i)(?:^|/)server/"
_OTHERS = r"(?:^|/)(?:node_modules|webpack)/|^\0"

_ENV = "DATABASE_URL=postgres://shelf\nAPI_SECRET=bm90aGluZw\n"


@map_rule(
    since="0.1.0",
    when="has_sensitive_names",
    levels={
        "recommended": ERROR,
        ("recommended", "named"): WARNING,
        ("recommended", "server"): WARNING,
        ("recommended", "folder"): NOTE,
        # What `recommended` finds, `strict` finds too, though a family of its own.
        "strict": ERROR,
        ("strict", "named"): WARNING,
        ("strict", "server"): WARNING,
        ("strict", "folder"): NOTE,
    },
    good=[
        Good({"sources": ["src/main.ts", ".env.example"], "sourcesContent": ["let a;\n", _ENV]}),
        Good({"sources": ["src/main.ts", ".env"], "sourcesContent": ["let a;\n", "VITE_TITLE=Shelf\n"]}, note="public"),
        Good({"sources": ["src/main.ts", "src/env.ts"]}),
        Good({"sources": ["src/main.ts", "ca.pem"], "sourcesContent": ["a;\n", "-----BEGIN CERTIFICATE-----\nMIIB\n"]}),
        Good(
            {"sources": ["src/main.ts", "src/db.server.ts"], "sourcesContent": ["a;\n", "b;\n"]},
            note="whose map it is, nobody knows",
        ),
        Good(
            files={"dist/server/a.js.map": {"sources": ["src/a.ts", "src/db.server.ts"], "sourcesContent": ["a", "b"]}}
        ),
        Good(
            files={
                "dist/client/a.js.map": {
                    "sources": ["src/a.ts", "../node_modules/@trpc/server/dist/index.mjs"],
                    "sourcesContent": ["a", "b"],
                }
            }
        ),
    ],
    bad=[
        Bad({"sources": ["src/main.ts", "../.env"], "sourcesContent": ["let a;\n", _ENV]}, at="/sources/1"),
        Bad(
            {
                "sources": ["src/main.ts", ".env.production?raw"],
                "sourcesContent": ["let a;\n", f"export default {_ENV!r}"],
            },
            at="/sources/1",
        ),
        Bad({"sources": ["src/main.ts", "keys/id_rsa"]}, at="/sources/1", case="named"),
        Bad(
            files={"dist/client/a.js.map": {"sources": ["src/a.ts", "app/db.server.ts"], "sourcesContent": ["a", "b"]}},
            at="dist/client/a.js.map:1:58",
            case="server",
        ),
        Bad(
            files={"public/a.js.map": {"sources": ["src/a.ts", "src/server/db.ts"], "sourcesContent": ["a", "b"]}},
            at="public/a.js.map:1:58",
            case="folder",
        ),
    ],
    evidence="nuxtlabs/studio-module#132, Qolzam/react-social-network#77",
)
def sensitive_source(map: SourceMap) -> Problems:
    told = {secret.source for secret in map.secrets}
    found: dict[str, list[int]] = {}
    client = bool(public_folder(map.path))
    for index, source in enumerate(map.sources):
        case = _case(map, index, source or "", client=client) if index not in told else None
        if case is not None:
            found.setdefault(case, []).append(index)
    for case, indices in found.items():
        first = quote(map.source_name(indices[0]))
        listed = ", ".join([first, *(quote(map.source_name(index)) for index in indices[1:3])])
        more = f" and {len(indices) - 3:,} more" if len(indices) > 3 else ""
        yield Problem(
            _SAID[case].format(listed + more), at=f"/sources/{indices[0]}", case=case, about=f"{case} {first}"
        )


_SAID = {
    "": "the map embeds the text of {}, which must stay inside; nothing of it should be imported",
    "named": "the map names {}, which must stay inside, as a source of the code; nothing of it should be imported",
    "server": "a map that is published embeds the text of {}, which is for the server; it should not be in the client's build",
    "folder": "a map that is published embeds the text of {}, from a folder for the server; it should hold what is for clients",
}


def _case(map: SourceMap, index: int, source: str, *, client: bool) -> str | None:
    # Without what bundlers put around a name: `!raw-loader!./.env?raw`.
    name = re.split(r"[?#]", source.replace("\\", "/").rpartition("!")[2], maxsplit=1)[0]
    if re.search(_OTHERS, name):
        return None
    if name.lower().endswith((".pem", ".key")):
        return "" if "PRIVATE KEY-----" in (map.content(index) or "") else None
    if re.search(_INSIDE, name) and not re.search(_TEMPLATE, name):
        text = map.content(index)
        if text is None:
            return "named"
        if name.rpartition("/")[2].lower().startswith(".env"):
            return "" if any(not re.match(_PUBLIC, one[1]) for one in re.finditer(_VARIABLE, text)) else None
        return "" if text.strip() else None
    if not client:
        return None
    case = "server" if re.search(_SERVER, name) else "folder" if re.search(_FOLDER, name) else None
    return case if case and map.content(index) else None
