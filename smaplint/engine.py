"""The flow: paths → files → units → examined → judged → report. The same output at any number of jobs."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

import smaplint
from smaplint import registry
from smaplint.discovery import File, Found, PathError, discover, is_page, kind_of_name, plain, root_of
from smaplint.discovery import shown as shown_path
from smaplint.examined import Examined, engine_finding
from smaplint.quick import Names, begin, linked
from smaplint.reader import Disk, Files, Memory
from smaplint.removed import removed
from smaplint.report import Accepted, Finding, Place, Report, RuleInfo
from smaplint.report import Files as FileKinds
from smaplint.rule import Build, MapFacts, Rule, Severity
from smaplint.runs import Gathered, first_path
from smaplint.settings import ENGINE_RULES, Settings
from smaplint.suppress import suppress

if TYPE_CHECKING:
    from smaplint.html import Mismatch
    from smaplint.linking import Unit
    from smaplint.runs import Shards
    from smaplint.snapshot import Snapshot

__all__ = ["PathError", "lint", "lint_files", "merge", "take", "take_files"]

DOCS: Final = "https://github.com/smaplint/smaplint/blob/main/docs/rules/"

# A unit costs as much as its bytes do, and beside that as much as 30 kB: 0.1 ms with `spec`, 0.3 with `recommended`.
_WEIGHT: Final = 30_000
# Two workers cost about 10 ms; below this the second core saves no more.
_WORTH_WORKERS: Final = 16_000_000
_BATCH: Final = 8_000_000

Progress = Callable[[int, int], None]


def available_cores() -> int:
    """The cores that this process may use (a container's or `taskset`'s share, not the machine's)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def lint(
    paths: Sequence[str],
    settings: Settings,
    *,
    jobs: int | None = None,
    stdin: bytes | None = None,
    progress: Progress | None = None,
    shard: tuple[int, int] | None = None,
) -> Report:
    """Lint files and folders. `jobs`: worker processes; None and 0: the cores this process may use.

    `stdin`: the map that the path `-` stands for. `progress(done, all)`: units. `shard`: (1, 2) for the first half of
    them, with what `merge` needs. Raises PathError for a path that is not there, and nothing for what the files hold.
    """
    started = time.perf_counter()
    report, _ = _run(paths, _with_last(settings), jobs, stdin, progress, shard)
    return report._replace(elapsed=time.perf_counter() - started, started=time.time())


def merge(shards: "Shards", settings: Settings) -> Report:
    """The report of a run that was made in shards, as of one that was not. `settings`: those that the shards had.

    ConfigError where they had others. What rules about the whole build show of files is read here, where they are there.
    """
    from smaplint import runs

    started = time.perf_counter()
    settings = _with_last(settings)
    gathered = runs.united(shards, settings)
    report, _ = _report(gathered, settings, runs.access(gathered, settings))
    return report._replace(elapsed=time.perf_counter() - started, started=time.time())


def take(
    paths: Sequence[str], settings: Settings, *, jobs: int | None = None, progress: Progress | None = None
) -> "tuple[Report, Snapshot]":
    """The facts of a build, for the runs to come, and a report of what could not be read; no rule is run. PathError."""
    from smaplint.snapshot import snapshot

    report, build = _run(paths, _for_facts(settings), jobs, None, progress, None)
    return report, snapshot(build)


def take_files(files: Mapping[str, bytes], settings: Settings) -> "Snapshot":
    """The facts of a build that is held in memory."""
    from smaplint.snapshot import snapshot

    _, build = _run_files(files, _for_facts(settings), named=False, has_tree=False)
    return snapshot(build)


def _for_facts(settings: Settings) -> Settings:
    return settings._replace(
        select=(),
        extend_select=(),
        ignore=("all",),
        suppressions=(),
        baseline="",
        against="",
        last=None,
        compares=True,
    )


def _with_last(settings: Settings) -> Settings:
    """With the snapshot that the configuration names. ConfigError."""
    if settings.last is None and settings.against:
        from smaplint.snapshot import read

        settings = settings._replace(last=read(settings.against, settings.commit))
    return settings if settings.last is None else settings._replace(compares=True)


def _prepare() -> None:
    """Import what is needed where something is found."""
    import smaplint.examine
    import smaplint.exposure
    import smaplint.javascript
    import smaplint.linking  # noqa: F401


