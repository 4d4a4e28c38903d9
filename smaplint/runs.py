"""Parts of a run: `--shard K/N` examines some of the units, `smaplint merge` judges those of all shards as one build.

A shard finds and links every file, so that units are whole, and takes those whose key a hash gives it: a file that comes or
goes moves no other. What it hands on stands in its JSON report under `run`, and is for the same version of smaplint alone.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import smaplint
from smaplint._record import NamedTuple
from smaplint.discovery import is_package, is_page, kind_of_name
from smaplint.examined import Examined
from smaplint.reader import Disk, UnreadableError
from smaplint.report import Finding, Place
from smaplint.rule import quote

if TYPE_CHECKING:
    from smaplint.discovery import Found
    from smaplint.html import Mismatch
    from smaplint.linking import Unit
    from smaplint.reader import Files
    from smaplint.settings import Settings

# 10,148 maps with 4,730 findings take 18 MB.
MAX_SIZE: Final = 1_000_000_000


class Gathered(NamedTuple):
    """All that a report is made of, before anything is judged: facts and findings, no bytes.

    `examined`: by unit, in their order. `unreadable`, `skipped`: (path, reason). `not_run`: (rule, reason). `tops`: the PATHs;
    `roots`: those under which files were found; `packages`: those that are archives. `root`: as in `Report`.
    """

    examined: tuple[Examined, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    mismatches: "tuple[Mismatch, ...]" = ()
    not_run: tuple[tuple[str, str], ...] = ()
    tops: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    root: str = ""
    has_folder: bool = False
    incomplete: str = ""


class Run(NamedTuple):
    """What a shard hands on. `shard`: its number and of how many; `settings`: field → digest, of what shards must share.

    `listing`: a digest of all files of the run, with their sizes. The `root` of what was gathered is relative to the working
    directory (`.`, `../..`) where one lies in the other: another machine has another.
    """

    version: str
    shard: tuple[int, int]
    settings: Mapping[str, str]
    listing: str
    gathered: Gathered


class Shards(NamedTuple):
    """The runs of all shards, in their order, and the files that they were read from."""

    files: tuple[str, ...]
    runs: tuple[Run, ...]

    @property
    def tops(self) -> tuple[str, ...]:
        """The PATHs that were linted."""
        return self.runs[0].gathered.tops


# A run file says of how many it is one, and all of those are looked for.
_MOST: Final = 10_000


def shard_of(text: str) -> tuple[int, int] | None:
    """`2/5` → (2, 5); None for what names no part of at most 10,000."""
    match = re.fullmatch(r"([0-9]{1,5})/([0-9]{1,5})", text)
    shard = (int(match[1]), int(match[2])) if match else (0, 0)
    return shard if is_shard(shard) else None


def is_shard(shard: tuple[int, int]) -> bool:
    return 1 <= shard[0] <= shard[1] <= _MOST


def holds(shard: tuple[int, int], key: str) -> bool:
    """Whether a shard takes what is known by a key: by its hash, whatever else there is."""
    number, of = shard
    return int.from_bytes(_hash(key, 8)) % of == number - 1


def key(unit: "Unit") -> str:
    """What a unit is known by: its first path, where a map counts as the file it is called after, which may come later."""
    return min(path.removesuffix(".map") for path, _ in _refs(unit))


def _refs(unit: "Unit") -> list[tuple[str, int]]:
    """The paths of a unit with their sizes."""
    return [(ref.path, ref.size) for ref in unit.bundles] + [(ref.path, ref.size) for ref in unit.maps]


def part(found: "Found", shard: tuple[int, int]) -> "Found":
    """What was found, but of what is no unit this shard's alone, so that each thing is said once."""
    return found._replace(
        skipped=tuple(one for one in found.skipped if holds(shard, one[0])),
        unreadable=tuple(one for one in found.unreadable if holds(shard, one[0])),
        pages=tuple(one for one in found.pages if holds(shard, one[0])),
    )


def run(gathered: Gathered, settings: "Settings", shard: tuple[int, int], units: Iterable["Unit"]) -> Run:
    """What a shard hands on. `units`: those of all shards."""
    files = [ref for unit in units for ref in _refs(unit)]
    whole = (files, gathered.roots, gathered.packages, gathered.has_folder)
    gathered = gathered._replace(root=_relative(gathered.root))
    return Run(smaplint.__version__, shard, digests(settings), _hash(repr(whole), 16).hex(), gathered)


