"""The functions of the Python API; `smaplint` has them under their names, and docs/python.md shows them.

They write nothing, install nothing, start no process unless `jobs` asks for it, and keep no state of their own.
"""

import os
import posixpath
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from smaplint._json import Value
from smaplint.document import Document, SourceMap

if TYPE_CHECKING:
    from smaplint.config_text import ConfigText
    from smaplint.report import Report
    from smaplint.rule import Rule
    from smaplint.settings import Settings

__all__ = ["all_rules", "find_config", "lint", "load_config", "parse", "render"]

Path = str | os.PathLike[str]
Data = bytes | bytearray | memoryview | str
Config = Mapping[str, object] | str | os.PathLike[str]
Format = Literal["text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "markdown", "html", "rdjson"]

# What a text that is no JSON reads as.
_NOTHING = Value(b"{}", 0, 2)


def parse(data: Data, path: Path = "") -> SourceMap:
    """Read a source map. Never raises for what the text holds: what is missing or wrong in it reads as empty.

    `data`: the bytes of the file, or its text. `path`: how it is called; only its ending is looked at (`.d.ts.map`). A
    text that holds no map gives an empty one, and `map.document` says why: see `Document.is_map`, `foreign`, `utf16` and
    `scan.fault`. TypeError for data of another type.
    """
    document = Document(_bytes(data), _text(path))
    # Not `document.map`: each would hold the other, and the bytes would stay until the collector comes by.
    return SourceMap(document, "", document.root or _NOTHING)


def lint(
    what: Mapping[str, Data] | Path | Iterable[Path], config: "Settings | Config | None" = None, *, jobs: int = 1
) -> "Report":
    """Lint files and folders, or files that are held in memory.

    `what`: a path or some, globs too, on disk; or path → content (bytes, or text for UTF-8), which is judged as one whole
    build, and nothing is read from disk. Paths in memory are relative, with `/`. `config`: None for the defaults, whatever
    configuration lies about (`find_config` looks for it); the path of a configuration file; a mapping of what such a file
    holds; or `Settings`. Its `paths` and `jobs` are the command line's.

    `jobs`: worker processes; 0: those of the configuration, else one for each core. They are forked on Linux, which is not
    for a process with threads, and spawned elsewhere, which asks for `if __name__ == "__main__":`.

    Raises PathError for a path that is not there, ConfigError for a configuration that cannot be used, TypeError for other
    types; nothing for what the files hold.
    """
    from smaplint import engine

    if isinstance(what, Mapping):
        return engine.lint_files(_in_memory(what), _settings(config))
    return engine.lint(_paths(what), _settings(config), jobs=jobs)


def render(report: "Report", format: Format = "text") -> str:
    """A report in a format of the command line (docs/reports.md), with a line feed at its end. ValueError for another."""
    from smaplint import reporters

    return reporters.render(format, report)


def load_config(config: Config) -> "Settings":
    """Read a configuration: the path of a file, or a mapping of what such a file holds. ConfigError if it is wrong.

    Globs in it are relative to the working directory.
    """
    from smaplint.config import load

    here = os.getcwd()
    text = _as_text(config) if isinstance(config, Mapping) else _text(config)
    settings, _ = load(here, text)
    return settings


def find_config(paths: Path | Iterable[Path] = ()) -> "Settings":
    """The configuration that the command line finds: upwards of the working directory, else of where `paths` lie.

    The defaults where there is none. ConfigError if there are two, or it is wrong.
    """
    from smaplint.config import load

    settings, _ = load(os.getcwd(), paths=_paths(paths))
    return settings


def all_rules() -> "Mapping[str, Rule]":
    """Every rule by its name, sorted. Read only."""
    from smaplint import registry

    return MappingProxyType(registry.rules())


def _bytes(data: Data) -> bytes:
    if isinstance(data, str):
        # A text that was decoded with `surrogateescape` or holds half a character is still a text to be judged.
        return data.encode("utf-8", "surrogatepass")
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data)
    if isinstance(data, bytes):
        return data
    raise TypeError(f"a source map is bytes or str, not {type(data).__name__}")


def _text(path: Path) -> str:
    text = os.fspath(path)
    if not isinstance(text, str):
        raise TypeError("a path is a str; bytes of a file are linted as `{path: data}`")
    return text


def _paths(what: Path | Iterable[Path]) -> tuple[str, ...]:
    if isinstance(what, (str, bytes, os.PathLike)):
        what = (what,)
    # `-` is standard input to the command line, and a file to everyone else.
    return tuple("./-" if path == "-" else path for path in map(_text, what))


def _in_memory(what: Mapping[str, Data]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for path, data in what.items():
        # Comments are resolved to normal paths.
        name = posixpath.normpath(_text(path).replace(os.sep, "/"))
        if name in files:
            raise ValueError(f"two of the files are called `{name}`")
        files[name] = _bytes(data)
    return files


def _settings(config: "Settings | Config | None") -> "Settings":
    from smaplint.settings import Settings

    if config is None:
        return Settings(base=os.getcwd())
    if not isinstance(config, Settings):
        return load_config(config)
    _check(config)
    return config


def _check(settings: "Settings") -> None:
    """Names in settings that were made by hand; one that means nothing would pass in silence."""
    from smaplint import registry
    from smaplint.config_error import ConfigError, Fault
    from smaplint.rule import quote
    from smaplint.settings import ignorable, rule_names, selectors

    try:
        registry.load(settings.plugins)
    except registry.PluginError as error:
        raise ConfigError(Fault("Settings.plugins", 0, 0, str(error))) from error
    checks: tuple[tuple[str, Iterable[str], tuple[str, ...], str], ...] = (
        ("presets", settings.presets, tuple(registry.PRESETS), "preset"),
        ("select", settings.select, selectors(), "rule, family or preset"),
        ("extend_select", settings.extend_select, selectors(), "rule, family or preset"),
        ("ignore", settings.ignore, ignorable(), "rule, family or preset"),
        ("levels", settings.levels, rule_names(), "rule"),
        ("options", settings.options, rule_names(), "rule"),
    )
    faults = [
        Fault(f"Settings.{field}", 0, 0, f"{quote(name)} is no {wanted}{registry.suggest(name, known)}")
        for field, names, known, wanted in checks
        for name in names
        if name not in known
    ]
    if faults:
        raise ConfigError(*faults)


def _as_text(config: Mapping[str, object]) -> "ConfigText":
    from smaplint.config_error import Fault
    from smaplint.config_text import ConfigText
    from smaplint.config_text import Path as Keys

    class Given(ConfigText):
        """A configuration without a file: a fault names its keys, for there are no lines."""

        def fault(self, path: Keys, message: str, *, key: bool = False) -> Fault:  # noqa: ARG002  # both are one here
            return Fault("config" + "".join(f"[{step!r}]" for step in path), 0, 0, message)

    text = Given("<config>", {})
    data = _plain(config, (), text)
    assert isinstance(data, dict)  # noqa: S101  # a mapping is made a dict
    text.data.update(data)
    return text


def _plain(value: object, path: tuple[str | int, ...], text: "ConfigText") -> object:
    """As a file would have it: dicts with names for keys, and lists. ConfigError for what is nested too deep."""
    from smaplint.config_error import ConfigError
    from smaplint.config_text import MAX_DEPTH

    if len(path) > MAX_DEPTH:
        raise ConfigError(text.fault((), f"this is nested more than {MAX_DEPTH} levels deep"))
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise ConfigError(text.fault(path, f"a key is a name, and not `{key!r}`"))
        return {key: _plain(item, (*path, key), text) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, (*path, index), text) for index, item in enumerate(value)]
    return value
