"""Write the pages and the index of the rules from the rules: `python -m smaplint.docs`, or `--check`: are they up to date?

Each example is linted while its page is written, so a page shows what the rule says today.
"""

import argparse
import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from smaplint import registry, standard, testing
from smaplint.options import options, shown
from smaplint.report import Finding, Frame
from smaplint.rule import Bad, Good, Rule
from smaplint.settings import ENGINE_RULES

ROOT = Path(__file__).parent.parent
HERE = ROOT / "docs" / "rules"
INDEX = ROOT / "smaplint" / "_rules_index.py"
# What lies outside of docs/ is no page of the site.
_FILES = "https://github.com/smaplint/smaplint/blob/main/"
_SHOWN = 4


def pages() -> dict[str, str]:
    """Every page by its file name."""
    written = {f"{rule.name}.md": page(rule) for rule in registry.rules().values() if not rule.plugin}
    for name, (severity, title, why, how) in ENGINE_RULES.items():
        written[f"{name}.md"] = (
            f"# {name}\n\n{title}.\n\n**Family** engine · **level** {severity.word} in every preset\n\n"
            f"## Why it matters\n\n{why}\n\n## How to fix\n\n{how}\n"
        )
    written["README.md"] = index()
    return written


def rules_index() -> str:
    """The module by which an install knows its rules without importing them: `RuleFacts` as constants."""
    lines = [
        '"""What is known of each rule; written by `python -m smaplint.docs` from the rules, and read in installs alone."""',
        "",
        "# ruff: noqa: Q000",
        "# fmt: off",
        "from typing import Any, Final",
        "",
        "RULES: Final[tuple[Any, ...]] = (",
    ]
    for rule in registry.looked_up().values():
        name, family, subject, since, levels, *others = rule.facts
        known = tuple((key, int(level)) for key, level in levels.items())
        lines.append(f"    {(name, family, subject, since, known, *others)!r},")
    return "\n".join([*lines, ")", ""])


def index() -> str:
    """The table of all rules."""
    lines = [
        "# The rules",
        "",
        "`error/note`: the rule has cases of several levels; its page lists them. Notes are shown with `-v`. *Elsewhere*: the",
        "presets of vendors and `npm`, where they differ from `recommended`.",
        "",
    ]
    for family in registry.families():
        lines += [
            f"## {family}",
            "",
            f"| rule | what holds | {' | '.join(registry.GENERAL)} | elsewhere |",
            f"|---|---|{'---|' * len(registry.GENERAL)}---|",
        ]
        for rule in registry.rules().values():
            if rule.family == family:
                levels = " | ".join(_levels(rule, preset) for preset in registry.GENERAL)
                elsewhere = ", ".join(f"{preset} {_levels(rule, preset)}" for preset in registry.differing(rule))
                lines.append(f"| [`{rule.name}`]({rule.name}.md) | {rule.title} | {levels} | {elsewhere} |")
        lines.append("")
    lines += ["## engine", "", "| rule | what holds | level |", "|---|---|---|"]
    lines += [
        f"| [`{name}`]({name}.md) | {title} | {severity.word} |"
        for name, (severity, title, _, _) in ENGINE_RULES.items()
    ]
    return "\n".join(lines) + "\n"


def _levels(rule: Rule, preset: str) -> str:
    found = {registry.level(rule, preset, case) for case in registry.cases(rule)}
    words = [severity.word for severity in sorted(found, reverse=True) if severity] or ["–"]
    return "/".join(words)


def page(rule: Rule) -> str:
    """The page of one rule, in Markdown."""
    body = rule.doc.strip().split("\n", 1)
    text = body[1].strip() if len(body) > 1 else ""
    text = re.sub(
        r"^(Why it matters|How to fix|Details):\s*(\S)",
        lambda match: f"## {match[1]}\n\n{match[2].upper()}",
        text,
        flags=re.MULTILINE,
    )
    lines = [f"# {rule.name}", "", f"{rule.title}.", "", f"**Family** {rule.family} · **since** {rule.since}"]
    if rule.preview:
        lines[-1] += " · **preview**"
    presets = (*registry.GENERAL, *registry.differing(rule))
    lines += [
        "",
        text,
        "",
        "## Levels",
        "",
        f"| case | {' | '.join(presets)} |",
        f"|---|{'---|' * len(presets)}",
    ]
    for case in registry.cases(rule):
        levels = " | ".join(registry.level(rule, preset, case).word for preset in presets)
        lines.append(f"| {f'`{case}`' if case else 'the rule'} | {levels} |")
    rows = options(rule)
    if rows:
        lines += ["", "## Options", "", "| option | type | default |", "|---|---|---|"]
        lines += [f"| `{option.key}` | {option.takes} | {shown(option.default)} |" for option in rows]
    lines += ["", "## Found", ""]
    for bad in _distinct(rule):
        lines += [*_example(bad), *_findings(rule, bad)]
    lines += ["## Not found", ""]
    for good in rule.good[:_SHOWN]:
        lines += _example(good)
    if rule.standard:
        lines += ["## In the standard", "", *standard.table(rule.standard), ""]
    if rule.evidence:
        lines += ["## Where it was seen", "", rule.evidence, ""]
    module = inspect.getmodule(rule.function)
    folder = rule.family.replace("-", "_")
    if module:
        lines += [
            f"The rule: [`rules/{folder}/{rule.function.__name__}.py`]({_FILES}rules/{folder}/{rule.function.__name__}.py)",
            "",
        ]
    return "\n".join(lines)