def _hash(text: str, length: int) -> bytes:
    import hashlib  # 2.5 ms, for shards alone

    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=length).digest()


# What is judged by the settings of the merge, and what changes no finding. All other fields are looked at in each file.
_FREE: Final = {
    *("paths", "fail_on", "min_files", "jobs", "baseline", "against", "last", "suppressions"),
    *("source", "config_file", "commit", "breakdown", "sarif_anchor", "sarif_category"),
}
# How people know a field, where that is not its own name.
_KNOWN_AS: Final = {"presets": "preset", "levels": "rules", "options": "options of rules", "compares": "against"}


def digests(settings: "Settings") -> dict[str, str]:
    """Field → digest, of all that must be the same in every shard and at their merge."""
    import json

    found = {}
    for name in sorted(set(settings._fields) - _FREE):
        value = getattr(settings, name)
        value = _relative(value or os.getcwd()) if name == "base" else value
        found[name] = _hash(json.dumps(value, sort_keys=True, default=dict), 6).hex()
    return found


def _relative(folder: str) -> str:
    """A folder above the working directory or in it as a relative path; any other as it is."""
    here = os.getcwd()
    if f"{here}{os.sep}".startswith(f"{folder.rstrip(os.sep)}{os.sep}") or folder.startswith(f"{here}{os.sep}"):
        return os.path.relpath(folder, here).replace(os.sep, "/")
    return folder


