"""Regular expressions that are compiled when they are first used.

Compiling costs about 0.1 ms each; one run over one small map needs ten of the eighty that the modules hold.
"""

import re
from typing import AnyStr, cast


class _Lazy:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._text, self._flags)
        for method in ("match", "search", "fullmatch", "finditer", "sub", "split", "findall", "pattern"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like `re.compile`, later. From the second use on the methods are the compiled pattern's own."""
    return cast("re.Pattern[AnyStr]", _Lazy(text, flags))
