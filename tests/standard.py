"""ECMA-426 in plain Python, step by step: says of any bytes whether they are a valid source map.

Written from the text of the standard alone, and it shares no code with smaplint: where the two differ, one of them is
wrong. Functions have the names of its abstract operations and do what their steps do, in their order; speed is no
concern. Lines and columns are 0-based, columns in UTF-16 units.

Where the text has slips, what is meant is done: an index map decodes each `map` (the text says the index map itself), and
returns behind the loop; an empty `sourceRoot` is none (the text makes `/a.js` of `a.js`, which no consumer does).
"""

import json
import re
from typing import Final, Literal, NamedTuple

JSONValue = dict[str, "JSONValue"] | list["JSONValue"] | str | float | bool | None
# `throw`: decoding must fail. `optional`: "optionally report an error". `suite-only`: no step says it, but the tests of
# TC39 call such a map invalid.
Level = Literal["throw", "optional", "suite-only"]


class Missing:
    """~missing~: what JSONObjectGet gives where there is no such property."""


MISSING: Final = Missing()


class ThrowCompletionError(Exception):
    """A throw completion; its text says which step threw."""


class Reported(NamedTuple):
    """One error, and the step that reports it."""

    level: Level
    step: str


class Position(NamedTuple):
    """Position Record. Compared as ComparePositions does it. Numbers of the file: -1 and 1e300 are among them."""

    line: float
    column: float


class DecodedSource(NamedTuple):
    """Decoded Source Record. `url` is the text that URL parsing is given."""

    url: str | None
    content: str | None
    ignored: bool


class OriginalPosition(NamedTuple):
    """Original Position Record, with the index of its source beside it."""

    source: DecodedSource
    source_index: int
    line: int
    column: int


class DecodedMapping(NamedTuple):
    """Decoded Mapping Record."""

    generated: Position
    original: OriginalPosition | None
    name: str | None


class DecodedSourceMap(NamedTuple):
    """Decoded Source Map Record."""

    file: str | None
    sources: list[DecodedSource]
    mappings: list[DecodedMapping]


class Verdict(NamedTuple):
    """`map` is None where decoding throws. `urls`: names of sources whose URL parsing may fail; that is not judged."""

    errors: tuple[Reported, ...]
    map: DecodedSourceMap | None
    urls: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        return not self.errors


def judge(data: bytes) -> Verdict:
    """What the standard says of a file's bytes (Fetching source maps; ParseSourceMap)."""
    decoder = _Decoder()
    try:
        map = decoder.parse_source_map(utf8_decode(data))
    except ThrowCompletionError as error:
        return Verdict((*decoder.errors, Reported("throw", str(error))), None, tuple(decoder.urls))
    return Verdict(tuple(decoder.errors), map, tuple(decoder.urls))


def utf8_decode(data: bytes) -> str:
    """UTF-8 decode of WHATWG Encoding: takes off one byte order mark and never fails."""
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _no_constant(name: str) -> float:
    raise ValueError(name)


_scalar: Final = json.JSONDecoder(parse_int=float, parse_constant=_no_constant)
_BLANKS: Final = re.compile(r"[ \t\n\r]*")


def parse_json(text: str) -> JSONValue:
    """ParseJSON: `%JSON.parse%`. Every number is a double; the last of two properties of one name counts.

    Python's own parser reads the strings and numbers; it cannot read the rest, for a nest of 1,000 levels makes it fail.
    """

    def blanks(at: int) -> int:
        match = _BLANKS.match(text, at)
        return match.end() if match else at

    def scalar(at: int) -> tuple[JSONValue, int]:
        try:
            return _scalar.raw_decode(text, at)
        except ValueError:
            raise ThrowCompletionError("ParseJSON") from None

    def name(at: int) -> tuple[str, int]:
        if not text.startswith('"', at):
            raise ThrowCompletionError("ParseJSON")
        key, end = scalar(at)
        end = blanks(end)
        if not text.startswith(":", end):
            raise ThrowCompletionError("ParseJSON")
        return str(key), blanks(end + 1)

    inside: list[dict[str, JSONValue] | list[JSONValue]] = []
    names: list[str] = []
    value: JSONValue
    at = blanks(0)
    while True:
        if text.startswith(("[", "{"), at):
            value = [] if text[at] == "[" else {}
            end = "]" if text[at] == "[" else "}"
            at = blanks(at + 1)
            if not text.startswith(end, at):
                inside.append(value)
                if isinstance(value, dict):
                    key, at = name(at)
                    names.append(key)
                continue
            at += 1
        else:
            value, at = scalar(at)
        while True:
            at = blanks(at)
            if not inside:
                if at < len(text):
                    raise ThrowCompletionError("ParseJSON")
                return value
            outer = inside[-1]
            if isinstance(outer, dict):
                outer[names.pop()] = value
            else:
                outer.append(value)
            if text.startswith(",", at):
                at = blanks(at + 1)
                if isinstance(outer, dict):
                    key, at = name(at)
                    names.append(key)
                break
            if not text.startswith("}" if isinstance(outer, dict) else "]", at):
                raise ThrowCompletionError("ParseJSON")
            at += 1
            value = inside.pop()


