"""The JSON Schema of a configuration, generated from the rules, and the check against it.

The schema is what `smaplint config --schema` prints for editors, and what a configuration is checked with here, so the
two cannot disagree. jsonschema takes 65 ms to import: only a run with a configuration file does.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Protocol, cast

from smaplint import registry
from smaplint.anchors import CHOICES
from smaplint.config_error import Fault
from smaplint.config_text import ConfigText, Path
from smaplint.options import MAX_TEXT, Schema, listed, no_option, options, shown
from smaplint.rule import Rule, quote
from smaplint.settings import ENGINE_RULES, ignorable, rule_names, selectors

LEVELS: Final = ("off", "note", "warning", "error")
FAIL_ON: Final = ("note", "warning", "error", "never")
SIZE_PATTERN: Final = r"^[0-9]{1,15}(\.[0-9]{1,6})?( ?([kKMG]i?)?B)?$"

# More faults than that in one file are one mistake.
_SHOWN: Final = 20

_GLOB_HELP: Final = "patterns as in `.gitignore`, relative to the folder of the configuration"


def config_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of `smaplint.yaml` and of `[tool.smaplint]`."""
    sections = _sections()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "the configuration of smaplint",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "preset": _list(_ref("preset"), "what is on, and how bad it is; several unite (default: recommended)"),
            "select": _list(_ref("selector"), "run exactly these, instead of what the presets turn on"),
            "ignore": _list(_ref("ignorable"), "do not run these, whatever else turns them on"),
            "extend-select": _list(_ref("selector"), "run these too"),
            "fail-on": {
                "type": "string",
                "enum": list(FAIL_ON),
                "default": "error",
                "description": "the lowest severity of a finding that makes the exit code 1",
            },
            "min-files": {
                "type": "integer",
                "minimum": 0,
                "default": 1,
                "description": "fewer maps than this (inline ones count) make the exit code 2",
            },
            "paths": _list(_ref("path"), "what to lint when the command line names nothing"),
            "exclude": _list(_ref("glob"), f"files not to lint, also when given by name: {_GLOB_HELP}"),
            "jobs": {
                "type": "integer",
                "minimum": 0,
                "maximum": 1024,
                "default": 0,
                "description": "worker processes; 0: one for each core that this process may use",
            },
            "max-file-size": {
                "title": "a number of bytes, or a text such as `256MB`",
                "anyOf": [
                    {"type": "integer", "minimum": 1},
                    {"title": "a size such as `256MB`", "type": "string", "pattern": SIZE_PATTERN},
                ],
                "default": "256MB",
                "description": "larger files are the finding `file-too-large`",
            },
            "baseline": {
                **_ref("path"),
                "description": "the file of accepted findings, which are not reported; `smaplint baseline` writes it",
            },
            "against": {
                **_ref("path"),
                "description": "the facts of the last build, to compare this one with; `smaplint snapshot` writes them",
            },
            "plugins": _list(
                {"type": "string", "minLength": 1, "maxLength": MAX_TEXT},
                "packages with further rules, by their entry points of the group `smaplint.rules`",
            ),
            "sarif-anchor": {
                "type": "string",
                "enum": list(CHOICES),
                "default": "auto",
                "description": "where alerts in SARIF stand: original source, configuration of the bundler, or generated file",
            },
            "sarif-category": {
                "title": "a text",
                "type": "string",
                "maxLength": 200,
                "default": "",
                "description": "GitHub keeps the alerts of each category apart: one for each package of a monorepo",
            },
            "expect": _list(
                _ref("expectation"),
                "coordinates that are pinned: a place in a generated file, and what its map has to make of it",
            ),
            **sections,
            "overrides": {
                "type": "array",
                "description": "levels and options for some files only; the later entry wins",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["paths"],
                    "properties": {"paths": _list(_ref("glob"), _GLOB_HELP, least=1), **sections},
                },
            },
            "suppress": {
                "type": "array",
                "description": "findings that are accepted; an entry that is no longer needed is reported",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["rule", "paths", "reason"],
                    "properties": {
                        "rule": _list(_ref("rule"), "the rules whose findings are accepted", least=1),
                        "paths": _list(_ref("glob"), _GLOB_HELP, least=1),
                        "reason": {
                            "title": "a sentence that says why",
                            "type": "string",
                            "pattern": r"\S",
                            "maxLength": MAX_TEXT,
                            "description": "why that is right; whoever reads the report will see it",
                        },
                    },
                },
            },
        },
        "$defs": {
            "level": {"type": "string", "enum": list(LEVELS)},
            "rule": {"title": "the name of a rule", "type": "string", "enum": list(rule_names())},
            "preset": {
                "type": "string",
                "enum": list(registry.PRESETS),
                "description": "\n".join(f"{name}: {text}" for name, text in registry.PRESETS.items()),
            },
            "selector": {
                "title": "a rule, a family, a preset or `all`",
                "type": "string",
                "enum": list(selectors()),
            },
            "ignorable": {
                "title": "a rule, a family, a preset or `all`",
                "type": "string",
                "enum": list(ignorable()),
            },
            "path": {"title": "a file, a folder or a glob", **_GLOB},
            "expectation": {"title": "a text `FILE:LINE:COLUMN -> SOURCE:LINE[:COLUMN][ as NAME]`", **_GLOB},
            "glob": {"title": "a glob", **_GLOB},
        },
    }


