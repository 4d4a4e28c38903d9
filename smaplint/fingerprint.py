"""What a finding is known by from build to build: its rule, what it is about, and its file without the content hash.

GitHub blocks a repository whose alerts name a new file in every build, and a baseline is worthless there. So never a
line, never an index, never the hash in `index-4f2a9c1b.js`.
"""

import hashlib
import posixpath
import re

_HEX = re.compile(r"(?=[0-9a-f]*[0-9])[0-9a-f]{6,64}\Z|(?=[0-9A-F]*[0-9])[0-9A-F]{6,64}\Z")
# Rollup, Vite and esbuild: eight characters of base64url or base32; Turbopack and Angular: the like, longer.
_MIXED = re.compile(r"[A-Za-z0-9_~]{7,24}\Z")
_INDEX = re.compile(r"(?<=/)\d+(?=/|\Z)")
_EXTENSION = re.compile(r"((?:\.(?:min|chunk|module|bundle|legacy|es|umd|iife|esm|d|[a-z]{2,4}\d?|map|jsbundle))+)\Z")


def is_hash(word: str) -> bool:
    """Whether a part of a file name is a content hash rather than a word."""
    if _HEX.match(word):
        return True
    if not _MIXED.match(word):
        return False
    digits = sum(character.isdigit() for character in word)
    inner_upper = sum(character.isupper() for character in word[1:])
    lower = sum(character.islower() for character in word)
    if digits and word.rstrip("0123456789").isalpha() and not (inner_upper and lower):
        # `chunk01`, `polyfills2`, but also a base32 hash that ends in digits: only upper case is one.
        return word.isupper() and len(word) == 8
    return (digits > 0 and (inner_upper > 0 or lower > 0)) or (inner_upper >= 2 and lower >= 1)


def stable_path(path: str, first_source: str = "") -> str:
    """A path with content hashes replaced by `[hash]`. A name that is all hash becomes that of its first source."""
    folder, name = posixpath.split(path)
    match = _EXTENSION.search(name)
    stem, extension = (name[: match.start()], match.group(1)) if match and match.start() else (name, "")
    # The hash of base64url may hold `-` and `_`: eight characters behind the last separator are looked at as one first.
    tail = re.search(r"[-.]([A-Za-z0-9_-]{8})\Z", stem)
    if tail and not tail.group(1).isalpha() and is_hash(tail.group(1).replace("-", "x").replace("_", "x")):
        stem = f"{stem[: tail.start() + 1]}[hash]"
    parts = re.split(r"([-._~])", stem)
    stem = "".join("[hash]" if is_hash(part) else part for part in parts)
    if first_source and not re.sub(r"\[hash\]|[-._~0-9]", "", stem):
        stem = f"[{first_source}]"
    folders = "/".join("[hash]" if is_hash(part) else part for part in folder.split("/"))
    return posixpath.join(folders, stem + extension)


def fingerprint(rule: str, case: str, path: str, about: str) -> str:
    """32 hex digits. `path`: made stable; `about`: the name of a source, or a JSON pointer, whose indices do not count."""
    text = "\0".join((rule, case, path, _INDEX.sub("*", about)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
