"""A WebAssembly module names its map once, in a form that browsers read.

Why it matters: the standard calls a second custom section `sourceMappingURL` invalid. Chromium and Firefox follow the first
one and Safari the last, so that a stack trace depends on the browser; the second comes from a tool that ran over a module
which had one. A URL that is written without its length, or with anything behind it, is read by no browser or by some.

How to fix: strip the section before another tool adds its own (`wasm-opt --strip-debug`, `wasm-strip`), or tell only the
last tool to write one. Write the URL as a WebAssembly name: its length in bytes as LEB128, then the text in UTF-8.
"""

from smaplint.rule import WARNING, Bad, Clause, Good, Pair, Problem, Problems, Related, Span, pair_rule, quote

_HEAD = b"\0asm\1\0\0\0"
_NAME = b"\x10sourceMappingURL"
_MAP = {"mappings": "AAAA,IAAIA"}
_LINK = b"\0\x17" + _NAME + b"\5a.map"


@pair_rule(
    since="0.1.0",
    when="generated.module",
    levels={"recommended": WARNING, "spec": WARNING},
    good=[
        Good(files={"a.wasm": _HEAD + _LINK, "a.map": _MAP}),
        Good(files={"a.wasm": _HEAD + b"\0\5\4name"}, note="without a map"),
        Good(
            files={"a.wasm": _HEAD + b"\0\x9a\0\x90\x80\0sourceMappingURL\x85\0a.map", "a.map": _MAP},
            note="padded lengths, as linkers write them",
        ),
    ],
    bad=[
        Bad(files={"a.wasm": _HEAD + _LINK + _LINK, "a.map": _MAP}, at="a.wasm:1:54", says="once more"),
        Bad(
            files={"a.wasm": _HEAD + _LINK + b"\0\x17" + _NAME + b"\5b.map", "a.map": _MAP},
            at="a.wasm:1:54",
            says="`b.map`",
        ),
        Bad(
            files={"a.wasm": _HEAD + b"\0\x16" + _NAME + b"a.map", "a.map": _MAP},
            at="a.wasm:1:28",
            case="encoding",
            says="without its length",
        ),
        Bad(
            files={"a.wasm": _HEAD + b"\0\x18" + _NAME + b"\5a.map\0", "a.map": _MAP},
            at="a.wasm:1:29",
            case="encoding",
            says="1 more byte",
        ),
        Bad(
            files={"a.wasm": _HEAD + b"\0\x12" + _NAME + b"\5"},
            at="a.wasm:1:28",
            case="encoding",
            says="a length of 5",
            note="cut short",
        ),
    ],
    standard=[
        Clause(
            "prose", "sec-WebAssemblyExtractSourceMapURL", "a module has at most one custom section `sourceMappingURL`"
        ),
        Clause(
            "prose",
            "sec-WebAssemblyExtractSourceMapURL",
            "the content of the section is the URL, encoded as a WebAssembly name",
            case="encoding",
        ),
    ],
    evidence="the decoders of V8, SpiderMonkey and JavaScriptCore, read",
)
def wasm_link(pair: Pair) -> Problems:
    links = pair.generated.module.links if pair.generated.module else ()
    for link in links:
        if link.problem:
            yield Problem(
                f"the custom section `sourceMappingURL` holds {link.problem}; it should hold the URL as a WebAssembly name: "
                "its length in bytes, then its text",
                at=Span(link.directive.url_start, link.directive.url_end),
                case="encoding",
            )
    if len(links) > 1:
        first, second = links[0].directive, links[1].directive
        # Of a long URL only the beginning is kept.
        is_same = first.url == second.url and first.url_end - first.url_start == second.url_end - second.url_start
        names = "names the same map once more" if is_same else f"names {quote(second.url)}"
        yield Problem(
            f"a further custom section `sourceMappingURL` {names}; there should be one, and the first is followed",
            at=Span(second.url_start, second.url_end),
            related=(Related("the first section", Span(first.url_start, first.url_end)),),
        )