def json_object_get(value: JSONValue, key: str) -> JSONValue | Missing:
    """JSONObjectGet. A JSON array is a JSON object too, whose keys are indices."""
    return value.get(key, MISSING) if isinstance(value, dict) else MISSING


def is_json_object(value: JSONValue | Missing) -> bool:
    return isinstance(value, dict | list)


def is_integral(value: JSONValue | Missing) -> bool:
    """Whether this is an integral Number: finite, without a fraction."""
    return isinstance(value, float) and value.is_integer()


_BASE64: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_CONTINUATION_DIGITS: Final = _BASE64[32:]
# Vlq of the grammar: continuation digits, then one terminal digit.
_VLQ: Final = re.compile(r"[g-z0-9+/]*[A-Za-f]")


def vlq_unsigned_value(digits: str) -> int:
    """VLQUnsignedValue of |VlqDigitList|."""
    value = 0
    for digit in reversed(digits):
        value = value * 2**5 + _BASE64.index(digit) % 32
    return value


def vlq_signed_value(digits: str) -> int:
    """VLQSignedValue of |Vlq|."""
    unsigned = vlq_unsigned_value(digits)
    sign = -1 if unsigned % 2 == 1 else 1
    value = unsigned // 2
    if value == 0 and sign == -1:
        return -(2**31)
    if value >= 2**31:
        raise ThrowCompletionError("VLQSignedValue")
    return sign * value


def parse_mappings_field(text: str) -> list[list[list[str]]] | None:
    """|MappingsField| as lines of |Mapping|s of |Vlq|s; None where parsing fails."""
    lines: list[list[list[str]]] = []
    for line in text.split(";"):
        mappings: list[list[str]] = []
        for mapping in line.split(",") if line else []:
            vlqs = _VLQ.findall(mapping)
            if "".join(vlqs) != mapping or len(vlqs) not in (1, 4, 5):
                return None
            mappings.append(vlqs)
        lines.append(mappings)
    return lines


# Where URL parsing can fail at all: at a host, which stands behind two slashes or a special scheme.
_HOST: Final = re.compile(r"(?:https?|wss?|ftp|file):|[a-z][a-z0-9+.-]*:[/\\]|[/\\]{2}", re.IGNORECASE)
_DROPPED: Final = str.maketrans("", "", "\t\n\r")


def may_fail(url: str) -> bool:
    """Whether URL parsing may fail for a text, whatever hierarchical URL the base is."""
    return _HOST.match(url.translate(_DROPPED).lstrip("".join(map(chr, range(0x21))))) is not None


