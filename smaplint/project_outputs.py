"""Where the tools of a project write, as its command lines and configurations say."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from smaplint.project_files import (
    SCRIPT_ENDINGS,
    Folder,
    Value,
    block,
    commands,
    mapping,
    texts,
    values,
    words_of,
)
from smaplint.project_tools import ANGULAR, NX, TOOLS, TYPESCRIPT, Tool

# `default`: the tool writes none unless it is told to, and nobody tells it.
Maps = Literal["on", "hidden", "inline", "off", "default", ""]


# Those that a command alone tells: `vite build` is SvelteKit's only where that is a dependency.
_BY_NAME: Final = tuple(tool for tool in TOOLS if not (tool.packages and "vite build" in tool.programs))
_DEFAULT: Final = "by default"
# Scripts that build nothing for a release.
_ASIDE: Final = (
    "dev",
    "start",
    "serve",
    "watch",
    "test",
    "lint",
    "preview",
    "storybook",
    "docs",
    "typecheck",
    "type-check",
    "format",
)
# A file called by `node` is read where it is one of these.
_CALLERS: Final = ("node", "tsx", "ts-node", "bun", "deno")


@dataclass(frozen=True, slots=True)
class Output:
    """One place that a tool writes to. `path`: from the top of the project; "" where it is not known.

    `file`: what says so, for people; `why`: why it is not known. `maps`: how they are set.
    """

    tool: Tool
    path: str
    file: str
    why: str
    maps: Maps = ""


def scripts(folder: Folder) -> Iterator[tuple[str, list[str]]]:
    """(name, command) of the scripts in package.json that may build."""
    for name, script in list(mapping(folder.json("package.json").get("scripts")).items())[:200]:
        if isinstance(script, str) and not str(name).lower().split(":")[0].startswith(_ASIDE):
            for command in commands(script):
                yield str(name), command


def outputs(folder: Folder, inherited: frozenset[str] = frozenset()) -> list[Output]:
    """Where the tools of a package write to. `inherited`: dependencies of the project around it."""
    package = folder.json("package.json")
    known = inherited | dependencies(package)
    calls = list(scripts(folder))
    found: list[Output] = []
    frameworks = [tool for tool in TOOLS if any(one in known for one in tool.packages)]
    for name, command in calls:
        tool = _called(command, frameworks) or _called(command, _BY_NAME)
        if tool:
            found += _by_command(tool, folder, name, command)
        elif posixpath.basename(command[0]) in ("tsc", "vue-tsc", "ttsc", "tspc"):
            found += _typescript(folder, name, command)
        elif command[0].endswith(SCRIPT_ENDINGS) or posixpath.basename(command[0]) in _CALLERS:
            found += _by_script(folder, command)
    found += _angular(folder)
    found += _nx(folder)
    if not found:
        here = [tool for tool in TOOLS if tool in frameworks or not tool.packages]
        here = [tool for tool in here if any(map(folder.script, tool.configs))]
        for tool in here[:1] if here and here[0].app else here:
            # A configuration that nothing builds with may be that of a test runner: by itself it is no reason for a folder.
            stated = _by_config(tool, folder)
            found += (
                one
                for one in stated
                if tool.app or not one.file.startswith(_DEFAULT) or folder.below("").has_folder(one.path)
            )
    return list(dict.fromkeys(found))


def dependencies(package: "object") -> frozenset[str]:
    """The names of what a package.json depends on, peers left out."""
    names: set[str] = set()
    for key in ("dependencies", "devDependencies", "optionalDependencies"):
        names.update(mapping(mapping(package).get(key)))
    return frozenset(names)


def _called(command: Sequence[str], tools: Sequence[Tool]) -> Tool | None:
    first = posixpath.basename(command[0])
    rest = next((word for word in command[1:] if not word.startswith("-")), "")
    for tool in tools:
        for program in tool.programs:
            name, _, word = program.partition(" ")
            if first == name and (not word or rest == word):
                return tool
    return None


def _option(command: Sequence[str], names: Sequence[str]) -> str | None:
    """What an option is told, `--name=x`, `--name x` or `-n x`; None where it is not there."""
    for index, word in enumerate(command):
        name, equals, value = word.partition("=")
        if name in names:
            return value if equals else command[index + 1] if index + 1 < len(command) else ""
    return None


def _by_command(tool: Tool, folder: Folder, name: str, command: Sequence[str]) -> Iterator[Output]:
    """Where a command writes: its own options, else the configuration that it reads, else the tool's default."""
    script = folder.name(f"package.json, script `{name}`")
    maps = _told_maps(tool, command)
    for options, is_file in ((tool.options, False), (tool.file_options, True)):
        told = _option(command, options)
        if told is not None:
            stated = maps or next((one.maps for one in _by_config(tool, folder)), "")
            yield _output(tool, folder, Value(told), script, maps=stated, is_file=is_file)
            return
    if tool.name in ("Sass", "Less"):
        yield from _styles(tool, folder, script, command, maps)
        return
    config = _option(command, ("-c", "--config"))
    root = command[2] if tool.name == "Vite" and len(command) > 2 and folder.has_folder(command[2]) else ""
    for one in _by_config(tool, folder, "" if config is None else config, root=root, called=script):
        yield replace(one, maps=maps) if maps else one


