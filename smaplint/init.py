"""`smaplint init`: a configuration for a project, from what its files say, and what of it was seen and not seen.

What is not known is said and left out. Nothing that could find fault with a correct build is switched on: of a policy for
what is published the file says what would fit, in a comment.
"""

import os
import posixpath
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from smaplint import escape
from smaplint.output import say, write_file, write_stdout
from smaplint.project import Built, Package, Project, built, look
from smaplint.project_outputs import Output
from smaplint.rule import count, public_folder

NAME: Final = ".smaplint.yaml"
_DOCS: Final = "https://github.com/smaplint/smaplint/blob/main/docs"
# Where builds go that no package.json speaks of: named where there are maps.
_USUAL: Final = (
    "dist",
    "build",
    "out",
    "public",
    "lib",
    "www",
    "wwwroot",
    "static",
    "_site",
    "priv/static",
    "app/assets/builds",
    ".next",
    ".output",
)
# Lines of one kind that are shown.
_SHOWN: Final = 12


class Start(NamedTuple):
    """What `smaplint init` has to say. `config`: the text of the file; `said`: lines on what was seen; `next`: what to run."""

    config: str
    said: tuple[str, ...]
    next: tuple[str, ...]


def run(folder: str, *, dry_run: bool, force: bool) -> int:
    """Write the configuration of a project, or print it; the exit code. OutputError where it cannot be written."""
    folder = os.path.join(folder, "")
    if not os.path.isdir(folder):
        return _refuse(f"`{folder[:-1]}` is no folder")
    there = existing(folder)
    file = there if there in (NAME, "smaplint.yaml") else NAME
    start = plan(folder)
    shown = escape.path(posixpath.normpath(posixpath.join(folder.replace(os.sep, "/"), file)))
    if dry_run:
        write_stdout(start.config, utf8=True)
        for line in start.said:
            say(line)
        if there:
            say(f"`{there}` is there; it would stay as it is without `--force`")
        return 0
    if there and not (force and there == file):
        hint = "; `--force` replaces it" if there == file else ""
        return _refuse(f"`{there}` configures smaplint here already, and was left as it is{hint}")
    write_file(os.path.join(folder, file), start.config)
    lines = [*start.said, f"Wrote {shown}", "", *start.next]
    write_stdout("".join(f"{line}\n" for line in lines))
    return 0


def _refuse(why: str) -> int:
    say(f"smaplint: {escape.terminal(why)}")
    return 2


def existing(folder: str) -> str:
    """What configures smaplint in a folder: the name of a file, `[tool.smaplint]` of pyproject.toml, or ""."""
    for name in (NAME, "smaplint.yaml", ".smaplint.yml", "smaplint.yml"):
        if os.path.lexists(os.path.join(folder, name)):
            return name
    from smaplint.project_files import Folder

    text = Folder(folder).text("pyproject.toml")
    if "smaplint" in text:
        import tomllib

        try:
            tools = tomllib.loads(text).get("tool")
        except (ValueError, RecursionError):
            return ""
        if isinstance(tools, dict) and "smaplint" in tools:
            return "[tool.smaplint] of pyproject.toml"
    return ""


def plan(folder: str) -> Start:
    """The configuration for the project in a folder, and what to say of it."""
    project = look(folder)
    outputs = [output for output in project.outputs if output.path]
    usual = [] if outputs else [path for path in _USUAL if built(folder, path).maps]
    paths = _paths(project) or usual
    states = {path: built(folder, path) for path in list(dict.fromkeys([one.path for one in outputs] + usual))[:_SHOWN]}
    said = [*_seen(project), *_states(states, usual), *_unknown(project, paths)]
    lines = [*_presets(project), "", *_paths_lines(project, paths, usual), *_exposure(project, outputs)]
    return Start(
        "# What smaplint checks here. `smaplint init` wrote this from what it saw, and you may change all of it;\n"
        f"# `smaplint config` shows what is in force, and {_DOCS}/configuration.md what there is.\n\n"
        + "\n".join(lines)
        + "\n",
        tuple(map(escape.terminal, said)),
        tuple(map(escape.terminal, _next(project, paths, states))),
    )


