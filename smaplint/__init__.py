"""A linter for JavaScript and CSS source maps."""

from typing import Final

__version__: Final = "0.1.0"
