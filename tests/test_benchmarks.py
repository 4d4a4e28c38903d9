"""What the benchmarks measure is what they say: the inputs are valid where they should be, and the sums are right."""

import json
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks import growth, measure, prepare, run
from smaplint.engine import lint_files
from smaplint.settings import Settings
from tests.checkout import ROOT

# Two sources with a name each; the second map ends on other numbers than it begins with, and one has no names.
PARTS = [
    {
        "version": 3,
        "sources": ["a.ts", "b.ts"],
        "names": ["one", "two"],
        "sourcesContent": ["a\nbcdef\n", "é"],
        "mappings": "AAAAA;EACCC,QCDD",
    },
    {"version": 3, "sources": ["c.ts"], "mappings": "A,CAAC;;AACA,E"},
    {"version": 3, "sources": [], "names": [], "mappings": ""},
    {
        "version": 3,
        "sources": ["d.ts"],
        "names": ["three"],
        "sourcesContent": [None],
        "mappings": "CAAC;AACAA",
    },
]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    for number, part in enumerate(PARTS):
        (folder / f"{number}.js.map").write_text(json.dumps(part))
    return sorted(folder.glob("*.map"))


def test_a_joined_map_has_the_segments_of_its_parts_with_their_own_sources_and_names(parts: list[Path]) -> None:
    size = 400
    map = json.loads(prepare.joined(parts, size, "x.js"))
    found = [
        [(column, *rest) for column, *rest in line] for line in _named(map["mappings"], map["sources"], map["names"])
    ]
    expected: list[list[tuple[object, ...]]] = []
    again = 0
    while len(expected) < len(found):
        for path, part in zip(parts, PARTS, strict=True):
            names = [f"{again}/{path.parent.name}/{one}" for one in part["sources"]]  # type: ignore[attr-defined]
            if names:
                expected += _named(part["mappings"], names, part.get("names", []))  # type: ignore[arg-type]
        again += 1
    # The last line break begins a line without segments.
    assert found[:-1] == expected[: len(found) - 1]
    assert len(map["sourcesContent"]) == len(map["sources"])
    assert len(json.dumps(map, ensure_ascii=False).encode()) >= size


def _named(mappings: str, sources: list[str], names: list[str]) -> list[list[tuple[object, ...]]]:
    """The lines of a field, decoded as the standard has it, with the sources and names that the numbers stand for."""
    state = [0, 0, 0, 0]
    lines: list[list[tuple[object, ...]]] = []
    for line in mappings.split(";"):
        column = 0
        lines.append([])
        for segment in filter(None, line.split(",")):
            first, *rest = prepare._numbers(segment.encode())
            column += first
            state = [number + more for number, more in zip(state, [*rest, 0, 0, 0, 0], strict=False)]
            place = (sources[state[0]], state[1], state[2]) if rest else ()
            lines[-1].append((column, *place, *([names[state[3]]] if len(rest) == 4 else [])))
    return lines


def test_a_joined_map_is_valid_and_a_spoilt_one_has_so_many_faults(parts: list[Path]) -> None:
    map = prepare.joined(parts, 2_000, "x.js")
    spec = Settings(presets=("spec",))
    assert lint_files({"x.js.map": map}, spec).findings == ()
    for times in (1, 7):
        spoilt = prepare.spoilt(map, times)
        segments = json.loads(spoilt)["mappings"].replace(";", ",").split(",")
        assert sum(len(prepare._numbers(segment.encode())) == 2 for segment in segments) == times
        assert {one.rule for one in lint_files({"x.js.map": spoilt}, spec).findings} == {"segment-length"}


@pytest.mark.parametrize(
    ("number", "text"), [(0, "A"), (1, "C"), (-1, "D"), (16, "gB"), (-16, "hB"), (123_456, "gkxH")]
)
def test_numbers_are_written_as_they_are_read(number: int, text: str) -> None:
    assert prepare._vlq(number) == text.encode()
    assert prepare._numbers(text.encode()) == [number]


def test_the_slope_is_the_exponent_and_the_start_does_not_count() -> None:
    line = growth.Line("x", tuple((size, size**1.25 / 1e4) for size in growth.SIZES[2:]))
    assert line.slope == pytest.approx(1.25)
    assert growth.Line("x", ((100, 9.0), *line.points)).slope == pytest.approx(1.25)


def test_the_plot_is_svg_with_each_line_and_its_slope() -> None:
    lines = [
        growth.Line(name, tuple((size, size / speed) for size in growth.SIZES))
        for name, speed in (("a", 1e4), ("b", 2e4))
    ]
    root = ET.fromstring(growth.plot(lines))  # noqa: S314  # ours
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"a", "b", "slope 1.00", "100,000", "small maps"} <= set(texts)


