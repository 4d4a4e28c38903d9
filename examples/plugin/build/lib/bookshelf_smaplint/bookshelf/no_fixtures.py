"""No source of a bundle is a test fixture.

Why it matters: fixtures hold readers' data; one that is imported by mistake is in the bundle, and its text in the map.

How to fix: import the type and not the data, or move the file out of `fixtures/`.
"""

from smaplint.rule import ERROR, Bad, Good, Problem, Problems, SourceMap, map_rule, quote


@map_rule(
    since="1.0.0",
    levels={"recommended": ERROR},
    good=[
        Good({"sources": ["src/fixtures.ts", "src/main.ts"]}),
        Good({"sources": ["src/fixtures/a.ts", "src/main.ts"]}, options={"folder": "samples"}),
    ],
    bad=[
        Bad(
            {"sources": ["src/main.ts", "src/fixtures/readers.ts"]},
            at="/sources/1",
            says="`src/fixtures/readers.ts` is a test fixture",
        ),
    ],
)
def no_fixtures(map: SourceMap, *, folder: str = "fixtures") -> Problems:
    for index, name in enumerate(map.sources):
        if name and f"/{folder}/" in f"/{name}":
            yield Problem(
                f"the source {quote(name)} is a test fixture; it should not be bundled", at=f"/sources/{index}"
            )
