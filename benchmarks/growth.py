"""What more maps cost, from 100 to 100,000 small ones, as a plot: `python -m benchmarks.growth`.

Writes `docs/images/growth.svg`, and prints the slope of the line through the logarithms: 1 is linear. CPU seconds, those of
workers included: over the minutes that it takes, they depend least on what else the machine does.
"""

import argparse
import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.measure import Command, compared, cpu, environment
from benchmarks.prepare import grown

SIZES: Final = (100, 316, 1_000, 3_162, 10_000, 31_623, 100_000)
PLOT: Final = Path(__file__).parent.parent / "docs" / "images" / "growth.svg"
# Below this the start of the interpreter weighs more than the maps.
_STARTED: Final = 1_000


class Line(NamedTuple):
    """(maps, CPU seconds) of each size."""

    name: str
    points: tuple[tuple[int, float], ...]

    @property
    def slope(self) -> float:
        """The exponent with which the cost grows, from 1,000 maps on, by least squares."""
        logs = [(math.log(maps), math.log(seconds)) for maps, seconds in self.points if maps >= _STARTED]
        x, y = (sum(one) / len(logs) for one in zip(*logs, strict=True))
        slope: float = sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)
        return slope


def measured(
    commands: Mapping[str, Command], env: Mapping[str, str], times: int, sizes: Sequence[int] = SIZES
) -> list[Line]:
    """Lines of commands, to each of which the folder is added."""
    points: dict[str, list[tuple[int, float]]] = {name: [] for name in commands}
    for size in sizes:
        folder = str(grown(size))
        here = {name: one._replace(arguments=[*one.arguments, folder]) for name, one in commands.items()}
        for name, runs in compared(here, env, times).items():
            points[name].append((size, cpu(runs)))
    return [Line(name, tuple(line)) for name, line in points.items()]


_WIDE, _HIGH, _LEFT, _TOP, _DECADE = 720, 420, 64, 24, 130
_COLOURS: Final = ("#0969da", "#8250df", "#bc4c00", "#57606a")


def plot(lines: Sequence[Line]) -> str:
    """The lines as SVG, both axes by powers of ten."""
    everything = [seconds for line in lines for _, seconds in line.points]
    low, high = math.floor(math.log10(min(everything))), math.ceil(math.log10(max(everything)))
    step = (_HIGH - _TOP - 56) / (high - low)

    def x(maps: float) -> float:
        return _LEFT + (math.log10(maps) - 2) * _DECADE

    def y(seconds: float) -> float:
        return _TOP + (high - math.log10(seconds)) * step

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" font-family="sans-serif" font-size="13">',
        "<title>CPU seconds by the number of maps, both logarithmic</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<path d="M{_LEFT} {at:.1f}H{x(1e5):.1f}" stroke="#d0d7de"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for power in range(2, 6):
        at = x(10**power)
        parts.append(f'<path d="M{at:.1f} {_TOP}V{y(10**low):.1f}" stroke="#d0d7de"/>')
        parts.append(f'<text x="{at:.1f}" y="{y(10**low) + 20:.1f}" text-anchor="middle">{10**power:,}</text>')
    parts.append(f'<text x="{x(10**3.5):.1f}" y="{_HIGH - 10}" text-anchor="middle">small maps</text>')
    # Names at the ends of the lines, moved apart where they would lie on each other.
    taken = -math.inf
    for line, colour in sorted(
        zip(lines, _COLOURS, strict=False), key=lambda pair: -pair[0].points[-1][1]
    ):  # the highest first
        path = "L".join(f"{x(maps):.1f} {y(seconds):.1f}" for maps, seconds in line.points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x(maps):.1f}" cy="{y(seconds):.1f}" r="3" fill="{colour}"/>' for maps, seconds in line.points
        ]
        taken = max(y(line.points[-1][1]) + 4, taken + 34)
        parts.append(f'<text x="{x(1e5) + 10:.1f}" y="{taken:.1f}" fill="{colour}">{line.name}</text>')
        parts.append(
            f'<text x="{x(1e5) + 10:.1f}" y="{taken + 15:.1f}" fill="{colour}" font-size="11">slope {line.slope:.2f}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table."""
    sizes = [maps for maps, _ in lines[0].points]
    rows = [
        f"| {line.name} | {' | '.join(f'{seconds:.3g} s' for _, seconds in line.points)} | {line.slope:.2f} |"
        for line in lines
    ]
    head = " | ".join(f"{size:,}" for size in sizes)
    return "\n".join([f"| maps | {head} | slope |", f"|---|{'--:|' * (len(sizes) + 1)}", *rows])


def main() -> None:
    """Measure, print the table and write the plot."""
    from benchmarks.run import commands_of_growth

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3, help="runs of each command")
    options = parser.parse_args()
    lines = measured(commands_of_growth(), environment(), options.times)
    print(table(lines))
    PLOT.parent.mkdir(exist_ok=True)
    with open(PLOT, "w", encoding="utf-8", newline="\n") as file:
        file.write(plot(lines))
    print(f"\n{os.path.relpath(PLOT)} is written; {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