def _output(
    tool: Tool, folder: Folder, value: Value, file: str, *, maps: Maps = "", is_file: bool = False, root: str = ""
) -> Output:
    text = posixpath.join(root, value.text) if root and value.text and not value.fixed else value.text
    path = folder.inside(posixpath.dirname(text) if is_file else text) if text else ""
    if path:
        return Output(tool, path, file, "", maps)
    why = f"`{value.text[:80]}` is no folder below this one" if value.text else "it is more than a text there"
    return Output(tool, "", file, why, maps)


def _by_config(tool: Tool, folder: Folder, config: str = "", *, root: str = "", called: str = "") -> Iterator[Output]:
    """Where a tool writes by its configuration. `called`: the script that calls it, for people."""
    config = (
        config.removeprefix("./")
        if config and folder.has(config)
        else next(filter(None, map(folder.script, tool.configs)), "")
    )
    code = folder.code(config) if config else ""
    where = folder.name(config) if config else called or folder.name("package.json")
    maps = _maps(tool, code, called=bool(called or config))
    if tool.root and not root:
        root = next((value.text for value in values(code, tool.root) if not value.fixed), "") or root
    if tool.name == "SvelteKit":
        adapter = next((one for one in ("static", "node") if f"@sveltejs/adapter-{one}" in code), "")
        if adapter:
            tool = tool._replace(default="build", keys=("pages" if adapter == "static" else "out",))
    if tool.setting.endswith(" of Vite"):
        maps = _maps(tool, folder.code(folder.script("vite.config") or "vite.config.js"), called=True)
    if tool.name == "Laravel's Vite":
        root = "public"
    if tool.name == "Next.js" and "export" in words_of(code, "output"):
        yield Output(tool._replace(public=""), folder.inside("out"), f"`output` in {where} is `export`", "", maps)
        return
    searched = block(code, tool.block) if tool.block else code
    stated = False
    for keys, is_file in ((tool.keys, False), (tool.files, True)):
        for key in keys:
            for value in values(searched, key):
                stated = True
                yield _output(tool, folder, value, f"`{key}` in {where}", maps=maps, is_file=is_file, root=root)
    if not stated:
        path = folder.inside(posixpath.join(root, tool.default)) if tool.default else ""
        if path:
            yield Output(tool, path, f"{_DEFAULT}; {where} names no other", "", maps)
        else:
            yield Output(tool, "", where, "nothing there says so", maps)


_WORDS: Final[dict[str, Maps]] = {
    "true": "on",
    "external": "on",
    "linked": "on",
    "both": "on",
    "hidden": "hidden",
    "hidden-source-map": "hidden",
    "inline": "inline",
    "inline-source-map": "inline",
    "false": "off",
    "none": "off",
}


# Of several that are stated, what says most.
_RANKED: Final[tuple[Maps, ...]] = ("hidden", "inline", "on", "", "off")


def _maps(tool: Tool, code: str, *, called: bool) -> Maps:
    """How a configuration sets maps; the tool's default where it says nothing."""
    found: list[Maps] = []
    for key in tool.maps:
        found += (_WORDS.get(word, "on" if word.endswith("source-map") else "") for word in words_of(code, key))
        if not found and any(True for _ in values(code, key)):
            found.append("")
    known = [wanted for wanted in _RANKED if wanted in found]
    return known[0] if known else "default" if called and tool.setting else ""


def _told_maps(tool: Tool, command: Sequence[str]) -> Maps:
    """How a command line sets maps."""
    for word in command:
        name, _, value = word.partition("=")
        if name.lower() in ("--sourcemap", "--source-map", "--source-maps", "-s", "--devtool", "--embed-source-map"):
            if name == "-s" and tool.name not in ("Babel", "SWC"):
                continue
            told = value or (_option(command, (name,)) or "")
            return _WORDS.get(told, "on")
        if name in ("--no-source-map", "--no-source-maps", "--no-map"):
            return "off"
    return ""


def _styles(tool: Tool, folder: Folder, script: str, command: Sequence[str], maps: Maps) -> Iterator[Output]:
    """`sass src:out`, `sass a.scss b.css`, `lessc a.less b.css`."""
    words = [word for word in command[1:] if not word.startswith("-")]
    pairs = [word.split(":", 1)[1] for word in words if ":" in word] or words[1:2]
    maps = maps or ("default" if tool.setting else "on")
    for target in pairs:
        yield _output(tool, folder, Value(target), script, maps=maps, is_file=target.endswith(".css"))


def _by_script(folder: Folder, command: Sequence[str]) -> Iterator[Output]:
    """Where a build script of the project's own says that esbuild or Bun write: `node build.mjs`."""
    name = next((word for word in command if word.endswith(SCRIPT_ENDINGS) and not word.startswith("-")), "")
    name = posixpath.normpath(name) if name else ""
    if not name or name.startswith(("../", "/")) or not folder.has(name):
        return
    code = folder.code(name)
    for tool in TOOLS:
        used = {"esbuild": "esbuild" in code, "Bun": "Bun.build" in code}.get(tool.name, False)
        if used and any(any(True for _ in values(code, key)) for key in (*tool.keys, *tool.files)):
            yield from _by_config(tool, folder, name, called=name)


