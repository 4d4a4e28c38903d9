"""DecodeSourceMap and the operations that read its fields."""

from collections.abc import Callable
from typing import Any, Final

from tests.spec_cases.make import DEFAULT, TYPES, Case, fields_of, invalid, regular, text, valid, without


def _each_type(what: str, takes: set[str], rule: str, pointer: str, make: Callable[[Any], bytes]) -> dict[str, Case]:
    """A row for each JSON type of one value; those of `takes` are valid."""
    return {
        f"{what} is {name}": valid(make(value))
        if name in takes
        else invalid(make(value), (rule, pointer, text(value).decode()))
        for name, value in TYPES.items()
    }


def _field(name: str, takes: set[str], rule: str = "field-types") -> dict[str, Case]:
    return _each_type(name, takes, rule, f"/{name}", lambda value: regular(**{"mappings": "", name: value}))


def _item(name: str, takes: set[str], rule: str = "field-types") -> dict[str, Case]:
    return _each_type(
        f"an item of {name}", takes, rule, f"/{name}/1", lambda value: regular(**{name: [DEFAULTS[name], value]})
    )


# An item of each array that is right.
DEFAULTS: Final = {"sources": "a.js", "sourcesContent": "a", "names": "n", "ignoreList": 0}


def _number(value: str, *, is_three: bool) -> Case:
    data = regular().replace(b'"version":3', b'"version":' + value.encode())
    return valid(data) if is_three else invalid(data, ("version-integer", "/version", value))


def _ignored(value: str, *, is_index: bool) -> Case:
    data = regular(ignoreList=[0]).replace(b"[0]", b"[0," + value.encode() + b"]")
    return valid(data) if is_index else invalid(data, ("ignore-list", "/ignoreList/1", value))


