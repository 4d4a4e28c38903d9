"""One unit → its findings and facts: all the work on one group of files. A pure function of its bytes and the settings.

That makes it parallel, cacheable and distributable, and keeps memory to the units in flight.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from smaplint import quick
from smaplint._lazy import pattern
from smaplint._record import NamedTuple
from smaplint.document import Document, SourceMap
from smaplint.examined import LOOKED_AT, Examined, crash, engine_finding
from smaplint.fingerprint import fingerprint, stable_path
from smaplint.generated import Directive, GeneratedFile, InlineMap, Pair, decode_data_url
from smaplint.linking import BundleRef, MapRef, Unit
from smaplint.mappings import Fault
from smaplint.place import binary_frame, binary_place, frame, line_column, place, span_of
from smaplint.reader import Files, TooLargeError, UnreadableError
from smaplint.redact import masked_text
from smaplint.report import Breakdown, Finding, Frame, Place, RelatedPlace
from smaplint.rule import (
    BundleFacts,
    DebugIdConflict,
    DebugIdFact,
    InFile,
    Key,
    MapFacts,
    NotRun,
    Problem,
    SourceRoot,
    debug_id_key,
)
from smaplint.settings import ActiveRule, Plan, Settings
from smaplint.tree import Tree

if TYPE_CHECKING:
    from smaplint.breakdown import Meter
    from smaplint.expectations import Answer
    from smaplint.source_places import Original, SourcePlaces
    from smaplint.uploaders import Scans

# The rules that ask which of several files a map lies on.
_DISPUTED = frozenset(("shared-map", "wrong-target"))
# Bytes of WebAssembly that are read for a frame.
_TEXT_SHOWN = 128
# Debug IDs of one file that are facts: it should have one of each kind.
_IDS_KEPT = 8
# Faults at segments that decode and whose sums are sure: they have a source.
_AT_SEGMENTS = frozenset(("unsorted", "negative-original", "name-bounds"))
# Bytes of `mappings` that are gone through for the sources of such faults: half a second.
_SUMMED = 4_000_000
# Findings of one rule and case that are listed for one file. An index map of 100,000 broken sections is one mistake.
_LISTED = 200
_THIRD_PARTY = pattern(r"node_modules|^webpack/|(?:^|/)\(?webpack\)?/|webpack/(?:runtime|bootstrap)|^\0|^<|^external ")


class _Host(NamedTuple):
    """Where a map stands: a file of its own, or a comment of the bundle `generated`. `data`: the bytes of that file."""

    path: str
    data: bytes
    inline: InlineMap | None = None
    directive: Directive | None = None
    generated: GeneratedFile | None = None


class _Unit:
    """The work on one unit; a class only so that its parts need not hand seven things to each other."""

    def __init__(self, unit: Unit, settings: Settings, files: Files) -> None:
        self.unit = unit
        self.settings = settings
        self.files = files
        self.findings: list[Finding] = []
        self.crashed: list[str] = []
        self.linted: list[tuple[str, str]] = []
        self.skipped: list[tuple[str, str]] = []
        self.not_run: dict[tuple[str, str], None] = {}
        self.breakdown: list[Breakdown] = []
        self._meter: Meter | None = None
        self._bundles: dict[str, GeneratedFile] = {}
        self._documents: list[Document] = []
        self._places: dict[int, SourcePlaces] = {}
        self._first_sources: dict[int, str] = {}
        # By rule, case and file: how many findings, and the index of the last that is listed.
        self._listed: dict[tuple[str, str, str], tuple[int, int]] = {}
        # What may hold of each map (`smaplint.quick`).
        self._bits: dict[str, int] = {}
        # The generated file by whose name, and whose rules, that was asked.
        self._judged_for: dict[str, str] = {}
        # A tenth of a run over small maps: nobody looks at facts where no rule about the whole build is on.
        self._has_facts = settings.compares or settings.has_build_rules

    def run(self) -> Examined:
        try:
            maps, bundles = self._run_all()
        except Exception as error:  # noqa: BLE001  # no file may end the run, nor hide what was found before it
            self.crashed.append("examine")
            path = self.linted[-1][0] if self.linted else ""
            self._engine(*crash("examine", path, error))
            maps, bundles = [], []
        finally:
            for document in self._documents:
                document.release()
        for count, last in self._listed.values():
            if count > _LISTED:
                more = f"{count - _LISTED:,} more findings of this kind in this file are not listed"
                self.findings[last] = self.findings[last]._replace(notes=(*self.findings[last].notes, more))
        return Examined(
            tuple(self.findings),
            tuple(maps),
            tuple(bundles),
            tuple(self.linted),
            tuple(self.crashed),
            tuple(self.skipped),
            tuple(self.not_run),
            tuple(self.breakdown),
        )

    def _is_listed(self, rule: str, case: str, path: str) -> bool:
        """Count a finding; False for those beyond what a reader, or a report, can take from one file."""
        count, last = self._listed.get((rule, case, path), (0, 0))
        listed = count < _LISTED
        self._listed[rule, case, path] = count + 1, len(self.findings) if listed else last
        return listed

    def _run_all(self) -> tuple[list[MapFacts], list[BundleFacts]]:
        maps: list[MapFacts] = []
        bundles: list[BundleFacts] = []
        parsed: dict[str, Document] = {}
        for ref in self.unit.maps:
            self.linted.append((ref.path, "map"))
            data = self._read(ref.path)
            document = Document(data or b"", ref.path)
            if data is not None:
                self._document(document, _Host(ref.path, data), self._partner(ref), ref.bits)
            maps.append(self._facts(document, ref))
            parsed[ref.path] = document
        for bundle in self.unit.bundles:
            if bundle.partner:
                self._measure_partner(bundle, parsed)
                continue
            self.linted.append((bundle.path, "bundle"))
            facts, inline = self._bundle(bundle, parsed)
            bundles.append(facts)
            if inline:
                maps.append(inline)
        if self.settings.breakdown:
            from smaplint.breakdown import alone

            at_hand = {bundle.map for bundle in self.unit.bundles}
            self.breakdown += [alone(ref.path) for ref in self.unit.maps if ref.path not in at_hand]
        return maps, bundles

    def _is_map(self, document: Document, path: str) -> bool:
        """Whether a file holds a map; where the quick pass has read it, it does."""
        return not self._bits.get(path, quick.UNSURE) & quick.UNSURE or document.is_map

    def _held(self, ref: BundleRef, plan: Plan) -> int:
        """What may hold of the map of a bundle: of one that was judged for another file, or by other rules, anything."""
        path = ref.map or ""
        known = self._judged_for.get(path) == ref.path and self.settings.plan(path) is plan
        return self._bits[path] if known else quick.EVERYTHING

    def _facts(self, document: Document, ref: MapRef) -> MapFacts:
        facts = MapFacts(
            path=ref.path,
            kind=ref.kind,
            root=ref.root,
            inline=False,
            valid=self._is_map(document, ref.path),
            size=len(document.data),
            linked=ref.linked,
            paired=ref.paired,
        )
        if not self._has_facts or document.map is None:
            return facts
        return _map_facts(facts, document, document.map, compares=self.settings.compares)

    def _measure_partner(self, ref: BundleRef, parsed: dict[str, Document]) -> None:
        """Count what a file is made of that is not linted itself, but whose map is."""
        document = parsed.get(ref.map or "")
        map = document.map if document and self.settings.breakdown else None
        if map is None:
            return
        known = None if ref.kind == "wasm" else self._generated(ref)
        data = known.data if known else b""
        generated = GeneratedFile(ref.path, ref.kind, data, len(data) or ref.size, ref.directive, ref.module)
        self._measure(generated, map, ref.map or "")

    def _measure(self, generated: GeneratedFile, map: SourceMap | None, path: str) -> None:
        from smaplint.breakdown import Meter

        self._meter = self._meter or Meter()
        self.breakdown.append(self._meter.measure(generated, map, path))

    def _read(self, path: str) -> bytes | None:
        try:
            return self.files.read(path, self.settings.max_file_size)
        except TooLargeError as error:
            self._engine(
                "file-too-large",
                path,
                f"the file has {error.size:,} bytes; `max-file-size` is {self.settings.max_file_size:,}",
            )
        except UnreadableError as error:
            self._engine("unreadable-file", path, f"the file cannot be read: {error}")
        return None

    def _engine(self, rule: str, path: str, message: str, notes: tuple[str, ...] = ()) -> None:
        self.findings.append(engine_finding(rule, Place(path), message, notes))

    def _partner(self, ref: MapRef) -> BundleRef | None:
        paths = ref.linked or ref.paired
        return next((bundle for bundle in self.unit.bundles if bundle.path in paths), None)

    def _generated(self, ref: BundleRef | None) -> GeneratedFile | None:
        """The bytes of a bundle, for a frame; read once, and only when a finding asks."""
        if ref is None:
            return None
        if ref.path not in self._bundles:
            try:
                data = self.files.read(ref.path, self.settings.max_file_size)
            except (TooLargeError, UnreadableError):
                return None
            self._bundles[ref.path] = GeneratedFile(ref.path, ref.kind, data, len(data), ref.directive)
        return self._bundles[ref.path]

    def _document(self, document: Document, host: _Host, partner: BundleRef | None, known: int = -1) -> None:
        """Call the rules about a map. `known`: what the quick pass says of it, or -1."""
        self._documents.append(document)
        if self.files.has_tree:
            document.tree = Tree(host.path, self.files)
        plan = self.settings.plan(host.path)
        # Most of what rules wait for is known not to hold after one look in compiled code.
        if known >= 0:
            bits = known | quick.ALWAYS
        else:
            bits = quick.judge_map(document.data, document.path, partner.path if partner else host.path, plan)
        self._bits[host.path] = bits
        self._judged_for[host.path] = partner.path if partner else ""
        for rule in quick.left(plan.on("document"), bits):
            for problem in self._run(rule, host.path, document):
                self._map_finding(rule, problem, document, document.map, host, partner)
        map_rules = quick.left(plan.on("map"), bits)
        if not map_rules:
            return
        for map in document.maps():
            faults: list[tuple[int, Fault, tuple[str, ...]]] = []
            for rule in map_rules:
                for problem in self._run(rule, host.path, map):
                    if self._map_finding(rule, problem, document, map, host, partner):
                        at = problem.at
                        if isinstance(at, Fault) and at.kind in _AT_SEGMENTS and at.offset < _SUMMED:
                            faults.append((len(self.findings) - 1, at, problem.redact))
            if faults:
                self._at_segments(map, faults)

    def _at_segments(self, map: SourceMap, faults: list[tuple[int, Fault, tuple[str, ...]]]) -> None:
        """Tell findings at segments the source of theirs: one pass for all of a map."""
        wanted: dict[int, list[tuple[int, Fault, tuple[str, ...]]]] = {}
        for one in faults:
            wanted.setdefault(one[1].offset, []).append(one)
        last = max(wanted)
        for segment in map.mappings.segments():
            if segment.offset > last:
                break
            for index, fault, redact in wanted.get(segment.offset, ()) if segment.source >= 0 else ():
                # A line or column below 0 is nowhere in the text.
                line = -1 if fault.kind == "negative-original" else segment.original_line
                found = self._sources(map).find(map, segment.source, line, segment.original_column, redact)
                self.findings[index] = _with_original(self.findings[index], found)

    def _known_by(self, document: Document) -> str:
        if id(document) not in self._first_sources:
            self._first_sources[id(document)] = first_source(document.map)
        return self._first_sources[id(document)]

    def _sources(self, map: SourceMap) -> "SourcePlaces":
        from smaplint.source_places import SourcePlaces

        document = map.document
        if id(document) not in self._places:
            self._places[id(document)] = SourcePlaces(document.tree)
        return self._places[id(document)]

    def _original(self, map: SourceMap | None, problem: Problem) -> "Original | None":
        """The source that a problem is about, by what it says itself, its place, or its name; None for no source."""
        if map is None:
            return None
        if problem.original:
            return self._sources(map).find(map, *problem.original, problem.redact)
        at = problem.at.pointer if isinstance(problem.at, Key) else problem.at
        match = re.fullmatch(r"/(?:sources|sourcesContent)/(\d{1,9})", at) if isinstance(at, str) else None
        index = int(match[1]) if match else self._sources(map).index(map, problem.about) if problem.about else -1
        return self._sources(map).find(map, index, secrets=problem.redact) if index >= 0 else None

    def _run(self, rule: ActiveRule, path: str, subject: object) -> Sequence[Problem]:
        problems: list[Problem] = []
        try:
            if rule.rule.concerns(subject, rule.options):
                problems.extend(rule.rule.function(subject, **rule.options))
        except NotRun as reason:
            self.not_run[rule.rule.name, str(reason)] = None
        except Exception as error:  # noqa: BLE001  # a rule that fails is a finding; the others still run
            self.crashed.append(rule.rule.name)
            self._engine(*crash(rule.rule.name, path, error))
        return [problem for problem in problems if rule.level(problem.case)] if problems else ()

    def _map_finding(
        self,
        rule: ActiveRule,
        problem: Problem,
        document: Document,
        map: SourceMap | None,
        host: _Host,
        partner: BundleRef | None,
    ) -> bool:
        """List a finding; False where there are enough of them."""
        if not self._is_listed(rule.rule.name, problem.case, host.path):
            return False
        at = problem.at
        base = map.pointer if map and rule.rule.subject == "map" else ""
        start, end = span_of(map, at, len(document.data))
        pointer = base + at if isinstance(at, str) else base + at.pointer if isinstance(at, Key) else None
        generated: Place | None = None
        segment: tuple[int, int, int] | None = None
        frames = [self._map_frame(document, host, start, end, problem.redact)]
        if isinstance(at, Fault):
            pointer = f"{base}/mappings"
            segment = at.offset, at.line, at.segment
            generated, code = self._code(at, host, partner, problem.redact)
            frames += code
        finding = Finding(
            rule=rule.rule.name,
            severity=rule.level(problem.case),
            message=masked_text(problem.message, problem.redact),
            place=self._map_place(document, host, start, end),
            case=problem.case,
            pointer=pointer,
            offset=start,
            segment=segment,
            generated=generated,
            frames=tuple(frames),
            related=tuple(
                RelatedPlace(
                    masked_text(one.message, problem.redact),
                    self._map_place(document, host, *span_of(map, one.at, len(document.data))),
                )
                for one in problem.related
                if not isinstance(one.at, InFile)
            ),
            notes=tuple(masked_text(note, problem.redact) for note in problem.notes),
            fingerprint=fingerprint(
                rule.rule.name,
                problem.case,
                stable_path(host.path, self._known_by(document)),
                problem.about or source_name(map, at) or pointer or "",
            ),
            inline=host.inline is not None,
        )
        self.findings.append(_with_original(finding, self._original(map, problem)))
        return True

    def _map_place(self, document: Document, host: _Host, start: int, end: int) -> Place:
        if host.inline is None or host.directive is None:
            return place(host.path, document.data, start, end)
        payload = host.data[host.inline.payload_start : host.directive.url_end]
        start, end = host.inline.place(start, payload), max(host.inline.place(end, payload), 1)
        if host.generated and host.generated.kind == "wasm":
            return binary_place(host.path, start, end)
        return place(host.path, host.data, start, end)

    def _map_frame(self, document: Document, host: _Host, start: int, end: int, secrets: tuple[str, ...]) -> Frame:
        caption = "in the inline map, decoded" if host.inline else ""
        return frame(host.path, document.data, start, end, caption, secrets=secrets)

    def _code(
        self, fault: Fault, host: _Host, partner: BundleRef | None, secrets: tuple[str, ...]
    ) -> tuple[Place | None, list[Frame]]:
        """Where a fault of `mappings` is in the generated file, and the code there when the file is at hand.

        The segment's column is unknown where its text does not decode; then the one before it is shown.
        """
        line, column = fault.line, fault.near
        path = partner.path if partner else host.path if host.inline else ""
        if not path:
            return None, []
        known = fault.column >= 0
        where = Place(path, line + 1, column + 1, line + 1, column + 2)
        if path.lower().endswith(".wasm"):
            return where, []
        generated = host.generated or self._generated(partner)
        offset = generated.offset_of(line, column) if generated else None
        if generated is None or offset is None or offset >= len(generated.data):
            return where, []
        caption = (
            "the generated code there"
            if known
            else "the generated code of the segment before it"
            if fault.segment
            else "the start of the generated line"
        )
        shown = frame(path, generated.data, offset, offset + 1, caption, generated.kind, secrets)
        # The line that a person counts is JavaScript's, which knows more line ends than a line feed.
        return where, [shown._replace(line=line + 1, column=column + 1)]

    def _bundle(self, ref: BundleRef, parsed: dict[str, Document]) -> tuple[BundleFacts, MapFacts | None]:
        directive = ref.directive
        inline_facts: MapFacts | None = None
        map: SourceMap | None = None
        document = parsed.get(ref.map or "")
        if document and not self._is_map(document, ref.map or ""):
            document = None
        size = ref.size
        if ref.unreadable:
            self._engine("unreadable-file", ref.path, f"the file cannot be read: {ref.unreadable}")
        data = b""
        plan = self.settings.plan(ref.path)
        pair_rules: Sequence[ActiveRule] = plan.on("pair")
        bits = quick.EVERYTHING
        if ref.bits >= 0 and ref.map == f"{ref.path}.map":
            bits = ref.bits | quick.ALWAYS
            pair_rules = quick.left(pair_rules, bits)
        compared = document is not None and bool(pair_rules)
        needs = directive is not None or compared or size > self.settings.max_file_size
        needs = needs or (ref.map is None and (size >= LOOKED_AT or (ref.kind in ("js", "css") and bool(pair_rules))))
        # All of them: that one file has a comment decides what is done with the others (`smaplint.uploaders`).
        scanned = ref.kind == "js" and not quick.SCANNED.isdisjoint(plan.by_name)
        identified = ref.kind == "js" and "debug-ids" in plan.families
        disputed = document is not None and ref.kind != "wasm" and not _DISPUTED.isdisjoint(plan.by_name)
        disputed = disputed and any(one.path == ref.map and len(one.paired) > 1 for one in self.unit.maps)
        needs = needs or scanned or disputed or (identified and ref.map is not None) or self.settings.breakdown
        if (
            bits != quick.EVERYTHING
            and directive
            and not (pair_rules or scanned or disputed or self.settings.breakdown)
        ):
            # All that is asked of it is known.
            needs = False
        if ref.kind == "wasm":
            needs = directive is not None and directive.is_inline
        if needs and not ref.unreadable:
            known = self._bundles.pop(ref.path, None)
            data = known.data if known else self._read(ref.path) or b""
        if ref.module and ref.module.problem:
            self.skipped.append((ref.path, f"is no whole WebAssembly module: {ref.module.problem}"))
        minified = False
        inline: InlineMap | None = None
        if data:
            size = len(data)
        if directive and data:
            if ref.kind != "wasm" and self._has_facts:
                line, column = line_column(data, directive.start)
                directive = directive._replace(line=line, column=column)
            if directive.is_inline:
                inline_facts, map, inline = self._inline(ref, directive, data)
        elif data and self._has_facts:
            minified = is_minified(data)
        generated = GeneratedFile(ref.path, ref.kind, data, size, directive, ref.module)
        if self.files.has_tree:
            generated.tree = Tree(ref.path, self.files)
        if data and not inline and bits == quick.EVERYTHING:
            held = self._held(ref, plan) if document else 0
            bits = quick.judge_pair(generated, document, held, plan)
        pair_rules = () if ref.unreadable else quick.left(pair_rules, bits)
        if document and (pair_rules or disputed or self.settings.breakdown or "expectation" in plan.by_name):
            # Its fields are found by another look at its text, which most pairs can do without.
            map = document.map
        # One for all rules: what is measured of it is measured once.
        pair = Pair(generated, map, ref.map or "", inline)
        for rule in pair_rules:
            for problem in self._run(rule, ref.path, pair):
                self._bundle_finding(rule, problem, generated, map)
        has_ids = identified and bits & quick.IDS
        identities, hashed = _identities(generated) if has_ids else ((), "")
        if disputed and data:
            hashed = _digest(generated)
        if self.settings.breakdown:
            self._measure(generated, map, ref.path if inline_facts else ref.map or "")
        facts = BundleFacts(
            path=ref.path,
            kind=ref.kind,
            root=ref.root,
            size=size,
            map=ref.path if inline_facts else ref.map,
            directive=directive._replace(url=directive.url[:200]) if directive else None,
            minified=minified,
            debug_id=ref.debug_id,
            debug_ids=identities,
            digest=hashed,
            alignment=pair.alignment.state if disputed and data else "",
            scans=_scans(ref.path, data) if scanned and not ref.unreadable else None,
            answers=self._answers(ref.path, map),
        )
        return facts, inline_facts

    def _inline(
        self, ref: BundleRef, directive: Directive, data: bytes
    ) -> tuple[MapFacts, SourceMap | None, InlineMap]:
        url = data[directive.url_start : directive.url_end]
        inline = decode_data_url(url, directive.url_start)
        self.linted.append((ref.path, "inline"))
        facts = MapFacts(
            path=ref.path,
            kind=ref.kind,
            root=ref.root,
            inline=True,
            valid=False,
            line=directive.line,
            column=directive.column,
            linked=(ref.path,),
            paired=(ref.path,),
        )
        if inline.json is None:
            return facts, None, inline
        document = Document(inline.json, ref.path)
        generated = GeneratedFile(ref.path, ref.kind, data, len(data), directive)
        self._document(document, _Host(ref.path, data, inline, directive, generated), None)
        as_file = MapRef(ref.path, ref.kind, ref.root, len(inline.json), (ref.path,), (ref.path,))
        known = self._facts(document, as_file)
        known = known._replace(inline=True, line=directive.line, column=directive.column)
        return known, document.map, inline

    def _answers(self, path: str, map: SourceMap | None) -> "tuple[Answer, ...]":
        """What the map of a file says of the coordinates that are pinned in it (`expectation`)."""
        active = self.settings.plan(path).by_name.get("expectation")
        texts = active.options.get("expect") if active else None
        if not isinstance(texts, tuple):
            return ()
        from smaplint.expectations import answer, parse

        pinned = [expected for text in texts if (expected := parse(str(text)))]
        return tuple(answer(one, map) for one in pinned if self.settings.matches((one.file,), path))

    def _frames_in(self, generated: GeneratedFile, start: int, end: int, secrets: tuple[str, ...]) -> tuple[Frame, ...]:
        if generated.kind != "wasm":
            return (frame(generated.path, generated.data, start, end, secrets=secrets),) if generated.data else ()
        try:
            with self.files.open(generated.path) as file:
                file.seek(start)
                return binary_frame(generated.path, file.read(_TEXT_SHOWN), start, end)
        except (UnreadableError, OSError):
            return ()

    def _bundle_finding(
        self, rule: ActiveRule, problem: Problem, generated: GeneratedFile, map: SourceMap | None
    ) -> None:
        if not self._is_listed(rule.rule.name, problem.case, generated.path):
            return
        start, end = span_of(None, problem.at, _size_of(generated))
        finding = Finding(
            rule=rule.rule.name,
            severity=rule.level(problem.case),
            message=masked_text(problem.message, problem.redact),
            place=_place_in(generated, start, end),
            case=problem.case,
            offset=start,
            frames=self._frames_in(generated, start, end, problem.redact),
            related=tuple(
                RelatedPlace(
                    masked_text(one.message, problem.redact),
                    _place_in(generated, *span_of(None, one.at, _size_of(generated))),
                )
                for one in problem.related
            ),
            notes=tuple(masked_text(note, problem.redact) for note in problem.notes),
            fingerprint=fingerprint(
                rule.rule.name, problem.case, stable_path(generated.path, first_source(map)), problem.about
            ),
        )
        self.findings.append(_with_original(finding, self._original(map, problem)))


def _with_original(finding: Finding, found: "Original | None") -> Finding:
    if found is None:
        return finding
    return finding._replace(source=found.source, original=found.place, original_frame=found.frame)


def _scans(path: str, data: bytes) -> "Scans":
    from smaplint.uploaders import scan

    return scan(path, data)


def _size_of(generated: GeneratedFile) -> int:
    return generated.size if generated.kind == "wasm" else len(generated.data)


def _place_in(generated: GeneratedFile, start: int, end: int) -> Place:
    if generated.kind == "wasm":
        return binary_place(generated.path, start, end)
    return place(generated.path, generated.data, start, end)


def examine(unit: Unit, settings: Settings, files: Files) -> Examined:
    """Examine one unit. Never raises for what the files hold; a rule that fails is a finding."""
    return _Unit(unit, settings, files).run()


def is_minified(data: bytes) -> bool:
    """Whether at least half of a file's bytes are in lines of more than 500.

    One long line is a table or WebAssembly in base64: 28 packages of npm have it in scripts of 60,000 lines.
    """
    return 2 * sum(len(line) for line in data.split(b"\n") if len(line) > 500) >= len(data)


def source_name(map: SourceMap | None, at: object) -> str:
    """The name of the source that a place is about, or ""."""
    match = re.fullmatch(r"/(?:sources|sourcesContent)/(\d+)", at) if isinstance(at, str) else None
    if map is None or match is None:
        return ""
    index = int(match.group(1))
    return (map.sources[index] or "") if index < len(map.sources) else ""


def first_source(map: SourceMap | None) -> str:
    """The first source that is no dependency's and no bundler's: what a file that is named by its hash is known by."""
    if map is None:
        return ""
    if map.is_index:
        return next((name for section in map.sections if (name := first_source(section.map))), "")
    return next((source for source in map.sources if source and not _THIRD_PARTY.search(source)), "")


def _source_roots(document: Document, maps: list[SourceMap]) -> tuple[SourceRoot, ...]:
    """The different roots of a file's maps that have sources, in their order: one, but for some index maps."""
    found: dict[str, SourceRoot] = {}
    for map in maps:
        if map.source_root in found or not map.sources:
            continue
        value = map.field("sourceRoot")
        if value:
            where = place("", document.data, value.start, value.end)
            length = where.end_column - where.column if where.end_line == where.line else 1
            found[map.source_root] = SourceRoot(
                map.source_root, f"{map.pointer}/sourceRoot", where.line, where.column, length
            )
        else:
            # Counted only where there is something to count: most maps have no root and begin their file.
            line, column = line_column(document.data, map.value.start) if map.pointer else (1, 1)
            found[map.source_root] = SourceRoot(map.source_root, map.pointer, line, column)
    return tuple(found.values())


