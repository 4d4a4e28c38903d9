"""The decoder of `mappings`: it never raises, never repairs, and keeps the place of every fault.

Plain Python written for speed: two thirds of all segments of real maps are among a hundred strings, so each distinct
segment is decoded once and looked up after that, and a megabyte is handled with a few C-level passes, with no object of
its own for a segment. Where such a pass finds anything odd, the slow loop goes over that piece again and says where.
Where the compiled pass is at hand (`smaplint._fast`) it takes the place of both, and gives the same.

Offsets are 0-based bytes into the text of the field; generated lines and columns, original lines and columns, source
and name indices are 0-based; columns are UTF-16 units in JavaScript and CSS (ECMA-426, Mappings structure).
"""

from _thread import _local as local  # `threading`, which has it, takes a millisecond to import
from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, compress, count, repeat
from operator import itemgetter, sub
from typing import Final, Literal, NamedTuple, get_args

from smaplint._fast import fast
from smaplint._lazy import cached_property, pattern

FaultKind = Literal[
    "alphabet",
    "truncated",
    "range",
    "arity",
    "empty",
    "negative-column",
    "unsorted",
    "source-bounds",
    "name-bounds",
    "negative-original",
]

# How many faults of one kind are kept with their place; all are counted.
KEPT: Final = 20
# Bytes of `mappings` handled at once: the lists of a piece weigh about nine times this, so memory stays flat.
_PIECE: Final = 1 << 18

# The largest line and column that fit into the half of a signed 64-bit number.
_FAR: Final = (1 << 31) - 1

_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DIGIT: Final = {byte: value for value, byte in enumerate(_ALPHABET)}
_DIGITS: Final = bytes(_DIGIT.get(byte, 255) for byte in range(256))

# (column, source, original line, original column, name, number of fields); a field that is not there is 0.
_Deltas = tuple[int, int, int, int, int, int]


class Fault(NamedTuple):
    """One thing that is wrong at one place of `mappings`.

    `offset`, `length`: bytes of the field. `line`, `segment`: the generated line and the segment in it, 0-based.
    `column`: the generated column of the segment, or -1 where it cannot be known; `near`: then that of the segment
    before it in the line, else the same. `value`: what stands there (the text of the segment or character for faults of
    grammar, the number for faults of meaning).
    """

    kind: FaultKind
    offset: int
    length: int
    line: int
    segment: int
    column: int
    value: str
    near: int = 0

    @property
    def place(self) -> str:
        """Where in the generated file, for people: `line 2, column 14, segment 5`, all 1-based."""
        column = f"column {self.column + 1:,}" if self.column >= 0 else f"behind column {self.near + 1:,}"
        return f"line {self.line + 1:,}, {column}, segment {self.segment + 1:,}"


class Segment(NamedTuple):
    """One decoded segment; `source` is -1 in a segment of one field, `name` is -1 where there is none."""

    line: int
    column: int
    source: int
    original_line: int
    original_column: int
    name: int
    offset: int


# The segments of a stretch of text, by number: generated line and column, source, original line and column, name; -1
# where a segment has no such field.
Batch = Sequence[Sequence[int]]

# Rows that the compiled pass gives at once: half a megabyte.
_ROWS: Final = 1 << 14


def decode_segment(text: bytes) -> tuple[int, ...] | tuple[FaultKind, int, int]:
    """The numbers of one segment, or (kind of fault, offset in the segment, length).

    ECMA-426, base64 VLQ: any number of digits is fine while the value fits into 32 bits; a negative zero, in any
    padding, is -2**31 and so always out of range here.
    """
    numbers: list[int] = []
    value = shift = 0
    for digit in text.translate(_DIGITS):
        if digit < 32:
            value |= digit << shift
            if value >> 32 or value == 1:
                return _explain(text)
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
        elif digit < 64 and shift < 40:
            value |= (digit & 31) << shift
            shift += 5
        else:
            return _explain(text)
    if shift or len(numbers) not in (1, 4, 5):
        return _explain(text)
    return tuple(numbers)