CASES: Final[dict[str, Case]] = {
    **_field("version", set(), "version-integer"),
    **_field("mappings", {"a string"}),
    **_field("sources", {"an array"}),
    **_item("sources", {"null", "a string"}),
    **_field("file", {"a string"}),
    **_field("sourceRoot", {"a string"}),
    **_field("sourcesContent", {"an array"}),
    **_item("sourcesContent", {"null", "a string"}),
    **_field("names", {"an array"}),
    **_item("names", {"a string"}),
    **_field("ignoreList", {"an array"}, "ignore-list"),
    **_item("ignoreList", {"a number"}, "ignore-list"),
    **_field("x_google_ignoreList", set(TYPES)),
    **_field("debugId", set(TYPES)),
    **_field("scopes", set(TYPES)),
    **_field("rangeMappings", set(TYPES)),
    **_field("x_facebook_sources", set(TYPES)),
    "version a string": invalid(regular(version="3"), ("version-integer", "/version", '"3"')),
    "version 4": invalid(regular(version=4), ("version-integer", "/version", "4")),
    "version 2": invalid(regular(version=2), ("version-integer", "/version", "2")),
    "version 3.5": invalid(regular(version=3.5), ("version-integer", "/version", "3.5")),
    "version 3.0, the same number": valid(b'{"version":3.0,"sources":[],"mappings":""}'),
    "version 30e-1, the same number": valid(b'{"version":30e-1,"sources":[],"mappings":""}'),
    "no version": invalid(without("version"), ("version-integer", "", '{"sources"')),
    "no mappings": invalid(without("mappings"), ("required-fields", "", '{"version"')),
    "mappings an array": invalid(regular(mappings=["AAAA"]), ("field-types", "/mappings", '["AAAA"]')),
    "no sources": invalid(without("sources"), ("required-fields", "", '{"version"')),
    "a source null": valid(regular(sources=[None])),
    "a source that is empty": valid(regular(sources=[""])),
    "a source twice": valid(regular(sources=["a.js", "a.js"])),
    "file a string": valid(regular(file="")),
    "sourceRoot a string": valid(regular(sourceRoot="")),
    "texts": valid(regular(sourcesContent=["", None])),
    "fewer texts than sources": valid(regular(sourcesContent=[])),
    "more texts than sources": valid(regular(sourcesContent=["a", "b", "c"])),
    "no names": valid(without("names")),
    "a name that nothing uses, and twice": valid(regular(names=["n", "n", ""])),
    "ignoreList": valid(regular(ignoreList=[1, 0, 1])),
    "ignoreList, integral": valid(regular().replace(b"}", b',"ignoreList":[1.0,1e0]}')),
    "ignored 0.5": invalid(regular(ignoreList=[0.5]), ("ignore-list", "/ignoreList/0", "0.5")),
    "ignored -1": invalid(regular(ignoreList=[-1]), ("ignore-list", "/ignoreList/0", "-1")),
    "ignored '0'": invalid(regular(ignoreList=[0, "0"]), ("ignore-list", "/ignoreList/1", '"0"')),
    "ignored, the first that is no source": invalid(regular(ignoreList=[2]), ("ignore-list", "/ignoreList/0", "2]")),
    "the deprecated list may be left unread": valid(regular(x_google_ignoreList=[9, "0"])),
    # Numbers, which are compared as such
    "version 3e0": _number("3e0", is_three=True),
    "version 0.3E+1": _number("0.3E+1", is_three=True),
    "version 3.00000000000000000000000000000000000000001, the same double": _number(
        "3.00000000000000000000000000000000000000001", is_three=True
    ),
    "version 2.99999999999999999999999999999999999999999, the same double": _number(
        "2.99999999999999999999999999999999999999999", is_three=True
    ),
    "version 3.000000000000001, another double": _number("3.000000000000001", is_three=False),
    "version -3": _number("-3", is_three=False),
    "version 0": _number("0", is_three=False),
    "version 30": _number("30", is_three=False),
    "version 1e400, which is infinite": _number("1e400", is_three=False),
    "version '3.0'": invalid(regular(version="3.0"), ("version-integer", "/version", '"3.0"')),
    "version [3]": invalid(regular(version=[3]), ("version-integer", "/version", "[3]")),
    "ignored -0, which is no less than 0": _ignored("-0", is_index=True),
    "ignored -0.0": _ignored("-0.0", is_index=True),
    "ignored 1e-400, which is 0": _ignored("1e-400", is_index=True),
    "ignored 10e-1": _ignored("10e-1", is_index=True),
    "ignored 1.0000000000000000000000000000000000000000, which is integral": _ignored(
        "1.0000000000000000000000000000000000000000", is_index=True
    ),
    "ignored 0.9999999999999999999999999999999999999999, the same double": _ignored(
        "0.9999999999999999999999999999999999999999", is_index=True
    ),
    "ignored 1.5": _ignored("1.5", is_index=False),
    "ignored -1e-9": _ignored("-1e-9", is_index=False),
    "ignored 1e400, which is not integral": _ignored("1e400", is_index=False),
    "ignored 1e300, which is no source": _ignored("1e300", is_index=False),
    "ignored 2.0, the first that is no source": _ignored("2.0", is_index=False),
    # What goes together
    "nothing ignored where there are no sources": valid(regular(sources=[], mappings="", ignoreList=[])),
    "a source ignored where there are none": invalid(
        regular(sources=[], mappings="", ignoreList=[0]), ("ignore-list", "/ignoreList/0", "0]")
    ),
    "a source without a name ignored": valid(regular(sources=[None, None], ignoreList=[0, 1])),
    "an ignored number that is wrong beside one that is no source": invalid(
        regular(ignoreList=[9, "0"]), ("ignore-list", "/ignoreList/0", "9"), ("ignore-list", "/ignoreList/1", '"0"')
    ),
    "texts where there are no sources": valid(regular(sources=[], sourcesContent=["a"], mappings="")),
    "texts that are wrong beyond the sources": invalid(
        regular(sources=["a"], sourcesContent=["a", None, 3]), ("field-types", "/sourcesContent/2", "3]")
    ),
    "no sources, but mappings without one": valid(regular(sources=[], mappings="A,C;A")),
    "all sources null": valid(regular(sources=[None, None], mappings="AAAA,CCAA")),
    "a source that is wrong has an index": invalid(
        regular(sources=["a", 3], mappings="ACAA"), ("field-types", "/sources/1", "3]")
    ),
    "a name that is wrong has an index": invalid(
        regular(names=[None], mappings="AAAAA"), ("field-types", "/names/0", "null]")
    ),
    "a list in a list of sources": invalid(regular(sources=[["a"]]), ("field-types", "/sources/0", '["a"]')),
    "a list in a list of names": invalid(regular(names=[["a"]]), ("field-types", "/names/0", '["a"]')),
    "neither sources nor mappings": invalid(
        text({"version": 3, "names": []}), ("required-fields", "", '{"version":3,"names"')
    ),
    "a version and nothing else": invalid(b'{"version":3}', ("required-fields", "", '{"version"')),
    "mappings and nothing else": invalid(
        b'{"mappings":""}', ("required-fields", "", '{"mappings"'), ("version-integer", "", '{"mappings"')
    ),
    "everything wrong at once": invalid(
        text({"version": "3", "sources": "a", "names": "n", "mappings": "?"}),
        ("version-integer", "/version", '"3"'),
        ("field-types", "/sources", '"a"'),
        ("field-types", "/names", '"n"'),
        ("mappings-alphabet", "/mappings 0", "?"),
    ),
    "all that a map may have": valid(
        text(
            fields_of(
                file="a",
                sourceRoot="b",
                sourcesContent=["a", None],
                ignoreList=[1],
                mappings="A,CAAAA;CCCCA",
                debugId="",
            )
        )
    ),
    "fields in another order": valid(text(dict(reversed(DEFAULT.items())))),
    "a file name of any kind": valid(regular(file="https://[/a b.js\n")),
    "a long list": valid(regular(sources=["a"] * 5000, names=["n"] * 5000)),
}
