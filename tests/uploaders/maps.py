"""Maps that a vendor's tool reads or refuses: what each parser makes of a form of JSON, run (see test_uploaders.py)."""

from collections.abc import Mapping
from typing import Final

_FIELDS: Final = {
    b"version": b"3",
    b"file": b'"a.js"',
    b"sources": b'["a.ts"]',
    b"sourcesContent": b'["let a"]',
    b"names": b'["x"]',
    b"mappings": b'"AAAA,IAAIA"',
}


def _map(**fields: bytes | None) -> bytes:
    """A map with some of its fields written otherwise; None: without it."""
    written = {**_FIELDS, **{name.encode(): value for name, value in fields.items()}}
    return b"{%b}" % b",".join(b'"%b":%b' % (name, value) for name, value in written.items() if value is not None)


def _index(offset: bytes = b'{"line":0,"column":0}', inner: bytes = b"", more: bytes = b"") -> bytes:
    return b'{"version":3,"sections":[{"offset":%b,"map":%b%b}]}' % (offset, inner or _map(), more)


def _facebook(items: bytes) -> bytes:
    return _map(x_facebook_sources=items)


# `+`: the tool reads the map; `-`: it refuses it. Columns: sentry-cli, rollbar-cli, bugsnag-source-maps.
MAPS: Final[Mapping[str, tuple[bytes, str]]] = {
    "plain": (_map(), "+ + +"),
    "byte-order-mark": (b"\xef\xbb\xbf" + _map(), "- - -"),
    "xssi": (b")]}'\n" + _map(), "+ - -"),
    "not-json": (b"{'version': 3}", "- - -"),
    "nan": (_map(x=b"NaN"), "- - -"),
    "no-utf-8": (_map(x=b'"\xff"'), "- + +"),
    "lone-surrogate": (_map(sourcesContent=b'["\\ud800"]'), "- + +"),
    "lone-surrogate-elsewhere": (_map(x=b'"\\ud800"'), "- + +"),
    "duplicate-key": (_map()[:-1] + b',"names":["y"]}', "- + +"),
    "duplicate-key-elsewhere": (_map()[:-1] + b',"x":1,"x":2}', "+ + +"),
    "deep": (_map(x=b"[" * 129 + b"]" * 129), "- + +"),
    "number-beyond-range": (_map(x=b"1e999"), "- + +"),
    "number-of-400-digits": (_map(x=b"9" * 400), "- + +"),
    "number-of-30-digits": (_map(x=b"9" * 30), "+ + +"),
    "version-text": (_map(version=b'"3"'), "- + +"),
    "version-point": (_map(version=b"3.0"), "- + +"),
    "version-exponent": (_map(version=b"3e0"), "- + +"),
    "version-4": (_map(version=b"4"), "+ - +"),
    "version-null": (_map(version=b"null"), "+ - +"),
    "version-missing": (_map(version=None), "+ - +"),
    "file-null": (_map(file=b"null"), "+ + +"),
    "file-number": (_map(file=b"5"), "+ + +"),
    "root-null": (_map(sourceRoot=b"null"), "+ + +"),
    "root-number": (_map(sourceRoot=b"5"), "- - +"),
    "names-null": (_map(names=b"null", mappings=b'"AAAA"'), "+ - +"),
    "names-missing": (_map(names=None, mappings=b'"AAAA"'), "+ + +"),
    "names-number": (_map(names=b"[1]"), "+ + +"),
    "sources-null": (_map(sources=b"null", mappings=b'""'), "+ - +"),
    "sources-missing": (_map(sources=None, mappings=b'""'), "+ - +"),
    "sources-with-null": (_map(sources=b"[null]"), "+ + -"),
    "sources-number": (_map(sources=b"[1]"), "- + -"),
    "contents-null": (_map(sourcesContent=b"null"), "+ + +"),
    "contents-number": (_map(sourcesContent=b"[1]"), "- + +"),
    "mappings-missing": (_map(mappings=None), "+ - +"),
    "mappings-letter": (_map(mappings=b'"A!AA"'), "- + +"),
    "mappings-blank": (_map(mappings=b'"AAAA, AAAA"'), "+ + +"),
    "mappings-two": (_map(mappings=b'"AA"'), "- + +"),
    "mappings-source": (_map(mappings=b'"ACAA"'), "- + +"),
    "mappings-name": (_map(mappings=b'"AAAAC"'), "- + +"),
    "mappings-negative": (_map(mappings=b'"AADA"'), "+ + +"),
    "ignore-list-point": (_map(ignoreList=b"[0.0]"), "- + +"),
    "ignore-list-minus": (_map(ignoreList=b"[-0]"), "- + +"),
    "ignore-list-null": (_map(ignoreList=b"null"), "+ + +"),
    "ignore-list-google": (_map(x_google_ignoreList=b"[0.0]"), "+ + +"),
    "range-mappings": (_map(rangeMappings=b'"B"'), "+ + +"),
    "range-mappings-comma": (_map(rangeMappings=b'"A,B"'), "- + +"),
    "range-mappings-number": (_map(rangeMappings=b"5"), "- + +"),
    "scopes-number": (_map(scopes=b"5"), "+ + +"),
    "debug-id": (_map(debugId=b'"85314830-023f-4cf1-a267-535f4e37bb17"'), "+ + +"),
    "debug-id-undashed": (_map(debugId=b'"85314830023f4cf1a267535f4e37bb17"'), "+ + +"),
    "debug-id-upper": (_map(debugId=b'"85314830-023F-4CF1-A267-535F4E37BB17"'), "+ + +"),
    "debug-id-text": (_map(debugId=b'"none"'), "- + +"),
    "debug-id-empty": (_map(debugId=b'""'), "- + +"),
    "debug-id-number": (_map(debugId=b"5"), "- + +"),
    "debug-id-null": (_map(debugId=b"null"), "+ + +"),
    "debug-id-old": (_map(debug_id=b'"85314830-023f-4cf1-a267-535f4e37bb17"'), "+ + +"),
    "debug-id-old-text": (_map(debug_id=b'"none"'), "- + +"),
    "facebook": (_facebook(b'[[{"names":["f"],"mappings":"AAA","x":1}]]'), "+ + +"),
    "facebook-null": (_facebook(b"[null]"), "+ + +"),
    "facebook-inner-null": (_facebook(b"[[null]]"), "- + +"),
    "facebook-text": (_facebook(b'"x"'), "- + +"),
    "facebook-object": (_facebook(b"[{}]"), "- + +"),
    "facebook-no-mappings": (_facebook(b'[[{"names":["f"]}]]'), "- + +"),
    "facebook-names": (_facebook(b'[[{"names":[1],"mappings":"AAA"}]]'), "- + +"),
    "facebook-offsets": (_map(x_facebook_offsets=b"[0,null]"), "+ + +"),
    "facebook-offsets-minus": (_map(x_facebook_offsets=b"[-1]"), "- + +"),
    "metro-paths": (_map(x_metro_module_paths=b'["a"]'), "+ + +"),
    "metro-paths-null": (_map(x_metro_module_paths=b"[null]"), "- + +"),
    "index": (_index(), "+ - +"),
    "index-nested": (_index(inner=_index()), "+ - +"),
    "index-point": (_index(b'{"line":0.0,"column":0}'), "- - +"),
    "index-exponent": (_index(b'{"line":0,"column":1e2}'), "- - +"),
    "index-beyond-range": (_index(b'{"line":4294967296,"column":0}'), "- - +"),
    "index-negative": (_index(b'{"line":-1,"column":0}'), "- - +"),
    "index-url-null": (_index(more=b',"url":null'), "+ - +"),
    "index-more": (_index(more=b',"x":1'), "+ - +"),
    "index-number-inside": (_index(inner=_map(x=b"1e999")), "- - +"),
    "index-with-plain": (_map(sections=b"[]"), "+ + +"),
}
