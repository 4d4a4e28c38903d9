"""What examining a unit gives back, and findings of the engine itself: what a run without a finding needs of it."""

import posixpath
from typing import Final

from smaplint._record import NamedTuple
from smaplint.fingerprint import fingerprint, stable_path
from smaplint.report import Breakdown, Finding, Place
from smaplint.rule import BundleFacts, MapFacts
from smaplint.settings import ENGINE_RULES

# A bundle that no pair rule looks at is read for `missing-map` only where it may be one that lost its map.
LOOKED_AT: Final = 64 * 1024


class Examined(NamedTuple):
    """What examining one unit gives back; small and picklable. `files`: (path, `map` or `bundle`) that were linted.

    `not_run`: (rule, reason) of rules that had not what they look at. `breakdown`: what the files are made of, where asked.
    """

    findings: tuple[Finding, ...]
    maps: tuple[MapFacts, ...]
    bundles: tuple[BundleFacts, ...]
    files: tuple[tuple[str, str], ...]
    crashed: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    not_run: tuple[tuple[str, str], ...] = ()
    breakdown: tuple[Breakdown, ...] = ()


def engine_finding(rule: str, where: Place, message: str, notes: tuple[str, ...] = ()) -> Finding:
    """A finding of the engine itself."""
    return Finding(
        rule=rule,
        severity=ENGINE_RULES[rule][0],
        message=message,
        place=where,
        notes=notes,
        fingerprint=fingerprint(rule, "", stable_path(where.path), ""),
    )


def crash(rule: str, path: str, error: BaseException) -> tuple[str, str, str, tuple[str, ...]]:
    """The parts of an `internal-error`: rule, path, message and, as notes, where in the rule it happened."""
    import traceback

    trace = traceback.extract_tb(error.__traceback__)
    last = trace[-1] if trace else None
    where = f"{posixpath.basename(last.filename)}:{last.lineno}" if last else "?"
    return (
        "internal-error",
        path,
        f"`{rule}` failed with {type(error).__name__}: {str(error)[:120] or 'no message'}",
        (f"in {where}",),
    )
