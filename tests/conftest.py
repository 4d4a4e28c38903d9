"""Which tests run when, and what a missing tool means.

By hand, `pytest` needs nothing but Python and no network: tests marked `slow` or `node` are skipped, and say so, unless
`-m` names a mark. With CI set all run, and a tool that is missing is a failure.
"""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.npm import NpmMissing
from tests.validators import ValidatorMissing

CI = bool(os.environ.get("CI"))

# A machine with other work to do is no flaw of the code, hence no deadline. In CI a failure has to come back on the
# next run, hence no randomness there; by hand every run tries something new.
settings.register_profile("hand", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("ci" if CI else "hand")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CI or config.getoption("-m"):
        return
    for item in items:
        for mark in ("node", "slow"):
            if item.get_closest_marker(mark):
                reason = f"{mark}: run by `pytest -m {mark}`, or all by `CI=1 pytest`"
                item.add_marker(pytest.mark.skip(reason=reason))
                break


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    return (yield from _skipping())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    return (yield from _skipping())


def _skipping() -> Generator[None]:
    try:
        return (yield)
    except (NpmMissing, ValidatorMissing) as error:
        if CI:
            raise
        pytest.skip(str(error))
