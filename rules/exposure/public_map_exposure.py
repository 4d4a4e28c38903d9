"""Published maps hold no source text, unless that is wanted.

Why it matters: whoever opens the developer tools reads your source: the App Store's web front end in November 2025, an
npm package with 59.8 MB of it in March 2026. For an open project that is a service; so this is a policy, not a dogma, and
smaplint asks for yours once.

How to fix: state the policy in the configuration: `exposure: {policy: allow}` when it is wanted; `hidden` when maps lie in
the output for the upload but no published file may name or hold one; `none` when no map with source text may lie in a
public folder at all. To keep `hidden`, build with `hidden-source-map` or `sourcemap: "hidden"`; to keep `none`, delete the
maps after the upload, or build with `nosources-source-map`.

Details: `exposure.inline` says whether inline maps are this rule's; `private` leaves them to `inline-map`, which is an error
there and also runs on files that are given by name. `exposure.public` names the folders that are published, as globs. Without it everything that is linted counts as
published, but for what frameworks keep on the server: `.next` apart from `.next/static`, `.output` apart from
`.output/public`, `.svelte-kit/output/server`, `dist/server`, `build/server`, `dist/app/server` and their like. Maps that
stay there, and maps that a deletion forgot, are `leftover-map`'s; those that go out with an npm package `packaged-map`'s
where that is on. Style sheets are like scripts here, declaration maps are left aside. A folder that is known to be published
(`public`, `wwwroot`, `dist/assets`, `.next/static`, …) is named in the note; it takes a policy to make more of it.
"""

from typing import Literal

from smaplint.rule import (
    ERROR,
    NOTE,
    WARNING,
    Bad,
    Build,
    Good,
    InFile,
    MapFacts,
    Problem,
    Problems,
    build_rule,
    count,
    is_on_server,
    public_folder,
    quote,
)

_MAP = {"mappings": "AAAA,IAAIA"}
_NO_TEXT = {"mappings": "AAAA,IAAIA", "sources": ["src/main.ts"]}
_LINKED = b"let a=1\n//# sourceMappingURL=app.js.map\n"