def _paths(project: Project) -> list[str]:
    """The output folders, none inside another, those of packages that are alike as a glob."""
    alike: dict[tuple[str, str], set[str]] = {}
    for package in project.packages:
        for output in package.outputs:
            if package.prefix and output.path.startswith(f"{package.prefix}/"):
                parent, _ = posixpath.split(package.prefix)
                alike.setdefault((parent, output.path[len(package.prefix) + 1 :]), set()).add(output.path)
    globs = {
        path: posixpath.join(parent, "*", rest)
        for (parent, rest), all_ in alike.items()
        for path in all_
        if len(all_) > 1
    }
    paths = sorted({globs.get(output.path, output.path) for output in project.outputs if output.path})
    return [path for path in paths if not any(other != path and _holds(other, path) for other in paths)]


def _holds(folder: str, path: str) -> bool:
    """Whether a path lies in a folder, or in what a glob of folders matches."""
    parts = path.split("/")
    above = folder.split("/")
    return len(above) <= len(parts) and all(map(fnmatchcase, parts, above))


def _published(project: Project) -> tuple[list[Package], bool]:
    """The packages that go to npm, and whether all that is built does."""
    building = [package for package in project.packages if package.outputs]
    published = [package for package in building if package.published]
    return published, bool(published) and len(published) == len(building)


def _presets(project: Project) -> Iterator[str]:
    presets: list[str] = []
    for uploader, seen in project.uploaders:
        if uploader.preset:
            presets.append(uploader.preset)
            yield _comment(
                f"{uploader.preset}: {seen.file} has {_last_word(seen.what)}, which hands maps to {uploader.name}"
            )
        else:
            yield _comment(
                f"no preset is about {seen.what} ({seen.file}), which hands maps to {uploader.name} in its own way"
            )
    published, whole = _published(project)
    if whole:
        presets.append("npm")
        yield _comment(
            "npm: package.json describes a package for others, who have the sources only if the maps hold them"
        )
    elif published:
        names = _few([package.prefix or "." for package in published])
        yield _comment(
            f"for npm: {names}; to lint such a package as it is published, `npm pack` and `smaplint --preset npm *.tgz`"
        )
    if not presets:
        yield _comment("what is wrong for every consumer, and nothing that a correct build does")
    yield f"preset: {presets[0] if len(presets) == 1 else _list(presets) if presets else 'recommended'}"


def _paths_lines(project: Project, paths: Sequence[str], usual: Sequence[str]) -> Iterator[str]:
    if not paths:
        yield _comment("what `smaplint` lints without arguments: nothing here says where the build goes")
        yield "# paths: [dist]"
        return
    yield _comment("what `smaplint` lints without arguments")
    for output in list(dict.fromkeys(project.outputs))[:_SHOWN]:
        if output.path:
            yield _comment(f"- {output.tool.name}: `{output.path}` ({output.file})")
    for path in usual:
        yield _comment(f"- `{path}`: there are maps in it")
    yield f"paths: {_list(paths)}"
    caches = [
        path
        for output in project.outputs
        if output.tool.name == "Next.js" and output.tool.public
        for path in (f"{output.path}/cache", f"{output.path}/dev")
    ]
    if caches:
        yield ""
        yield _comment("what `next dev` and its cache leave there is not published")
        yield f"exclude: {_list(list(dict.fromkeys(caches)))}"


def _exposure(project: Project, outputs: Sequence[Output]) -> Iterator[str]:
    """What policy would fit, as a comment: what may be seen is for people to say."""
    hidden = next((output for output in outputs if output.maps == "hidden"), None)
    if hidden or project.uploaders:
        policy, why = "hidden", f"{hidden.tool.name} hides the maps" if hidden else "the maps are for an uploader"
    elif project.is_open:
        policy, why = "allow", f"the licence is {escape.cut(project.licence, 40)}"
    elif project.has_package:
        policy, why = "none", "package.json is private" if project.private else "no licence opens the source"
    else:
        policy, why = "hidden", "the strictest that a map for an error tracker keeps"
    yield ""
    yield _comment(
        "May what you publish lead to your source text? As long as nothing is stated, a note asks in each run:"
    )
    yield _comment(
        f"allow, hidden (maps are there, and no published file names one) or none. `{policy}` would fit: {why}."
    )
    yield "# exposure:"
    yield f"#   policy: {policy}"
    for part in _public(outputs):
        yield _comment(f"What stays on the server is known: of that build only `{part}` is taken as published.")


def _public(outputs: Sequence[Output]) -> list[str]:
    """The folders that are published of builds which keep a part on the server, as far as smaplint knows the layout."""
    parts = [posixpath.join(one.path, one.tool.public) for one in outputs if one.path and one.tool.public]
    return [part for part in dict.fromkeys(parts) if public_folder(f"{part}/")]


