"""Named tuples for the records of the start-up path.

`typing.NamedTuple` compiles a constructor for each class: 0.11 ms, and a run over one small map makes 70 of them, a sixth of its
time. Here all classes share one constructor, in 0.02 ms, with which a record with named arguments is made 1 µs slower, until there are
so many of one that its own pays. Everything else is as there (tests/test_record.py), and to type checkers it is that. What few
runs import, and what is made by the million (`Segment`), takes the one of `typing`.
"""

import sys
from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING or sys.version_info >= (3, 14):  # where annotations are evaluated late, only typing knows the fields
    from typing import NamedTuple
else:
    # The C accessor of `collections.namedtuple`.
    from collections import _tuplegetter

    class _Record(tuple):
        __slots__ = ()
        _fields = ()
        _made = 0

        def __new__(cls, *values, **named):
            cls._made += 1
            if cls._made == _MANY:
                cls.__new__ = staticmethod(_constructor(cls))
            if named or len(values) != len(cls._fields):
                values = _all_values(cls, values, named)
            return tuple.__new__(cls, values)

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, **named):
            made = tuple.__new__(type(self), map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"Got unexpected field names: {list(named)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    def _all_values(record, values, named):
        fields, defaults = record._fields, record._field_defaults
        missing = len(fields) - len(values)
        if not named and 0 < missing <= len(defaults):
            return (*values, *list(defaults.values())[-missing:])
        found = {**defaults, **dict(zip(fields, values, strict=False)), **named}
        if missing < 0 or found.keys() != set(fields) or not named.keys().isdisjoint(fields[: len(values)]):
            raise TypeError(
                f"{record.__name__} takes {', '.join(fields)}; {len(values)} and {', '.join(named)} were given"
            )
        return [found[name] for name in fields]

    # As many of one record are made for ten files. Over 10,000 pairs the shared constructor took a tenth of the time.
    _MANY = 50

    def _constructor(record):
        """The constructor that `typing` compiles."""
        fields = ", ".join(record._fields)
        scope = {"_new": tuple.__new__, "__builtins__": {}}
        made = eval(f"lambda _record, {fields}: _new(_record, ({fields},))", scope)  # noqa: S307  # of names, as there
        made.__defaults__ = tuple(record._field_defaults.values())
        return made

    class _Maker(type):
        def __new__(cls, name, bases, namespace):
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in fields if field in namespace}
            getters = {field: _tuplegetter(index, f"Field {index}") for index, field in enumerate(fields)}
            own = {"__slots__": (), "_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            return type(name, (_Record,), {**namespace, **getters, **own})

    class NamedTuple(metaclass=_Maker):
        pass