def _run(
    paths: Sequence[str],
    settings: Settings,
    jobs: int | None,
    stdin: bytes | None,
    progress: Progress | None,
    shard: tuple[int, int] | None,
) -> tuple[Report, Build]:
    on_disk = [plain(path) for path in paths if path != "-"]
    jobs = jobs or settings.jobs or available_cores()
    quick = begin(on_disk, settings, jobs, _prepare) if on_disk and not shard else None
    found = Found((), (), (), root_of([os.getcwd()]), has_folder=False)
    if on_disk:
        try:
            found = discover(on_disk, settings, quick)
        except BaseException:
            if quick:
                quick.cancel()
            raise
    named = frozenset(file.path for file in found.files if file.named)
    access: Files = Disk(found.root, named, tuple(path for path in on_disk if os.path.isdir(path)))

    def excluded(path: str) -> bool:
        return settings.matches(settings.exclude, path)

    if found.packages:
        from smaplint.archives import unpack

        found, access = unpack(found, access, settings)
        # A worker would have to unpack them again, or be sent all that is in them.
        jobs = 1
    done: list[Examined] = []
    roots = {file.root for file in found.files}
    if quick:
        judged = quick.result(found.files)
        found = found._replace(skipped=tuple(sorted((*found.skipped, *judged.skipped))))
        roots |= quick.roots
        clean, units = linked(judged, access, settings, excluded)
        if clean:
            from smaplint.quick_facts import examined as known

            done.append(known(clean, settings))
    else:
        from smaplint.linking import link

        units = link(found.files, access, settings.max_file_size, excluded)
    every = units
    if shard:
        from smaplint import runs

        units = tuple(unit for unit in units if runs.holds(shard, runs.key(unit)))
        found = runs.part(found, shard)
    # A snapshot is for judging alone, and would be sent to the workers with every batch.
    for_units = settings if settings.last is None else settings._replace(last=None)
    results = list(_examined(units, for_units, access, jobs, progress))
    incomplete = next((one for one in results if isinstance(one, str)), "")
    examined = [*done, *(one for one in results if isinstance(one, Examined))]
    gathered = _gathered(examined, settings, found, access, on_disk, roots, incomplete)
    if stdin is not None:
        from smaplint.examine import examine
        from smaplint.linking import link

        memory = Memory({"-": stdin})
        file = File("-", "map", "-", len(stdin), named=True)
        extra = [examine(unit, settings, memory) for unit in link([file], memory, settings.max_file_size)]
        gathered = gathered._replace(examined=(*gathered.examined, *extra))
    report, build = _report(gathered, settings, access, shard)
    if shard:
        report = report._replace(run=runs.run(gathered, settings, shard, every))
    return report, build


def lint_files(
    files: Mapping[str, bytes], settings: Settings, *, named: bool = False, has_tree: bool = False
) -> Report:
    """Lint files that are held in memory, as one folder; `named`: as if each had been given by name.

    `has_tree`: the sources are among them, where there are any; else what asks for them is not run. Files whose names say no kind are left out, as in a folder, but not in silence.
    """
    report, _ = _run_files(files, _with_last(settings), named=named, has_tree=has_tree)
    return report


def _run_files(files: Mapping[str, bytes], settings: Settings, *, named: bool, has_tree: bool) -> tuple[Report, Build]:
    from smaplint.examine import examine
    from smaplint.linking import link

    memory = Memory(files, has_tree=has_tree)
    listed: list[File] = []
    skipped: list[tuple[str, str]] = []
    for path, data in sorted(files.items()):
        kind = kind_of_name(path)
        if kind is None:
            skipped.append((path, "is neither a source map nor a generated file, by its name"))
        elif settings.matches(settings.exclude, path):
            skipped.append((path, "excluded"))
        else:
            listed.append(File(path, kind, ".", len(data), named))
    units = link(listed, memory, settings.max_file_size, lambda path: settings.matches(settings.exclude, path))
    examined = [examine(unit, settings, memory) for unit in units]
    pages = tuple((path, ".") for path in sorted(files) if is_page(path)) if not named else ()
    found = Found(tuple(listed), tuple(skipped), (), "", has_folder=not named, pages=pages)
    return _report(
        _gathered(examined, settings, found, memory, (".",), {file.root for file in listed}), settings, memory
    )