def test_commands_take_turns_and_say_what_they_took(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = "import sys; open(sys.argv[1], 'a').write(sys.argv[2]); print('one'); print('2 maps, 1 refused'); sys.exit(3 * (sys.argv[2] == 'b'))"
    commands = {name: measure.Command([sys.executable, "-c", code, str(log), name], once=name == "c") for name in "abc"}
    rows = measure.compared(commands, measure.environment(), 2)
    assert log.read_text() == "abcab"
    assert [[one.status for one in rows[name]] for name in "abc"] == [[0, 0], [3, 3], [0]]
    assert {one.said for runs in rows.values() for one in runs} == {"2 maps, 1 refused"}
    assert all(one.wall > 0 and one.cpu > 0 and one.peak > 1 for runs in rows.values() for one in runs)


def test_ratios_are_of_the_same_round() -> None:
    slow, fast = ([measure.Run(wall, 0, 0, 0, "") for wall in walls] for walls in ((2, 8, 30), (1, 2, 10)))
    assert measure.ratio(slow, fast) == (3, 2, 4)


def test_a_floor_holds_by_the_medians_and_not_where_a_command_failed() -> None:
    def runs(wall: float, status: int = 0, peak: float = 100) -> list[measure.Run]:
        return [measure.Run(wall, wall, peak, status, "")]

    input = prepare.Input("x", 1, 100 * 1024 * 1024, "", "")
    sections = {
        "large": run.Section(input, {run.SPEC: runs(1, peak=150), run.SYMBOLIC: runs(4), run.RECIPE: runs(9, status=1)})
    }
    reached = {one.what: (one.reached, one.holds) for one in run.floors(sections, {"seconds": 2.5}, None)}
    assert reached["large: faster than symbolic"] == (4, True)
    assert reached["large: faster than source-map + AJV"] == (None, False)
    assert reached["large: peak memory by the size of the file"] == (1.5, True)
    assert reached["SARIF with 25,000 results, seconds"] == (2.5, False)
    assert reached["corpus: faster than symbolic"] == (None, False)


def test_a_profile_charges_each_moment_to_one_stage() -> None:
    code = (
        "import json, sys, time; from benchmarks.profile import profiled;"
        "seconds, clock = profiled(json.loads(sys.argv[1]), timers=True);"
        "print(json.dumps([seconds, clock.spent, clock.entered]))"
    )
    arguments = ["--no-config", "--fail-on", "never", "--jobs", "1", "--preset", "spec", "examples"]
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(arguments)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    seconds, spent, entered = json.loads(done.stdout)
    assert sum(spent.values()) == pytest.approx(seconds, rel=0.05)
    assert {"start", "discover", "link", "read", "scan", "decode", "examine", "report"} <= set(spent)
    assert entered["rule version-integer"] > 0
    assert entered["rule mappings-vlq"] > 0


def test_a_stage_within_a_stage_takes_its_time_from_it() -> None:
    from benchmarks.profile import Clock

    clock = Clock()
    inner = clock.timed("inner", lambda: time.sleep(0.02))
    outer = clock.timed("outer", lambda: [inner(), inner()])
    outer()
    clock.end()
    assert clock.entered == {"outer": 1, "inner": 2}
    assert clock.spent["inner"] >= 0.04


@pytest.mark.node
@pytest.mark.slow
def test_the_peers_agree_on_a_joined_map_and_refuse_an_index_out_of_bounds(parts: list[Path], tmp_path: Path) -> None:
    map = prepare.joined(parts, 2_000, "x.js")
    (tmp_path / "good.js.map").write_bytes(map)
    fields = json.loads(map)
    bad = {**fields, "sources": fields["sources"][:1], "sourcesContent": fields["sourcesContent"][:1]}
    (tmp_path / "bad.js.map").write_text(json.dumps(bad))
    segments = sum(len(line) for line in _named(fields["mappings"], fields["sources"], fields["names"]))
    for name, command in run.javascript_peers().items():
        on = command._replace(arguments=[*command.arguments, str(tmp_path)])
        assert measure.run(on, measure.environment()).said == f"2 maps, 1 refused, {segments} segments", name


def test_pins_are_exact_and_the_locks_name_no_host() -> None:
    for project in ("inputs", "peers"):
        folder = ROOT / "benchmarks" / project
        versions = json.loads((folder / "package.json").read_bytes())["dependencies"].values()
        assert all(version[0].isdigit() for version in versions)
        assert '"resolved"' not in (folder / "package-lock.json").read_text()
