"""The facts of all units → the findings about the build as a whole. Sees facts only: a build of 100,000 maps fits."""

import posixpath
from collections.abc import Sequence
from typing import Final

from smaplint.examine import crash, engine_finding
from smaplint.fingerprint import fingerprint, stable_path
from smaplint.place import frame, offset_at
from smaplint.reader import Files, TooLargeError, UnreadableError
from smaplint.report import Finding, Frame, Place, RelatedPlace
from smaplint.rule import Build, BundleFacts, InFile, MapFacts, Problem
from smaplint.settings import Settings

# A build in which ten thousand maps are orphans is not read again for ten thousand frames.
_FRAMED: Final = 200


def build_of(maps: Sequence[MapFacts], bundles: Sequence[BundleFacts], base: str = "") -> Build:
    """Put the facts together, sorted by path; maps that no comment claimed are paired by debug ID and `file` here."""
    by_debug_id = {bundle.debug_id.lower(): bundle.path for bundle in bundles if bundle.debug_id}
    by_path = {bundle.path for bundle in bundles}
    joined = []
    for facts in maps:
        if facts.paired:
            joined.append(facts)
            continue
        other = by_debug_id.get(facts.debug_id.lower()) if facts.debug_id else None
        beside = posixpath.join(posixpath.dirname(facts.path), posixpath.basename(facts.file)) if facts.file else ""
        match = other or (beside if beside in by_path else None)
        joined.append(facts._replace(paired=(match,)) if match else facts)
    return Build(
        maps=tuple(sorted(joined, key=lambda one: (one.path, one.inline))),
        bundles=tuple(sorted(bundles, key=lambda one: one.path)),
        base=base,
    )


def judge(build: Build, settings: Settings, access: Files) -> tuple[list[Finding], list[str]]:
    """Run the build rules. Gives the findings, and the names of rules that failed. `access`: for the code frames."""
    findings: list[Finding] = []
    crashed: list[str] = []
    framed = 0
    sources = {facts.path: facts.first_source for facts in build.maps}
    for rule in settings.plan():
        if rule.rule.subject != "build":
            continue
        problems: list[Problem] = []
        try:
            problems.extend(rule.rule.function(build, **rule.options))
        except Exception as error:  # noqa: BLE001  # a rule that fails is a finding; the others still run
            crashed.append(rule.rule.name)
            name, path, message, notes = crash(rule.rule.name, "", error)
            findings.append(engine_finding(name, Place(path or _first(build)), message, notes))
        for problem in problems:
            at = problem.at if isinstance(problem.at, InFile) else InFile(_first(build))
            # The level may differ by path: an override for the file that the finding is at.
            local = next((one for one in settings.plan(at.path) if one.rule.name == rule.rule.name), None)
            level = local.level(problem.case) if local else None
            if not level:
                continue
            framed += 1
            findings.append(
                Finding(
                    rule=rule.rule.name,
                    severity=level,
                    message=problem.message,
                    place=_place(at),
                    case=problem.case,
                    pointer=at.pointer,
                    frames=_frames(at, access, settings.max_file_size) if framed <= _FRAMED else (),
                    related=tuple(
                        RelatedPlace(one.message, _place(one.at))
                        for one in problem.related
                        if isinstance(one.at, InFile)
                    ),
                    notes=problem.notes,
                    fingerprint=fingerprint(
                        rule.rule.name,
                        problem.case,
                        stable_path(at.path, sources.get(at.path, "")),
                        problem.about or at.pointer or "",
                    ),
                )
            )
    return findings, crashed


def _frames(at: InFile, access: Files, limit: int) -> tuple[Frame, ...]:
    """The line at a place of the build. Facts hold no text, so the file is read again, for a finding only."""
    try:
        data = access.read(at.path, limit)
    except (UnreadableError, TooLargeError):
        return ()
    offset = offset_at(data, at.line, at.column)
    return (frame(at.path, data, offset, offset + 1),) if offset is not None and offset < len(data) else ()


def _place(at: InFile) -> Place:
    return Place(at.path, at.line, at.column, at.line, at.column + 1)


def _first(build: Build) -> str:
    paths = [facts.path for facts in build.maps] + [facts.path for facts in build.bundles]
    return min(paths, default=".")
