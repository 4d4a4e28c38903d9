"""A linter for JavaScript and CSS source maps.

The Python API is what `__all__` names: `parse` and `SourceMap` to read a map, `lint` and `Report` to judge files.
docs/python.md shows it. A name is imported when it is first asked for, for the command line starts with this module.
"""

from __future__ import annotations

# `typing` takes 2 ms to import, in which `smaplint.ahead` has begun.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Final

    from smaplint.api import all_rules, find_config, lint, load_config, parse, render
    from smaplint.config_error import ConfigError
    from smaplint.config_error import Fault as ConfigFault
    from smaplint.discovery import PathError
    from smaplint.document import Document, Section, SourceMap
    from smaplint.lookup import Lookup, Mapping, OriginalPosition, Source
    from smaplint.mappings import Fault, Mappings, Segment
    from smaplint.report import Finding, Frame, Place, RelatedPlace, Report, RuleInfo
    from smaplint.rule import Rule, Severity
    from smaplint.settings import Settings

__version__: Final = "0.1.0"

__all__ = [
    "ConfigError",
    "ConfigFault",
    "Document",
    "Fault",
    "Finding",
    "Frame",
    "Lookup",
    "Mapping",
    "Mappings",
    "OriginalPosition",
    "PathError",
    "Place",
    "RelatedPlace",
    "Report",
    "Rule",
    "RuleInfo",
    "Section",
    "Segment",
    "Settings",
    "Severity",
    "SmaplintError",
    "Source",
    "SourceMap",
    "__version__",
    "all_rules",
    "find_config",
    "lint",
    "load_config",
    "parse",
    "render",
]


class SmaplintError(Exception):
    """What `lint` and its configuration raise: a path that is not there, a configuration that cannot be used."""


# A type checker reads the imports above; a module's `__getattr__` would let every misspelled name pass.
if not TYPE_CHECKING:
    # Module → the names that it gives. None of them is a submodule's, which would take its place once it is imported.
    _HOMES = {
        "api": ("all_rules", "find_config", "lint", "load_config", "parse", "render"),
        "config_error": ("ConfigError",),
        "discovery": ("PathError",),
        "document": ("Document", "Section", "SourceMap"),
        "lookup": ("Lookup", "Mapping", "OriginalPosition", "Source"),
        "mappings": ("Fault", "Mappings", "Segment"),
        "report": ("Finding", "Frame", "Place", "RelatedPlace", "Report", "RuleInfo"),
        "rule": ("Rule", "Severity"),
        "settings": ("Settings",),
    }
    _HOME = {name: (module, name) for module, names in _HOMES.items() for name in names}
    _HOME["ConfigFault"] = ("config_error", "Fault")

    def __getattr__(name):
        if name not in _HOME:
            raise AttributeError(f"module `smaplint` has no attribute `{name}`")
        from importlib import import_module

        module, own = _HOME[name]
        globals()[name] = found = getattr(import_module(f"smaplint.{module}"), own)
        return found

    def __dir__():
        return sorted({*globals(), *__all__})