class _Decoder:
    def __init__(self) -> None:
        self.errors: list[Reported] = []
        self.urls: list[str] = []

    def optionally_report(self, step: str, level: Level = "optional") -> None:
        self.errors.append(Reported(level, step))

    def parse_source_map(self, string: str) -> DecodedSourceMap:
        """ParseSourceMap."""
        value = parse_json(string)
        if not is_json_object(value):
            raise ThrowCompletionError("ParseSourceMap: no JSON object")
        if not isinstance(json_object_get(value, "sections"), Missing):
            return self.decode_index_source_map(value)
        return self.decode_source_map(value)

    def decode_source_map(self, value: JSONValue) -> DecodedSourceMap:
        """DecodeSourceMap."""
        if json_object_get(value, "version") != 3.0:
            self.optionally_report("DecodeSourceMap: version")
        mappings_field = json_object_get(value, "mappings")
        if not isinstance(mappings_field, str):
            raise ThrowCompletionError("DecodeSourceMap: mappings")
        if not isinstance(json_object_get(value, "sources"), list):
            raise ThrowCompletionError("DecodeSourceMap: sources")
        file_field = self.get_optional_string(value, "file")
        source_root_field = self.get_optional_string(value, "sourceRoot")
        sources_field = self.get_optional_list_of_optional_strings(value, "sources")
        sources_content_field = self.get_optional_list_of_optional_strings(value, "sourcesContent")
        ignore_list_field = self.get_optional_list_of_array_indexes(value, "ignoreList")
        sources = self.decode_source_map_sources(
            source_root_field, sources_field, sources_content_field, ignore_list_field
        )
        names_field = self.get_optional_list_of_strings(value, "names")
        mappings = self.decode_mappings(mappings_field, names_field, sources)
        mappings.sort(key=lambda mapping: mapping.generated)
        return DecodedSourceMap(file_field, sources, mappings)

    def get_optional_string(self, value: JSONValue, key: str) -> str | None:
        """GetOptionalString."""
        field = json_object_get(value, key)
        if isinstance(field, str):
            return field
        if not isinstance(field, Missing):
            self.optionally_report(f"GetOptionalString: {key}")
        return None

    def get_optional_list_of_strings(self, value: JSONValue, key: str) -> list[str]:
        """GetOptionalListOfStrings."""
        result: list[str] = []
        values = json_object_get(value, key)
        if isinstance(values, Missing):
            return result
        if not isinstance(values, list):
            self.optionally_report(f"GetOptionalListOfStrings: {key}")
            return result
        for item in values:
            if isinstance(item, str):
                result.append(item)
            else:
                self.optionally_report(f"GetOptionalListOfStrings: an item of {key}")
                result.append("")
        return result

    def get_optional_list_of_optional_strings(self, value: JSONValue, key: str) -> list[str | None]:
        """GetOptionalListOfOptionalStrings."""
        result: list[str | None] = []
        values = json_object_get(value, key)
        if isinstance(values, Missing):
            return result
        if not isinstance(values, list):
            self.optionally_report(f"GetOptionalListOfOptionalStrings: {key}")
            return result
        for item in values:
            if isinstance(item, str):
                result.append(item)
            else:
                if item is not None:
                    self.optionally_report(f"GetOptionalListOfOptionalStrings: an item of {key}")
                result.append(None)
        return result

    def get_optional_list_of_array_indexes(self, value: JSONValue, key: str) -> list[int]:
        """GetOptionalListOfArrayIndexes."""
        result: list[int] = []
        values = json_object_get(value, key)
        if isinstance(values, Missing):
            return result
        if not isinstance(values, list):
            self.optionally_report(f"GetOptionalListOfArrayIndexes: {key}")
            return result
        for item in values:
            if isinstance(item, float) and is_integral(item) and item >= 0:
                result.append(int(item))
            else:
                self.optionally_report(f"GetOptionalListOfArrayIndexes: an item of {key}")
        return result

    def decode_source_map_sources(
        self,
        source_root: str | None,
        sources: list[str | None],
        sources_content: list[str | None],
        ignore_list: list[int],
    ) -> list[DecodedSource]:
        """DecodeSourceMapSources, without URL parsing; and what the suite says of `ignoreList`."""
        decoded_sources: list[DecodedSource] = []
        prefix = ""
        if source_root:
            prefix = source_root if source_root.endswith("/") else source_root + "/"
        for index, source in enumerate(sources):
            url = None
            if source is not None:
                url = prefix + source
                if may_fail(url):
                    self.urls.append(url)
            content = sources_content[index] if len(sources_content) > index else None
            decoded_sources.append(DecodedSource(url, content, index in ignore_list))
        if any(index >= len(sources) for index in ignore_list):
            self.optionally_report("ignoreList beyond the sources", "suite-only")
        return decoded_sources

    def decode_mappings(
        self, raw_mappings: str, names: list[str], sources: list[DecodedSource]
    ) -> list[DecodedMapping]:
        """DecodeMappings, with DecodeMappingsField of each production."""
        mappings: list[DecodedMapping] = []
        node = parse_mappings_field(raw_mappings)
        if node is None:
            self.optionally_report("DecodeMappings: parsing failed")
            return mappings
        source_index = original_line = original_column = name_index = 0
        for generated_line, line in enumerate(node):
            generated_column = 0
            for mapping in line:
                generated_column += vlq_signed_value(mapping[0])
                if generated_column < 0:
                    self.optionally_report("DecodeMappingsField: GeneratedColumn")
                    continue
                position = Position(generated_line, generated_column)
                if len(mapping) == 1:
                    mappings.append(DecodedMapping(position, None, None))
                    continue
                source_index += vlq_signed_value(mapping[1])
                original_line += vlq_signed_value(mapping[2])
                original_column += vlq_signed_value(mapping[3])
                original = None
                if source_index < 0 or source_index >= len(sources) or original_line < 0 or original_column < 0:
                    self.optionally_report("DecodeMappingsField: OriginalPosition")
                else:
                    original = OriginalPosition(sources[source_index], source_index, original_line, original_column)
                name = None
                if len(mapping) == 5:
                    name_index += vlq_signed_value(mapping[4])
                    if name_index < 0 or name_index >= len(names):
                        self.optionally_report("DecodeMappingsField: Name")
                    else:
                        name = names[name_index]
                mappings.append(DecodedMapping(position, original, name))
        return mappings

    def decode_index_source_map(self, value: JSONValue) -> DecodedSourceMap:
        """DecodeIndexSourceMap; and what the suite says of two sections at one place and of `mappings` beside them."""
        sections_field = json_object_get(value, "sections")
        if not isinstance(sections_field, list):
            raise ThrowCompletionError("DecodeIndexSourceMap: sections")
        if json_object_get(value, "version") != 3.0:
            self.optionally_report("DecodeIndexSourceMap: version")
        source_map = DecodedSourceMap(self.get_optional_string(value, "file"), [], [])
        self.mappings_beside_sections(value)
        previous_offset: Position | None = None
        previous_last: Position | None = None
        for section in sections_field:
            if not is_json_object(section):
                self.optionally_report("DecodeIndexSourceMap: a section")
                continue
            offset = json_object_get(section, "offset")
            if isinstance(offset, Missing) or not is_json_object(offset):
                raise ThrowCompletionError("DecodeIndexSourceMap: offset")
            position = Position(self.offset_of(offset, "line"), self.offset_of(offset, "column"))
            if previous_offset is not None and position < previous_offset:
                self.optionally_report("DecodeIndexSourceMap: sections out of order")
            if previous_offset is not None and position == previous_offset:
                self.optionally_report("two sections at one place", "suite-only")
            if previous_last is not None and position < previous_last:
                self.optionally_report("DecodeIndexSourceMap: sections overlap")
            map_field = json_object_get(section, "map")
            if isinstance(map_field, Missing) or not is_json_object(map_field):
                raise ThrowCompletionError("DecodeIndexSourceMap: map")
            self.mappings_beside_sections(map_field)
            try:
                decoded = self.decode_source_map(map_field)
            except ThrowCompletionError as error:
                self.optionally_report(f"DecodeIndexSourceMap: a map, by {error}")
                continue
            source_map.sources.extend(one for one in decoded.sources if one not in source_map.sources)
            moved = [mapping._replace(generated=_moved(mapping.generated, position)) for mapping in decoded.mappings]
            source_map.mappings.extend(moved)
            previous_offset = position
            if moved:
                previous_last = moved[-1].generated
        return source_map

    def offset_of(self, offset: JSONValue, key: str) -> float:
        value = json_object_get(offset, key)
        if isinstance(value, float) and is_integral(value):
            return value
        self.optionally_report(f"DecodeIndexSourceMap: {key} of an offset")
        return 0

    def mappings_beside_sections(self, value: JSONValue) -> None:
        # The suite has a text there; null holds nothing that a reader of the sections would miss. A section's map is
        # decoded by its `mappings`, whatever `sections` it has: what is said of the index map is said of it.
        both = [json_object_get(value, key) for key in ("sections", "mappings")]
        if not isinstance(both[0], Missing) and not isinstance(both[1], Missing) and both[1] is not None:
            self.optionally_report("mappings beside sections", "suite-only")


