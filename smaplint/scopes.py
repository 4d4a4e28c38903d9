"""The check of `scopes` as the draft has it: it never raises, and keeps the place of what is wrong.

The field is a list of items with commas between them, each a tag and VLQs: the trees of original scopes, one for each
source, then the trees of generated ranges (proposal "Scopes", Scopes grammar and DecodeScopesInfo). What the grammar does
not take costs a consumer the whole field; a bad index costs it that name.
"""

from array import array
from itertools import islice
from typing import Final, NamedTuple

from smaplint.vlq import TextFault, TextFaults, VlqError, shown, signed, unsigned

_SCOPE_HAS_NAME: Final = 1
_SCOPE_HAS_KIND: Final = 2
_SCOPE_IS_FRAME: Final = 4
_RANGE_HAS_LINE: Final = 1
_RANGE_HAS_DEFINITION: Final = 2
_RANGE_IS_FRAME: Final = 4
_RANGE_IS_HIDDEN: Final = 8

# What an index goes into, where that is not `names`.
_HOLDERS: Final = {"definition": "the list of original scopes has {}", "source": "`sources` has {}"}
# The definition of a range that has none, and of one whose index is wrong.
_NONE: Final = -1
_UNKNOWN: Final = -2


def check(text: bytes, names: int | None, sources: int | None) -> tuple[TextFault, ...]:
    """What is wrong with the unescaped text of the field, one fault of each kind; nothing for an empty text.

    Kinds: `grammar` (then it is the only one), `index`, `hidden`, `bindings`, `sub-range`, `call-site` and `trees` (of the
    whole field). `names`, `sources`: the lengths of those arrays; None: unknown, and then not compared with.
    """
    if not text:
        return ()
    checker = _Checker(text, names, sources)
    try:
        checker.run()
    except VlqError as error:
        says = f"item {checker.item:,} of `scopes`: {error.says}"
        return (TextFault("grammar", error.offset, error.length, says),)
    return checker.faults.all


class _Range(NamedTuple):
    """The generated range that began last, for what may stand right behind its start."""

    definition: int = _NONE
    flags: int = 0