def _explain(text: bytes) -> tuple[int, ...] | tuple[FaultKind, int, int]:
    """The same for what the loop above gives up on: faults, and numbers padded beyond eight digits."""
    numbers: list[int] = []
    value = shift = start = 0
    for at, byte in enumerate(text):
        digit = _DIGIT.get(byte)
        if digit is None:
            end = at + 1
            while end < len(text) and text[end] not in _DIGIT:
                end += 1
            return "alphabet", at, end - at
        if shift < 40:
            value |= (digit & 31) << shift
        elif digit & 31:
            value |= 1 << 40
        shift += 5
        if digit < 32:
            if value >> 32 or value == 1:
                return "range", start, at + 1 - start
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
            start = at + 1
    if shift:
        return "truncated", start, len(text) - start
    if len(numbers) not in (1, 4, 5):
        return "arity", 0, len(text)
    return tuple(numbers)


class _Memo(dict[bytes, _Deltas]):
    """Segments met so far. `odd` holds those that ask for a closer look: faults, and columns that go back.

    A map of distinct segments must not fill the memory (an entry takes about 230 bytes). At the next piece beyond
    `_FULL` the memo starts anew: what is common is soon learned again. Beyond twice that nothing is kept, and `lost`
    says that an odd one was among what was not.
    """

    _FULL: Final = 1 << 16

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[bytes] = set()
        self.lost = False
        self[b""] = (0, 0, 0, 0, 0, 0)

    def __missing__(self, text: bytes) -> _Deltas:
        numbers = decode_segment(text)
        count = len(numbers)
        deltas: _Deltas
        if isinstance(numbers[0], str):
            deltas = (0, 0, 0, 0, 0, -1)
        elif count == 4:
            deltas = (*numbers, 0, 4)  # type: ignore[assignment]
        elif count == 5:
            deltas = (*numbers, 5)  # type: ignore[assignment]
        else:
            deltas = (numbers[0], 0, 0, 0, 0, 1)
        odd = deltas[5] < 0 or deltas[0] < 0
        if len(self) < 2 * self._FULL:
            self[text] = deltas
            if odd:
                self.odd.add(text)
        elif odd:
            self.lost = True
        return deltas

    def renew(self) -> None:
        """Start anew where the memo is full; only between pieces, for `odd` must know all of a piece."""
        if len(self) > self._FULL:
            self.clear()
            self.odd.clear()
            self.lost = False
            self[b""] = (0, 0, 0, 0, 0, 0)

    def may_be_odd(self, texts: list[bytes]) -> bool:
        """Whether one of the segments may ask for a closer look."""
        return self.lost or (bool(self.odd) and not self.odd.isdisjoint(texts))


class _Shared(local):
    def __init__(self) -> None:
        self.memo = _Memo()


_shared: Final = _Shared()


def _memo() -> _Memo:
    """The memo of this thread: what one map taught serves the next.

    Shared by threads, one would renew it while another asks what was odd, and a fault would pass.
    """
    memo = _shared.memo
    memo.renew()
    return memo


_column_of = itemgetter(0)
_source_delta = itemgetter(1)
_line_delta = itemgetter(2)
_original_column_delta = itemgetter(3)
_name_delta = itemgetter(4)
_fields = itemgetter(5)
_stray_comma = pattern(rb",(?=[,;])|;,")