def _examined(
    units: "Sequence[Unit]", settings: Settings, access: Files, jobs: int, progress: Progress | None
) -> Iterator[Examined | str]:
    """Examine all units, in their order. A string says that the run could not finish, and why."""
    total = len(units)
    weights = [unit.size + _WEIGHT for unit in units]
    if jobs <= 1 or total < 2 or sum(weights) < _WORTH_WORKERS:
        yield from _one_by_one(units, settings, access, progress)
        return
    import smaplint.examine  # noqa: F401  # not in each of them
    from smaplint.workers import WorkerError, can_fork, forked, spawned

    batches = _batches(units, weights, jobs)
    # Large units first, so that no core waits for the last one; the order of the output is restored below.
    order = sorted(range(len(batches)), key=lambda index: -sum(unit.size for unit in batches[index]))
    work = partial(_run_batch, settings=settings, access=access)
    results: dict[int, list[Examined]] = {}
    reason = ""
    done = 0
    try:
        for index, found in (forked if can_fork() else spawned)(work, batches, order, min(jobs, len(batches))):
            results[index] = found
            done += len(found)
            if progress:
                progress(done, total)
    except WorkerError as error:
        reason = (
            f"a worker process ended ({error}): {total - done} of {total} units were not examined;"
            " with `--jobs 1` the file at fault can be found, and less memory is used"
        )
    except (OSError, NotImplementedError):  # no process may be added here
        for index in order:
            if index not in results:
                results[index] = work(batches[index])
                done += len(results[index])
                if progress:
                    progress(done, total)
    yield from (one for index in sorted(results) for one in results[index])
    if reason:
        yield reason


def _one_by_one(
    units: "Sequence[Unit]", settings: Settings, access: Files, progress: Progress | None
) -> Iterator[Examined]:
    if units:
        from smaplint.examine import examine

    for done, unit in enumerate(units):
        yield examine(unit, settings, access)
        if progress:
            progress(done + 1, len(units))


