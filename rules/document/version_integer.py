"""`version` is the number 3.

Why it matters: Sentry refuses the whole map when `version` is a string ("bad json: invalid type"), Mozilla's library
and browsers differ on a missing one or another number; stack traces of the file stay minified.

How to fix: write `"version": 3`, without quotes, and report it to the tool that writes anything else.
"""

from smaplint.rule import (
    ERROR,
    MISSING,
    OFF,
    Bad,
    Clause,
    Good,
    Problem,
    Problems,
    SourceMap,
    map_rule,
    quote,
)


@map_rule(
    since="0.1.0",
    when="is_unusual",
    levels={"recommended": ERROR, "spec": ERROR, ("spec", "lexeme"): OFF},
    good=[Good({"version": 3})],
    bad=[
        *(Bad({"version": wrong}, at="/version") for wrong in ("3", 2, 4, 3.5, None, True, [3])),
        Bad({"version": MISSING}, at="", case="missing"),
        *(
            Bad(b'{"version":%b,"sources":["a.js"],"names":[],"mappings":"AAAA"}' % wrong, at="/version", case="lexeme")
            for wrong in (b"3.0", b"3e0", b"30e-1")
        ),
    ],
    standard=[
        Clause("optional", "sec-DecodeSourceMap", "`version` is the number 3"),
        Clause("optional", "sec-DecodeSourceMap", "`version` is there", "missing"),
        Clause(
            "optional",
            "sec-DecodeIndexSourceMap",
            "both hold of an index map too, and of the map of each section by itself",
        ),
        Clause("practice", "sec-DecodeSourceMap", "numbers are compared, and `3.0` is 3: `spec` is silent", "lexeme"),
    ],
    evidence="getsentry/rust-sourcemap src/jsontypes.rs",
)
def version_integer(map: SourceMap) -> Problems:
    version = map.field("version")
    if version is None:
        yield Problem("`version` is missing; it should be 3", at="", case="missing")
    elif not version.is_three:
        yield Problem(
            f"`version` is {quote(version.raw.decode('utf-8', 'replace'))}; it should be the number 3", at="/version"
        )
    elif version.raw != b"3":
        yield Problem(
            f"`version` is written {quote(version.raw.decode())}, which is the number 3 but which Sentry refuses; it should be `3`",
            at="/version",
            case="lexeme",
        )