class Mappings:
    """A map's `mappings`, checked when first asked.

    `text`: the bytes of the field between its quotes, unescaped. `sources`, `names`: the lengths of those arrays. `start`:
    the generated line and column at which the map begins, for one in a section of an index map; faults count from there,
    segments do not. `within`: the bytes of `text` that are the field, where it is more.
    """

    def __init__(
        self,
        text: bytes,
        sources: int,
        names: int,
        start: tuple[int, int] = (0, 0),
        within: tuple[int, int] | None = None,
    ) -> None:
        # The compiled pass reads it where it stands: of a map of 104 MB a copy weighs 34.
        self._field = text, *(within or (0, len(text)))
        self.sources = sources
        self.names = names
        self.start = start

    @cached_property
    def text(self) -> bytes:
        """The bytes of the field."""
        data, start, end = self._field
        return data[start:end]

    @property
    def lines(self) -> int:
        """Generated lines that the field covers: semicolons plus one."""
        data, start, end = self._field
        return data.count(b";", start, end) + 1

    @cached_property
    def _checked(self) -> "_Checked":
        if fast is None:
            checked = _check(self.text, self.sources, self.names)
        else:
            checked = _told(self._field, *fast.faults(*self._field, self.sources, self.names, KEPT))
        if self.start != (0, 0):
            checked = checked._replace(faults=tuple(_moved(fault, *self.start) for fault in checked.faults))
        return checked

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong, in the order of the text; at most `KEPT` of a kind."""
        return self._checked.faults

    @property
    def fault_counts(self) -> dict[FaultKind, int]:
        """How many faults of each kind there are in all; kinds without faults are absent."""
        return self._checked.counts

    def faults_of(self, *kinds: FaultKind) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.kind in kinds)

    def count_of(self, *kinds: FaultKind) -> int:
        return sum(self.fault_counts.get(kind, 0) for kind in kinds)

    @property
    def is_grammatical(self) -> bool:
        """False where the field breaks the grammar of ECMA-426, by which a consumer drops every mapping of the map."""
        return not self.count_of("alphabet", "truncated", "range", "arity")

    @property
    def is_clean(self) -> bool:
        """Whether positions can be compared: nothing is wrong but, at most, order and stray commas."""
        return not (self.fault_counts.keys() - {"unsorted", "empty"})

    @cached_property
    def counts(self) -> tuple[int, int, int]:
        """How many segments have 1, 4 and 5 fields; those that do not decode are in none."""
        if self._checked.fields:
            return self._checked.fields
        one = four = five = 0
        memo = _memo()
        for piece in _pieces(self.text):
            memo.renew()
            fields = list(map(_fields, map(memo.__getitem__, piece.replace(b";", b",").split(b","))))
            one += fields.count(1)
            four += fields.count(4)
            five += fields.count(5)
        return one, four, five

    @property
    def has_sources(self) -> bool:
        """Whether a segment has a source."""
        return any(segment.source >= 0 for segment in self.segments()) if fast is None else any(self.counts[1:])

    def segments(self) -> Iterator[Segment]:
        """Every segment that decodes, in the order of the text.

        As ECMA-426 goes on: a segment whose column is negative is left out and moves nothing but the column
        (DecodeMappingsField).
        An index out of bounds is given as it is.
        """
        if fast is not None and self._checked.reach <= _FAR:
            at = array("q", bytes(7 * 8))
            while (rows := fast.rows(*self._field, at, _ROWS))[0]:
                yield from map(_segment, zip(*rows, strict=True))
            return
        memo = _memo()
        source = original_line = original_column = name = offset = 0
        for line, part in enumerate(self.text.split(b";")):
            column = 0
            for text in part.split(b","):
                deltas = memo[text]
                fields = deltas[5]
                column += deltas[0]
                if fields > 0 and column >= 0:
                    if fields == 1:
                        yield Segment(line, column, -1, -1, -1, -1, offset)
                    else:
                        source += deltas[1]
                        original_line += deltas[2]
                        original_column += deltas[3]
                        name += deltas[4]
                        yield Segment(
                            line, column, source, original_line, original_column, name if fields == 5 else -1, offset
                        )
                offset += len(text) + 1

    @property
    def last(self) -> tuple[int, int] | None:
        """The generated line and column of the last mapping in order; None where there is none, or the grammar is broken.

        Columns start anew on each line: the last line tells, without the sums of all before it.
        """
        text = self.text.rstrip(b";")
        if not text or not self.is_grammatical:
            return None
        memo = _memo()
        end = len(text)
        while end > 0:
            start = text.rfind(b";", 0, end) + 1
            column, last = 0, -1
            if fast is not None:
                last = fast.furthest(text, start, end)
            else:
                for piece in _pieces(text[start:end]):
                    deltas = list(map(memo.__getitem__, piece.split(b",")))
                    columns = list(accumulate(map(_column_of, deltas), initial=column))
                    column = columns[-1]
                    last = max(last, max(compress(columns[1:], map(_fields, deltas)), default=-1))
            if last >= 0:
                return text.count(b";", 0, start), last
            end = start - 1
        return None

    def batches(self, begin: tuple[int, int] = (0, 0), first_source: int = 0, first_name: int = 0) -> Iterator[Batch]:
        """Every segment in the order of the text, as lists or arrays of some thousands.

        Only for a field with no fault but `unsorted`. `begin`: the generated line and column at which the field begins;
        `first_source`, `first_name`: what is added to indices.
        """
        added = (*begin, first_source, first_name)
        if fast is not None and min(added) >= 0 and self._checked.reach + max(added) <= _FAR:
            at = array("q", (0, *begin, first_source, 0, 0, first_name))
            while (rows := fast.rows(*self._field, at, _ROWS))[0]:
                yield rows[:6]
            return
        memo = _memo()
        line, column = begin
        source, name = first_source, first_name
        original_line = original_column = end = 0
        for piece in _pieces(self.text):
            memo.renew()
            end += len(piece) + 1
            if not piece.strip(b";"):
                # A megabyte of semicolons is a million lines, and nothing else. A field that goes on does so on a new one.
                line += len(piece) + 1
                column = 0
                continue
            parts = piece.split(b";")
            counts = [part.count(b",") + 1 for part in parts]
            deltas = list(map(memo.__getitem__, piece.replace(b";", b",").split(b",")))
            # Columns start anew on each line: what the lines before it sum up to is taken off again.
            columns = list(accumulate(map(_column_of, deltas), initial=column))[1:]
            lasts = [columns[at - 1] for at in accumulate(counts)]
            columns = list(map(sub, columns, chain.from_iterable(map(repeat, [0, *lasts], counts))))
            lines = list(chain.from_iterable(map(repeat, count(line), counts)))
            sources = list(accumulate(map(_source_delta, deltas), initial=source))[1:]
            originals = list(accumulate(map(_line_delta, deltas), initial=original_line))[1:]
            original_columns = list(accumulate(map(_original_column_delta, deltas), initial=original_column))[1:]
            names = list(accumulate(map(_name_delta, deltas), initial=name))[1:]
            line, column = lines[-1], columns[-1]
            source, original_line, original_column, name = sources[-1], originals[-1], original_columns[-1], names[-1]
            if end <= len(self.text) and self.text[end - 1] == 0x3B:
                line += 1
                column = 0
            fields = list(map(_fields, deltas))
            least = min(fields)
            if least < 4:
                sources, originals, original_columns = (
                    [one if many > 1 else -1 for one, many in zip(numbers, fields, strict=True)]
                    for numbers in (sources, originals, original_columns)
                )
            if least < 5:
                names = [one if many > 4 else -1 for one, many in zip(names, fields, strict=True)]
            batch = lines, columns, sources, originals, original_columns, names
            # A line without segments is a row without fields.
            if least:
                yield batch
            elif any(fields):
                yield [list(compress(numbers, fields)) for numbers in batch]

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.text.split(b";")

    def on_line(self, line: int) -> list[bytes]:
        """The texts of the segments of a generated line of this map, 0-based; none where there is no such line."""
        return self._lines[line].split(b",") if 0 <= line < len(self._lines) else []

    def generated(self) -> "array[int]":
        """The generated positions of the segments with a source, as `line << 32 | column`, in the order of the text.

        Only for a field that `is_clean`; moved by `start`; a line or column beyond `_FAR` is given as that.
        """
        if fast is not None and self.is_clean:
            line, column = (min(number, 1 << 61) for number in self.start)
            return fast.generated(*self._field, line, column, sum(self.counts[1:]))
        found = array("q")
        memo = _memo()
        base = self.start[1]
        for line, part in enumerate(self.text.split(b";"), self.start[0]):
            if part:
                deltas = list(map(memo.__getitem__, part.split(b",")))
                columns = list(accumulate(map(_column_of, deltas), initial=base))
                del columns[0]
                mapped = map((1).__lt__, map(_fields, deltas))
                if max(columns) > _FAR:
                    columns = [min(_FAR, column) for column in columns]
                found.extend(map((min(line, _FAR) << 32).__add__, compress(columns, mapped)))
            base = 0
        return found

    def last_lines(self) -> dict[int, int]:
        """The last original line of each source that has a mapping. Only for a field that `is_clean`, as `originals`."""
        if fast is not None and self.is_clean:
            lines = fast.last_lines(*self._field, self.sources)
            return {source: line for source, line in enumerate(lines) if line >= 0}
        return {source: max(positions) >> 32 for source, positions in self.originals().items()}

    def originals(self) -> dict[int, "array[int]"]:
        """The original positions of each source, as `line << 32 | column`, in the order of the text.

        Only for a field that `is_clean`; a line or column beyond `_FAR` is given as that, for sums have no limit. Eight
        bytes a segment, so about one and a half times the field.
        """
        if fast is not None and self.is_clean:
            return fast.originals(*self._field, self.sources, sum(self.counts[1:]))
        found: dict[int, array[int]] = {}
        memo = _memo()
        source = line = column = 0
        for piece in _pieces(self.text):
            memo.renew()
            deltas = list(map(memo.__getitem__, piece.replace(b";", b",").split(b",")))
            lines = list(accumulate(map(_line_delta, deltas), initial=line))[1:]
            columns = list(accumulate(map(_original_column_delta, deltas), initial=column))[1:]
            line, column = lines[-1], columns[-1]
            if max(lines) > _FAR or max(columns) > _FAR:
                lines = [min(a, _FAR) for a in lines]
                columns = [min(b, _FAR) for b in columns]
            mapped = list(map((1).__lt__, map(_fields, deltas)))
            positions = [a << 32 | b for a, b in compress(zip(lines, columns, strict=True), mapped)]
            steps = list(compress(map(_source_delta, deltas), mapped))
            start = 0
            for end in [*compress(count(), steps), len(steps)]:
                if end > start:
                    found.setdefault(source, array("q")).extend(positions[start:end])
                source += steps[end] if end < len(steps) else 0
                start = end
        return found


def _moved(fault: Fault, line: int, column: int) -> Fault:
    if fault.line:
        return fault._replace(line=fault.line + line)
    known = fault.column + column if fault.column >= 0 else -1
    return fault._replace(line=line, column=known, near=fault.near + column)


def _pieces(text: bytes) -> Iterator[bytes]:
    """The text in pieces cut at a separator, which is left out."""
    start = 0
    size = len(text)
    while size - start > _PIECE:
        cut = max(text.rfind(b",", start, start + _PIECE), text.rfind(b";", start, start + _PIECE))
        if cut < 0:
            cut = min(
                (at for at in (text.find(b",", start), text.find(b";", start)) if at >= 0),
                default=size,
            )
        yield text[start:cut]
        start = cut + 1
    if start <= size:
        yield text[start:]


_segment = partial(tuple.__new__, Segment)


class _Checked(NamedTuple):
    """What is wrong, how often, and, of the compiled pass, the segments by their fields and a bound of all numbers."""

    faults: tuple[Fault, ...]
    counts: dict[FaultKind, int]
    fields: tuple[int, int, int] | None = None
    reach: int = _FAR + 1


# The kinds in the order of `_scan.faults`, which tells original lines and columns below 0 apart.
_CODES: Final[tuple[FaultKind, ...]] = (*get_args(FaultKind), "negative-original")


def _told(
    field: tuple[bytes, int, int],
    found: list[tuple[int, int, int, int, int, int, int, int]],
    totals: list[int],
    sums: tuple[int, int, int, int],
) -> _Checked:
    """What the compiled pass found, in the words of the loop below."""
    faults: list[Fault] = []
    counts: dict[FaultKind, int] = {}
    for code, offset, length, line, segment, column, near, number in found:
        kind = _CODES[code]
        counts.setdefault(kind, totals[min(code, 9)])
        value = str(number)
        if code < 5:
            data, start, _ = field
            value = data[start + offset : start + offset + length].decode("utf-8", "replace")
        elif kind == "negative-original":
            value = f"{'line' if code == 9 else 'column'} {number}"
        faults.append(Fault(kind, offset, length, line, segment, column, value, near))
    one, four, five, reach = sums
    return _Checked(tuple(faults), counts, (one, four, five), reach)


def _check(text: bytes, sources: int, names: int) -> _Checked:
    slow = _Slow(sources, names)
    if not text:
        return _Checked((), {})
    memo = slow.memo
    stray = text.startswith(b",") or text.endswith(b",") or _stray_comma.search(text) is not None
    start = 0
    # The sums before the piece.
    source = line = column = name = 0
    for piece in _pieces(text):
        memo.renew()
        if not (stray or slow.unsure or slow.is_below):
            if not piece.strip(b";"):
                start += len(piece) + 1
                continue
            segments = piece.replace(b";", b",").split(b",")
            deltas = list(map(memo.__getitem__, segments))
            # A piece is clean when nothing in it is odd in itself and no sum leaves its bounds; columns need no sum,
            # for without a step back they only grow.
            lines = list(accumulate(map(_line_delta, deltas), initial=line))
            columns = list(accumulate(map(_original_column_delta, deltas), initial=column))
            indices = list(accumulate([d[1] for d in deltas if d[1]], initial=source))
            named = list(accumulate([d[4] for d in deltas if d[5] == 5], initial=name))
            if (
                not memo.may_be_odd(segments)
                and min(lines) >= 0
                and min(columns) >= 0
                and min(indices) >= 0
                and (max(indices) < sources or all(d[5] < 4 for d in deltas))
                and min(named) >= 0
                and max(named[1:], default=-1) < names
            ):
                line, column, source, name = lines[-1], columns[-1], indices[-1], named[-1]
                start += len(piece) + 1
                continue
        slow.run(text, start, len(piece), source, line, column, name)
        source, line, column, name = slow.source, slow.original_line, slow.original_column, slow.name
        start += len(piece) + 1
    return _Checked(tuple(slow.faults), slow.counts)


class _Slow:
    """The loop that goes segment by segment and keeps places; it is run on the pieces that the fast pass refuses.

    After a segment that does not decode, or that ECMA-426 drops with its deltas, the sums of the others are no longer
    what the generator meant. Faults that follow from that are not faults of their own: from there on (`unsure`) bounds
    are no longer reported, until the end of the map.
    """

    def __init__(self, sources: int, names: int) -> None:
        self.memo = _memo()
        self.sources = sources
        self.names = names
        self.faults: list[Fault] = []
        self.counts: dict[FaultKind, int] = {}
        self.unsure = False
        self.source = self.original_line = self.original_column = self.name = 0
        # Where the last piece ended: line, segment and column go on from there when the next one is slow too.
        self._end = 0
        self._line = 0
        self._segment = 0
        self._column = 0

    def _add(
        self, kind: FaultKind, offset: int, length: int, place: tuple[int, int, int], value: object, near: int = -1
    ) -> None:
        count = self.counts.get(kind, 0)
        self.counts[kind] = count + 1
        if count < KEPT:
            line, segment, column = place
            self.faults.append(Fault(kind, offset, length, line, segment, column, str(value), max(near, column)))

    def run(self, text: bytes, start: int, length: int, source: int, line: int, column: int, name: int) -> None:
        if start == self._end:
            generated_line, segment, generated_column = self._line, self._segment, self._column
        else:
            generated_line, segment, generated_column = self._position(text, start)
        memo = self.memo
        add = self._add
        at = start
        end = start + length
        first = segment
        parts = text[start:end].split(b";")
        last = len(parts) - 1
        before = text[start - 1] if start else 0x3B
        after = text[end] if end < len(text) else 0x3B
        for index, part in enumerate(parts):
            if index:
                generated_line += 1
                generated_column = 0
                first = 0
            # Nothing between two semicolons is a line without segments; nothing beside a comma is an empty segment.
            blank = not part and (index > 0 or before == 0x3B) and (index < last or after == 0x3B)
            texts = [] if blank else part.split(b",")
            for segment, one in enumerate(texts, first):
                place = (generated_line, segment, max(generated_column, 0))
                deltas = memo[one]
                fields = deltas[5]
                if fields == 0:
                    add("empty", at, 0, place, "")
                elif fields < 0:
                    kind, offset, size = decode_segment(one)
                    assert isinstance(kind, str)  # noqa: S101  # the memo says so
                    shown = one if kind == "arity" else one[offset : offset + size]
                    add(
                        kind,
                        at + int(offset),
                        int(size),
                        (generated_line, segment, -1),
                        shown.decode("utf-8", "replace"),
                        max(generated_column, 0),
                    )
                    self.unsure = True
                elif generated_column + deltas[0] < 0:
                    # The column is kept, the other fields are not read (DecodeMappingsField).
                    generated_column += deltas[0]
                    add("negative-column", at, len(one), place, generated_column)
                    if any(deltas[1:5]):
                        self.unsure = True
                else:
                    generated_column += deltas[0]
                    place = (generated_line, segment, generated_column)
                    if deltas[0] < 0 and not self.unsure:
                        add("unsorted", at, len(one), place, deltas[0])
                    if fields > 1:
                        source += deltas[1]
                        line += deltas[2]
                        column += deltas[3]
                        if not self.unsure:
                            if not 0 <= source < self.sources:
                                add("source-bounds", at, len(one), place, source)
                            if line < 0:
                                add("negative-original", at, len(one), place, f"line {line}")
                            if column < 0:
                                add("negative-original", at, len(one), place, f"column {column}")
                        if fields == 5:
                            name += deltas[4]
                            if not self.unsure and not 0 <= name < self.names:
                                add("name-bounds", at, len(one), place, name)
                at += len(one) + 1
            if not texts:
                at += 1
                segment = -1
            if index < last or (end < len(text) and text[end] == 0x3B):
                segment = -1
        if end < len(text) and text[end] == 0x3B:
            generated_line += 1
            generated_column = 0
        self._end = end + 1
        self._line, self._segment, self._column = generated_line, segment + 1, generated_column
        self.source, self.original_line, self.original_column, self.name = source, line, column, name

    @property
    def is_below(self) -> bool:
        """Whether the line so far ends left of column 0: then it takes more than steps back to stay there."""
        return self._column < 0

    def _position(self, text: bytes, start: int) -> tuple[int, int, int]:
        """Generated line, number of segments before `start` in it, and the column there.

        The text since the last slow piece is clean; it is gone through once, or a line of 50 MB would cost its square.
        """
        line = self._line + text.count(b";", self._end, start)
        at = text.rfind(b";", self._end, start) + 1
        segment = column = 0
        if not at:
            at, segment, column = self._end, self._segment, self._column
        if at < start:
            for piece in _pieces(text[at : start - 1]):
                segments = piece.split(b",")
                segment += len(segments)
                column += sum(map(_column_of, map(self.memo.__getitem__, segments)))
        return line, segment, column
