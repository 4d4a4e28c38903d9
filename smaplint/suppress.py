"""What the configuration accepts, with a reason; and what it accepts that is no longer there."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from smaplint.examined import engine_finding
from smaplint.report import Finding, Place
from smaplint.settings import ENGINE_RULES, Settings, Suppression, names


def suppress(
    findings: Sequence[Finding],
    settings: Settings,
    files: Mapping[str, str],
    not_run: AbstractSet[str],
    used: AbstractSet[int],
) -> tuple[list[Finding], int]:
    """Take out what the configuration accepts; report entries that accepted nothing though all they name was checked.

    `used`: the indices of suppressions that build rules have used already. Gives what is left and how many are not.
    """
    if not settings.suppressions:
        return list(findings), 0
    kept: list[Finding] = []
    used = set(used)
    for finding in findings:
        index = settings.suppression(finding.rule, finding.place.path)
        if index is None:
            kept.append(finding)
        else:
            used.add(index)
    for at, one in enumerate(settings.suppressions):
        if at not in used and _was_checked(one, findings, settings, files, not_run):
            rules, paths = ", ".join(one.rules), ", ".join(one.paths)
            kept.append(
                engine_finding(
                    "unused-suppression",
                    Place(one.file or settings.source, one.line, 1, one.line, 2),
                    f"nothing of `{rules}` in `{paths}` was found, so this suppression can go",
                    (f"its reason was: {one.reason}",),
                )
            )
    return kept, len(findings) - sum(1 for finding in kept if finding.rule != "unused-suppression")


def _was_checked(
    one: Suppression,
    findings: Sequence[Finding],
    settings: Settings,
    files: Mapping[str, str],
    not_run: AbstractSet[str],
) -> bool:
    """Whether a suppression had its chance: its rules are on and ran, and each of its files could be read."""
    paths = [path for path in files if settings.matches(one.paths, path)]
    on = {
        active.rule.name
        for path in paths
        for active in settings.plan(path)
        if any(names(selector, active.rule.name) for selector in one.rules)
    }
    engine = any(name in ENGINE_RULES for name in one.rules)
    if not paths or not (on or engine) or on & not_run:
        return False
    unread = {finding.place.path for finding in findings if finding.rule in ENGINE_RULES}
    return unread.isdisjoint(paths)