def _batches(units: "Sequence[Unit]", weights: Sequence[int], jobs: int) -> "list[tuple[Unit, ...]]":
    """Neighbours together until a batch is worth its way back, but at least a few batches for each worker."""
    from smaplint.workers import MOST_BATCHES

    weight = sum(weights)
    target = max(min(_BATCH, weight // (jobs * 4)), weight // (MOST_BATCHES - 1), 1)
    batches: list[tuple[Unit, ...]] = []
    batch: list[Unit] = []
    size = 0
    for unit, more in zip(units, weights, strict=True):
        batch.append(unit)
        size += more
        if size >= target:
            batches.append(tuple(batch))
            batch, size = [], 0
    if batch:
        batches.append(tuple(batch))
    return batches


def _run_batch(units: "tuple[Unit, ...]", settings: Settings, access: Files) -> list[Examined]:
    from smaplint.examine import examine

    return [examine(unit, settings, access) for unit in units]


def _gathered(
    examined: Sequence[Examined],
    settings: Settings,
    found: Found,
    access: Files,
    tops: Sequence[str],
    roots: AbstractSet[str],
    incomplete: str = "",
) -> Gathered:
    """With what of the files around them is asked for: after this nothing is read but for frames."""
    not_run: tuple[tuple[str, str], ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    if found.has_folder and any(_has_packaged(facts, settings) for one in examined for facts in one.maps):
        from smaplint.packages import packaged

        maps, unknown = packaged([facts for one in examined for facts in one.maps], found.packages, access)
        left = iter(maps)
        examined = [one._replace(maps=tuple(islice(left, len(one.maps)))) for one in examined]
        not_run = (("packaged-map", unknown),) if unknown else ()
    if found.pages and any(one.rule.name == "integrity-mismatch" for one in settings.plan()):
        from smaplint.html import mismatches as mismatched

        mismatches = tuple(mismatched(found.pages, access, settings.max_file_size))
    return Gathered(
        examined=tuple(sorted(examined, key=first_path)),
        unreadable=found.unreadable,
        skipped=found.skipped,
        mismatches=mismatches,
        not_run=not_run,
        tops=tuple(tops),
        roots=tuple(sorted(roots)),
        packages=found.packages,
        root=_uri_root(found.root, tops),
        has_folder=found.has_folder,
        incomplete=incomplete,
    )


def _report(
    gathered: Gathered, settings: Settings, access: Files, shard: tuple[int, int] | None = None
) -> tuple[Report, Build]:
    """Judge what was gathered. `access`: for frames alone. `shard`: it is a part, and what is about the whole must wait."""
    examined, incomplete = gathered.examined, gathered.incomplete
    findings = [finding for one in examined for finding in one.findings]
    crashed = [name for one in examined for name in one.crashed]
    for path, reason in gathered.unreadable:
        findings.append(engine_finding("unreadable-file", Place(path), f"the file cannot be read: {reason}"))
    maps = [facts for one in examined for facts in one.maps]
    bundles = [facts for one in examined for facts in one.bundles]
    not_run = list(gathered.not_run)
    used: set[int] = set()
    suppressed = 0
    build = Build((), ())
    if settings.has_build_rules or settings.compares:
        from smaplint.judge import EXPLAINED, build_of, judge

        build = build_of(maps, bundles, settings.base)._replace(last=settings.last, mismatches=gathered.mismatches)
    reason = incomplete or (
        "" if gathered.has_folder else "files were given by name; rules about a whole build run over folders only"
    )
    if shard and not reason and settings.has_build_rules:
        reason = f"this is shard {shard[0]} of {shard[1]}; rules about a whole build run at `smaplint merge`"
        # What they explain is in one unit, and must not fail a shard alone.
        explained = judge(build, settings, Memory({})).explained
        findings = [one for one in findings if one.rule not in EXPLAINED or one.place.path not in explained]
    if not settings.has_build_rules:
        pass
    elif not reason:
        judged = judge(build, settings, access)
        not_run += _not_compared(build, settings)
        findings = [one for one in findings if one.rule not in EXPLAINED or one.place.path not in judged.explained]
        findings += judged.findings
        crashed += judged.crashed
        used, suppressed = judged.used, len(judged.accepted)
    else:
        not_run += [(one.rule.name, reason) for one in settings.plan() if one.rule.subject == "build"]
    not_run += sorted({line for one in examined for line in one.not_run})
    # Each file is in one unit.
    files = FileKinds([one.files for one in examined])
    counts = _counted(examined)
    if shard:
        # Another shard may need them.
        used = set(range(len(settings.suppressions)))
    kept, accepted = suppress(findings, settings, files, {name for name, _ in not_run}, used)
    suppressed += accepted
    kept = sorted(_levels_of_engine(kept, settings), key=lambda finding: finding.sort_key)
    in_baseline = 0
    stale: tuple[Accepted, ...] = ()
    if settings.baseline:
        before = len(kept)
        kept, stale = _new(kept, settings, {*gathered.tops, *gathered.roots}, not_run, incomplete)
        stale = () if shard else stale
        in_baseline = before - len(kept)
    counted = Counter(finding.severity for finding in kept)
    report = Report(
        findings=_unique(kept),
        rules=_infos(settings),
        files=files,
        maps=counts["map"] + counts["inline"],
        bundles=counts["bundle"],
        inline_maps=counts["inline"],
        suppressed=suppressed,
        not_run=tuple(not_run),
        skipped=(*gathered.skipped, *(line for one in examined for line in one.skipped)),
        root=gathered.root,
        cwd=os.getcwd(),
        config=settings.source,
        config_file=settings.config_file,
        presets=settings.presets,
        fail_on=settings.fail_on,
        crashed=bool(crashed),
        incomplete=incomplete,
        version=smaplint.__version__,
        counts={severity: counted[severity] for severity in Severity if severity},
        min_files=0 if shard else settings.min_files,
        baseline=settings.baseline,
        in_baseline=in_baseline,
        removed=removed(settings, skipped=gathered.skipped, suppressed=suppressed, in_baseline=in_baseline),
        stale=stale,
        against=settings.against,
        anchor=settings.sarif_anchor,
        category=settings.sarif_category,
        breakdown=tuple(sorted(line for one in examined for line in one.breakdown)) if settings.breakdown else (),
    )
    return report, build


def _counted(examined: Sequence[Examined]) -> Counter[str]:
    """How many files of each kind were linted."""
    counts: Counter[str] = Counter()
    for one in examined:
        names: object = one.files
        if isinstance(names, Names):
            counts.update(map=names.maps, bundle=names.bundles)
        else:
            counts.update(kind for _, kind in one.files)
    return counts


def _not_compared(build: Build, settings: Settings) -> list[tuple[str, str]]:
    """The rules that compare with a snapshot of another folder: they must not pass in silence."""
    if build.last is None:
        return []
    from smaplint.snapshot import has_common

    if has_common(build):
        return []
    reason = f"no file of this build is in `{settings.against}`, by its name below what is linted"
    return [(one.rule.name, reason) for one in settings.plan() if one.rule.name in ("map-lost", "map-shrunk")]


def _new(
    findings: list[Finding],
    settings: Settings,
    roots: Iterable[str],
    not_run: Sequence[tuple[str, str]],
    incomplete: str,
) -> tuple[list[Finding], tuple[Accepted, ...]]:
    """The findings that are not in the baseline, and its entries that nothing fits any more. ConfigError."""
    from smaplint import baseline

    shown, left = baseline.hide(findings, baseline.read(settings.baseline, settings.commit))
    on = {active.rule.name for active in settings.plan()} - {name for name, _ in not_run}
    on.update(name for override in settings.overrides for name, level in override.levels.items() if level)
    # A rule that is gone finds nothing any more.
    return shown, () if incomplete else baseline.stale(
        left, lambda rule: rule in on or rule not in registry.rules(), map(shown_path, roots)
    )


def _has_packaged(facts: MapFacts, settings: Settings) -> bool:
    """Whether someone wants to know if a map goes out with a package: asking costs files that are not linted."""
    return facts.contents > 0 and "packaged-map" in settings.plan(facts.path).by_name


def _uri_root(root: str, paths: Sequence[str]) -> str:
    """The folder that the URIs of reports are relative to: the git top level, else the working directory, as paths are.

    That of the working directory, where a PATH lies in it or is a link there: what is uploaded is its checkout, whatever
    other repository (a submodule, the branch `gh-pages` in `dist`) the build lies in.
    """
    here = os.getcwd()
    top = here
    while not os.path.lexists(os.path.join(top, ".git")):
        parent = os.path.dirname(top)
        if parent == top:
            break
        top = parent
    else:
        if _is_below(root, top) or any(_is_below(os.path.abspath(path), top) for path in paths):
            return top
    if not root or os.path.lexists(os.path.join(root, ".git")) or not root.startswith(here.rstrip(os.sep) + os.sep):
        return root
    return here


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings that would be known by one fingerprint their number, in the order of the report."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        result.append(finding._replace(fingerprint=f"{finding.fingerprint}:{times}") if times > 1 else finding)
    return tuple(result)


def _levels_of_engine(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """The engine's own rules obey `ignore` and levels by name, but no preset."""
    kept = []
    for finding in findings:
        if finding.rule in ENGINE_RULES:
            if finding.rule in settings.ignore:
                continue
            level = settings.levels.get(finding.rule, finding.severity)
            if not level:
                continue
            kept.append(finding._replace(severity=level))
        else:
            kept.append(finding)
    return kept


class _Infos(Mapping[str, RuleInfo]):
    """What a report says of each rule; made when it is asked for, since that takes the module of the rule."""

    def __init__(self, levels: Mapping[str, Severity]) -> None:
        self._levels = dict(sorted(levels.items()))
        self._known: dict[str, RuleInfo] = {}

    def __getitem__(self, name: str) -> RuleInfo:
        severity = self._levels[name]
        if name not in self._known:
            self._known[name] = _engine_info(name) if name in ENGINE_RULES else info(registry.rule(name), severity)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._levels)

    def __len__(self) -> int:
        return len(self._levels)


def _infos(settings: Settings) -> Mapping[str, RuleInfo]:
    levels = {one.rule.name: max(one.levels.values()) for one in settings.plan()}
    for override in settings.overrides:
        for name, level in override.levels.items():
            if name in registry.rules():
                levels.setdefault(name, level)
    return _Infos(levels | {name: severity for name, (severity, *_) in ENGINE_RULES.items()})


def _engine_info(name: str) -> RuleInfo:
    severity, summary, why, how = ENGINE_RULES[name]
    text = f"{summary}.\n\n{why}\n\n{how}"
    return RuleInfo(name, "engine", summary, why, how, text, f"{DOCS}{name}.md", severity)


def info(rule: Rule, severity: Severity) -> RuleInfo:
    """What a report says of a rule."""
    return RuleInfo(
        name=rule.name,
        family=rule.family,
        summary=rule.title,
        why=rule.why,
        how=rule.how,
        help=rule.doc.strip(),
        url=rule.page if rule.plugin else f"{DOCS}{rule.name}.md",
        severity=severity,
        standard=rule.standard,
    )