def _map_facts(facts: MapFacts, document: Document, top: SourceMap, *, compares: bool) -> MapFacts:
    maps = list(document.maps())
    debug_id = top.field("debugId") or top.field("debug_id")
    if compares:
        from smaplint.snapshot import is_own, styles_of

        own = [
            (name, index < len(map.contents) and map.contents[index].kind == "string")
            for map in maps
            for index, name in enumerate(map.sources)
            if is_own(name)
        ]
        facts = facts._replace(
            segments=sum(sum(map.mappings.counts) for map in maps),
            styles=styles_of(name for name, _ in own),
            own=len(own),
            own_contents=sum(has_text for _, has_text in own),
        )
    return facts._replace(
        file=top.file,
        source_roots=_source_roots(document, maps),
        sources=sum(len(map.sources) for map in maps),
        first_source=first_source(top),
        contents=sum(map.content_count for map in maps),
        debug_id=str(debug_id.python()) if debug_id and debug_id.kind == "string" else "",
        debug_id_conflict=_debug_id_conflict(document, maps),
    )


def _debug_id_conflict(document: Document, maps: list[SourceMap]) -> DebugIdConflict | None:
    """The first of a file's maps whose two fields for a debug ID hold different ones."""
    for map in maps:
        field, older = map.field("debugId"), map.field("debug_id")
        if not (field and older and field.kind == older.kind == "string"):
            continue
        ids = str(field.python()), str(older.python())
        keys = {debug_id_key(one) for one in ids}
        if len(keys) == 2 and "" not in keys:
            where = place("", document.data, older.start, older.end)
            return DebugIdConflict(*ids, f"{map.pointer}/debug_id", where.line, where.column, len(ids[1]) + 2)
    return None


def _identities(generated: GeneratedFile) -> tuple[tuple[DebugIdFact, ...], str]:
    """The different debug IDs of a generated file, and the hash by which copies of it are known."""
    if not generated.debug_ids:
        return (), ""
    found: dict[tuple[str, str], DebugIdFact] = {}
    for one in generated.debug_ids:
        # Each place counts lines from the start of the file.
        if one.key and (one.system, one.key) not in found and len(found) < _IDS_KEPT:
            where = line_column(generated.data, one.start)
            found[one.system, one.key] = DebugIdFact(one.system, one.text, one.key, *where, len(one.text))
    return tuple(found.values()), _digest(generated)


def _digest(generated: GeneratedFile) -> str:
    from smaplint.debug_ids import digest

    link = generated.directive
    return digest(generated.data, generated.debug_ids, (link.start, link.end) if link else None)
