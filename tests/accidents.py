"""How builds break: each accident changes one file of a build's copy as a real pipeline has done.

They know nothing of smaplint, and decode and encode `mappings` themselves. A trap looks like an accident and harms nothing.
All take the path of a file that is in the build; some touch its neighbours.
"""

import base64
import gzip
import hashlib
import itertools
import json
import re
import shutil
import subprocess
import urllib.parse
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

Accident = Callable[[Path], None]

BUILDS: Final = Path(__file__).with_name("builds") / "output"
SOURCES: Final = Path(__file__).with_name("builds") / "app" / "src"

_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _read(map: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(map.read_bytes())
    return fields


def _write(map: Path, fields: dict[str, Any]) -> None:
    """Write as `JSON.stringify` does."""
    map.write_bytes(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode())


def _pipe(file: Path, *command: str) -> None:
    """Run a tool with the file as its input and its output; skip the test where the system has no such tool."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no `{command[0]}` here")
    file.write_bytes(subprocess.run(command, input=file.read_bytes(), capture_output=True, check=True).stdout)


def _generated(map: Path) -> Path:
    return map.with_suffix("")


def _numbers(segment: str) -> list[int]:
    numbers, value, shift = [], 0, 0
    for letter in segment:
        digit = _DIGITS.index(letter)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers


def _segment(numbers: list[int]) -> str:
    text = ""
    for number in numbers:
        value = abs(number) << 1 | (number < 0)
        while value > 31:
            text += _DIGITS[value & 31 | 32]
            value >>= 5
        text += _DIGITS[value]
    return text


def _lines(mappings: str) -> list[list[list[int]]]:
    return [[_numbers(segment) for segment in line.split(",") if segment] for line in mappings.split(";")]


def _mappings(lines: list[list[list[int]]]) -> str:
    return ";".join(",".join(map(_segment, line)) for line in lines)


# --- the file was not written to its end, or something else was written


def killed_build(map: Path) -> None:
    """A job ran into its time limit while the map was written: half of it is there (getsentry/sentry#65402)."""
    map.write_bytes(map.read_bytes()[: map.stat().st_size // 2])


def full_disk(map: Path) -> None:
    """The disk was full: the file ends with its last whole block of 4,096 bytes, and that is inside `mappings`."""
    data = map.read_bytes()
    end = data.index(_read(map)["mappings"].encode()) + len(_read(map)["mappings"])
    map.write_bytes(data[: end // 4096 * 4096])


def last_byte_lost(map: Path) -> None:
    """A copy script counted one byte too few."""
    map.write_bytes(map.read_bytes()[:-1])


def text_column_too_short(map: Path) -> None:
    """An artifact store keeps maps in a `TEXT` column of MySQL, which holds 65,535 bytes and cuts in silence."""
    map.write_bytes(map.read_bytes()[:65_535])


def crashed_filesystem(map: Path) -> None:
    """The machine lost power: the size was written, the blocks were not, and read as NUL bytes."""
    map.write_bytes(bytes(map.stat().st_size))


def failed_download(map: Path) -> None:
    """`curl -o` of an artifact that was not there left an empty file (DataDog/datadog-ci#223)."""
    map.write_bytes(b"")


def not_found_text(map: Path) -> None:
    """`curl` without `--fail` saved what the raw file host says of a missing file."""
    map.write_bytes(b"404: Not Found")


def access_denied(map: Path) -> None:
    """A bucket's answer to an expired link was saved as the map."""
    map.write_bytes(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
    )


def json_error(map: Path) -> None:
    """An artifact server's JSON answer, `404` and all, was saved as the map."""
    map.write_bytes(b'{\n  "errors" : [ {\n    "status" : 404,\n    "message" : "File not found."\n  } ]\n}')


def spa_fallback(map: Path) -> None:
    """The server answers any path with the app's page, and a crawler saved that (insin/react-hn#78, Chocobozzz/PeerTube#7696)."""
    page = next(page for folder in (map.parent, map.parent.parent) for page in folder.glob("index.html"))
    map.write_bytes(page.read_bytes())


def lfs_pointer(map: Path) -> None:
    """`dist/` is committed with Git LFS, and the runner has checked out without it."""
    map.write_bytes(
        b"version https://git-lfs.github.com/spec/v1\n"
        b"oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n"
        b"size %d\n" % map.stat().st_size
    )


def merge_conflict(map: Path) -> None:
    """`dist/` is committed, two branches built it, and somebody committed the conflict."""
    text = map.read_bytes()
    map.write_bytes(b"<<<<<<< HEAD\n" + text + b"\n=======\n" + text.replace(b":3,", b":3, ") + b"\n>>>>>>> main\n")


def script_under_the_maps_name(map: Path) -> None:
    """An asset pipeline has the entry twice: the map's name holds the minified script (os-autoinst/openQA#7494)."""
    map.write_bytes(_generated(map).read_bytes())


def gzip_in_place(map: Path) -> None:
    """`gzip -9` over the output, and the files were given their old names back, for a bucket with `Content-Encoding`."""
    map.write_bytes(gzip.compress(map.read_bytes(), 9, mtime=0))


def two_maps_in_one_file(map: Path) -> None:
    """`cat *.js.map > all.js.map`, as it had been done with the scripts."""
    map.write_bytes(map.read_bytes() + b"\n" + map.read_bytes())


# --- the text was edited, or encoded again


def utf16_by_powershell(map: Path) -> None:
    """`(Get-Content x) -replace … > x` of Windows PowerShell: UTF-16 with a mark, CRLF at the end."""
    map.write_bytes(b"\xff\xfe" + (map.read_text("utf-8") + "\r\n").encode("utf-16-le"))


def mark_by_powershell(map: Path) -> None:
    """`Set-Content -Encoding utf8` of Windows PowerShell puts a byte order mark (postcss has had to trim them)."""
    map.write_bytes(b"\xef\xbb\xbf" + map.read_bytes() + b"\r\n")


def latin1_by_script(map: Path) -> None:
    """A script reads and writes all text as Latin-1 and drops what that lacks (sentry-cli has tests of such maps)."""
    map.write_bytes(map.read_text("utf-8").encode("latin-1", "ignore"))


def latin1_path(map: Path) -> None:
    """A build script glued the name of a folder, `Entwürfe`, into the JSON in the file system's Latin-1."""
    map.write_bytes(map.read_bytes().replace(b"/src/", "/Entwürfe/".encode("latin-1"), 1))


def licence_by_robot(map: Path) -> None:
    """A licence checker puts its header on top of every file that has none."""
    map.write_bytes(b"/*! (c) 2026 Shelf Ltd. */\n" + map.read_bytes())


def key_added_by_sed(map: Path) -> None:
    """`sed` adds the field that an uploader asks for, though the bundler has written one already."""
    _pipe(map, "sed", f'1s/^{{/{{"file":"{_generated(map).name}.bundle",/')


def python_repr(map: Path) -> None:
    """A script in Python wrote `str(fields)` and not `json.dumps(fields)`."""
    map.write_text(str(_read(map)), "utf-8")


def trailing_comma(map: Path) -> None:
    """A template writes one field a line, each with its comma, and then closes the object."""
    members = (f"  {json.dumps(key)}: {json.dumps(value)},\n" for key, value in _read(map).items())
    map.write_text("{\n" + "".join(members) + "}\n", "utf-8")


def nan_by_python(map: Path) -> None:
    """A statistics step adds a ratio of nothing to nothing, which `json.dumps` writes as `NaN`."""
    map.write_text(json.dumps({**_read(map), "x_coverage": float("nan")}), "utf-8")


def wrapped_by_fold(map: Path) -> None:
    """A mail gateway, or `fold`, ended the long line after 998 characters."""
    _pipe(map, "fold", "-b", "-w", "998")


def windows_path_by_template(map: Path) -> None:
    """A template of MSBuild puts `$(ProjectDir)` between the quotes as it is."""
    map.write_bytes(map.read_bytes().replace(b"{", rb'{"x_project":"D:\agent\_work\1\s\",', 1))


def stringified_twice(map: Path) -> None:
    """`JSON.stringify(map.toString())`: what came back was a string already."""
    map.write_text(json.dumps(map.read_text("utf-8")), "utf-8")


def xssi_line_of_server(map: Path) -> None:
    """A mirror saved the map with the guard that the server puts in front of every JSON."""
    map.write_bytes(b")]}'\n" + map.read_bytes())


def emoji_cut_in_half(map: Path) -> None:
    """A filter for a database of three-byte UTF-8 drops the second half of each emoji, and stopped at the first."""
    fields = _read(map)
    texts: list[str] = fields["sourcesContent"]
    index = next(at for at, text in enumerate(texts) if max(text) > "\uffff")
    texts[index] = re.sub("[\U00010000-\U0010ffff]", "\ud83d", texts[index], count=1)
    map.write_text(json.dumps(fields), "ascii")


# --- fields


def version_by_template(map: Path) -> None:
    """A template quotes every value: `"version":"3"`."""
    _pipe(map, "sed", 's/"version": *3/"version":"3"/')


def version_by_gson(map: Path) -> None:
    """A Java step reads JSON without types and writes each number as a double: `3.0`."""
    map.write_bytes(re.sub(rb'("version": ?)3', rb"\g<1>3.0", map.read_bytes()))


def null_file_by_injector(map: Path) -> None:
    """A debug ID injector builds the object anew, with `file: null` where it knows none."""
    _write(map, {**_read(map), "file": None})


def null_contents(map: Path) -> None:
    """A plugin without texts writes `sourcesContent: null`, which Safari rejects (rollup/rollup#6191)."""
    _write(map, {**_read(map), "sourcesContent": None})


def misspelled_contents(map: Path) -> None:
    """A plugin of the company's own writes `sourceContent`."""
    _write(map, {{"sourcesContent": "sourceContent"}.get(key, key): value for key, value in _read(map).items()})


def buffers_for_texts(map: Path) -> None:
    """A gulp plugin put in `file.contents`, which is a Buffer and has a JSON form of its own."""
    fields = _read(map)
    fields["sourcesContent"] = [{"type": "Buffer", "data": [*text.encode()]} for text in fields["sourcesContent"]]
    _write(map, fields)


def array_of_php(map: Path) -> None:
    """`array_filter` keeps the keys in PHP, and `json_encode` makes an object of an array with a gap."""
    fields = _read(map)
    fields["sources"] = {str(at): name for at, name in enumerate(fields["sources"]) if "node_modules" not in name}
    _write(map, fields)


def lone_item_unwrapped(map: Path) -> None:
    """Through XML and back: an array of one item became the item."""
    fields = _read(map)
    (fields["sources"],) = fields["sources"]
    _write(map, fields)


def mappings_dropped(map: Path) -> None:
    """`jq 'del(.mappings)'` was to make a map for reading small, and ran on the release."""
    fields = _read(map)
    del fields["mappings"]
    _write(map, fields)


def null_mappings(map: Path) -> None:
    """A transform that changes nothing returned `{ mappings: null }`, Rollup's sign for it, and a plugin wrote it out."""
    _write(map, {**_read(map), "mappings": None})


def virtual_module(map: Path) -> None:
    """A plugin adds its virtual module to `sources` and gives it no text."""
    fields = _read(map)
    fields["sources"].append("\0virtual:env")
    _write(map, fields)


def virtual_module_in_front(map: Path) -> None:
    """The same in front of the others; the mappings are renumbered, and each text now belongs to the file before it."""
    fields = _read(map)
    fields["sources"].insert(0, "webpack/runtime/define")
    lines = _lines(fields["mappings"])
    next(segment for line in lines for segment in line if len(segment) > 1)[1] += 1
    fields["mappings"] = _mappings(lines)
    _write(map, fields)


def texts_of_dependencies_dropped(map: Path) -> None:
    """To keep the map small, texts of `node_modules` are filtered out of the array, and not made null."""
    fields = _read(map)
    both = zip(fields["sources"], fields["sourcesContent"], strict=True)
    fields["sourcesContent"] = [text for name, text in both if "node_modules" not in name]
    _write(map, fields)


def ignore_list_of_another(map: Path) -> None:
    """A post-build step fills in the `ignoreList` of the main bundle for every chunk."""
    main = next(iter(sorted(map.parent.glob("main*.js.map"))))
    _write(map, {**_read(map), "ignoreList": _read(main)["x_google_ignoreList"]})


def ignored_names(map: Path) -> None:
    """`ignoreList` was filled with the names of the sources, not their indices."""
    fields = _read(map)
    fields["ignoreList"] = [name for name in fields["sources"] if "node_modules" in name]
    _write(map, fields)


# --- mappings


def host_by_sed(map: Path) -> None:
    """`sed 's/API/https:…/'` over the output, for a CDN: three letters of `mappings` are `API` too."""
    _pipe(map, "sed", "s#API#https://api.example#g")


def stage_by_sed(map: Path) -> None:
    """The stage is put in by `sed 's/SAAS/ONPREMISES/'`: all of them letters of base64."""
    _pipe(map, "sed", "s/SAAS/ONPREMISES/g")


def url_safe_digits(map: Path) -> None:
    """An encoder was built on the base64 of URLs, which has `-` and `_` for `+` and `/`."""
    fields = _read(map)
    fields["mappings"] = fields["mappings"].replace("+", "-").replace("/", "_")
    _write(map, fields)


def folded_by_yaml(map: Path) -> None:
    """Through a YAML file with `>`: the long text was folded, and each fold read back as a blank."""
    fields = _read(map)
    fields["mappings"] = re.sub(r"(.{70,}?[,;])(?=.)", r"\1 ", fields["mappings"])
    _write(map, fields)


def zero_width_by_wiki(map: Path) -> None:
    """The map was passed on through a wiki, which puts a zero-width space into long words, so that they can break."""
    fields = _read(map)
    fields["mappings"] = re.sub(r"([^\u200b]{5000}[^,;]*,)", "\\1\u200b", fields["mappings"])
    _write(map, fields)


def mappings_in_a_short_column(map: Path) -> None:
    """A table keeps the fields of a map in columns; `mappings` was cut in the middle of a number."""
    fields = _read(map)
    at = next(at for at in range(1000, 2000) if _DIGITS.find(fields["mappings"][at]) > 31)
    fields["mappings"] = fields["mappings"][: at + 1]
    _write(map, fields)


def separators_dropped(map: Path) -> None:
    """A minifier took the map for a script and left out the `;` that it thought needless."""
    _pipe(map, "sed", "s/;\\([A-Z]\\)/\\1/g")


def unsigned_columns(map: Path) -> None:
    """A tool in a language of unsigned numbers took the banner's 40 columns off column 0: 4,294,967,256."""
    fields = _read(map)
    lines = _lines(fields["mappings"])
    first = next(line for line in lines if line)
    first[0][0] = (first[0][0] - 40) % (1 << 32)
    fields["mappings"] = _mappings(lines)
    _write(map, fields)


def banner_removed(map: Path) -> None:
    """A Windows tool cut the banner off the first line and its length off a column that was 0 already."""
    fields = _read(map)
    lines = _lines(fields["mappings"])
    lines[0][0][0] -= len("/*! shelf 1.4.2 */")
    fields["mappings"] = _mappings(lines)
    _write(map, fields)


def line_numbers_from_zero(map: Path) -> None:
    """A generator that counts lines from 1 was fed lines from 0, and took one off (lines below 0: sweet-core#318)."""
    fields = _read(map)
    lines = _lines(fields["mappings"])
    next(segment for line in lines for segment in line if len(segment) > 1)[2] -= 1
    fields["mappings"] = _mappings(lines)
    _write(map, fields)


def source_numbers_from_one(map: Path) -> None:
    """Source indices run one ahead of `sources`, as in esbuild 0.24.1 to 0.25.0 (evanw/esbuild#4080, #4082)."""
    fields = _read(map)
    lines = _lines(fields["mappings"])
    next(segment for line in lines for segment in line if len(segment) > 1)[1] += 1
    fields["mappings"] = _mappings(lines)
    _write(map, fields)


def sources_made_unique(map: Path) -> None:
    """An optimiser drops sources whose text is there already, and leaves the indices as they were."""
    fields = _read(map)
    unique = dict(zip(fields["sourcesContent"], fields["sources"], strict=True))
    fields["sources"], fields["sourcesContent"] = [*unique.values()], [*unique]
    _write(map, fields)


def names_pruned(map: Path) -> None:
    """An optimiser empties `names`, which it holds to be of no use, and leaves the mappings that count on them."""
    _write(map, {**_read(map), "names": []})


def names_of_the_first(map: Path) -> None:
    """A concat script joins `sources` and mappings of a bundle and its chunk, and forgets the chunk's `names`."""
    fields = _read(map)
    chunk = next(path for path in sorted(map.parent.glob("*.js.map")) if path != map)
    more = _read(chunk)
    lines, others = _lines(fields["mappings"]), _lines(more["mappings"])
    ends = [sum(segment[at] for line in lines for segment in line if len(segment) > at) for at in range(5)]
    first = next(segment for line in others for segment in line if len(segment) > 1)
    first[1:4] = [len(fields["sources"]) - ends[1] + first[1], first[2] - ends[2], first[3] - ends[3]]
    named = next(segment for line in others for segment in line if len(segment) == 5)
    named[4] += len(fields["names"]) - ends[4]
    generated = _generated(map).read_bytes()
    code, _, comment = generated.rpartition(b"\n//# ")
    start = code.count(b"\n") + 1
    fields["mappings"] = _mappings([*lines[:start], *[[] for _ in range(start - len(lines))], *others])
    fields["sources"] += more["sources"]
    fields["sourcesContent"] += more["sourcesContent"]
    tail = _generated(chunk).read_bytes().rpartition(b"\n//# ")[0]
    _generated(map).write_bytes(code + b"\n" + tail + b"\n//# " + comment)
    chunk.unlink()
    _generated(chunk).unlink()
    _write(map, fields)


def segments_appended(map: Path) -> None:
    """An instrumenter puts its own segment for the start of each line behind those that were there."""
    fields = _read(map)
    lines = _lines(fields["mappings"])
    for line in lines:
        if len(line) > 1:
            line.append([-sum(segment[0] for segment in line), 0, 0, 0])
    fields["mappings"] = _mappings(lines)
    _write(map, fields)


def comma_behind_each(map: Path) -> None:
    """A generator puts a comma behind each segment, not between two."""
    fields = _read(map)
    fields["mappings"] = re.sub(r"(?<=[A-Za-z0-9+/])(?=;|$)", ",", fields["mappings"])
    _write(map, fields)


# --- sources and their texts


def texts_shortened(map: Path) -> None:
    """To save space the texts are cut to their first 20 lines, as a preview needs no more."""
    fields = _read(map)
    fields["sourcesContent"] = ["\n".join(text.split("\n")[:20]) for text in fields["sourcesContent"]]
    _write(map, fields)


def texts_embedded_after_formatting(map: Path) -> None:
    """The texts are embedded by a step that reads the checkout, which a formatter has indented anew since."""
    fields = _read(map)
    texts = [(map.parent / name).resolve().name for name in fields["sources"]]
    found = [next(SOURCES.rglob(name)).read_text("utf-8").replace("\r\n", "\n") for name in texts]
    fields["sourcesContent"] = [re.sub(r"(?m)^( +)(?=\w)", r"\1\1\1", text) for text in found]
    _write(map, fields)


def sources_sorted(map: Path) -> None:
    """For a reproducible build both lists are sorted by name, and the indices in `mappings` stay."""
    fields = _read(map)
    both = sorted(zip(fields["sources"], fields["sourcesContent"], strict=True))
    fields["sources"], fields["sourcesContent"] = [one for one, _ in both], [text for _, text in both]
    _write(map, fields)


def _name(map: Path, renamed: Callable[[str], str | None], **more: object) -> None:
    fields = _read(map)
    _write(map, {**fields, "sources": [renamed(name) for name in fields["sources"]], **more})


def built_on_a_laptop(map: Path) -> None:
    """A release is made at home, with a template of absolute paths (angular/angular#13040)."""
    _name(map, lambda name: name.replace("../../app/", "/Users/ann/shelf/"))


def absolute_template(map: Path) -> None:
    """`devtoolModuleFilenameTemplate: (info) => info.absoluteResourcePath`, on a CI service."""
    _name(map, lambda name: name.replace("webpack://shelf/./", "/home/runner/work/shelf/shelf/"))


def joined_on_windows(map: Path) -> None:
    """A plugin joins names with `path.join` and ran on Windows (evanw/esbuild#463)."""
    _name(map, lambda name: name.replace("/", "\\"))


def anonymous_source(map: Path) -> None:
    """magic-string was told no name for what it changed."""
    _name(map, lambda _: "")


def names_without_folders(map: Path) -> None:
    """A template of `[resource]` by its last part: preact's `index.js` and its hooks' become one."""
    _name(map, lambda name: name.rpartition("/")[2])


def cloned_with_a_token(map: Path) -> None:
    """Sources are named by the URL that CI cloned the repository from."""
    _name(
        map, lambda name: name.replace("../../app/", "https://x-access-token:ghs_16C7e42F292c69@github.com/ann/shelf/")
    )


def served_by_vite(map: Path) -> None:
    """What the development server had in its cache was published."""
    _name(map, lambda name: name.replace("../../../app/", "/@fs/app/"))


def minified_in_place(script: Path) -> None:
    """`terser main.js -o main.js --source-map url=main.js.map`, and not the `content` of the map that is there."""
    map = script.with_name(script.name + ".map")
    fields = _read(map)
    del fields["sourcesContent"]
    one = [
        [[*([segment[0], 0, *segment[2:4]] if len(segment) > 1 else segment)] for segment in line]
        for line in _lines(fields["mappings"])
    ]
    _write(map, {**fields, "sources": [script.name], "names": [], "mappings": _mappings(one)})


def texts_blanked(map: Path) -> None:
    """A script was to leave the texts out, and wrote `""` for each."""
    _write(map, {**_read(map), "sourcesContent": [""] * len(_read(map)["sources"])})


def texts_dropped(map: Path) -> None:
    """`delete map.sourcesContent`, to make the upload smaller (getsentry/sentry#1551)."""
    fields = _read(map)
    del fields["sourcesContent"]
    _write(map, fields)


def text_of_a_loader(map: Path) -> None:
    """A loader gave the code of one file without its text (evanw/esbuild#2711)."""
    fields = _read(map)
    index = fields["sources"].index("../../app/src/main.tsx")
    fields["sourcesContent"][index] = None
    _write(map, fields)


def root_of_gulp(map: Path) -> None:
    """gulp-sourcemaps without `sourceRoot` (roots/sage#1496)."""
    _name(map, lambda name: name.replace("../../app/src/", ""), sourceRoot="/source/")


def root_of_the_machine(map: Path) -> None:
    """`sourceRoot: __dirname` in a configuration."""
    _name(map, lambda name: name.replace("../../app/", ""), sourceRoot="/home/runner/work/shelf/shelf/")


def root_twice(map: Path) -> None:
    """Two steps of gulp both know the root (gulp-sourcemaps#272)."""
    _name(map, lambda name: name.replace("../../app/src/", "src/"), sourceRoot="src/")


# --- index maps


def _section(line: int, fields: dict[str, Any]) -> dict[str, Any]:
    return {"offset": {"line": line, "column": 0}, "map": fields}


def _two_scripts(map: Path) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Append the chunk to the bundle as concat scripts do: both maps, and the line at which the chunk begins."""
    chunk = next(path for path in sorted(map.parent.glob("*.js.map")) if path != map)
    first, second = _read(map), _read(chunk)
    code = _generated(map).read_bytes().rpartition(b"\n//# ")[0]
    tail = _generated(chunk).read_bytes().rpartition(b"\n//# ")[0]
    _generated(map).write_bytes(code + b"\n" + tail + b"\n//# sourceMappingURL=" + map.name.encode() + b"\n")
    chunk.unlink()
    _generated(chunk).unlink()
    return first, second, code.count(b"\n") + 1


def sections_unordered(map: Path) -> None:
    """A concat script lists its sections by name, not in the order of the code."""
    first, second, line = _two_scripts(map)
    _write(map, {"version": 3, "sections": [_section(line, second), _section(0, first)]})


def sections_overlapping(map: Path) -> None:
    """A concat script counts the lines of the source, not of the code, so a section begins inside the one before."""
    first, second, line = _two_scripts(map)
    _write(map, {"version": 3, "sections": [_section(0, first), _section(line // 2, second)]})


def sections_at_one_place(map: Path) -> None:
    """A concat script gives every section the offset of the first."""
    first, second, _ = _two_scripts(map)
    _write(map, {"version": 3, "sections": [_section(0, first), _section(0, second)]})


def sections_by_url(map: Path) -> None:
    """A hand-made index map names the maps of its sections, as the first draft of 2011 had it."""
    _write(map, {"version": 3, "sections": [{"offset": {"line": 0, "column": 0}, "url": "parts/main.js.map"}]})


def sections_beside_mappings(map: Path) -> None:
    """A concat script adds `sections` to the first map that it has read."""
    first, second, line = _two_scripts(map)
    _write(map, {**first, "sections": [_section(0, first), _section(line, second)]})


def sections_without_offset(map: Path) -> None:
    """A hand-made index map of one bundle leaves out the offset, for it would be 0 and 0."""
    _write(map, {"version": 3, "sections": [{"map": _read(map)}]})


# --- names and comments


def _comments(file: Path, old: str, new: str) -> None:
    file.write_bytes(file.read_bytes().replace(f"sourceMappingURL={old}".encode(), f"sourceMappingURL={new}".encode()))


def renamed_without_comment(script: Path) -> None:
    """The bundle and its map became `.min.js`; the comment has the old name (ng-bootstrap on npm)."""
    new = script.with_suffix(f".min{script.suffix}")
    script.rename(new)
    Path(f"{script}.map").rename(f"{new}.map")


def deleted_after_upload(map: Path) -> None:
    """The uploader deletes maps from the output; the comments stay, and each one is a 404 (tldraw#9322)."""
    map.unlink()


def legacy_comment(script: Path) -> None:
    """An old concat tool ends the file with `//@`."""
    _pipe(
        script, "sed", "s,^//# sourceMappingURL,//@ sourceMappingURL,;s,^/[*]# sourceMappingURL,/*@ sourceMappingURL,"
    )


def inlined_by_base64(script: Path) -> None:
    """`$(base64 main.js.map)` inlines the map by hand, and `base64` ends a line after 76 letters."""
    code, comment, _ = script.read_bytes().rpartition(b"sourceMappingURL=")
    map = Path(f"{script}.map")
    wrapped = base64.encodebytes(map.read_bytes()).strip()
    close = b" */\n" if script.suffix == ".css" else b"\n"
    script.write_bytes(code + comment + b"data:application/json;base64," + wrapped + close)
    map.unlink()


def inline_map_cut(script: Path) -> None:
    """A content system keeps lines of at most 8,190 characters; the inline map was longer."""
    lines = script.read_bytes().split(b"\n")
    script.write_bytes(b"\n".join(line[:8190] if b"sourceMappingURL=" in line else line for line in lines))


def inline_map_by_url_digits(script: Path) -> None:
    """The inline map was encoded with the base64 of URLs, which has `-` and `_` for `+` and `/`."""
    code, comment, payload = script.read_bytes().rpartition(b"base64,")
    script.write_bytes(code + comment + payload.replace(b"+", b"-").replace(b"/", b"_"))


def inline_map_through_a_form(script: Path) -> None:
    """The file went through a form, where `+` stands for a blank: so it came back."""
    code, comment, payload = script.read_bytes().rpartition(b"base64,")
    script.write_bytes(code + comment + payload.replace(b"+", b" "))


def inline_version_by_template(script: Path) -> None:
    """An inline map went through a template that quotes every value."""
    code, comment, payload = script.read_bytes().rpartition(b"base64,")
    text = re.sub(rb'("version": ?)3', rb'\1"3"', base64.b64decode(payload))
    script.write_bytes(code + comment + base64.b64encode(text) + b"\n")


def map_of_former_build(map: Path) -> None:
    """The output folder was not cleaned: a map of the last release is left (sentry-bundler-plugins#602)."""
    fields = _read(map)
    fields["file"] = re.sub(r"[0-9a-f]{8}", "0a1b2c3d", _generated(map).name)
    _write(map.with_name(f"{fields['file']}.map"), fields)


def vendor_script(script: Path) -> None:
    """A vendor's minified bundle of 600 kB is copied in as it came."""
    script.with_name("vendor.min.js").write_bytes(b"!function(){" + b"var a=1;" * 75_000 + b"}();\n")


def root_in_one_package(map: Path) -> None:
    """One package of the monorepo sets `sourceRoot` in its tsconfig.json."""
    _write(map, {**_read(map), "sourceRoot": "https://src.example/shelf/"})


# --- the last build was right


def coarse_map(map: Path) -> None:
    """A plugin that changes code by string gives a map with a segment for a statement, not for a token."""
    fields = _read(map)
    state, before, lines = [0, 0, 0], [0, 0, 0], []
    for line in _lines(fields["mappings"]):
        column = last = 0
        kept = []
        for index, segment in enumerate(line):
            column += segment[0]
            if len(segment) > 3:
                state = [was + step for was, step in zip(state, segment[1:4], strict=True)]
            if index % 8 == 0 and len(segment) > 3:
                kept.append([column - last, *(new - old for new, old in zip(state, before, strict=True))])
                last, before = column, state
        lines.append(kept)
    _write(map, {**fields, "names": [], "mappings": _mappings(lines)})


def texts_left_out(map: Path) -> None:
    """An update of the preset turned `sourcesContent` off."""
    fields = _read(map)
    del fields["sourcesContent"]
    _write(map, fields)


def chain_broken(map: Path) -> None:
    """The minifier was not handed the bundler's map any more, and maps to the bundle that it was given."""
    fields = _read(map)
    lines = _lines(fields["mappings"])
    for line in lines:
        line[:] = [[segment[0], 0, *segment[2:4]] if len(segment) > 3 else segment for segment in line]
    fields = {
        name: value for name, value in fields.items() if name != "sourcesContent" and "ignore" not in name.lower()
    }
    _write(map, {**fields, "sources": ["../build/main.js"], "names": [], "mappings": _mappings(lines)})


def switched_off(script: Path) -> None:
    """`sourcemap: process.env.CI` is false on the new runner: neither map nor comment."""
    Path(f"{script}.map").unlink()
    comment_removed(script)


def names_by_namespace(map: Path) -> None:
    """`devtoolModuleFilenameTemplate` came with the new version of a framework's preset."""
    fields = _read(map)
    fields["sources"] = ["shelf:///" + name.lstrip("./") for name in fields["sources"]]
    _write(map, fields)


def root_everywhere(map: Path) -> None:
    """`sourceRoot` was set for another error tracker."""
    _write(map, {**_read(map), "sourceRoot": "https://src.example/shelf/"})


# --- what must not leave


def token_in_source(map: Path) -> None:
    """A token was pasted into the client's code to try something, and stayed (giantswarm/happa#4879). It was never issued."""
    fields = _read(map)
    fields["sourcesContent"][-1] += f'const token = "{"glpat" + "-" + "9fTq2LxVw7RbN4cKzPmJ"}";\n'
    _write(map, fields)


def key_inlined_by_the_build(map: Path) -> None:
    """The build inlines a key from the environment, its line feeds escaped. It is that of RFC 8410, section 10.3."""
    fields = _read(map)
    body = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"
    fields["sourcesContent"][-1] += rf'var key = "-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n";'
    _write(map, fields)


def environment_imported(map: Path) -> None:
    """`import env from "../.env?raw"`, for one of its lines (nuxtlabs/studio-module#132)."""
    fields = _read(map)
    fields["sources"].append("../.env?raw")
    fields["sourcesContent"].append('export default "DATABASE_URL=postgres://shelf\\nTITLE=Shelf\\n"')
    _write(map, fields)


def published_to_npm(file: Path) -> None:
    """The product is published to npm, and nothing says what of it (@anthropic-ai/claude-code 2.1.88, 59.8 MB of source)."""
    file.with_name("package.json").write_text('{"name":"@shelf/app","version":"2.1.88"}')


def scripts_maps_deleted(script: Path) -> None:
    """The uploader's plugin deletes the maps of scripts, and forgets style sheets (getsentry/sentry-javascript#18125)."""
    Path(f"{script}.map").unlink()


def standalone_output(file: Path) -> None:
    """The server's files go into an image with their maps (PostHog/posthog-js#4768)."""
    folder = file.parent / ".next" / "standalone" / ".next" / "server"
    folder.mkdir(parents=True, exist_ok=True)
    file.rename(folder / file.name)


# --- traps: what looks like damage and is none


def keys_of_documentation(map: Path) -> None:
    """A comment shows keys as the documentation of their issuers has them, and those that are made to be public."""
    shown = "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    public = "pk_live_" + "9fTq2LxVw7RbN4cKzPmJ8sHd AIza" + "SyB2x0Vq7mTn4Lr9WcKzPjH5dGfYe1UoXsA"
    armour = "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"
    fields = _read(map)
    fields["sourcesContent"][-1] += f"// {shown} sk_test_{public[8:32]} {public}\n/* {armour} */\n"
    _write(map, fields)


def environment_of_public_names(map: Path) -> None:
    """A `.env` of nothing but what the client is to know."""
    fields = _read(map)
    fields["sources"] += ["../.env.production", "../.env.example"]
    fields["sourcesContent"] += [
        "VITE_TITLE=Shelf\nVITE_API=https://api.example\n",
        "SECRET=\nDATABASE_URL=postgres://\n",
    ]
    _write(map, fields)


def crlf(file: Path) -> None:
    """`core.autocrlf` of Git for Windows: every text file has CRLF."""
    file.write_bytes(re.sub(rb"\r?\n", b"\r\n", file.read_bytes()))


def pretty_json(map: Path) -> None:
    """A formatter laid out the JSON, two blanks a level."""
    map.write_text(json.dumps(_read(map), indent=2, ensure_ascii=False) + "\n", "utf-8")


def sorted_keys(map: Path) -> None:
    """A tool for reproducible builds sorts the keys of all JSON."""
    map.write_text(json.dumps(_read(map), sort_keys=True, ensure_ascii=False), "utf-8")


def ascii_json(map: Path) -> None:
    """A script in Python escapes all that is not ASCII, emoji as two halves."""
    map.write_text(json.dumps(_read(map)), "ascii")


def slashes_of_php(map: Path) -> None:
    r"""`json_encode` of PHP writes `\/` for each slash, in `mappings` too."""
    map.write_bytes(map.read_bytes().replace(b"/", b"\\/"))


def written_by_another_tool(file: Path) -> None:
    """Everything at once that a tool may do to the text of a map, and a checkout to all files."""
    if file.suffix == ".map":
        text = json.dumps(_read(file), sort_keys=True, indent="\t").replace("/", "\\/")
        file.write_text(f"\n{text}\n\n", "ascii")
    crlf(file)


def extensions(map: Path) -> None:
    """Tools add fields of their own."""
    _write(map, {"x_built_by": {"ci": [1, None, {"a": "a"}]}, **_read(map), "x_version": "4", "buildId": None})


def moved_together(script: Path) -> None:
    """The bundle and its map are moved into another folder."""
    folder = script.parent / "static" / "js"
    folder.mkdir(parents=True, exist_ok=True)
    Path(f"{script}.map").rename(folder / f"{script.name}.map")
    script.rename(folder / script.name)


def maps_in_a_folder(script: Path) -> None:
    """All maps lie in a folder of their own, and the comments say so."""
    folder = script.parent / "maps"
    folder.mkdir(exist_ok=True)
    Path(f"{script}.map").rename(folder / f"{script.name}.map")
    _comments(script, f"{script.name}.map", f"maps/{script.name}.map")


def query_on_url(script: Path) -> None:
    """The comment has the build's number as a query, against caches."""
    _comments(script, f"{script.name}.map", f"{script.name}.map?v=20261121#x")


def name_with_blanks(script: Path) -> None:
    """A name with blanks, `%` and letters beyond ASCII is percent-encoded in the comment."""
    new = script.with_name(f"100% größer {script.name}")
    script.rename(new)
    Path(f"{script}.map").rename(f"{new}.map")
    _comments(new, f"{script.name}.map", f"{urllib.parse.quote(new.name)}.map")


def name_as_it_is(script: Path) -> None:
    """A bundler writes the name of the map into the comment as it is, with its blank (evanw/esbuild#3982)."""
    new = script.with_name(f"my {script.name}")
    script.rename(new)
    Path(f"{script}.map").rename(f"{new}.map")
    _comments(new, f"{script.name}.map", f"{new.name}.map")


def comment_of_the_other_language(script: Path) -> None:
    """A plugin that joins files has one form of comment for scripts and style sheets (fast-sourcemap-concat#1)."""
    code, comment, url = script.read_bytes().rstrip().rpartition(b"# sourceMappingURL=")
    is_css = script.suffix == ".css"
    script.write_bytes(
        (code[:-2] + b"//" if is_css else code[:-2] + b"/*")
        + comment
        + url.removesuffix(b" */")
        + (b"\n" if is_css else b" */\n")
    )


def map_url_of_dev_server(script: Path) -> None:
    """`publicPath` of the development server went into the production build (electrode#602)."""
    _comments(script, f"{script.name}.map", f"http://localhost:8080/{script.name}.map")


def maps_moved_out(script: Path) -> None:
    """A step keeps the maps away from what is published, beside the folder; the comments follow them there."""
    Path(f"{script}.map").unlink()
    _comments(script, f"{script.name}.map", f"../maps/{script.name}.map")


def copied_and_changed(script: Path) -> None:
    """`.cjs` is made of the finished `.js` by a text replacement; the comment is copied with it."""
    copy = script.with_suffix(".cjs")
    shutil.copyfile(script, copy)
    replaced_afterwards(copy)


def one_map_for_all(script: Path) -> None:
    """The pipeline's template appends the same comment to every chunk."""
    for chunk in script.parent.glob("*.js"):
        _comments(chunk, f"{chunk.name}.map", f"{script.name}.map")


def script_edited_after_page(script: Path) -> None:
    """The page got the hashes of all scripts, and then a tool wrote a line at their end (angular-cli#33108)."""
    hashed_in_page(script)
    script.write_bytes(script.read_bytes().rstrip() + b"\n// release 1.4.2\n")


def hashed_in_page(script: Path) -> None:
    """The page says what the script hashes to."""
    page = script.parent.parent / "index.html"
    digest = base64.b64encode(hashlib.sha384(script.read_bytes()).digest()).decode()
    src = f'src="/{script.parent.name}/{script.name}"'
    page.write_text(page.read_text("utf-8").replace(src, f'{src} integrity="sha384-{digest}"'), "utf-8")


def hidden_in_a_folder(script: Path) -> None:
    """The maps wait in a folder of their own for the upload, and no comment names them; `file` does."""
    comment_removed(script)
    folder = script.parent / "maps"
    folder.mkdir(exist_ok=True)
    Path(f"{script}.map").rename(folder / f"{script.name}.map")


def map_called_like_no_file(script: Path) -> None:
    """The map of `x.min.js` is called `x.min.map`, and nothing names it (jQuery on npm)."""
    comment_removed(script)
    Path(f"{script}.map").rename(script.with_suffix(".map"))


def copied_as_module(script: Path) -> None:
    """One file is published under two names, and both name its map."""
    shutil.copyfile(script, script.with_suffix(".mjs"))


def blank_lines(script: Path) -> None:
    """An editor's template ends each file with blank lines."""
    script.write_bytes(script.read_bytes() + b"\n  \n\t\n\r\n")


def debug_id_behind(script: Path) -> None:
    """`sentry-cli sourcemaps inject` 3 puts the debug ID behind the comment, and into the map."""
    identity = uuid.uuid5(uuid.NAMESPACE_URL, script.name)
    script.write_bytes(script.read_bytes().rstrip() + f"\n//# debugId={identity}\n".encode())
    map = Path(f"{script}.map")
    _write(map, {**_read(map), "debugId": str(identity), "debug_id": str(identity)})


def new_hash(script: Path) -> None:
    """A deploy step puts its own hash into the names of bundle and map, and mends comment and `file`."""
    new = script.with_name(f"{script.stem}.5d41402a{script.suffix}")
    map = Path(f"{script}.map")
    _write(map, {**_read(map), "file": new.name})
    map.rename(f"{new}.map")
    script.rename(new)
    _comments(new, map.name, f"{new.name}.map")


def comment_removed(script: Path) -> None:
    """`sed '/sourceMappingURL/d'` hides the maps, which lie beside the bundles for the upload."""
    _pipe(script, "sed", "/^.[/*]# sourceMappingURL=/d")


def compressed_beside(file: Path) -> None:
    """Precompressed files lie beside the others."""
    Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    Path(f"{file}.br").write_bytes(b"[\xff\x01\x80\x1c\x03\x02\x9d\x11")


def comment_of_a_test(script: Path) -> None:
    """The code writes such a comment itself: the text stands in a string, a template and an expression."""
    code, comment, url = script.read_bytes().rpartition(b"\n//# sourceMappingURL=")
    own = b"\nconst made = [`\n//# sourceMappingURL=${name}.map\n`, '//# sourceMappingURL=gone.js.map', /\\/\\/# sourceMappingURL=/];"
    script.write_bytes(code + own + comment + url)


def end_of_mappings(map: Path) -> None:
    """A bundler's footer: `mappings` ends with a `;` for each line that has no code of ours."""
    fields = _read(map)
    fields["mappings"] += ";;;"
    _write(map, fields)


def only_own_texts(map: Path) -> None:
    """Texts of `node_modules` are left out properly: null in their places."""
    fields = _read(map)
    both = zip(fields["sources"], fields["sourcesContent"], strict=True)
    fields["sourcesContent"] = [None if "node_modules" in name else text for name, text in both]
    _write(map, fields)


def names_from_the_top(map: Path) -> None:
    """Names as the site would have them: `/src/…`."""
    _name(map, lambda name: name.replace("../../app/", "/"))


def names_of_a_monorepo(map: Path) -> None:
    """The app is three folders deeper, and dependencies are hoisted."""
    _name(map, lambda name: name.replace("../../app/node_modules", "../../../../../node_modules"))


def public_clone(map: Path) -> None:
    """Sources are named by the URL of a public repository, and a user without a password."""
    _name(map, lambda name: name.replace("../../app/", "https://git@github.com/ann/@shelf/"))


def one_section(map: Path) -> None:
    """Metro writes index maps, of one section too."""
    _write(map, {"version": 3, "file": _generated(map).name, "sections": [_section(0, _read(map))]})


def two_sections(map: Path) -> None:
    """A concat script that counts right: an index map of two sections."""
    first, second, line = _two_scripts(map)
    _write(map, {"version": 3, "sections": [_section(0, first), _section(line, second)]})


def other_maps(script: Path) -> None:
    """A linker's map and a game's map are maps too, and none of ours."""
    script.with_name("firmware.map").write_bytes(b"Memory Configuration\n\nName  Origin  Length\n")
    script.with_name("level1.map").write_bytes(bytes(range(256)))


# --- the generated file was edited after its map was made


def banner_after_build(file: Path) -> None:
    """A release script put the licence in front of every bundle."""
    file.write_bytes(b"/*!\n * shelf 1.2.3\n * (c) the authors\n * MIT\n */\n" + file.read_bytes())


def strict_after_build(file: Path) -> None:
    """A server that concatenates made each script strict."""
    file.write_bytes(b'"use strict";\n' + file.read_bytes())


def snippet_in_the_line(file: Path) -> None:
    """A tag manager's snippet was put in front, in the line of the code."""
    file.write_bytes(b"window.tags=window.tags||[];" + file.read_bytes())


def first_lines_removed(file: Path) -> None:
    """A step took the helpers off that the bundler had put in front."""
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[3:]))


def replaced_afterwards(file: Path) -> None:
    """`sed` put the environment into the finished bundle, all over it."""
    file.write_bytes(re.sub(rb"\breturn\b", b"return(0,process.env.NODE_ENV),", file.read_bytes()))


def map_of_another_build(map: Path) -> None:
    """The cache of the CI gave back the map of the build without a minifier, under the same name."""
    shutil.copyfile(BUILDS / "rollup-nominify" / "main.js.map", map)


def bundle_cut(file: Path) -> None:
    """The disk was full: the bundle ends in its first half, and a retry wrote the comment alone."""
    text = file.read_bytes()
    file.write_bytes(text[: len(text) // 2] + b"\n//# sourceMappingURL=" + file.name.encode() + b".map\n")


def columns_in_bytes(file: Path) -> None:
    """A minifier in a language of byte strings counted bytes where the texts hold `é` and `→`."""
    map = file.with_suffix(file.suffix + ".map")
    fields = _read(map)
    found = []
    for line, text in zip(_lines(fields["mappings"]), file.read_text().split("\n"), strict=False):
        columns = list(itertools.accumulate(segment[0] for segment in line))
        units = text.encode("utf-16-le")
        moved = [len(units[: 2 * column].decode("utf-16-le").encode()) for column in columns]
        steps = [behind - before for before, behind in itertools.pairwise([0, *moved])]
        found.append([[step, *segment[1:]] for step, segment in zip(steps, line, strict=True)])
    fields["mappings"] = _mappings(found)
    _write(map, fields)


# --- vendors' uploaders pass over it


def licence_behind(script: Path) -> None:
    """The last step of the release puts a line behind each file."""
    script.write_bytes(script.read_bytes().rstrip() + b"\n// (c) 2026 Example Inc.\n")


def served_from_root(script: Path) -> None:
    """`SourceMapDevToolPlugin({publicPath: '/static/'})`: the comment is right in a browser."""
    _comments(script, f"{script.name}.map", f"/static/{script.name}.map")


def module_by_name(script: Path) -> None:
    """The files are renamed for Node.js, which wants `.mjs`, with their maps and comments."""
    new = script.with_suffix(".mjs")
    Path(f"{script}.map").rename(f"{new}.map")
    script.rename(new)
    _comments(new, f"{script.name}.map", f"{new.name}.map")


def comment_by_template(script: Path) -> None:
    """A build script writes the comment itself, and leaves out the blank."""
    script.write_bytes(script.read_bytes().replace(b"\n//# sourceMappingURL=", b"\n//#sourceMappingURL="))


def list_by_lua(map: Path) -> None:
    """A script in a language with one kind of number marks what is not ours."""
    text = map.read_bytes().rstrip()
    map.write_bytes(text[:-1] + b',"ignoreList":[0.0]}')


def bytecode_by_hermes(script: Path) -> None:
    """The bundle is compiled to bytecode, and its map stays that of the packager."""
    new = script.with_name("main.jsbundle")
    new.write_bytes(b"\xc6\x1f\xbc\x03\xc1\x03\x19\x1fT\0\0\0" + hashlib.sha256(script.read_bytes()).digest() * 40)
    Path(f"{script}.map").rename(f"{new}.map")
    script.unlink()


# --- debug IDs

_UUID: Final = "85314830-023f-4cf1-a267-535f4e37bb17"


def _behind_code(script: Path, statement: str) -> None:
    """Put a statement on a line of its own between the code and the comments, where it moves nothing."""
    code, mark, comments = script.read_bytes().partition(b"\n//# ")
    script.write_bytes(code + b"\n" + statement.encode() + mark + comments)


def id_of_another_tool(script: Path) -> None:
    """An older plugin for the error tracker was left in the configuration when the bundler's own IDs were turned on."""
    _behind_code(
        script,
        f'!function(e,n){{e._sentryDebugIds=e._sentryDebugIds||{{}},e._sentryDebugIds[n]="{_UUID}"}}(self,Error().stack);',
    )


def injected_by_two_tools(script: Path) -> None:
    """A bundler's plugin ran with injection on, and `sentry-cli sourcemaps inject` after it (getsentry/sentry-javascript#19874)."""
    for identity in (uuid.uuid5(uuid.NAMESPACE_URL, script.name), uuid.uuid5(uuid.NAMESPACE_DNS, script.name)):
        _behind_code(script, f'self._sentryDebugIds[Error().stack]="{identity}";')


def comments_dropped_by_minifier(script: Path) -> None:
    """A minifier after the injection keeps the comment that it writes itself, and no other."""
    script.write_bytes(re.sub(rb"\n//# debugId=.*", b"", script.read_bytes()))


def id_of_former_map(map: Path) -> None:
    """The upload folder still had the map of the build before: the same code, and another ID."""
    _write(map, {**_read(map), "debugId": _UUID})


def map_written_anew(map: Path) -> None:
    """A step that rewrites `sources` makes the object from the fields it knows (Rich-Harris/magic-string#292)."""
    fields = _read(map)
    del fields["debugId"]
    _write(map, fields)


def one_id_for_the_release(script: Path) -> None:
    """A deploy script makes one UUID for a release, and stamps all files with it."""
    comment = f"//# debugId={_UUID}\n".encode()
    script.write_bytes(re.sub(rb"//# debugId=.*\n", comment, script.read_bytes()))
    map = Path(f"{script}.map")
    _write(map, {**_read(map), "debugId": _UUID})


def entry_written_later(script: Path) -> None:
    """The entry is written after the injection, without an ID (getsentry/sentry-javascript-bundler-plugins#847)."""
    comments_dropped_by_minifier(script)
    map_written_anew(Path(f"{script}.map"))


def older_field_too(map: Path) -> None:
    """An old release of an injector does not know `debugId`, and adds `debug_id` with an ID of its own."""
    _write(map, {**_read(map), "debug_id": _UUID})


def id_of_an_object(map: Path) -> None:
    """A template in JavaScript was given the promise of an ID."""
    _write(map, {**_read(map), "debugId": "[object Promise]"})


def undefined_id(script: Path) -> None:
    """A banner plugin was given an ID that was not made yet."""
    script.write_bytes(re.sub(rb"debugId=.*", b"debugId=undefined", script.read_bytes()))


def plugin_of_sentry(script: Path) -> None:
    """Sentry's plugins put a statement into the file, and the rest into the copies that they upload."""
    identity = uuid.uuid5(uuid.NAMESPACE_URL, script.name)
    said = f'e._sentryDebugIds[n]="{identity}",e._sentryDebugIdIdentifier="sentry-dbid-{identity}"'
    _behind_code(script, f"!function(e,n){{e._sentryDebugIds=e._sentryDebugIds||{{}},{said}}}(self,Error().stack);")


def plugin_of_datadog(script: Path) -> None:
    """Datadog's plugins put an ID of their own into the file, beside another tool's."""
    identity = uuid.uuid5(uuid.NAMESPACE_URL, script.name)
    _behind_code(script, f'(self.DD_SOURCE_CODE_CONTEXT||={{}})[Error().stack]={{ddDebugId:"{identity}"}};')


def comment_of_a_library(script: Path) -> None:
    """The code reads and writes debug IDs itself, as an error tracker's SDK does, and holds such comments in texts."""
    code, mark, comments = script.read_bytes().partition(b"\n//# ")
    own = (
        b"\nconst ids = self._sentryDebugIds, write = (id) => `\n//# debugId=${id}\n//# debugId=%b\n`;" % _UUID.encode()
    )
    script.write_bytes(code + own + mark + comments)
