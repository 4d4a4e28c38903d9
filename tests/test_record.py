"""The named tuples of the start-up path are those of `typing` but for what making a class of them costs."""

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from smaplint import _record


class Ours(_record.NamedTuple):
    """A record."""

    first: int
    second: str = "b"
    third: "list[int] | None" = None

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class Often(_record.NamedTuple):
    """A record."""

    first: int
    second: str = "b"
    third: "list[int] | None" = None

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


# Of one of which there are many, the constructor is its own.
MANY = [Often(number) for number in range(100)]


class Theirs(typing.NamedTuple):
    """A record."""

    first: int
    second: str = "b"
    third: "list[int] | None" = None

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class Below(Ours):
    """With a dictionary of its own, as `Settings` is."""


def _says(action: Callable[[Any], object], record: Any) -> object:
    try:
        found = action(record)
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        return type(error)
    if isinstance(found, tuple):
        return type(found) is record, tuple(found)
    return found.replace(record.__name__, "Ours") if isinstance(found, str) else found


@pytest.mark.parametrize(
    "action",
    [
        lambda record: record(1),
        lambda record: record(1, "c"),
        lambda record: record(1, "c", [3]),
        lambda record: record(first=1),
        lambda record: record(1, third=[3]),
        lambda record: record(third=[3], first=1),
        lambda record: record(),
        lambda record: record(second="c"),
        lambda record: record(1, first=1),
        lambda record: record(1, "c", second="c"),
        lambda record: record(1, fourth=1),
        lambda record: record(1, "c", [3], 4),
        lambda record: record._make([1, "c", None]),
        lambda record: record._make([1]),
        lambda record: record(1)._replace(second="c"),
        lambda record: record(1)._replace(),
        lambda record: record(1)._replace(fourth=1),
        lambda record: record(1)._asdict(),
        lambda record: repr(record(1, "c")),
        lambda record: record(1).first,
        lambda record: record(1).both,
        lambda record: record(1)[1],
        lambda record: record(1) == (1, "b", None),
        lambda record: hash(record(1)) == hash((1, "b", None)),
        lambda record: setattr(record(1), "first", 2),
        lambda record: setattr(record(1), "other", 2),
        lambda record: record._fields,
        lambda record: record._field_defaults,
        lambda record: record.__match_args__,
        lambda record: record.__doc__,
        lambda record: typing.get_type_hints(record) == {"first": int, "second": str, "third": list[int] | None},
        lambda record: pickle.loads(pickle.dumps(record(1, "c", [3]))),  # noqa: S301  # our own
        lambda record: copy.copy(record(1, "c", [3])),
        lambda record: copy.deepcopy(record(1, "c", [3])),
    ],
)
def test_as_in_typing(action: Callable[[Any], object]) -> None:
    assert _says(action, Ours) == _says(action, Theirs)
    assert _says(action, Often) == _says(action, Theirs)


def test_can_be_taken_apart() -> None:
    match Ours(1, "c"):
        case Ours(first, second=second):
            assert (first, second) == (1, "c")
    first, *others = Ours(1)
    assert (first, others) == (1, ["b", None])


def test_a_class_below_keeps_its_kind() -> None:
    below = Below(1)._replace(second="c")
    below.__dict__["known"] = True
    assert type(below) is Below
    assert pickle.loads(pickle.dumps(below)) == (1, "c", None)  # noqa: S301  # our own
