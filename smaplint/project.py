"""What a project is made of, by its files alone: what builds it and where to, who gets its maps, who may see them."""

import fnmatch
import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from smaplint.discovery import kind_of_name
from smaplint.project_files import MAX_SCRIPT, Folder, commands, mapping, texts
from smaplint.project_outputs import Output, dependencies, outputs
from smaplint.project_tools import TURBO

# A workspace of more packages is counted in ones that are alike.
_MOST_PACKAGES: Final = 300
# Entries of an output folder that are looked at.
_MOST_FILES: Final = 50_000


class Seen(NamedTuple):
    """One thing that was seen. `file`: where, from the top of the project."""

    what: str
    file: str


class Package(NamedTuple):
    """One package of a project. `prefix`: its folder, "" for the top; `published`: it is made to go to npm."""

    prefix: str
    outputs: tuple[Output, ...]
    published: bool


class Uploader(NamedTuple):
    """Who gets the maps. `preset`: "" where there is none. `packages`: patterns of dependencies; `programs`: of commands.

    `plugins`: dependencies that upload in a way of their own, of which the preset knows nothing. `kit`: those that report
    errors and upload nothing.
    """

    name: str
    preset: str
    packages: tuple[str, ...]
    programs: tuple[str, ...]
    kit: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()


UPLOADERS: Final = (
    Uploader(
        "Sentry",
        "sentry",
        (
            "@sentry/*-plugin",
            "@sentry/bundler-plugin-core",
            "@sentry/cli",
            "@sentry/nextjs",
            "@sentry/nuxt",
            "@sentry/sveltekit",
            "@sentry/astro",
            "@sentry/remix",
            "@sentry/react-router",
            "@sentry/solidstart",
            "@sentry/tanstackstart-react",
            "@sentry/react-native",
            "@sentry/gatsby",
        ),
        ("sentry-cli", "getsentry/action-release", "sentry-wizard"),
        ("@sentry/*",),
    ),
    Uploader(
        "Datadog",
        "datadog",
        ("@datadog/datadog-ci", "@datadog/datadog-ci-plugin-*"),
        ("datadog-ci", "datadog/upload-sourcemaps-github-action"),
        ("@datadog/browser-*",),
        ("@datadog/*-plugin",),
    ),
    Uploader(
        "Bugsnag",
        "bugsnag",
        ("@bugsnag/source-maps", "@bugsnag/cli"),
        ("bugsnag-source-maps", "bugsnag-cli"),
        ("@bugsnag/*",),
        ("*-bugsnag-plugins", "*-plugin-bugsnag", "@bugsnag/*-plugin", "@bugsnag/plugin-webpack*"),
    ),
    Uploader(
        "Rollbar",
        "rollbar",
        ("rollbar-cli",),
        ("rollbar-cli",),
        ("rollbar",),
        ("rollbar-sourcemap-webpack-plugin", "*-plugin-rollbar"),
    ),
    Uploader(
        "PostHog",
        "",
        ("@posthog/cli", "@posthog/nextjs-config", "@posthog/*-plugin", "@posthog/nuxt", "@posthog/plugin-utils"),
        ("posthog-cli",),
        ("posthog-js",),
    ),
)