def _distinct(rule: Rule) -> Iterator[Bad]:
    """The first bad example of each case, then others, up to the number that a page shows."""
    first: dict[str, Bad] = {}
    for bad in rule.bad:
        first.setdefault(bad.case, bad)
    chosen = list(first.values())
    chosen += [bad for bad in rule.bad if bad not in chosen][: max(0, _SHOWN - len(chosen))]
    yield from (bad for bad in rule.bad if any(bad is one for one in chosen))


def _example(example: Good | Bad) -> list[str]:
    lines = [f"{example.note[:1].upper()}{example.note[1:]}:", ""] if example.note else []
    if example.options:
        options = ", ".join(f"`{name.replace('_', '-')}: {_value(value)}`" for name, value in example.options.items())
        lines += [f"With {options}:", ""]
    files = testing.files_of(example)
    if example.last is not None:
        lines += ["The build before:", "", "```"]
        for path, content in example.last.items():
            lines += [f"── {path}", _shown(testing.to_bytes(content))]
        lines += ["```", "", "This one:", ""]
    elif len(files) == 1:
        ((path, data),) = files.items()
        return [*lines, f"`{path}`", "", "```json" if path.endswith(".map") else "```", _shown(data), "```", ""]
    lines.append("```")
    for path, data in files.items():
        lines += [f"── {path}", _shown(data)]
    return [*lines, "```", ""]


def _value(value: object) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _shown(data: bytes) -> str:
    text = data.decode("utf-8", "backslashreplace")
    if len(text) > 400:
        text = f"{text[:200]} … {text[-100:]}"
    return (
        "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)
        .rstrip("\n")
        .replace("```", "` ` `")
    )


def _findings(rule: Rule, bad: Bad) -> list[str]:
    lines = ["```text"]
    for finding in testing.report_of(rule, bad).findings:
        if finding.rule == rule.name:
            lines += _text(finding)
    return [*lines, "```", ""]


def _text(finding: Finding) -> list[str]:
    place = finding.place
    lines = [f"{place.path}:{place.line}:{place.column}: {finding.severity.word}: {finding.message}"]
    for frame in finding.frames:
        lines += _frame(frame)
    lines += [f"  {note}" for note in finding.notes]
    return [_shown(line.encode("utf-8", "surrogatepass")) for line in lines]


def _frame(frame: Frame) -> list[str]:
    start = ("…" if frame.cut_before else "") + frame.before
    lines = [f"  {frame.caption}:"] if frame.caption else []
    return [
        *lines,
        f"  {frame.line} | {start}{frame.marked}{frame.after}{'…' if frame.cut_after else ''}",
        f"  {' ' * len(str(frame.line))} | {' ' * len(start)}{'^' * max(1, len(frame.marked))}",
    ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m smaplint.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when one is out of date")
    check = parser.parse_args(arguments).check
    written = {HERE / name: text for name, text in pages().items()} | {INDEX: rules_index()}
    stale = sorted(
        {*HERE.glob("*.md")} - written.keys()
        | {file for file, text in written.items() if not file.exists() or file.read_text("utf-8") != text}
    )
    if check:
        for file in stale:
            name = file.relative_to(ROOT).as_posix()
            print(f"{name} is out of date: run `python -m smaplint.docs`", file=sys.stderr)  # noqa: T201
        return 1 if stale else 0
    HERE.mkdir(parents=True, exist_ok=True)
    for file in stale:
        if file in written:
            file.write_text(written[file], "utf-8")
        else:
            file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
