"""The facts of all units → the findings about the build as a whole. Sees facts only: a build of 100,000 maps fits."""

import posixpath
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from smaplint import registry
from smaplint._record import NamedTuple
from smaplint.examined import crash, engine_finding
from smaplint.fingerprint import fingerprint, stable_path
from smaplint.reader import Files, TooLargeError, UnreadableError
from smaplint.redact import masked_text
from smaplint.report import Finding, Frame, Place, RelatedPlace
from smaplint.rule import Build, BundleFacts, InFile, MapFacts, Problem, Rule, Severity
from smaplint.settings import ActiveRule, Settings

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
    all_maps = tuple(sorted(joined, key=lambda one: (one.path, one.inline)))
    all_bundles = tuple(sorted(bundles, key=lambda one: one.path))
    return Build(all_maps, all_bundles, base, all_maps, all_bundles)


class Judged(NamedTuple):
    """What the build rules found.

    `crashed`: names of rules that failed. `accepted`: the problems that suppressions cover; `used`: the indices of those.
    `explained`: generated files of which it is found that their map is another's.
    """

    findings: list[Finding]
    crashed: list[str]
    accepted: list[Problem]
    used: set[int]
    explained: set[str]


# One cause, one finding: these (rule, case) say why one of EXPLAINED, which see a pair alone, has found what it has.
_EXPLAINING: Final = frozenset((("shared-map", ""), ("wrong-target", ""), ("wrong-target", "name")))
EXPLAINED: Final = frozenset(("debug-id-mismatch", "mappings-outside-file", "stale-map"))


def judge(build: Build, settings: Settings, access: Files) -> Judged:
    """Run the build rules. `access`: for the code frames.

    A rule sees the files for which it is on, those with the same options together, and none that a suppression covers: what
    is accepted in one file must neither hide what is wrong in others nor speak for them.
    """
    build = build._replace(last=settings.last)
    judged = Judged([], [], [], set(), set())
    sources = {facts.path: facts.first_source for facts in build.maps}
    for rule in registry.rules().values():
        if rule.subject != "build":
            continue
        for active, part in _parts(rule, build, settings):
            problems = _accepted(active, part, settings, judged)
            for problem in problems:
                level = active.level(problem.case)
                if level:
                    if (rule.name, problem.case) in _EXPLAINING:
                        judged.explained.update(_files(problem, part))
                    framed = len(judged.findings) < _FRAMED
                    judged.findings.append(
                        _finding(active, problem, level, part, sources, access if framed else None, settings)
                    )
    return judged


def _accepted(active: ActiveRule, part: Build, settings: Settings, judged: Judged) -> list[Problem]:
    """The problems of a part, but for those in files where a suppression covers the rule.

    A problem may be about several files: without those that are accepted the rule is asked again, for the others.
    """
    problems = _run(active, part, judged)
    # Globs take 30 µs a file: only those are asked for that a problem is about.
    covers = cache(lambda path: settings.suppression(active.rule.name, path))
    for _ in range(_ASKED_AGAIN):
        hit = {path for problem in problems for path in _files(problem, part) if covers(path) is not None}
        if not hit:
            return problems
        judged.accepted.extend(problem for problem in problems if hit.issuperset(_files(problem, part)))
        judged.used.update(at for path in hit if (at := covers(path)) is not None)
        part = _without(part, hit)
        problems = _run(active, part, judged)
    return _run(active, _without(part, {path for path in _paths(part) if covers(path) is not None}), judged)


# Each time at least one file is left out; a build with more of them that are accepted one by one loses all at once.
_ASKED_AGAIN: Final = 50


def _files(problem: Problem, build: Build) -> tuple[str, ...]:
    return problem.at.path if isinstance(problem.at, InFile) else _first(build), *problem.also


