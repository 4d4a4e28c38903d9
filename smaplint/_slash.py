"""Whether a slash in JavaScript divides or begins a regular expression: what stands before it says so.

A slash divides where an expression ends. For most tokens that is plain; for `)` it takes the keyword before the bracket
that it closes, for `}` what its block, function, class or object stands in, and for `yield`, `await` and `of`, which
are names too, the function or loop around them.

A question costs what lies between two tokens, and at most `_FAR` of them: brackets know what the last one before them
closed, and what was only run over since then is run over once more.
"""

from array import array
from bisect import bisect_left
from typing import Final, NamedTuple

from smaplint._lazy import pattern

STRING: Final = (
    rb"""\"[^"\\\r\n]*+(?:\\(?:\r\n|[\s\S])[^"\\\r\n]*+)*+\"|'[^'\\\r\n]*+(?:\\(?:\r\n|[\s\S])[^'\\\r\n]*+)*+'"""
)

# Steps back that a question may take: names in a chain, labels, brackets around. Real code needs three.
_FAR: Final = 50
# Bytes that are looked at for what is decided by a glance.
_NEAR: Final = 200

_BRACKETS = pattern(STRING + rb"|[(){}]")
_LINE_END = pattern(rb"[\r\n]|\xe2\x80[\xa8\xa9]")
# For text that is turned round. WhiteSpace and LineTerminator that are not ASCII: NBSP, BOM, Zs, U+2028 and U+2029.
_BLANK: Final = rb"\xa0\xc2|\xbf\xbb\xef|\x80\x9a\xe1|[\x80-\x8a\xa8\xa9\xaf]\x80\xe2|\x9f\x81\xe2|\x80\x80\xe3"
_BLANKS = pattern(rb"(?:[ \t\n\r\x0b\x0c]|" + _BLANK + rb")*+")
_WORD = pattern(rb"(?:[\w$\\]|(?!" + _BLANK + rb")[\x80-\xff])*+")
# Longer than any keyword; and what is cut off of a longer name is none.
_LONGEST: Final = 24

_ESCAPE = pattern(rb"\\u\{[0-9a-fA-F]*+\}\Z")
_GENERATOR = pattern(rb"\*\s*+(?:[\w$\\\x80-\xff]++|\[[^\]]*+\])?\s*+\(\Z")
_ASYNC = pattern(
    rb"(?<![\w$.#\\\x80-\xff])async\s*+(?:function\b\s*+)?(?:\*\s*+)?"
    rb"(?:[\w$\\#\x80-\xff]++|\[[^\]]*+\])?\s*+(?:\(|=>)\Z"
)
_MODULE_NAME = pattern(rb"""(?<![\w$.#\\\x80-\xff])(?:from|import)\s*+("[^"\r\n]*+"|'[^'\r\n]*+')\Z""")
_CASE_OR_CONDITION = pattern(rb"(?<![\w$.#\\\x80-\xff])case(?![\w$\\\x80-\xff])|(?<!\?)\?(?![.?])")
_ASYNC_ARROW = pattern(rb"(?<![\w$.#\\\x80-\xff])async\s*+(?:\([^()]*+\)|[\w$\\\x80-\xff]++)\s*+=>\Z")

# After these a regular expression begins. After `break` and its like only on the next line, where a `;` is put in.
_BEFORE_EXPRESSION: Final = frozenset(
    b"await break case continue debugger default delete do else extends in instanceof new of return throw typeof void"
    b" yield".split()
)
# After these a block begins, or the braces of `import` and `export`.
_BEFORE_BLOCK: Final = frozenset(b"break catch continue debugger do else export finally import static try with".split())
# A name after these, and the end of its line, end the statement.
_BEFORE_NAME: Final = frozenset(b"var let break continue".split())
# The end of the line after these ends the statement.
_RESTRICTED: Final = frozenset(b"return yield".split())
# Their brackets are followed by a statement; those of the last two by a block.
_CONTROL: Final = frozenset((b"if", b"for", b"while", b"with"))
_CONTROL_OF_BLOCK: Final = _CONTROL | {b"switch", b"catch"}
# Last bytes of tokens; `+`, `-`, `.`, `)` and `}` are to be looked at.
_PUNCTUATORS: Final = b"([{,;:?=*%&|^~!<>/@#"
_ENDS: Final = b"]\"'`"
_POSTFIX: Final = (b"++", b"--")

