"""Reports, by format: pure functions of `smaplint.report.Report`. Only the one that is asked for is imported."""

from typing import TYPE_CHECKING, Final

from smaplint.report import Report

if TYPE_CHECKING:
    from smaplint.reporters.text import Style

FORMATS: Final = ("text", "json", "sarif", "junit")


def render(format: str, report: Report, style: "Style | None" = None) -> str:
    """The report in one of FORMATS, with a line feed at its end; `style` is for text. ValueError for another format."""
    match format:
        case "text":
            from smaplint.reporters import text

            return text.render(report, style or text.Style())
        case "json":
            from smaplint.reporters import json

            return json.render(report)
        case "sarif":
            from smaplint.reporters import sarif

            return sarif.render(report)
        case "junit":
            from smaplint.reporters import junit

            return junit.render(report)
    raise ValueError(f"no format `{format}`; there are {', '.join(FORMATS)}")
