"""Small maps with the verdict of ECMA-426 on each, by its sections: what preset `spec` must say of them, and where."""

from typing import Final

from tests.spec_cases import fields, index_maps, json_text, mappings, urls, vlq
from tests.spec_cases.make import Case

# Title → case; a title begins with the section, so that it is one of a kind.
CASES: Final[dict[str, Case]] = {
    f"{section}: {title}": case
    for section, cases in (
        ("JSON", json_text.CASES),
        ("fields", fields.CASES),
        ("URLs", urls.CASES),
        ("VLQ", vlq.CASES),
        ("mappings", mappings.CASES),
        ("index maps", index_maps.CASES),
    )
    for title, case in cases.items()
}