def render(run: Run) -> str:
    """A run as JSON, ASCII, a unit on each line."""
    import json

    from smaplint import codec

    fields = {**run._asdict(), **run.gathered._asdict()}
    del fields["gathered"]
    lines = []
    for name, value in fields.items():
        each = ",\n".join(json.dumps(codec.encode(one)) for one in value) if name == "examined" else ""
        text = f"[\n{each}\n]" if each else json.dumps(codec.encode(value))
        lines.append(f"{json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}"


def read(files: Sequence[str]) -> Shards:
    """Read the JSON reports of all shards of one run, in whatever order. ConfigError where they are not that."""
    from smaplint import kept

    found = [(_read(file), file) for file in files]
    first, known = found[0]
    of = first.shard[1]
    by_number: dict[int, tuple[Run, str]] = {}
    for one, file in found:
        number, count = one.shard
        if count != of:
            raise kept.refuse(
                file, f"this is shard {number} of {count}, and `{known}` is shard {first.shard[0]} of {of}"
            )
        if number in by_number:
            raise kept.refuse(file, f"this is shard {number} of {of}, and so is `{by_number[number][1]}`")
        if one.gathered.tops != first.gathered.tops:
            here, there = _listed(one.gathered.tops), _listed(first.gathered.tops)
            raise kept.refuse(file, f"the PATHs of this shard are {here}, those of `{known}` {there}")
        if one.listing != first.listing:
            raise kept.refuse(
                file, f"this shard saw other files than `{known}`: build once, and lint that build in every shard"
            )
        by_number[number] = one, file
    if missing := [str(number) for number in range(1, of + 1) if number not in by_number]:
        named = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        some = f"shard {named} is" if len(missing) == 1 else f"shards {named} are"
        raise kept.refuse(known, f"this is one of {of} shards, of which {some} missing")
    runs, names = zip(*(by_number[number] for number in sorted(by_number)), strict=True)
    return Shards(names, runs)


# Missing shards that a message lists.
_NAMED: Final = 10


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(map(quote, paths[:_NAMED])) + (", …" if len(paths) > _NAMED else "") or "none"


def _read(file: str) -> Run:
    from smaplint import codec, kept

    report = kept.load(file, _WHAT, MAX_SIZE)
    if not isinstance(report, dict) or "findings" not in report or "summary" not in report:
        raise kept.refuse(file, "this is no report of smaplint in JSON (`--output json=FILE`)")
    found = report.get("run")
    if found is None:
        raise kept.refuse(file, "this report was made without `--shard K/N`, and does not hold what a merge needs")
    version = found.get("version") if isinstance(found, dict) else None
    if version != smaplint.__version__:
        other = f"smaplint {version[:40]}" if isinstance(version, str) else "another smaplint"
        raise kept.refuse(file, f"this report is of {other}, and this is smaplint {smaplint.__version__}")
    if found.keys() != {*Run._fields, *Gathered._fields} - {"gathered"}:
        raise kept.refuse(file, "`run` of this report does not have the members that a shard writes")
    hints = {**codec.hints(Run), **codec.hints(Gathered)}
    fields: dict[str, Any] = {}
    for name, value in found.items():
        try:
            fields[name] = codec.decode(hints[name], value)
        except codec.MisfitError as misfit:
            raise kept.refuse(file, f"`run.{name}{misfit.path}` of this report holds what no shard writes") from None
    gathered = Gathered(**{name: fields[name] for name in Gathered._fields})
    one = Run(fields["version"], fields["shard"], fields["settings"], fields["listing"], gathered)
    if fault := _fault(one):
        raise kept.refuse(file, f"{fault} of this report holds what no shard writes")
    return one


_WHAT: Final = "report"


def _fault(run: Run) -> str:
    """What of a run fits its types and still cannot be: a place before the first line, a file without a name."""
    if not is_shard(run.shard):
        return "`run.shard`"
    for at, one in enumerate(run.gathered.examined):
        names = [facts.path for facts in one.maps] + [facts.path for facts in one.bundles]
        places = [place for finding in one.findings for place in _places(finding)]
        if (
            any(not name or "\0" in name for name in names)
            or any(min(place[1:]) < 1 for place in places)
            or any(not finding.severity for finding in one.findings)
        ):
            return f"`run.examined[{at}]`"
    return ""


def _places(finding: Finding) -> Iterator[Place]:
    yield finding.place
    yield from (one.place for one in finding.related)
    yield from (one for one in (finding.generated, finding.original) if one)
    frames = (*finding.frames, *((finding.original_frame,) if finding.original_frame else ()))
    yield from (Place(one.path, one.line, one.column) for one in frames)


def united(shards: Shards, settings: "Settings") -> Gathered:
    """What all shards have gathered. ConfigError where they were made by other settings than the merge."""
    from smaplint import kept

    wanted = digests(settings)
    for file, one in zip(shards.files, shards.runs, strict=True):
        other = [name for name in wanted if one.settings.get(name) != wanted[name]]
        if other or one.settings.keys() - wanted.keys():
            named = ", ".join(f"`{_KNOWN_AS.get(name, name).replace('_', '-')}`" for name in other) or "configuration"
            raise kept.refuse(
                file,
                f"this shard had another {named} than there is here: give `merge` the same configuration and options",
            )
    parts = [one.gathered for one in shards.runs]
    every = [one for part in parts for one in part.examined]
    return parts[0]._replace(
        examined=tuple(sorted(every, key=first_path)),
        unreadable=tuple(sorted(one for part in parts for one in part.unreadable)),
        skipped=tuple(sorted(one for part in parts for one in part.skipped)),
        mismatches=tuple(sorted((one for part in parts for one in part.mismatches), key=lambda one: one.page)),
        not_run=tuple(dict.fromkeys(one for part in parts for one in part.not_run)),
        root=os.path.abspath(parts[0].root),
        incomplete=next(
            (f"shard {one.shard[0]}: {one.gathered.incomplete}" for one in shards.runs if one.gathered.incomplete), ""
        ),
    )


def first_path(examined: Examined) -> str:
    """By which units are sorted, in a shard as in a whole; what the quick pass is done with, which is no unit, goes first."""
    if not isinstance(examined.files, tuple):
        return ""
    return min((path for path, _ in examined.files), default="")


def access(gathered: Gathered, settings: "Settings") -> "Files":
    """Where a merge finds the text for frames: build output below the project that it runs in, and nothing else.

    A run file is input like any other, and may name any file of the machine.
    """
    from smaplint.discovery import Found, root_of

    here = root_of([os.getcwd()])
    only = _Output(here)
    if not gathered.packages:
        return only
    from smaplint.archives import unpack

    return unpack(Found((), (), (), here, has_folder=False, packages=gathered.packages), only, settings)[1]


class _Output(Disk):
    """Files below `root` that are maps, generated files, pages or packages by their names."""

    def _open(self, path: str) -> tuple[int, int]:
        if not (kind_of_name(path) or is_page(path) or is_package(path)) or not self.is_inside(path):
            raise UnreadableError("it is not among the output of the build")
        return super()._open(path)