def _moved(generated: Position, offset: Position) -> Position:
    """Where a mapping of a section is. As Numbers: beyond 2**53 a sum is rounded."""
    column = float(generated.column) + offset.column if generated.line == 0 else generated.column
    return Position(float(generated.line) + offset.line, column)


def get_original_positions(map: DecodedSourceMap, generated: Position) -> list[OriginalPosition | None]:
    """GetOriginalPositions."""
    last: DecodedMapping | None = None
    for mapping in reversed(map.mappings):
        if last is None and mapping.generated <= generated:
            last = mapping
    if last is None:
        return []
    return [mapping.original for mapping in map.mappings if mapping.generated == last.generated]


# ECMA-262: WhiteSpace (TAB, VT, FF, ZWNBSP, and category Zs), and with line ends what `\s` matches.
_WHITE_SPACE: Final = "\t\v\f\ufeff \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_S: Final = f"[{_WHITE_SPACE}\n\r\u2028\u2029]"
_NOT_S: Final = f"[^{_WHITE_SPACE}\n\r\u2028\u2029]"
_SOURCE_MAP_URL: Final = re.compile(f"[@#]{_S}*sourceMappingURL=({_NOT_S}*?){_S}*")


def match_source_map_url(comment: str) -> str | None:
    """MatchSourceMapURL."""
    match = _SOURCE_MAP_URL.fullmatch(comment)
    return match.group(1) if match else None


def javascript_extract_source_map_url(source: str) -> str | None:
    """JavaScriptExtractSourceMapURL, without parsing."""
    for line in reversed(re.split("\r\n|\n|\r|\u2028|\u2029", source)):
        position = 0
        while position < len(line):
            first = line[position]
            if first == "/" and position + 1 < len(line):
                position += 1
                if line[position] != "/":
                    return None
                comment = line[position + 1 :]
                if any(mark in comment for mark in ('"', "'", "`", "*/")):
                    return None
                url = match_source_map_url(comment)
                if url is not None:
                    return url
                position = len(line)
            elif first in _WHITE_SPACE:
                position += 1
            else:
                return None
    return None
