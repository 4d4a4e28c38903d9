"""The baseline: findings that a project has accepted for now, so that only new ones fail it.

Written by `smaplint baseline`, a line for each fingerprint, sorted, so that branches merge; what a fingerprint covers is in
`smaplint.fingerprint`, and it survives new hashes in file names. What the engine itself says is never accepted: a file
that was not checked may hold anything.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from smaplint import kept
from smaplint.escape import cut
from smaplint.fingerprint import stable_path
from smaplint.report import Accepted, Finding, Report
from smaplint.rule import NOTE
from smaplint.settings import ENGINE_RULES

if TYPE_CHECKING:
    from smaplint.base_config import Commit

VERSION: Final = 1
NAME: Final = ".smaplint-baseline.json"
_MESSAGE: Final = 200


def entries(report: Report) -> tuple[Accepted, ...]:
    """What a baseline of a run holds, sorted: errors and warnings, and notes where they fail the run."""
    found: dict[str, Accepted] = {}
    for finding in report.findings:
        if finding.rule in ENGINE_RULES or (finding.severity == NOTE and report.fail_on != NOTE):
            continue
        key = known_by(finding)
        one = found.get(key)
        found[key] = (
            one._replace(times=one.times + 1)
            if one
            else Accepted(key, finding.rule, stable_path(finding.place.path), cut(finding.message, _MESSAGE), 1)
        )
    return _sorted(found.values())


def known_by(finding: Finding) -> str:
    """The fingerprint of a finding without its number among equal ones."""
    return finding.fingerprint.partition(":")[0]


def _sorted(found: Iterable[Accepted]) -> tuple[Accepted, ...]:
    return tuple(sorted(found, key=lambda one: (one.rule, one.path, one.fingerprint)))


def hide(findings: Sequence[Finding], accepted: Sequence[Accepted]) -> tuple[list[Finding], list[Accepted]]:
    """(the findings that are not accepted, what is left of the entries). `findings`: in the order of the report.

    An entry accepts as many findings of its fingerprint as it counts; those beyond are new.
    """
    left = Counter({one.fingerprint: one.times for one in accepted})
    shown = []
    for finding in findings:
        key = known_by(finding)
        if finding.rule not in ENGINE_RULES and left[key] > 0:
            left[key] -= 1
        else:
            shown.append(finding)
    return shown, [one._replace(times=left[one.fingerprint]) for one in accepted if left[one.fingerprint]]


def stale(left: Iterable[Accepted], ran: Callable[[str], bool], roots: Iterable[str]) -> tuple[Accepted, ...]:
    """What nothing fits any more, of what is left of the entries: its rule ran, and its place was looked at.

    `roots`: the PATHs that were linted; a file that is gone from below one of them takes its findings with it.
    """
    looked_at = {stable_path(root) for root in roots}
    inside = tuple(f"{root.rstrip('/')}/" for root in looked_at)

    def covered(path: str) -> bool:
        return path in looked_at or path.startswith(inside) or ("." in looked_at and not path.startswith(("../", "/")))

    return tuple(one for one in left if ran(one.rule) and covered(one.path))


def without(accepted: Iterable[Accepted], gone: Iterable[Accepted]) -> tuple[Accepted, ...]:
    """The entries less what is stale; nothing is ever added."""
    fewer = {one.fingerprint: one.times for one in gone}
    left = (one._replace(times=one.times - fewer.get(one.fingerprint, 0)) for one in accepted)
    return _sorted(one for one in left if one.times > 0)


def render(accepted: Iterable[Accepted]) -> str:
    """The text of a baseline."""
    return kept.write("baseline", VERSION, {}, {"findings": [one._asdict() for one in accepted]})


_TYPES: Final = {name: int if name == "times" else str for name in Accepted._fields}


def read(path: str, commit: "Commit | None" = None) -> tuple[Accepted, ...]:
    """Read a baseline, sorted; of an entry that a merge has doubled the higher count. ConfigError where it is none.

    `commit`: where it is read from, if that has it.
    """
    found: dict[str, Accepted] = {}
    for entry in kept.entries(kept.read(path, "baseline", VERSION, commit), "findings", _TYPES, path, "baseline"):
        one = Accepted(**entry)
        known = found.get(one.fingerprint)
        if known is None or known.times < one.times:
            found[one.fingerprint] = one
    return _sorted(found.values())