def _comment(text: str) -> str:
    return f"# {escape.terminal(text)}"


def _list(items: Sequence[str]) -> str:
    """A list in YAML on one line."""
    return f"[{', '.join(map(_quoted, items))}]"


def _quoted(text: str) -> str:
    import json
    import re

    plain = re.fullmatch(r"[A-Za-z_./][A-Za-z_][\w./-]*", text, re.ASCII) and text.lower() not in (
        "null",
        "true",
        "false",
    )
    return text if plain else json.dumps(text, ensure_ascii=False)


def _few(items: Sequence[str]) -> str:
    return ", ".join(items[:5]) + (f" and {len(items) - 5} more" if len(items) > 5 else "")


def _last_word(text: str) -> str:
    return text.rsplit(" ", 1)[-1]


_MAPS: Final = {
    "on": ", with maps",
    "hidden": ", with hidden maps",
    "inline": ", with inline maps",
    "off": ", without maps: they are turned off",
}


def _seen(project: Project) -> Iterator[str]:
    if project.workspaces:
        packages = count(len(project.packages) - 1, "package")
        yield f"{project.workspaces.file}: {packages} ({project.workspaces.what})"
    known = [output for output in project.outputs if output.path]
    for output in known[:_SHOWN]:
        maps = (
            f"; it writes no maps unless `{output.tool.setting}` is set"
            if output.maps == "default"
            else _MAPS.get(output.maps, "")
        )
        yield f"{output.tool.name} writes `{output.path}` ({output.file}){maps}"
    if len(known) > _SHOWN:
        yield f"… and {count(len(known) - _SHOWN, 'more output folder')}"
    for part in _public(known):
        yield f"Published of that: `{part}`"
    for uploader, seen in project.uploaders:
        yield f"{uploader.name} gets the maps: {_last_word(seen.what)} ({seen.file})"
    if project.deletes:
        yield f"Maps are deleted after the upload ({project.deletes}): lint before that, or a build that does not upload"
    if published := _published(project)[0]:
        yield f"Made for npm: {_few([posixpath.join(package.prefix, 'package.json') for package in published])}"
    if project.pre_commit:
        yield f"pre-commit: {project.pre_commit}{', with smaplint' if project.hooked else ''}"
    if project.workflows:
        yield f"GitHub Actions: {count(len(project.workflows), 'workflow')}{', with smaplint' if project.acted else ''}"


def _states(states: dict[str, Built], usual: Sequence[str]) -> Iterator[str]:
    for path, state in list(states.items())[:_SHOWN]:
        if path in usual:
            yield f"`{path}` holds {count(state.maps, 'map')}; nothing says what wrote it"
        elif not state.there:
            yield f"`{path}` is not built yet"
        else:
            more = " at least" if state.more else ""
            inline = "" if state.maps else "; inline ones were not looked for"
            yield f"`{path}` is built{more}: {count(state.maps, 'map') if state.maps else 'no map'} in it{inline}"


def _unknown(project: Project, paths: Sequence[str]) -> Iterator[str]:
    unknown = [output for output in project.outputs if not output.path]
    for output in unknown[:_SHOWN]:
        yield f"Not known: where {output.tool.name} writes ({output.file}: {output.why}); add it to `paths`"
    if len(unknown) > _SHOWN:
        yield f"Not known: {count(len(unknown) - _SHOWN, 'more output folder')}"
    for uploader, seen in project.kits:
        yield f"Not known: who sends maps to {uploader.name} ({seen.file} has {seen.what}, which sends none); if somebody does: `preset: {uploader.preset or 'recommended'}`"
    for fault in project.faults[:_SHOWN]:
        yield f"Not known: {fault}"
    if not paths and not project.outputs:
        what = "no tool that writes maps is in its scripts" if project.has_package else "there is no package.json"
        yield f"Not known: where the build goes ({what}); name it under `paths`"


def _next(project: Project, paths: Sequence[str], states: dict[str, Built]) -> Iterator[str]:
    lint = "smaplint" if paths else "smaplint FOLDER"
    ready = any(state.maps for state in states.values())
    yield f"Next: {lint}" if ready or not project.build else f"Next: {project.build} && {lint}"
    if project.pre_commit and not project.hooked:
        yield f"With pre-commit: {_DOCS}/ci.md#pre-commit"
    if project.workflows and not project.acted:
        yield f"In GitHub Actions: {_DOCS}/ci.md#github-actions"
