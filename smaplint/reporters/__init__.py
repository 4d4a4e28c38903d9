"""Reports, by format: pure functions of `smaplint.report.Report`. Only the one that is asked for is imported."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from smaplint.report import Report

if TYPE_CHECKING:
    from smaplint.reporters.text import Style

FORMATS: Final = ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "markdown", "html", "rdjson")


def render(format: str, report: Report, style: "Style | None" = None) -> str:
    """The report in one of FORMATS, with a line feed at its end; `style` is for text. ValueError for another format."""
    if format not in FORMATS:
        raise ValueError(f"no format `{format}`; there are {', '.join(FORMATS)}")
    if format == "text":
        from smaplint.reporters import text

        return text.render(report, style or text.Style())
    rendered: str = import_module(f"smaplint.reporters.{format}").render(report)
    return rendered
