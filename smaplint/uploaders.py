"""What the uploaders of vendors would do with a build: their file scans, simulated.

Each finds the map of a generated file in its own way, and most pass over what they do not understand with a success. The
functions follow the tools' own code; `tests/uploaders` runs the tools on a table of forms and compares. Nothing is read
here: a generated file's bytes come in once (`scan`), the rest is names.
"""

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import unquote

from smaplint._lazy import pattern

if TYPE_CHECKING:
    from smaplint.rule import Build, BundleFacts

Tool = Literal["datadog-ci", "rollbar-cli", "sentry-cli", "bugsnag-cli", "bugsnag-source-maps"]

# The versions that the simulations were compared with. bugsnag-cli is no npm package but a binary that one downloads:
# its scan (pkg/upload/js.go of that tag) was compiled and run over the same table by hand.
CHECKED: Final[dict[Tool, str]] = {
    "datadog-ci": "5.25.0",
    "rollbar-cli": "0.2.1",
    "sentry-cli": "3.8.0",
    "bugsnag-cli": "3.10.3",
    "bugsnag-source-maps": "2.3.3",
}

# Why a tool does not take a file's map. Each is the case of a rule, so it is part of findings' identity.
Reason = Literal[
    "", "none", "extension", "form", "inline", "last", "remote", "encoding", "missing", "outside", "name", "shared"
]

# `\s` and `trim` of JavaScript; Python's own sets differ (U+FEFF, U+0085, U+001C).
_JS_SPACE: Final = "\t\n\x0b\x0c\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_JS_BLANKS = rb"(?:[ \t\x0b\x0c\r]|\xc2\xa0|\xef\xbb\xbf|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80)*+"
_MARK: Final = b"sourceMappingURL"
_ROLLBAR = pattern(_JS_BLANKS + rb"//#" + _JS_BLANKS + _MARK + _JS_BLANKS + rb"=")
_JS_LINE_END = pattern("[\r\u2028\u2029]")
_DATADOG = pattern("//# sourceMappingURL=([^\n\r\u2028\u2029]+\\.map)")
_BUGSNAG = pattern(r"[@#][\t\n\f\r ]*sourceMappingURL=([^\t\n\f\r ]*)[\t\n\f\r ]*\Z")
_SENTRY_URL = pattern(rb"[ \t\n\x0c\r]*+([^ \t\n\x0c\r]*+)")
_SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_BROKEN_ESCAPE = pattern(r"%(?![0-9a-fA-F]{2})")
# What the server takes (rust-sourcemap, decode_data_url); `sentry-cli sourcemaps inject` reads it without a charset alone.
_SENTRY_DATA = pattern(r"data:application/json(?:;charset=utf-?8)?;base64,")


class Scan(NamedTuple):
    """What one tool reads in one generated file. `target`: the path at which it then looks for the map, `""` for none.

    `reason`: why it reads nothing there; `""` also where it goes by the file's name.
    """

    target: str
    reason: Reason = ""
    by_name: bool = False


class Scans(NamedTuple):
    """What each tool that starts from generated files reads in one of them."""

    datadog: Scan
    rollbar: Scan
    bugsnag: Scan
    sentry: Scan


class Upload(NamedTuple):
    """What a tool does with one generated file. `map`: the path of the map that it takes for the file's, or `""`.

    `reason`: why it takes none, or none that is there: then `map` is where it looks. `base`: the folder that is uploaded.
    """

    bundle: "BundleFacts"
    map: str
    reason: Reason
    base: str = ""

    @property
    def path(self) -> str:
        """The path of the file below the folder that is uploaded."""
        below = self.bundle.path
        return below if self.base in ("", ".") else below.removeprefix(f"{self.base.rstrip('/')}/")

    def url(self, prefix: str) -> str:
        """The URL that Datadog looks for in stack traces: `--minified-path-prefix` and the path."""
        return f"{prefix.strip().rstrip('/')}/{self.path}"

    def repeated(self, prefix: str) -> str:
        """The folders that the path repeats of the end of `--minified-path-prefix`; `""` for none.

        `datadog-ci` warns of `a` before `assets/app.js` too: that is no folder, and right.
        """
        found = repeated_path(prefix, self.path)
        return found if self.path.startswith(f"{found}/") else ""


def scan(path: str, data: bytes) -> Scans:
    """Read a generated file as each tool does."""
    return Scans(scan_datadog(path, data), scan_rollbar(path, data), scan_bugsnag(path, data), scan_sentry(path, data))


