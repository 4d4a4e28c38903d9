"""How much work a call is, counted and not timed: the same on every machine, whatever else it does."""

import sys
from collections.abc import Callable
from types import FrameType


def steps(function: Callable[[], object]) -> int:
    """The lines of Python that a call runs and the C functions that it calls. What one C call does inside is not seen."""
    count = 0

    def line(frame: FrameType, event: str, argument: object) -> object:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(line)  # type: ignore[arg-type]  # the types want a function that returns one of its own type
    sys.setprofile(call)
    try:
        function()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


def assert_grows_evenly(work: Callable[[int], Callable[[], object]], size: int) -> None:
    """Four times the input is at most five times the work; what is quadratic would be up to sixteen. `work`: size → call."""
    # What is imported, and the segments that are learned, at the first call are no part of it.
    work(size)()
    work(4 * size)()
    one, four = steps(work(size)), steps(work(4 * size))
    assert four <= 5 * one, f"{one:,} steps for {size:,}, {four:,} for four times that"
