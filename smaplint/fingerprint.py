"""What a finding is known by from build to build: its rule, what it is about, and its file without the content hash.

GitHub blocks a repository whose alerts name a new file in every build, and a baseline is worthless there. So never a
line, never an index, never the hash in `index-4f2a9c1b.js`.
"""

import posixpath
import re
from contextlib import suppress
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from smaplint._lazy import pattern

_HEX = pattern(r"(?=[0-9a-f]*[0-9])[0-9a-f]{6,64}\Z|(?=[0-9A-F]*[0-9])[0-9A-F]{6,64}\Z")
# esbuild and Angular: eight digits of base32, one in five without a figure.
_BASE32 = pattern(r"[A-Z2-7]{8}\Z")
# Rollup, Vite, Rolldown and SvelteKit: eight of base64url; Bun: eight of base 32 in lower case; Next.js and Turbopack:
# a dozen or two, in names and in the folder of the build.
_MIXED = pattern(r"[A-Za-z0-9_-]{8}\Z|[A-Za-z0-9_~-]{12,24}\Z")
_HUMP = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[_~-]")
_VOWEL = pattern(r"[aeiouyAEIOUY]")
_CLUSTER = pattern(r"[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{5}")
_INDEX = pattern(r"(?<=/)\d+(?=/|\Z)")
_EXTENSION = pattern(r"((?:\.(?:min|chunk|module|bundle|legacy|es|umd|iife|esm|d|[a-z]{2,4}\d?|map|jsbundle))+)\Z")
_TAIL = pattern(r"[-.]([A-Za-z0-9_-]{8})\Z")
# What bundlers call a file that has no name of its own.
_NAMELESS = pattern(r"\[hash\]|[-._~0-9]|chunk")


@lru_cache(maxsize=4096)
def is_hash(word: str) -> bool:
    """Whether a part of a file name is a content hash rather than a word.

    `UserProfilePage`, `i18nMessages`, `polyfills2` and `es2015` are words; `DrbLMKKA`, `D0GhEC13` and `9f6ff082` are not.
    """
    if word.isdigit():
        # One hex hash in forty has no letter; a number that begins like a year is a date.
        return len(word) >= 8 and not word.startswith(("19", "20"))
    if _HEX.match(word) or _BASE32.match(word):
        return True
    return _MIXED.match(word) is not None and not _is_word(word)


def _is_word(word: str) -> bool:
    """Whether humps and figures read like a name: letters in groups that can be spoken, few changes to figures."""
    if not any(character.isdigit() or character.isupper() for character in word):
        return True
    if len(word) == 8 and ("-" in word or "_" in word) and word == word.lower():
        return True  # `core-js3`, `d3-array`
    humps = _HUMP.findall(word)
    letters = [hump for hump in humps if hump.isalpha()]
    if not letters:
        return True  # a date
    if len(word) == 8 and any(len(hump) == 1 for hump in letters[:-1]):
        return False
    # An acronym (`PDFViewer`, `FAQ`) cannot be spoken, and stands among others that can.
    spoken = sum(len(hump) for hump in letters if len(hump) > 2 and _VOWEL.search(hump) and not _CLUSTER.search(hump))
    figures = sum(hump.isdigit() for hump in humps)
    return figures <= 2 and spoken * 4 >= sum(map(len, letters)) * 3 and spoken * 2 >= len(word)


def stable_path(path: str, first_source: str = "") -> str:
    """A path with content hashes replaced by `[hash]`. A name that is all hash becomes that of its first source."""
    folder, name = posixpath.split(path)
    match = _EXTENSION.search(name)
    stem, extension = (name[: match.start()], match.group(1)) if match and match.start() else (name, "")
    # The hash of base64url may hold `-` and `_`: eight characters behind a separator are looked at as one first.
    tail = _TAIL.search(stem)
    if tail and is_hash(tail.group(1)):
        stem = f"{stem[: tail.start() + 1]}[hash]"
    parts = re.split(r"([-._~]|\[hash\])", stem)
    stem = "".join("[hash]" if is_hash(part) else part for part in parts)
    if first_source and ("[hash]" in stem or stem.isdigit()) and not _NAMELESS.sub("", stem):
        stem = f"[{first_source}]"
    folders = "/".join("[hash]" if is_hash(part) else part for part in folder.split("/"))
    return posixpath.join(folders, stem + extension)


def fingerprint(rule: str, case: str, path: str, about: str) -> str:
    """32 hex digits. `path`: made stable; `about`: the name of a source, or a JSON pointer, whose indices do not count."""
    text = "\0".join((rule, case, path, _INDEX.sub("*", about)))
    digest: str = _sha256()(text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:32]


@cache
def _sha256() -> Any:
    """The interpreter's own, whose name changed in 3.12: `hashlib` binds OpenSSL in 2.5 ms, more than a small build takes."""
    for module in ("_sha2", "_sha256"):
        with suppress(ImportError):
            return import_module(module).sha256
    import hashlib

    return hashlib.sha256