def scan_datadog(path: str, data: bytes) -> Scan:
    """`datadog-ci sourcemaps upload`: the last line of `*.js` that is not blank, within the last 1,024 bytes."""
    if not path.endswith(".js"):
        return Scan("", "extension")
    tail = data[-1024:].decode("utf-8", "replace")
    lines = re.split("\r?\n", tail)
    last = next((line for line in reversed(lines) if line.strip(_JS_SPACE)), "")
    match = _DATADOG.search(last)
    if match is None:
        return Scan("", "form" if "sourceMappingURL" in last else "none")
    url = _decoded(match.group(1).strip(_JS_SPACE))
    if url is None:
        return Scan("", "encoding")
    # Its paths have slashes alone.
    slashed = url.replace("\\", "/")
    if "://" in url or slashed.startswith("/"):
        return Scan("", "remote")
    return _at(path, slashed)


def scan_rollbar(path: str, data: bytes) -> Scan:
    """`rollbar-cli upload-sourcemaps`: the last line of `*.js`, wherever it stands, that is such a comment."""
    if not path.endswith(".js"):
        return Scan("", "extension")
    end = len(data)
    while (at := data.rfind(_MARK, 0, end)) >= 0:
        start = data.rfind(b"\n", 0, at) + 1
        match = _ROLLBAR.match(data, start)
        if match:
            stop = data.find(b"\n", at)
            rest = data[match.end() : stop if stop >= 0 else len(data)]
            url = _rollbar_url(rest.decode("utf-8", "replace"))
            if url:
                return _looked_for(path, url)
        end = start
    return Scan("", "none")


def _rollbar_url(rest: str) -> str:
    r"""The group of `\s*(.+)\s*$`: blanks at the end belong to it, a line end of JavaScript and what follows does not."""
    body = rest.lstrip(_JS_SPACE)
    if not body:
        return next((one for one in reversed(rest) if not _JS_LINE_END.match(one)), "")
    url = _JS_LINE_END.split(body, maxsplit=1)[0]
    return "" if body[len(url) :].strip(_JS_SPACE) else url


def scan_bugsnag(path: str, data: bytes) -> Scan:
    """`bugsnag-cli upload js`: the last line that is not blank, as ECMA-426 reads one; else the map beside the file."""
    if not path.endswith((".js", ".jsx", ".ts", ".tsx")):
        return Scan("", "extension")
    beside = Scan(f"{path}.map", by_name=True)
    line = _last_line(data).lstrip(_JS_SPACE)
    if not line.startswith("//") or any(mark in line for mark in ('"', "'", "`", "*/")):
        return beside
    match = _BUGSNAG.match(line, 2)
    if match is None or not match.group(1):
        return beside
    return _looked_for(path, match.group(1))


def scan_sentry(path: str, data: bytes) -> Scan:
    """`sentry-cli sourcemaps inject`: the last `//# sourceMappingURL=` of the file, in strings too; else names like it."""
    if not path.endswith((".js", ".cjs", ".mjs")):
        return Scan("", "extension")
    by_name = Scan("", "none", by_name=True)
    end = len(data)
    while (at := data.rfind(b"sourceMappingURL=", 0, end)) >= 0:
        if data[max(0, at - 4) : at] in (b"//# ", b"//@ "):
            break
        end = at
    if not _is_utf8(data):
        return Scan("", "encoding")
    if at < 0:
        return by_name
    match = _SENTRY_URL.match(data, at + 17)
    url = re.split("[?#]", match.group(1).decode(), maxsplit=1)[0] if match else ""
    if url.startswith("data:"):
        return _sentry_inline(path, url)
    if url.startswith("/") or _SCHEME.match(url):
        return by_name._replace(reason="remote")
    if "\\" in url or len(url) > _URL_LONGEST:
        return Scan("", "missing")
    folder = posixpath.dirname(path)
    return Scan(_cleaned(f"{folder}/{url.lstrip('/')}" if folder else url))


def _sentry_inline(path: str, url: str) -> Scan:
    match = _SENTRY_DATA.match(url)
    if match is None:
        return Scan("", "inline")
    try:
        # Strict, with its padding: data_encoding's BASE64.
        payload = url[match.end() :]
        strict = base64.b64encode(base64.b64decode(payload, validate=True)).decode() == payload
    except (binascii.Error, ValueError):
        strict = False
    return Scan(path) if strict else Scan("", "inline")


def _looked_for(path: str, url: str) -> Scan:
    """A URL that is taken for a path: not decoded, not cut at `?`."""
    if url.startswith("data:"):
        return Scan("", "inline")
    return _at(path, url, "remote" if url.startswith("/") or _SCHEME.match(url) else "")


def _at(path: str, url: str, reason: Reason = "") -> Scan:
    if len(url) > _URL_LONGEST:
        return Scan("", "missing")
    return Scan(posixpath.normpath(posixpath.join(posixpath.dirname(path), url)), reason)