_GLOB: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(item: Schema, description: str, *, least: int = 0) -> Schema:
    array: Schema = {"type": "array", "items": item, **({"minItems": least} if least else {})}
    return {"anyOf": [item, array], "description": description}


def _sections() -> Schema:
    """The keys that set levels and options: `rules`, and one for each family."""
    rules: Schema = {name: _section(rule.title, _properties([rule])) for name, rule in registry.rules().items()}
    rules.update((name, {**_ref("level"), "description": about[1]}) for name, about in ENGINE_RULES.items())
    families: Schema = {
        family: _section(
            f"the rules of this family: the level of those that are on, and the options of all ({family})",
            _properties([rule for rule in registry.rules().values() if rule.family == family]),
        )
        for family in registry.families()
    }
    return {
        "rules": {
            "type": "object",
            "additionalProperties": False,
            "properties": rules,
            "description": "rule → level, or its level and options",
        },
        **families,
    }


def _section(description: str, properties: Schema) -> Schema:
    table: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"level": _ref("level"), **properties},
    }
    return {
        "title": f"a level ({listed(LEVELS)}) or a mapping of options",
        "description": description,
        "anyOf": [_ref("level"), table],
    }


def _properties(rules: Sequence[Rule]) -> Schema:
    """The schemas of the options of some rules; an option that several have may differ between them."""
    found: dict[str, list[Schema]] = {}
    for rule in rules:
        for option in options(rule):
            known = found.setdefault(option.key, [])
            if option.schema not in known:
                known.append(option.schema)
    return {key: known[0] if len(known) == 1 else {"anyOf": known} for key, known in sorted(found.items())}


def check(text: ConfigText) -> list[Fault]:
    """Everything in a configuration that its schema does not allow, in the order of the file."""
    from jsonschema import Draft202012Validator

    schema = config_schema()
    errors = cast("Iterator[_Error]", Draft202012Validator(schema).iter_errors(text.data))
    faults = sorted({fault for error in errors for fault in _Explainer(text, schema).faults(error)})
    if len(faults) > _SHOWN:
        more = Fault(text.file, 0, 0, f"and {len(faults) - _SHOWN} faults more")
        return [*faults[:_SHOWN], more]
    return faults


class _Error(Protocol):
    """The fields of a jsonschema.ValidationError that every one of its errors has set."""

    validator: str
    validator_value: Any
    instance: Any
    schema: dict[str, Any]
    context: "Sequence[_Error]"
    absolute_path: Sequence[str | int]
    relative_path: Sequence[str | int]
    relative_schema_path: Sequence[str | int]


