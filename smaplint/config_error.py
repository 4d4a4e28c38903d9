"""What is wrong with a configuration. By itself, for a run without one imports nothing else of the configuration."""

from smaplint import SmaplintError
from smaplint._record import NamedTuple


class Fault(NamedTuple):
    """What is wrong at one place of a configuration. `line`, `column`: 1-based, in characters; 0 where it is unknown."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = self.file + (f":{self.line}:{self.column}" if self.line else "")
        return f"{place}: {self.message}"


class ConfigError(SmaplintError):
    """The configuration cannot be used. `faults`: each thing that is wrong with it, in the order of the file."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults

    def __reduce__(self) -> "tuple[type[ConfigError], tuple[Fault, ...]]":
        # An exception is pickled with the text that it was initialised with.
        return type(self), self.faults