# PATH_MAX is 4,096 bytes on Linux, and each may be percent-encoded.
_URL_LONGEST: Final = 3 * 4096


def _decoded(url: str) -> str | None:
    """`decodeURIComponent`; None where it throws."""
    if "%" not in url:
        return url
    if _BROKEN_ESCAPE.search(url):
        return None
    try:
        return unquote(url, errors="strict")
    except UnicodeDecodeError:
        return None


def _cleaned(path: str) -> str:
    """A path without `.` and `..`; unlike `normpath` it keeps what stands between two slashes, as symbolic does."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif part != ".":
            kept.append(part)
    return "/".join(kept)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _last_line(data: bytes) -> str:
    """The last line, by the line ends of JavaScript, that is not blank; read from the end on."""
    end = len(data)
    while end:
        start = max(0, end - 4096)
        while start and data[start] & 0xC0 == 0x80 and end - start < 4100:
            start -= 1
        text = data[start:end].decode("utf-8", "surrogateescape")
        kept = text.rstrip(_JS_SPACE)
        end -= len(text[len(kept) :].encode("utf-8", "surrogateescape"))
        if kept:
            break
    start = max(
        (data.rfind(mark, 0, end) + len(mark) for mark in _LINE_ENDS if data.rfind(mark, 0, end) >= 0), default=0
    )
    return data[start:end].decode("utf-8", "replace")


_LINE_ENDS: Final = (b"\n", b"\r", b"\xe2\x80\xa8", b"\xe2\x80\xa9")


def uploads(tool: Tool, build: "Build") -> Iterator[Upload]:
    """What a tool does with each JavaScript file of `build.bundles` that has a map. Needs `BundleFacts.scans`.

    React Native's bundles have uploaders of their own, and a comment whose map is nowhere is `dangling-link`.
    """
    there = {facts.path for facts in build.all_maps if not facts.inline}
    there.update(one.directive.target for one in build.all_bundles if one.directive and one.directive.status == "found")
    decide = _TOOLS[tool](build, there)
    base = _base(build)
    for bundle in build.bundles:
        if bundle.kind != "js" or bundle.scans is None or bundle.path.endswith((".bundle", ".jsbundle")):
            continue
        directive = bundle.directive
        status = directive.status if directive else "none"
        if status == "found" or (bundle.map and status in ("none", "inline", "remote")):
            upload = decide(bundle)
            if directive and directive.is_inline and upload.reason:
                upload = upload._replace(reason="inline")
            elif directive and upload.reason == "none":
                upload = upload._replace(reason="form")
            yield upload._replace(base=base)


Decide = Callable[["BundleFacts"], Upload]


def _datadog(build: "Build", there: set[str]) -> Decide:
    scans = [bundle.scans.datadog for bundle in build.all_bundles if bundle.scans]
    any_comment = any(one.target for one in scans)
    base = _base(build)

    def decide(bundle: "BundleFacts") -> Upload:
        assert bundle.scans is not None  # noqa: S101  # `uploads` looked
        one = bundle.scans.datadog
        if not any_comment:
            # No file of the build has a comment that it reads: then it takes all `*js.map` by their names.
            beside = f"{bundle.path}.map"
            if beside in there and beside.endswith("js.map"):
                return Upload(bundle, beside, "")
        if not one.target:
            return Upload(bundle, "", "last" if one.reason == "none" and bundle.directive else one.reason)
        if not _is_below(one.target, base):
            return Upload(bundle, one.target, "outside")
        return Upload(bundle, one.target, "" if one.target in there else "missing")

    return decide


def _rollbar(build: "Build", there: set[str]) -> Decide:  # noqa: ARG001  # it looks at one file after the other
    def decide(bundle: "BundleFacts") -> Upload:
        assert bundle.scans is not None  # noqa: S101
        return _as_read(bundle, bundle.scans.rollbar, there)

    return decide


def _bugsnag(build: "Build", there: set[str]) -> Decide:  # noqa: ARG001
    def decide(bundle: "BundleFacts") -> Upload:
        assert bundle.scans is not None  # noqa: S101
        upload = _as_read(bundle, bundle.scans.bugsnag, there)
        return upload._replace(reason="name") if bundle.scans.bugsnag.by_name and upload.reason else upload

    return decide


def _as_read(bundle: "BundleFacts", one: Scan, there: set[str]) -> Upload:
    if not one.target or one.target in there:
        return Upload(bundle, one.target, "" if one.target else one.reason)
    return Upload(bundle, one.target, one.reason or "missing")


def _bugsnag_old(build: "Build", there: set[str]) -> Decide:  # noqa: ARG001
    """`bugsnag-source-maps upload-browser`: every map but `*.css.map`, as that of the file with its name."""

    def decide(bundle: "BundleFacts") -> Upload:
        beside = f"{bundle.path}.map"
        if beside in there:
            return Upload(bundle, beside, "")
        return Upload(bundle, "", "inline" if bundle.map == bundle.path else "name")

    return decide


def _sentry(build: "Build", there: set[str]) -> Decide:
    # It collects `*.map` alone, and gives up on a name that two files would take.
    maps = {path for path in there if path.endswith(".map")}
    taken = {bundle.scans.sentry.target for bundle in build.all_bundles if bundle.scans} & maps
    guesses: dict[str, str] = {}
    owners: dict[str, list[str]] = {}
    for bundle in build.all_bundles:
        if bundle.scans and bundle.scans.sentry.by_name:
            guess = next((name for name in guessed_names(bundle.path) if name in maps), "")
            if guess and guess not in taken:
                guesses[bundle.path] = guess
                owners.setdefault(guess, []).append(bundle.path)
    similar = _Similar(maps)

    def decide(bundle: "BundleFacts") -> Upload:
        assert bundle.scans is not None  # noqa: S101
        one = bundle.scans.sentry
        if one.by_name:
            guess = guesses.get(bundle.path, "")
            if guess and len(owners[guess]) > 1:
                return Upload(bundle, guess, "shared")
            return Upload(bundle, guess, "" if guess else one.reason)
        if one.target == bundle.path or not one.target:
            return Upload(bundle, one.target, "" if one.target else one.reason)
        match = one.target if one.target in maps else similar.only(one.target)
        return Upload(bundle, match or one.target, "" if match else "missing")

    return decide


def guessed_names(path: str) -> Iterator[str]:
    """The maps that sentry-cli looks for beside a file that names none, in its order (`guess_sourcemap_reference`)."""
    folder, _, name = path.rpartition("/")
    stem, _, extension = name.partition(".")
    start = f"{folder}/{stem}" if folder else stem
    yield f"{start}.map"
    if extension:
        yield f"{start}.{extension}.map"
        if extension.startswith("min."):
            yield f"{start}.{extension[4:]}.map"
        if "." in extension:
            yield f"{start}.{extension.rpartition('.')[0]}.map"


class _Similar:
    """Paths that differ from another in one folder: sentry-cli takes one that is alone (`find_matching_paths`)."""

    def __init__(self, paths: set[str]) -> None:
        self._paths = paths
        self._by_rest: dict[str, list[str]] = {}

    def only(self, path: str) -> str:
        if not self._by_rest:
            for one in sorted(self._paths):
                for key in _with_gap(one):
                    self._by_rest.setdefault(key, []).append(one)
        found = {one for key in _with_gap(path) for one in self._by_rest.get(key, ())[:2]}
        return found.pop() if len(found) == 1 else ""


# Folders deep; a path of 4,096 bytes that is all slashes would cost its square.
_DEEPEST: Final = 64


def _with_gap(path: str) -> Iterator[str]:
    parts = path.split("/")
    if len(parts) <= _DEEPEST:
        for index in range(len(parts) - 1):
            yield "/".join((*parts[:index], "*", *parts[index + 1 :]))


def _base(build: "Build") -> str:
    """The folder that is uploaded: the PATH that is linted, or what several have in common."""
    # A file that was given by name is its own root.
    found = [(facts.path, facts.root) for facts in build.all_maps]
    found += [(facts.path, facts.root) for facts in build.all_bundles]
    roots = {posixpath.dirname(root) if root == path else root for path, root in found}
    try:
        return posixpath.commonpath(roots) if roots else ""
    except ValueError:  # relative and absolute ones
        return ""


def _is_below(path: str, folder: str) -> bool:
    if not folder:
        return True
    return not path.startswith("../") if folder == "." else path.startswith(folder.rstrip("/") + "/")


_TOOLS: Final[dict[Tool, Callable[["Build", set[str]], Decide]]] = {
    "datadog-ci": _datadog,
    "rollbar-cli": _rollbar,
    "sentry-cli": _sentry,
    "bugsnag-cli": _bugsnag,
    "bugsnag-source-maps": _bugsnag_old,
}


def repeated_path(prefix: str, path: str) -> str:
    """What `datadog-ci` finds repeated: the end of `--minified-path-prefix` that a path below the folder begins with."""
    ends = _parts(prefix)
    start = "/".join(_parts(path))
    for size in range(len(ends), 0, -1):
        end = "/".join(ends[-size:])
        if end and start.startswith(end):
            return end
    return ""


def _parts(path: str) -> Sequence[str]:
    # One end is trimmed, not both: the expression of the tool has no `g`.
    return re.split(r"/+|\\+", re.sub(r"^/+|^\\+|/+$|\\+$", "", path.strip(_JS_SPACE), count=1))