_PIPELINES: Final = (
    ".gitlab-ci.yml",
    ".circleci/config.yml",
    "azure-pipelines.yml",
    "Jenkinsfile",
    "bitbucket-pipelines.yml",
)
_MANAGERS: Final = (
    ("pnpm-lock.yaml", "pnpm"),
    ("yarn.lock", "yarn"),
    ("bun.lock", "bun"),
    ("bun.lockb", "bun"),
    ("package-lock.json", "npm"),
)
_OPEN: Final = re.compile(r"\b(?:MIT|ISC|Apache|BSD|MPL|[AL]?GPL|Unlicense|CC0|0BSD|EUPL|Zlib)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Project:
    """What was seen in a folder. `packages`: the top, and those of its workspaces. `kits`: of vendors without an uploader.

    `private`, `licence`: as package.json has them. `deletes`: where maps are deleted after an upload. `build`: the command
    that builds, "" where package.json has none. `pre_commit`, `workflows`: those files; `hooked`, `acted`: smaplint is in
    them. `faults`: sentences on files that could not be read.
    """

    packages: tuple[Package, ...] = ()
    workspaces: Seen | None = None
    uploaders: tuple[tuple[Uploader, Seen], ...] = ()
    kits: tuple[tuple[Uploader, Seen], ...] = ()
    private: bool = False
    licence: str = ""
    deletes: str = ""
    build: str = ""
    pre_commit: str = ""
    hooked: bool = False
    workflows: tuple[str, ...] = ()
    acted: bool = False
    has_package: bool = False
    faults: tuple[str, ...] = ()

    @property
    def outputs(self) -> tuple[Output, ...]:
        return tuple(output for package in self.packages for output in package.outputs)

    @property
    def is_open(self) -> bool:
        """Whether its source may be seen by anybody, as its licence says."""
        return not self.private and bool(_OPEN.search(self.licence))


def look(top: str) -> Project:
    """Look at the project in a folder. Raises nothing: what cannot be read is among the faults."""
    folder = Folder(top)
    package = folder.json("package.json")
    stated, prefixes = _workspaces(folder)
    known = dependencies(package)
    folders = [folder, *(folder.below(prefix) for prefix in prefixes)]
    packages = tuple(_package(one, known if one.prefix else frozenset()) for one in folders)
    workflows = tuple(
        f".github/workflows/{name}" for name in folder.names(".github/workflows") if name.endswith((".yml", ".yaml"))
    )[:50]
    pipelines = [*workflows, *(name for name in _PIPELINES if folder.has(name))]
    steps = {name: _without_remarks(folder.text(name, MAX_SCRIPT)) for name in pipelines}
    uploaders, kits = _uploaders(folders, steps)
    licence = package.get("license")
    pre_commit = next(filter(folder.has, (".pre-commit-config.yaml", "prek.toml")), "")
    return Project(
        packages=packages,
        workspaces=stated,
        uploaders=tuple(uploaders),
        kits=tuple(kits),
        private=package.get("private") is True,
        licence=licence if isinstance(licence, str) else "",
        deletes=_deletes(folders),
        build=_build(folder),
        pre_commit=pre_commit,
        hooked=bool(pre_commit) and "smaplint" in folder.text(pre_commit, MAX_SCRIPT),
        workflows=workflows,
        acted=any("smaplint" in text for text in steps.values()),
        has_package=folder.has("package.json"),
        faults=folder.faults,
    )


def _package(folder: Folder, inherited: frozenset[str]) -> Package:
    package = folder.json("package.json")
    found = outputs(folder, inherited) or list(_by_turbo(folder))
    library = any(key in package for key in ("main", "module", "exports", "types", "bin", "files"))
    page = folder.has("index.html") or any(output.tool.app for output in found)
    named = isinstance(package.get("name"), str) and isinstance(package.get("version"), str)
    return Package(folder.prefix, tuple(found), library and named and package.get("private") is not True and not page)


def _by_turbo(folder: Folder) -> Iterator[Output]:
    """What turbo.json takes for the output of each package, where nothing else tells: the folders that are there."""
    config = folder.below("").json("turbo.json")
    build = mapping(mapping(config.get("tasks") or config.get("pipeline")).get("build"))
    if folder.prefix and "build" in mapping(folder.json("package.json").get("scripts")):
        for glob in texts(build.get("outputs")):
            name = glob.removesuffix("/**").removesuffix("/**/*").removesuffix("/*")
            if not glob.startswith("!") and (path := folder.inside(name)) and folder.has_folder(name):
                yield Output(TURBO, path, "`outputs` in turbo.json", "")


def _workspaces(folder: Folder) -> tuple[Seen | None, list[str]]:
    """What says where the packages of a monorepo are, and their folders, sorted."""
    stated = folder.json("package.json").get("workspaces")
    globs = texts(stated.get("packages") if isinstance(stated, dict) else stated)
    file = "package.json"
    if folder.has("pnpm-workspace.yaml"):
        file = "pnpm-workspace.yaml"
        text = _without_remarks(folder.text(file, MAX_SCRIPT))
        listed = re.search(r"^packages:[^\S\n]*+\n((?:[^\S\n]*+-[^\n]*+\n?|[^\S\n]*+\n)++)", text, re.MULTILINE)
        globs = tuple(re.findall(r"-\s*+[\"']?([^\"'\n]{1,200})", listed[1] if listed else ""))
    elif not globs and folder.has("lerna.json"):
        file = "lerna.json"
        globs = texts(folder.json(file).get("packages")) or ("packages/*",)
    elif not globs and folder.has("nx.json"):
        file = "nx.json"
        globs = ("apps/*", "libs/*", "packages/*")
    if not globs:
        return None, []
    globs = tuple(glob.strip().removeprefix("./").rstrip("/") for glob in globs)
    left_out = [glob[1:] for glob in globs if glob.startswith("!")]
    found: dict[str, None] = {}
    for glob in globs[:100]:
        if not glob.startswith(("!", "/", "..")):
            for prefix in _folders(folder, "", glob.split("/")):
                if any(fnmatch.fnmatchcase(prefix, one) for one in left_out):
                    continue
                if folder.below(prefix).has("package.json") or folder.below(prefix).has("project.json"):
                    found[prefix] = None
                if len(found) >= _MOST_PACKAGES:
                    break
    return Seen(f"workspaces: {', '.join(globs[:5])}{', …' if len(globs) > 5 else ''}", file), sorted(found)


def _folders(folder: Folder, prefix: str, parts: list[str], depth: int = 5) -> Iterator[str]:
    """The folders that a glob of a workspace names. `**` goes four levels deep; links are not followed."""
    if not parts:
        if prefix:
            yield prefix
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from _folders(folder, prefix, rest, depth)
        if depth <= 1:
            return
        first, rest = "*", parts
    for name in folder.names(prefix) if any(one in first for one in "*?[") else [first]:
        path = posixpath.join(prefix, name)
        skipped = name in ("", ".", "..", "node_modules") or (name.startswith(".") and name != first)
        if not skipped and fnmatch.fnmatchcase(name, first) and folder.inside(path) and _is_real_folder(folder, path):
            yield from _folders(folder, path, rest, depth - 1)


def _is_real_folder(folder: Folder, path: str) -> bool:
    return folder.has_folder(path) and not os.path.islink(folder.path(path))


def _uploaders(
    folders: list[Folder], steps: dict[str, str]
) -> tuple[list[tuple[Uploader, Seen]], list[tuple[Uploader, Seen]]]:
    found: list[tuple[Uploader, Seen]] = []
    kits: list[tuple[Uploader, Seen]] = []
    for uploader in UPLOADERS:
        seen = _uploader(uploader, folders, steps)
        if seen:
            found.append((uploader, seen))
        elif plugin := _dependency(uploader.plugins, folders):
            found.append((uploader._replace(preset=""), plugin))
        elif kit := _dependency(uploader.kit, folders):
            kits.append((uploader, kit))
    return found, kits


def _uploader(uploader: Uploader, folders: list[Folder], steps: dict[str, str]) -> Seen | None:
    if seen := _dependency(uploader.packages, folders):
        return seen
    for folder in folders:
        for name, script in list(mapping(folder.json("package.json").get("scripts")).items())[:200]:
            for command in commands(script) if isinstance(script, str) else ():
                program = posixpath.basename(command[0])
                if program in uploader.programs:
                    return Seen(f"{uploader.name}: {program}", folder.name(f"package.json, script `{name}`"))
    for file, text in steps.items():
        for program in uploader.programs:
            if program in text:
                return Seen(f"{uploader.name}: {program}", file)
    return None


def _dependency(patterns: tuple[str, ...], folders: list[Folder]) -> Seen | None:
    for folder in folders:
        for name in sorted(dependencies(folder.json("package.json"))):
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns):
                return Seen(name, folder.name("package.json"))
    return None