def _typescript(folder: Folder, name: str, command: Sequence[str]) -> Iterator[Output]:
    """Where `tsc` writes, by its options and the tsconfig.json that it reads."""
    if "--noEmit" in command or posixpath.basename(command[0]) == "vue-tsc":
        return
    script = folder.name(f"package.json, script `{name}`")
    project = _option(command, ("-p", "--project")) or (_option(command, ("-b", "--build")) or "")
    project = "tsconfig.json" if not project or project.startswith("-") else project
    told = _option(command, ("--outDir",))
    for config, options in _projects(folder, project):
        maps: Maps = (
            "inline"
            if options.get("inlineSourceMap") is True
            else "on"
            if options.get("sourceMap") is True
            else "default"
        )
        if "--sourceMap" in command:
            maps = "on"
        if told is not None:
            yield _output(TYPESCRIPT, folder, Value(told), script, maps=maps)
        elif options.get("noEmit") is not True and options.get("emitDeclarationOnly") is not True:
            home, stated = options.get("", ""), options.get("outDir")
            if isinstance(stated, str):
                where = f"`outDir` in {folder.name(config)}"
                yield _output(TYPESCRIPT, folder, Value(posixpath.join(str(home), stated)), where, maps=maps)
            else:
                yield Output(TYPESCRIPT, "", folder.name(config), "without `outDir` it writes beside the sources", maps)


def _projects(folder: Folder, name: str) -> Iterator[tuple[str, dict[str, object]]]:
    """A tsconfig and those that it references: the options of each, `extends` included; "" is the folder of `outDir`."""
    names = [name]
    for number, one in enumerate(names):
        if number == 20:
            return
        path = posixpath.normpath(one)
        if not path.endswith(".json"):
            path = posixpath.normpath(posixpath.join(path, "tsconfig.json"))
        if path.startswith("/") or not folder.has(path):
            continue
        config = folder.json(path)
        references = config.get("references")
        here = posixpath.dirname(path)
        for reference in references if isinstance(references, list) else ():
            target = mapping(reference).get("path")
            if isinstance(target, str) and (joined := posixpath.join(here, target)) not in names:
                names.append(joined)
        if config.get("files") == [] and "include" not in config:
            continue  # it only names others
        yield path, _compiler_options(folder, path)


def _compiler_options(folder: Folder, path: str, depth: int = 8) -> dict[str, object]:
    config = folder.json(path)
    here = posixpath.dirname(path)
    found: dict[str, object] = {}
    for parent in texts(config.get("extends")) if depth else ():
        if parent.startswith("."):
            base = posixpath.normpath(posixpath.join(here, parent))
            found |= _compiler_options(folder, base if base.endswith(".json") else f"{base}.json", depth - 1)
    own = mapping(config.get("compilerOptions"))
    return {**found, **own, **({"": here} if "outDir" in own else {})}


def _angular(folder: Folder) -> Iterator[Output]:
    """Where `ng build` writes, by angular.json."""
    if not folder.has("angular.json"):
        return
    projects = mapping(folder.json("angular.json").get("projects"))
    for name, project in list(projects.items())[:100]:
        targets = mapping(mapping(project).get("architect") or mapping(project).get("targets"))
        build = mapping(targets.get("build"))
        options = mapping(build.get("options"))
        production = mapping(mapping(build.get("configurations")).get("production"))
        stated = production.get("outputPath", options.get("outputPath"))
        path = stated.get("base") if isinstance(stated, dict) else stated
        if not build or "ng-packagr" in str(build.get("builder")):
            continue
        map_option = production.get("sourceMap", options.get("sourceMap"))
        maps: Maps = "default"
        if map_option is True or mapping(map_option).get("scripts") is True:
            maps = "hidden" if mapping(map_option).get("hidden") is True else "on"
        # The builder of before version 17 has no part for a server.
        tool = ANGULAR if str(build.get("builder")).endswith(":application") else ANGULAR._replace(public="")
        where = folder.name("angular.json")
        if path is None:
            yield Output(tool, folder.inside(f"dist/{name}"), f"{_DEFAULT}; {where} names no other", "", maps)
        else:
            text = path if isinstance(path, str) else ""
            yield _output(tool, folder, Value(text), f"`outputPath` in {where}", maps=maps)


def _nx(folder: Folder) -> Iterator[Output]:
    """Where a project of Nx writes: `outputPath` of project.json is from the top of the workspace."""
    if folder.has("project.json"):
        build = mapping(mapping(folder.json("project.json").get("targets")).get("build"))
        path = mapping(build.get("options")).get("outputPath")
        path = path.get("base") if isinstance(path, dict) else path
        if isinstance(path, str):
            yield _output(NX, folder.below(""), Value(path), f"`outputPath` in {folder.name('project.json')}")