class _Checker:
    """One pass over the items. Depth is kept in arrays: it may be that of the field."""

    def __init__(self, text: bytes, names: int | None, sources: int | None) -> None:
        self.text = text
        self.names = names
        self.sources = sources
        self.faults = TextFaults()
        self.item = 0
        self.start = self.end = 0
        self.trees = 0
        # Behind the trees of original scopes, where none may follow.
        self.in_ranges = False
        # Of each original scope, in the order of their starts: how many variables it has, whether it is a stack frame.
        self.variables = array("q")
        self.frames = bytearray()
        # The bytes at which the scopes, or ranges, that are open begin.
        self.open_scopes = array("q")
        self.open_ranges = array("q")
        # Of each open range: how many bindings it has, the largest variable of a sub-range and the byte where that stands.
        self.bindings = array("q")
        self.sub_range = array("q")
        self.sub_range_at = array("q")
        self.last_range = _Range()
        # What may follow at once: variables behind the start of a scope; bindings, then a call site behind that of a range.
        self.may_have_variables = self.may_have_bindings = self.may_have_call_site = False
        self.sums = {"name": 0, "kind": 0, "variable": 0, "definition": 0}
        # Sums that went below 0: what follows is no longer what the generator meant.
        self.unsure: set[str] = set()

    def run(self) -> None:
        text = self.text
        steps = {
            0x41: self.empty_tree,
            0x42: self.scope_start,
            0x43: self.scope_end,
            0x44: self.scope_variables,
            0x45: self.range_start,
            0x46: self.range_end,
            0x47: self.range_bindings,
            0x48: self.sub_range_binding,
            0x49: self.call_site,
        }
        size = len(text)
        start = 0
        while start <= size:
            end = text.find(b",", start)
            if end < 0:
                end = size
            self.item += 1
            self.start, self.end = start, end
            if start == end:
                raise VlqError(start, 0, "it is empty; there should be an item on each side of a comma")
            steps.get(text[start], self.other)()
            start = end + 1
        scopes_left, ranges_left = (
            (self.open_scopes, "an original scope", "C"),
            (self.open_ranges, "a generated range", "F"),
        )
        for left, what, tag in (scopes_left, ranges_left):
            if left:
                self.start = left[-1]
                self.item = text.count(b",", 0, left[-1]) + 1
                self.end = end if (end := text.find(b",", left[-1])) >= 0 else size
                self.refuse(f"starts {what} that has no end; a `{tag}` should follow")
        if self.trees and self.sources is not None and self.trees != self.sources and self.faults.tells("trees"):
            says = (
                f"`scopes` has {_count(self.trees, 'tree')} of original scopes for {_count(self.sources, 'source')}; it "
                "should have one for each source, `A` where nothing is known"
            )
            self.faults.tell("trees", 0, len(text), says)

    def refuse(self, says: str) -> None:
        raise VlqError(self.start, self.end - self.start, f"{shown(self.text, self.start, self.end)} {says}")

    def tell(self, kind: str, offset: int, says: str) -> None:
        """`offset`: of the number at fault, or of the item."""
        length = self.end - offset if offset == self.start else 1
        here = f"item {self.item:,} of `scopes`, {shown(self.text, self.start, self.end)},"
        self.faults.tell(kind, offset, length, f"{here} {says}")

    def fields(self, least: int, most: int, what: str) -> list[tuple[int, int]]:
        """The numbers behind the tag, with their bytes."""
        found = list(islice(unsigned(self.text, self.start + 1, self.end), most + 1))
        if not least <= len(found) <= most:
            has = f"more than {most}" if len(found) > most else f"{len(found)}"
            wanted = f"{least}" if least == most else f"{least} to {most}"
            self.refuse(f"has {has} of the numbers behind its tag; {what} should have {wanted}")
        return found

    def index(self, what: str, offset: int, number: int, length: int | None) -> int:
        """Add to a relative index; below 0 it is set to 0, as the draft says (AccumulateIndex)."""
        index = self.sums[what] + signed(number)
        if index < 0:
            if what not in self.unsure and self.faults.tells("index"):
                self.tell("index", offset, f"takes the index of the {what} to {index:,}; it should be 0 or above")
            self.unsure.add(what)
            index = 0
        elif what not in self.unsure:
            self.bounds(what, offset, index, length)
        self.sums[what] = index
        return index

    def bounds(self, what: str, offset: int, index: int, length: int | None) -> None:
        if length is not None and index >= length and self.faults.tells("index"):
            wanted = f"the index should be below {length:,}" if length else "there should be none"
            has = _HOLDERS.get(what, "`names` has {}").format(_count(length, "item"))
            self.tell("index", offset, f"has a {what} with index {index:,}, but {has}; {wanted}")

    def not_inside_a_scope(self, what: str) -> None:
        if self.open_scopes:
            self.refuse(f"is {what} inside an original scope; that should end first")

    def settle(self) -> None:
        """What had to follow the start of a scope or range at once may not come any more."""
        self.may_have_variables = self.may_have_bindings = self.may_have_call_site = False

    def tree_begins(self) -> None:
        if self.open_ranges:
            self.refuse("stands inside a generated range; original scopes should come before all ranges")
        if self.in_ranges:
            self.refuse("stands behind a generated range or extension; original scopes should come before them")
        self.trees += 1

    def empty_tree(self) -> None:
        if self.open_scopes:
            self.refuse("stands inside an original scope; `A` should stand for a whole tree")
        self.fields(0, 0, "`A`")
        self.tree_begins()

    def scope_start(self) -> None:
        if not self.open_scopes:
            self.tree_begins()
        fields = self.fields(3, 5, "the start of a scope")
        flags = fields[0][1]
        named = bool(flags & _SCOPE_HAS_NAME)
        kinded = bool(flags & _SCOPE_HAS_KIND)
        if len(fields) != 3 + named + kinded:
            self.refuse(
                f"has {len(fields)} numbers behind its tag; with flags {flags:,} it should have {3 + named + kinded}"
            )
        if named:
            self.index("name", *fields[3], self.names)
        if kinded:
            self.index("kind", *fields[-1], self.names)
        self.variables.append(0)
        self.frames.append(bool(flags & _SCOPE_IS_FRAME))
        self.open_scopes.append(self.start)
        self.may_have_variables = True

    def scope_end(self) -> None:
        self.settle()
        if not self.open_scopes:
            self.refuse("ends an original scope, but none is open; each `C` should have its `B`")
        self.fields(2, 2, "the end of a scope")
        self.open_scopes.pop()

    def scope_variables(self) -> None:
        if not self.may_have_variables:
            self.refuse("lists variables; they should stand right behind the start of an original scope")
        self.settle()
        count = 0
        for offset, number in unsigned(self.text, self.start + 1, self.end):
            self.index("variable", offset, number, self.names)
            count += 1
        if not count:
            self.refuse("lists no variable; there should be one or more, or no such item")
        self.variables[-1] = count

    def range_start(self) -> None:
        self.not_inside_a_scope("the start of a generated range")
        self.in_ranges = True
        fields = self.fields(2, 4, "the start of a range")
        flags = fields[0][1]
        wanted = 2 + bool(flags & _RANGE_HAS_LINE) + bool(flags & _RANGE_HAS_DEFINITION)
        if len(fields) != wanted:
            self.refuse(f"has {len(fields)} numbers behind its tag; with flags {flags:,} it should have {wanted}")
        if flags & _RANGE_IS_HIDDEN and not flags & _RANGE_IS_FRAME and self.faults.tells("hidden"):
            self.tell(
                "hidden", fields[0][0], "hides a range that is no stack frame; bit 8 of the flags should come with 4"
            )
        definition = _NONE
        if flags & _RANGE_HAS_DEFINITION:
            known = len(self.variables)
            definition = self.index("definition", *fields[-1], known)
            if definition >= known or "definition" in self.unsure:
                definition = _UNKNOWN
        self.last_range = _Range(definition, flags)
        self.open_ranges.append(self.start)
        self.bindings.append(0)
        self.sub_range.append(-1)
        self.sub_range_at.append(0)
        self.may_have_variables = False
        self.may_have_bindings = self.may_have_call_site = True

    def range_end(self) -> None:
        self.settle()
        self.not_inside_a_scope("the end of a generated range")
        if not self.open_ranges:
            self.refuse("ends a generated range, but none is open; each `F` should have its `E`")
        self.fields(1, 2, "the end of a range")
        self.open_ranges.pop()
        bindings, variable, at = self.bindings.pop(), self.sub_range.pop(), self.sub_range_at.pop()
        if variable >= bindings and self.faults.tells("sub-range"):
            says = (
                f"ends a range with a sub-range for variable {variable:,}, but with {_count(bindings, 'binding')}; the index "
                f"should be below {bindings:,}"
                if bindings
                else f"ends a range with a sub-range for variable {variable:,}, but without bindings; `G` should list them"
            )
            self.tell("sub-range", at, says)

    def range_bindings(self) -> None:
        if not self.may_have_bindings:
            self.refuse("lists bindings; they should stand right behind the start of a generated range")
        self.may_have_bindings = False
        count = 0
        for offset, number in unsigned(self.text, self.start + 1, self.end):
            # 0 is a variable that is not available, others count from 1.
            if number:
                self.bounds("binding", offset, number - 1, self.names)
            count += 1
        if not count:
            self.refuse("lists no binding; there should be one for each variable, or no such item")
        self.bindings[-1] = count
        definition = self.last_range.definition
        if definition == _UNKNOWN or (definition >= 0 and count == self.variables[definition]):
            return
        if self.faults.tells("bindings"):
            says = (
                f"for a scope with {_count(self.variables[definition], 'variable')}; there should be one for each"
                if definition >= 0
                else "for a range without a definition; there should be none"
            )
            self.tell("bindings", self.start, f"lists {_count(count, 'binding')} {says}")

    def sub_range_binding(self) -> None:
        self.not_inside_a_scope("a binding of a sub-range")
        if not self.open_ranges:
            self.refuse("is a binding of a sub-range outside of any generated range; it should be inside one")
        # The call site may still follow: the codec of Chrome DevTools writes it there, and reads it anywhere.
        self.may_have_bindings = False
        numbers = unsigned(self.text, self.start + 1, self.end)
        count = 0
        for offset, number in numbers:
            if count == 0 and number > self.sub_range[-1]:
                self.sub_range[-1] = number
                self.sub_range_at[-1] = self.start
            elif count and count % 3 == 0 and number:
                self.bounds("binding", offset, number - 1, self.names)
            count += 1
        if count < 4 or count % 3 != 1:
            self.refuse(
                f"has {count:,} of the numbers behind its tag; a binding of sub-ranges should have one for the variable and "
                "three for each sub-range"
            )

    def call_site(self) -> None:
        if not self.may_have_call_site:
            self.refuse("is a call site; it should stand behind the start and the bindings of a generated range")
        self.may_have_bindings = self.may_have_call_site = False
        source = self.fields(3, 3, "a call site")[0]
        definition, flags = self.last_range
        says = ""
        if definition == _NONE:
            says = "without a definition; it should have one"
        elif definition != _UNKNOWN and not self.frames[definition]:
            says = "whose definition is no stack frame; only a function can be inlined"
        elif flags & _RANGE_IS_FRAME:
            says = "that is a stack frame itself; an inlined function should be none"
        if says and self.faults.tells("call-site"):
            self.tell("call-site", self.start, f"is a call site of a range {says}")
        self.bounds("source", *source, self.sources)

    def other(self) -> None:
        """An extension of a vendor (`/`), or an item that a later draft may define: to be read, and ignored."""
        self.settle()
        if not self.open_scopes:
            self.in_ranges = True
        vendor = self.text[self.start] == 0x2F
        count = sum(1 for _ in unsigned(self.text, self.start + vendor, self.end))
        if vendor and not count:
            self.refuse("is an extension without a name; the index of one in `names` should follow")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