def _parts(rule: Rule, build: Build, settings: Settings) -> list[tuple[ActiveRule, Build]]:
    """The files for which a rule is on, put together by the options that it is called with for them."""
    if not settings.overrides:
        known = settings.plan().by_name.get(rule.name)
        return [(known, build)] if known and (build.maps or build.bundles) else []
    parts: dict[str, tuple[ActiveRule, list[MapFacts], list[BundleFacts]]] = {}
    of_plan: dict[int, tuple[ActiveRule, list[MapFacts], list[BundleFacts]] | None] = {}

    def part(path: str) -> tuple[ActiveRule, list[MapFacts], list[BundleFacts]] | None:
        plan = settings.plan(path)
        if id(plan) not in of_plan:  # the settings keep their plans, so an identity stays that of one plan
            active = next((one for one in plan if one.rule is rule), None)
            key = repr((sorted(active.options.items()), sorted(active.levels.items()))) if active else ""
            of_plan[id(plan)] = parts.setdefault(key, (active, [], [])) if active else None
        return of_plan[id(plan)]

    for facts in build.maps:
        if found := part(facts.path):
            found[1].append(facts)
    for bundle in build.bundles:
        if found := part(bundle.path):
            found[2].append(bundle)
    return [
        (active, build._replace(maps=tuple(maps), bundles=tuple(bundles))) for active, maps, bundles in parts.values()
    ]


def _run(active: ActiveRule, build: Build, judged: Judged) -> list[Problem]:
    problems: list[Problem] = []
    try:
        if active.rule.concerns(build, active.options):
            problems.extend(active.rule.function(build, **active.options))
    except Exception as error:  # noqa: BLE001  # a rule that fails is a finding; the others still run
        judged.crashed.append(active.rule.name)
        name, path, message, notes = crash(active.rule.name, "", error)
        judged.findings.append(engine_finding(name, Place(path or _first(build)), message, notes))
    return problems


def _without(build: Build, paths: AbstractSet[str]) -> Build:
    return build._replace(
        maps=tuple(facts for facts in build.maps if facts.path not in paths),
        bundles=tuple(facts for facts in build.bundles if facts.path not in paths),
    )


def _finding(
    active: ActiveRule,
    problem: Problem,
    level: Severity,
    build: Build,
    sources: Mapping[str, str],
    access: Files | None,
    settings: Settings,
) -> Finding:
    at = problem.at if isinstance(problem.at, InFile) else InFile(_first(build))
    # What is about the build as a whole stands at some file, and with new hashes at another: it is known by what it is
    # about alone.
    path = "" if problem.about else stable_path(at.path, sources.get(at.path, ""))
    return Finding(
        rule=active.rule.name,
        severity=level,
        message=masked_text(problem.message, problem.redact),
        place=_place(at),
        case=problem.case,
        pointer=at.pointer,
        frames=_frames(at, access, settings.max_file_size, problem.redact) if access else (),
        related=tuple(
            RelatedPlace(masked_text(one.message, problem.redact), _place(one.at))
            for one in problem.related
            if isinstance(one.at, InFile)
        ),
        notes=tuple(masked_text(note, problem.redact) for note in problem.notes),
        fingerprint=fingerprint(active.rule.name, problem.case, path, problem.about or at.pointer or ""),
    )


def _frames(at: InFile, access: Files, limit: int, secrets: tuple[str, ...]) -> tuple[Frame, ...]:
    """The line at a place of the build. Facts hold no text, so the file is read again, for a finding only."""
    from smaplint.place import frame, offset_at

    if at.path.lower().endswith(".wasm"):
        return ()
    try:
        data = access.read(at.path, limit)
    except (UnreadableError, TooLargeError):
        return ()
    offset = offset_at(data, at.line, at.column)
    return (
        (frame(at.path, data, offset, offset + max(1, at.length), secrets=secrets),)
        if offset is not None and offset < len(data)
        else ()
    )


def _place(at: InFile) -> Place:
    return Place(at.path, at.line, at.column, at.line, at.column + max(1, at.length))


def _first(build: Build) -> str:
    return min(_paths(build), default=".")


def _paths(build: Build) -> list[str]:
    return [facts.path for facts in build.maps] + [facts.path for facts in build.bundles]
