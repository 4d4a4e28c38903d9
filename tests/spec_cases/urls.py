"""DecodeSourceMapSources: the URL of each source. More of it stands in `tests/test_url.py`."""

from typing import Final

from tests.spec_cases.make import Case, fields_of, index, invalid, regular, section, valid


def _source(name: str) -> Case:
    return invalid(regular(sources=["a.js", name]), ("source-url", "/sources/1", f'"{name}"'))


CASES: Final[dict[str, Case]] = {
    "relative": valid(regular(sources=["a.js", "../b.js"])),
    "empty": valid(regular(sources=["", ""])),
    "with characters that no path has": valid(regular(sources=["a b<c>^|%.js", "[id]/\\x\t.js"])),
    "absolute": valid(regular(sources=["https://example.com:443/a.js", "file:///a.js"])),
    "of a bundler": valid(regular(sources=["webpack://shelf/./a.js", "turbopack:///[project]/a.js"])),
    "a drive of Windows": valid(regular(sources=["C:\\a.js", "file:///C|/a.js"])),
    "with a root": valid(regular(sourceRoot="https://example.com/src")),
    "with an empty root, which is none": valid(regular(sourceRoot="", sources=["a.js", "http:a"])),
    "a host in brackets that is no address": _source("http://[::1/a.js"),
    "a placeholder of a bundler": _source("webpack://[name]/a.js"),
    "a host with a blank": _source("https://my host/a.js"),
    "a host with a percent sign": _source("https://100%/a.js"),
    "an IPv4 address out of range": _source("http://127.0.0.256/a.js"),
    "a port out of range": _source("http://localhost:65536/a.js"),
    "a port that is no number": _source("webpack://a:b/c.js"),
    "no host": _source("https://"),
    "credentials without a host": _source("foo://me@/a.js"),
    "a root that does not parse": invalid(
        regular(sourceRoot="http://[", sources=["a"]), ("source-url", "/sourceRoot", '"http://[')
    ),
    "a root that does not parse, and no source": valid(regular(sourceRoot="http://[", sources=[], mappings="")),
    "a root that does not parse, and no source with a name": valid(regular(sourceRoot="http://[", sources=[None])),
    "a root and a source that only together do not": invalid(
        regular(sourceRoot="http:/", sources=["/[/a.js"]), ("source-url", "/sources/0", '"/[/a.js"')
    ),
    "a source that behind its root is a path": valid(regular(sourceRoot="src", sources=["http://[::1/a.js"])),
    "relative to a host that some base has": valid(regular(sources=["//cdn:8080/a.js", "https:a.js"])),
    "beside `sections`, where nothing reads it": valid(index(section(), sources=["http://["], sourceRoot="http://[")),
    "in a section": invalid(
        index(section(0, 0, fields_of(sources=["http://["]))), ("source-url", "/sections/0/map/sources/0", '"http')
    ),
}
