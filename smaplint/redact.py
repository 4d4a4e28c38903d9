"""What no report shows: credentials in URLs, wherever text of a file is quoted, and the texts that a problem names.

A report is kept longer, and read by more people, than the build that it is about. A password or token that a URL carries,
and a key or token of a known form (`smaplint.exposure`), is masked in every message and every frame, by whichever rule; other
secrets only where `Problem.redact` gives them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from smaplint._lazy import pattern

# What stands for a secret in a message; in a frame each of its bytes is a `*`, so that columns stay.
MASK: Final = "***"

# Of other schemes (`webpack://pkg@1.0/`) what is before an `@` is a name. JSON of PHP has `\/` for each slash.
_USERINFO: Final = pattern(
    r"\b(?:https?|ftps?|sftp|wss?|ssh|git|svn)(?:\+(?:https?|ssh))?:(?:\\?/){2}"
    r"""([^\s/?#"'`<>@:]{0,300}+)(?::([^\s/?#"'`<>@]{1,500}+))?@""",
    re.IGNORECASE,
)
# A user without a password that is none: the tokens of GitHub, GitLab, Bitbucket, npm; or long, with digits.
_TOKEN: Final = pattern(
    r"(?:gh[a-z]_|github_pat_|glpat-|gldt-|npm_|ATB)[\w-]{16,}|(?=[^\d]*+\d)(?=[^A-Za-z]*+[A-Za-z])[\w-]{32,}"
)
_QUERY: Final = pattern(
    r"(?<=[?&;])(?:(?:access|private|auth|api|id|refresh|deploy|job|oauth|x-amz-security|session)?[_-]?token"
    r"|(?:client|api|app)?[_-]?secret|passw(?:or)?d|pwd|(?:api|access|private|secret)[_-]?key|x-(?:amz|goog)-signature|sig)="
    r"([\w.~+/%=-]{12,2000}+)",
    re.IGNORECASE,
)
# Bytes around what is shown that are searched too: a frame may begin inside a URL.
_MARGIN: Final = 4096


def credentials(text: str) -> Iterator[tuple[int, int]]:
    """Where a URL in a text carries a password or a token: (start, end) of each, 0-based, end exclusive. Linear."""
    if "@" in text:
        for match in _USERINFO.finditer(text):
            if match[2]:
                yield match.span(2)
            elif _TOKEN.fullmatch(match[1]):
                yield match.span(1)
    if "=" in text:
        for match in _QUERY.finditer(text):
            yield match.span(1)


def masked_url(text: str) -> str:
    """A text without the credentials of the URLs in it."""
    for start, end in sorted(credentials(text), reverse=True):
        text = text[:start] + MASK + text[end:]
    return text


def masked_text(text: str, secrets: Sequence[str]) -> str:
    """A message without the secrets of its problem."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, MASK)
    return _masked_forms(text)


def _masked_forms(text: str) -> str:
    """A message without keys and tokens, which are ASCII and at least 20 characters long."""
    from smaplint.exposure import find_secrets

    data = text.encode("utf-8", "surrogatepass")
    for secret in sorted(find_secrets(data) if len(data) >= 20 else (), reverse=True, key=lambda one: one.start):
        data = data[: secret.start] + MASK.encode() + data[secret.end :]
    return data.decode("utf-8", "surrogatepass")


def masked_bytes(data: bytes, start: int, end: int, secrets: Sequence[str] = ()) -> bytes:
    """Bytes `start` to `end` of a file, with `*` for each byte of a secret, also of one that is cut by the span.

    Where a problem names secrets and none of them stands there as it is, or as JSON writes it, everything is masked.
    """
    from smaplint.exposure import masks

    written = {form for secret in secrets if secret for form in _written(secret)}
    margin = max([_MARGIN, *(len(form) for form in written)])
    low = max(0, start - margin)
    region = data[low : end + margin]
    spans = [*credentials(region.decode("latin-1")), *masks(region)]
    for form in written:
        at = region.find(form)
        while at >= 0:
            spans.append((at, at + len(form)))
            at = region.find(form, at + len(form))
    if written and not spans:
        spans.append((0, len(region)))
    shown = bytearray(region[start - low : end - low])
    for one in spans:
        first, last = max(0, one[0] + low - start), min(len(shown), one[1] + low - start)
        if first < last:
            shown[first:last] = b"*" * (last - first)
    return bytes(shown)


def _written(secret: str) -> Iterator[bytes]:
    """A text in the forms in which it may stand in a file: as it is, and as JSON strings are written."""
    import json

    for form in (secret, json.dumps(secret, ensure_ascii=False)[1:-1], json.dumps(secret)[1:-1]):
        yield form.encode("utf-8", "surrogatepass")
        yield form.replace("/", "\\/").encode("utf-8", "surrogatepass")