class _Explainer:
    """From an error of jsonschema to one for people."""

    def __init__(self, text: ConfigText, schema: Schema) -> None:
        self.text = text
        self.schema = schema

    def faults(self, error: _Error) -> Iterator[Fault]:
        path: Path = tuple(error.absolute_path)
        if error.validator == "anyOf":
            yield from self.any_of(error, path)
        elif error.validator == "additionalProperties":
            for name in error.instance:
                if name not in error.schema["properties"]:
                    yield self.text.fault((*path, name), self.unknown(path, name, error), key=True)
        elif error.validator == "required":
            for name in error.validator_value:
                if name not in error.instance:
                    about = error.schema["properties"][name]["description"]
                    yield self.text.fault(path, f"`{name}` is missing here ({about})")
        else:
            yield self.text.fault(path, self.wrong(path, error))

    def any_of(self, error: _Error, path: Path) -> Iterator[Fault]:
        """Of several forms, the faults of the one that has the value's type; else what the forms are."""
        branches: dict[object, list[_Error]] = {}
        for inner in error.context:
            branches.setdefault(inner.relative_schema_path[0], []).append(inner)
        for inner_errors in branches.values():
            if not any(inner.validator == "type" and not inner.relative_path for inner in inner_errors):
                for inner in inner_errors:
                    yield from self.faults(inner)
                return
        yield self.text.fault(path, self.wrong(path, error))

    def unknown(self, path: Path, name: str, error: _Error) -> str:
        known = tuple(error.schema["properties"])
        inner = path[2:] if path[:1] == ("overrides",) else path
        if inner == ("rules",):
            return f"unknown rule {quote(name)}{registry.suggest(name, known) or '; `smaplint rules` lists them'}"
        if inner[:1] == ("rules",) and inner[1] in registry.rules():
            meant = registry.suggest(name, known)
            return (
                f"`{inner[1]}` has no option {quote(name)}{meant}"
                if meant
                else no_option(registry.rule(str(inner[1])), name)
            )
        if len(inner) == 1 and inner[0] in registry.families():
            has = f"; options are {listed(known, 'and')}"
            return f"no rule of `{inner[0]}` has an option {quote(name)}{registry.suggest(name, known) or has}"
        if not inner and name in rule_names():
            return f"unknown key {quote(name)}; a rule stands under `rules`"
        meant = registry.suggest(name, known) or f"; there are {listed(known, 'and')}"
        return f"unknown key {quote(name)}{meant}"

    def wrong(self, path: Path, error: _Error) -> str:
        value = error.instance
        text = self.text.raw.get(path) if not isinstance(value, str) else None
        said = "empty" if text == "" else quote(text) if text else shown(value)
        name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
        label = f"an item of `{name}`" if path and isinstance(path[-1], int) else f"`{name}`"
        if not path:
            label = "the configuration"
        if error.validator in ("minItems", "minLength"):
            return f"{label} is empty; it should name at least one"
        if error.validator == "maxLength":
            return f"{label} has {len(value):,} characters; it should have no more than {error.validator_value:,}"
        if error.validator in ("minimum", "maximum"):
            bound = "at least" if error.validator == "minimum" else "at most"
            return f"{label} is {said}; it should be {bound} {error.validator_value}"
        if isinstance(value, str) and error.validator == "type" and error.validator_value == "integer":
            said = f"the text {shown(value)}"
        wanted = self.wanted(error.schema)
        choices = tuple(str(choice) for choice in error.schema.get("enum", ()))
        meant = registry.suggest(value, choices) if isinstance(value, str) else ""
        if value in (False, "no", "none", "0") and choices == LEVELS:
            meant = "; did you mean `off`?"
        if isinstance(value, str) and (option := self.option_with(path, value)):
            meant = f"; did you mean `{name}: {{{option}: {value}}}`?"
        quoted = ""
        if text and not choices and error.validator == "type" and "string" in str(error.validator_value):
            quoted = f'; write it in quotes, `"{text}"`'
        return f"{label} is {said}; it should be {wanted}{meant}{quoted}"

    def option_with(self, path: Path, value: str) -> str:
        """The option of a family that takes this word, where it stands in place of a level (`exposure: none`)."""
        if len(path) != 1 or path[0] not in registry.families():
            return ""
        members = [rule for rule in registry.rules().values() if rule.family == path[0]]
        return next((option.key for rule in members for option in options(rule) if value in option.choices), "")

    def wanted(self, schema: Mapping[str, object]) -> str:
        """What a schema takes, for people."""
        while "$ref" in schema:
            definitions = self.schema["$defs"]
            assert isinstance(definitions, dict)  # noqa: S101  # it is ours
            schema = definitions[str(schema["$ref"]).rsplit("/", 1)[-1]]
        if "title" in schema:
            return str(schema["title"])
        choices = schema.get("enum")
        if isinstance(choices, list):
            return listed(tuple(str(choice) for choice in choices))
        forms = schema.get("anyOf")
        if isinstance(forms, list):
            return " or ".join(self.wanted(form) for form in forms)
        items = schema.get("items")
        if isinstance(items, dict):
            # The form of a single item stands before it: no need to spell that out again.
            return "a list of such" if "$ref" in items or "enum" in items else "a list"
        return _TYPES.get(str(schema.get("type")), "something else")


_TYPES: Final = {
    "boolean": "true or false",
    "integer": "an integer",
    "string": "a string",
    "array": "a list",
    "object": "a mapping",
}
