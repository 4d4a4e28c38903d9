"""Every example of every rule."""

import pytest

from smaplint.rule import Bad, Good, Rule
from smaplint.testing import check, examples


@pytest.mark.parametrize(("rule", "example"), examples("bookshelf"))
def test_example(rule: Rule, example: Good | Bad) -> None:
    check(rule, example)