def _deletes(folders: list[Folder]) -> str:
    """The configuration that deletes maps after their upload, or ""."""
    stems = (
        "vite.config",
        "webpack.config",
        "rollup.config",
        "next.config",
        "nuxt.config",
        "astro.config",
        "esbuild.config",
    )
    for folder in folders:
        for name in filter(None, map(folder.script, stems)):
            if re.search(
                r"\b(?:filesToDeleteAfterUpload|deleteSourcemapsAfterUpload|deleteAfterUpload)\b", folder.code(name)
            ):
                return folder.name(name)
    return ""


def _build(folder: Folder) -> str:
    """The command that builds the project, "" where package.json has no script `build`."""
    if "build" not in mapping(folder.json("package.json").get("scripts")):
        return ""
    stated = folder.json("package.json").get("packageManager")
    named = stated.split("@")[0] if isinstance(stated, str) else ""
    manager = (
        named
        if named in ("npm", "pnpm", "yarn", "bun")
        else next((m for lock, m in _MANAGERS if folder.has(lock)), "npm")
    )
    return f"{manager} run build"


def _without_remarks(text: str) -> str:
    """YAML without the comments that have a line of their own."""
    return re.sub(r"^[^\S\n]*+#[^\n]*+", "", text, flags=re.MULTILINE)


class Built(NamedTuple):
    """An output folder as it is on disk. `maps`: files that are called like maps; `more`: not all of it was looked at."""

    there: bool
    maps: int = 0
    more: bool = False


def built(top: str, path: str) -> Built:
    """What is in an output folder now."""
    folder = os.path.join(top, *path.split("/"))
    if not os.path.isdir(folder):
        return Built(os.path.lexists(folder))
    maps = seen = 0
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in ("node_modules", ".git", "cache")]
        maps += sum(kind_of_name(name) == "map" for name in files)
        seen += len(files) + len(folders)
        if seen > _MOST_FILES:
            return Built(there=True, maps=maps, more=True)
    return Built(there=True, maps=maps)