@build_rule(
    since="0.1.0",
    # A policy that the user states holds in `strict` too, which has no exposure rules otherwise.
    levels={
        "recommended": NOTE,
        ("recommended", "broken"): ERROR,
        ("recommended", "unmatched"): WARNING,
        ("strict", "broken"): ERROR,
        ("strict", "unmatched"): WARNING,
    },
    good=[
        Good(files={"app.js": _LINKED, "app.js.map": _NO_TEXT}, options={"policy": "none"}, note="no text in it"),
        Good(files={"app.js": _LINKED, "app.js.map": _MAP}, options={"policy": "allow"}),
        Good(files={"app.js": b"let a=1\n", "app.js.map": _MAP}, options={"policy": "hidden"}),
        Good(
            files={".next/server/app.js": _LINKED, ".next/server/app.js.map": _MAP, ".next/static/a.js": b"a"},
            options={"policy": "none"},
            note="only `.next/static` is published",
        ),
        Good(
            files={"lib/app.js": _LINKED, "lib/app.js.map": _MAP, "www/a.js": b"a"},
            options={"policy": "none", "public": ("www/**",)},
        ),
        Good(
            files={"public/a.js.map": _MAP, "dist/server/b.js": b"b\n//# sourceMappingURL=../../public/a.js.map"},
            options={"policy": "hidden"},
            note="named by a file of the server alone",
        ),
        Good(
            files={
                "app.js": b"a\n//# sourceMappingURL=data:application/json,%7B%22version%22%3A3%2C%22sources%22%3A%5B%22a"
                b"%22%5D%2C%22sourcesContent%22%3A%5B%22let%20a%22%5D%2C%22names%22%3A%5B%5D%2C%22mappings%22%3A%22%22%7D\n"
            },
            options={"policy": "none", "inline": False},
            note="left to `inline-map`",
        ),
        Good(files={"types.d.ts.map": _MAP, "types.d.ts": b"export {}"}, options={"policy": "none"}),
    ],
    bad=[
        Bad(
            files={"app.js": _LINKED, "app.js.map": _MAP, "b.css": b"b{}", "b.css.map": _MAP},
            at="app.js.map:1:1",
            says="2 maps",
            note="no policy was stated: one note for the run",
        ),
        Bad(
            files={"app.js": _LINKED, "app.js.map": _MAP},
            options={"policy": "hidden"},
            at="app.js:2:1",
            case="broken",
        ),
        Bad(
            files={"app.js": b"let a=1\n", "app.js.map": _MAP},
            options={"policy": "none"},
            at="app.js.map:1:1",
            case="broken",
        ),
        Bad(
            files={"dist/assets/a.js": b"a", "dist/sw.js": b"b", "dist/sw.js.map": _MAP},
            options={"policy": "none"},
            at="dist/sw.js.map:1:1",
            case="broken",
        ),
        Bad(
            files={"dist/a.js": b"a", "dist/a.js.map": _MAP},
            options={"policy": "none", "public": ("dst/assets/**",)},
            at="dist/a.js:1:1",
            case="unmatched",
            note="a glob that matches nothing",
        ),
        Bad(
            files={"assets/a.js": b"a", "assets/a.js.map": _MAP, "server/b.js": b"b", "server/b.js.map": _MAP},
            options={"policy": "none", "public": ("assets/**",)},
            at="assets/a.js.map:1:1",
            case="broken",
        ),
        Bad(
            files={
                "app.js": b"a\n//# sourceMappingURL=data:application/json,%7B%22version%22%3A3%2C%22sources%22%3A%5B%22a"
                b"%22%5D%2C%22sourcesContent%22%3A%5B%22let%20a%22%5D%2C%22names%22%3A%5B%5D%2C%22mappings%22%3A%22%22%7D\n"
            },
            options={"policy": "hidden"},
            at="app.js:2:1",
            case="broken",
            says="inline",
        ),
    ],
    evidence="giantswarm/happa#4879, rsbuild#5914, sentry-javascript#18125",
)
def public_map_exposure(
    build: Build,
    *,
    policy: Literal["unstated", "allow", "hidden", "none"] = "unstated",
    public: tuple[str, ...] = (),
    inline: bool = True,
) -> Problems:
    if policy == "allow":
        return
    paths = [facts.path for facts in build.all_maps] + [facts.path for facts in build.all_bundles]
    if public and paths and policy != "unstated" and not any(build.matches(path, public) for path in paths):
        globs = ", ".join(quote(glob) for glob in public)
        yield Problem(
            f"`exposure.public` is {globs}, which matches none of {count(len(paths), 'file')} that were linted, so the policy "
            f"`{policy}` guards nothing; it should name the folders that are published",
            at=InFile(min(paths)),
            case="unmatched",
            about="public",
        )
    exposed = _published(build, public)
    if policy == "unstated":
        if exposed:
            yield Problem(
                f"{count(len(exposed), 'map')} with source text {'lies' if len(exposed) == 1 else 'lie'} in what this build "
                f"may publish{_named(exposed)}, and no policy says whether that is wanted; `exposure.policy` should: allow, hidden or none",
                at=InFile(exposed[0].path, exposed[0].line, exposed[0].column),
                about="policy",
                also=tuple(facts.path for facts in exposed[1:]),
            )
        return
    bundles = {facts.path: facts for facts in build.all_bundles}
    for facts in exposed:
        texts = f"the text of {count(facts.contents, 'source')}"
        if (facts.inline and not inline) or facts.package:
            continue  # said by `inline-map`, or by `packaged-map` of the package as a whole
        if facts.inline:
            yield Problem(
                f"an inline map publishes {texts}; by the policy `{policy}` it should not",
                at=InFile(facts.path, facts.line, facts.column),
                case="broken",
            )
        elif policy == "none":
            yield Problem(
                f"a map in a published folder holds {texts}; by the policy `none` it should not be there",
                at=InFile(facts.path),
                case="broken",
            )
        else:
            for path in facts.linked:
                directive = bundles[path].directive if path in bundles else None
                if directive and _is_public(build, path, public):
                    yield Problem(
                        f"a published file names the map `{facts.path}`, which holds {texts}; by the policy `hidden` it should not",
                        at=InFile(path, directive.line, directive.column),
                        case="broken",
                    )


def _published(build: Build, public: tuple[str, ...]) -> list[MapFacts]:
    """Maps with source text that lie in a public folder, or that a file there holds or names."""
    return [
        facts
        for facts in build.maps
        if facts.contents
        and facts.kind != "dts"
        and any(_is_public(build, path, public) for path in (facts.path, *facts.linked))
    ]


def _named(exposed: list[MapFacts]) -> str:
    """The folders by which it is known that these are published, three at most."""
    folders = sorted({folder for facts in exposed if (folder := public_folder(facts.path))})
    return f" ({', '.join(quote(folder) for folder in folders[:3])})" if folders else ""


def _is_public(build: Build, path: str, public: tuple[str, ...]) -> bool:
    # All but what is known to stay is taken as published: a service worker beside `dist/assets` is.
    return build.matches(path, public) if public else not is_on_server(path)