_OBJECT: Final = -1
_BLOCK: Final = -2


class Bracket(NamedTuple):
    """An open bracket, and what is known of the text before it. `at`: its byte; of a template's `${` the `$`.

    `since`: the byte from which on the text before it was only run over. `closed`, `opened`: the last bracket before
    `since` that closed another, and that other; -1 for none.
    """

    at: int
    since: int
    closed: int
    opened: int


class Lookback:
    """What a tokeniser has come by, for questions about what stands before its place.

    `starts`, `ends`: the comments so far. `open`: the open brackets. `since`, `closed`, `opened`: as in `Bracket`, of
    the place that the tokeniser has come to. `regexes`: where regular expressions end. `module`: None where that is not
    known; then an `await` outside of functions is taken for an operator.
    """

    def __init__(self, data: bytes, starts: "array[int]", ends: "array[int]", *, module: bool | None) -> None:
        self.open: list[Bracket] = []
        self.since = 0
        self.closed = -1
        self.opened = -1
        self.regexes = array("q")
        self._last = Bracket(-1, 0, -1, -1)
        self._data = data
        self._starts = starts
        self._ends = ends
        self._module = module
        # What was found out of brackets that are open; it is asked again by all that stands in them.
        self._kinds: dict[int, int] = {}
        self._operators: dict[bytes, dict[int, bool]] = {b"yield": {}, b"await": {}}

    def pop(self) -> Bracket:
        """Take off the bracket that was opened last, and what was found out of it."""
        bracket = self.open.pop()
        self._kinds.pop(bracket.at, None)
        for operators in self._operators.values():
            operators.pop(bracket.at, None)
        return bracket

    def close(self, at: int) -> None:
        """Note that the byte there closes the bracket that was opened last."""
        bracket = self.pop()
        self._last = bracket
        self.opened = bracket.at
        self.closed = at
        self.since = at + 1

    def divides(self, at: int) -> bool:
        """Whether the slash there, which begins no comment, divides."""
        end = self._back(at)
        return self._ends_expression(end) and not (self._has_line_end(end, at) and self._ends_statement(end))

    def is_first_of_line(self, at: int) -> bool:
        """Whether nothing but blanks and comments stands before that byte on its line."""
        end = at
        while True:
            before = self._blanks(end)
            if before == 0 or self._has_line_end(before, end):
                return True
            start = self._comment(before)
            if start < 0:
                return False
            if self._has_line_end(start, before):
                return True
            end = start

    # `end` is always where a token ends.

    def _ends_expression(self, end: int, *, before_plus: bool = False) -> bool:
        if end == 0:
            return False
        data = self._data
        byte = data[end - 1]
        if byte in _ENDS:
            return True
        if byte in _PUNCTUATORS:
            return byte == 0x2F and self._is_regex(end)
        if byte == 0x29:
            opener = self._opener(end - 1, self._here(end))
            return opener < 0 or self._control(opener) not in _CONTROL
        if byte == 0x7D:
            return self._is_escape(end) or self._ends_braces(end - 1)
        if byte == 0x2E:
            return data[end - 3 : end] != b"..."
        if byte in b"+-":
            start = end
            while start and data[start - 1] == byte:
                start -= 1
            if before_plus or (end - start) % 2:
                return False
            before = self._back(end - 2)
            return self._ends_expression(before, before_plus=True) and not self._has_line_end(before, end - 2)
        word = self._keyword(end)
        if word not in _BEFORE_EXPRESSION or self._is_regex(end):
            return True
        if word == b"of":
            return not self._is_of(end - 2)
        if word in {b"yield", b"await"}:
            return not self._is_operator(word, end - 5)
        return False

    def _ends_statement(self, end: int) -> bool:
        """Whether the name or string there, at the end of a line, ends a statement that is no expression."""
        if self._data[end - 1] in b"\"'":
            return _MODULE_NAME.search(self._data, max(0, end - _NEAR), end) is not None
        start = self._word_start(end)
        return start < end and self._keyword(self._back(start)) in _BEFORE_NAME

    def _ends_braces(self, closer: int) -> bool:
        """Whether the brace there ends an object, or a function or class that is an expression."""
        opener = self._opener(closer, self._here(closer))
        if opener < 0:
            return False
        brace = self._last if opener == self._last.at else self._here(opener)
        depth = len(self.open)
        kind = self._kind(brace, depth, 0)
        return kind == _OBJECT or (kind >= 0 and not self._is_statement(kind, depth, 0))

    def _kind(self, brace: Bracket, depth: int, far: int) -> int:
        """What braces hold: `_OBJECT`, `_BLOCK`, or the byte at which the head of their function or class begins.

        `depth`: the number of open brackets around. `far`: how many questions led to this one.
        """
        data = self._data
        end = self._back(brace.at)
        byte = data[end - 1] if end else 0x3B
        if byte in b";}":
            return _BLOCK
        if byte == 0x7B:
            return _OBJECT if depth and data[self.open[depth - 1].at] == 0x24 else _BLOCK
        if byte == 0x3A:
            return _BLOCK if self._is_label(end - 1, depth, far + 1) else _OBJECT
        if data[end - 2 : end] == b"=>":
            return _BLOCK
        if byte in b"+-":
            return _BLOCK if data[end - 2 : end] in _POSTFIX else _OBJECT
        if byte in _PUNCTUATORS or data[end - 3 : end] == b"...":
            return _BLOCK if byte == 0x2F and self._is_regex(end) else _OBJECT
        if byte == 0x29:
            opener = self._opener(end - 1, brace)
            if opener < 0 or self._control(opener) in _CONTROL_OF_BLOCK:
                return _BLOCK
            start = self._function(opener)
            return start if start >= 0 else self._class(end, brace)
        word = self._keyword(end)
        if word in _BEFORE_BLOCK:
            return _BLOCK
        if word in _BEFORE_EXPRESSION and word != b"extends":
            return _BLOCK if word in _RESTRICTED and self._has_line_end(end, brace.at) else _OBJECT
        return self._class(end, brace)

    def _is_statement(self, start: int, depth: int, far: int) -> bool:
        """Whether the function or class whose head begins there is a declaration."""
        end = self._back(start)
        if end == 0:
            return True
        byte = self._data[end - 1]
        if byte in b";})":
            return True
        if byte == 0x7B:
            return not depth or self._data[self.open[depth - 1].at] != 0x24
        if byte == 0x3A:
            return self._is_label(end - 1, depth, far + 1)
        if byte in b"+-":
            return self._data[end - 2 : end] in _POSTFIX and self._has_line_end(end, start)
        if byte in _PUNCTUATORS and not (byte == 0x2F and self._is_regex(end)):
            return False
        word = self._keyword(end)
        if word in {b"else", b"do", b"export", b"default"}:
            return True
        if word in _BEFORE_EXPRESSION and word not in _RESTRICTED:
            return False
        return self._has_line_end(end, start)

    def _is_label(self, colon: int, depth: int, far: int) -> bool:
        """Whether a colon ends a label, `case` or `default`, and belongs to no `?` and no property."""
        if far > _FAR:
            return False
        if depth:
            parent = self.open[depth - 1]
            if self._data[parent.at] != 0x7B:
                return False
            if parent.at not in self._kinds:
                self._kinds[parent.at] = self._kind(parent, depth - 1, far)
            if self._kinds[parent.at] == _OBJECT:
                return False
        for _ in range(_FAR):
            end = self._back(colon)
            start = self._word_start(end)
            if start == end:
                break
            if self._keyword(end) == b"default":
                return True
            before = self._back(start)
            byte = self._data[before - 1] if before else 0x3B
            if byte in b";{})":
                return True
            if byte != 0x3A:
                word = self._keyword(before)
                if word in {b"case", b"else", b"do"}:
                    return True
                if byte not in _PUNCTUATORS and byte not in b".+-" and word not in _BEFORE_EXPRESSION:
                    return self._has_line_end(before, start)
                break
            colon = before - 1
        # What the colon ends is no name: the expression after `case` or `?`.
        words = _CASE_OR_CONDITION.findall(self._data, max(0, colon - _NEAR), colon)
        return bool(words) and words[-1] == b"case"

    def _function(self, opener: int) -> int:
        """Where the head of the function begins whose parameters a bracket opens; -1 where it has no such keyword."""
        end = self._back(opener)
        for _ in range(3):
            if end and self._data[end - 1] == 0x2A:
                end = self._back(end - 1)
            elif self._keyword(end) == b"function":
                start = end - 8
                before = self._back(start)
                is_async = self._keyword(before) == b"async" and not self._has_line_end(before, start)
                return before - 5 if is_async else start
            else:
                start = self._word_start(end)
                if start == end:
                    break
                end = self._back(start)
        return -1

    def _class(self, end: int, brace: Bracket) -> int:
        """Where the class begins whose head ends there; `_BLOCK` where it is no class."""
        for _ in range(_FAR):
            if end and self._data[end - 1] == 0x29:
                opener = self._opener(end - 1, brace)
                end = self._back(max(opener, 0))
                continue
            word = self._keyword(end)
            if word == b"class":
                return end - 5
            start = self._word_start(end)
            if start == end:
                break
            before = self._back(start)
            if word != b"extends" and before and self._data[before - 1] == 0x2E:
                end = self._back(before - 1)
            elif word == b"extends" or self._keyword(before) in {b"class", b"extends"}:
                end = before
            else:
                break
        return _BLOCK

    def _is_of(self, at: int) -> bool:
        """Whether the `of` there is that of a `for`, not a name."""
        opener = self.open[-1].at if self.open else -1
        if opener < 0 or self._data[opener] != 0x28 or self._control(opener) != b"for":
            return False
        before = self._back(at)
        byte = self._data[before - 1]
        return byte in b"]})" or (byte not in _PUNCTUATORS and byte not in b".+-")

    def _is_operator(self, word: bytes, at: int) -> bool:
        """Whether the `yield` or `await` there is an operator, not a name: what function it stands in."""
        inner = at
        known = self._operators[word]
        asked: list[int] = []
        answer = None
        for bracket in self.open[: -_FAR - 1 : -1]:
            if word == b"await" and self._is_async_arrow(bracket.at, inner):
                answer = True
                break
            inner = bracket.at
            asked.append(inner)
            if inner in known:
                answer = known[inner]
                break
            head = self._head(bracket) if self._data[inner] == 0x7B else b""
            if head:
                answer = (_GENERATOR if word == b"yield" else _ASYNC).search(head) is not None
                break
        if answer is None:
            answer = word == b"await" and (self._module is not False or self._is_async_arrow(0, inner))
        known.update(dict.fromkeys(asked, answer))
        return answer

    def _is_async_arrow(self, start: int, end: int) -> bool:
        """Whether the text to `end`, within one bracket, is the expression of an `async` arrow function."""
        text = self._data[max(start, end - _NEAR) : end]
        arrow = text.rfind(b"=>")
        return arrow >= 0 and b";" not in text[arrow:] and _ASYNC_ARROW.search(text[: arrow + 2]) is not None

    def _head(self, brace: Bracket) -> bytes:
        """What stands before the parameters of the function whose body that is, and a `(` or `=>`; b"" for no body."""
        data = self._data
        end = self._back(brace.at)
        mark = b"("
        if end > 1 and data[end - 2 : end] == b"=>":
            mark = b"=>"
            end = self._back(end - 2)
        elif not end or data[end - 1] != 0x29:
            return b""
        start = self._opener(end - 1, brace) if end and data[end - 1] == 0x29 else self._word_start(end)
        if start < 0 or (mark == b"(" and self._control(start) in _CONTROL_OF_BLOCK):
            return b""
        return data[max(0, start - _NEAR) : start] + mark

    def _control(self, opener: int) -> bytes:
        """The keyword before a bracket; of `for await` the `for`; b"" where there is none."""
        end = self._back(opener)
        word = self._keyword(end)
        if word == b"await" and self._keyword(self._back(end - 5)) == b"for":
            return b"for"
        return word

    def _here(self, at: int) -> Bracket:
        return Bracket(at, self.since, self.closed, self.opened)

    def _opener(self, closer: int, after: Bracket) -> int:
        """The bracket that the one at `closer` closes, by what is known of the text before `after`; or -1."""
        if closer == after.closed:
            return after.opened
        if closer < after.since:
            return -1
        stack: list[int] = []
        at = after.since
        comment = bisect_left(self._starts, at)
        while True:
            is_last = comment >= len(self._starts) or self._starts[comment] > closer
            for match in _BRACKETS.finditer(self._data, at, closer + 1 if is_last else self._starts[comment]):
                where = match.start()
                byte = self._data[where]
                if byte in b"({":
                    stack.append(where)
                elif byte in b")}":
                    opener = stack.pop() if stack else -1
                    if where == closer:
                        return opener
            if is_last:
                return -1
            at = self._ends[comment]
            comment += 1

    def _is_regex(self, end: int) -> bool:
        at = bisect_left(self.regexes, end)
        return at < len(self.regexes) and self.regexes[at] == end

    def _keyword(self, end: int) -> bytes:
        """The word that ends there, if it can be a keyword: no property's name, and without an escape. Or b""."""
        word = self._word(end)
        if not word.isalpha():
            return b""
        start = end - len(word)
        before = self._back(start)
        last = self._data[before - 1] if before else 0
        if last == 0x2E:
            return word if self._data[before - 3 : before] == b"..." else b""
        return b"" if last == 0x23 or (last == 0x7D and before == start and self._is_escape(before)) else word

    def _is_escape(self, end: int) -> bool:
        return _ESCAPE.search(self._data, max(0, end - 12), end) is not None

    def _word(self, end: int) -> bytes:
        """The word that ends there; of a longer one the last bytes."""
        text = self._data[max(0, end - _LONGEST) : end][::-1]
        length = _WORD.match(text).end()  # type: ignore[union-attr]  # matches the empty string
        return text[:length][::-1]

    def _word_start(self, end: int) -> int:
        while length := len(self._word(end)):
            end -= length
            if length < _LONGEST - 2:
                # The two bytes are for a character that was cut.
                break
        return end

    def _back(self, end: int) -> int:
        """Go back over blanks and comments, to the end of the token before them; 0 where there is none."""
        while True:
            end = self._blanks(end)
            start = self._comment(end)
            if start < 0:
                return end
            end = start

    def _blanks(self, end: int) -> int:
        size = 16
        while end:
            text = self._data[max(0, end - size) : end][::-1]
            length = _BLANKS.match(text).end()  # type: ignore[union-attr]  # matches the empty string
            if not length:
                break
            end -= length
            size *= 2
        return end

    def _comment(self, end: int) -> int:
        """The start of the comment that ends there, or -1."""
        at = bisect_left(self._ends, end)
        return self._starts[at] if at < len(self._ends) and self._ends[at] == end else -1

    def _has_line_end(self, start: int, end: int) -> bool:
        return _LINE_END.search(self._data, start, end) is not None
