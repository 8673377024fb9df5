"""Reads the file of a retrofit: every word of it, with all its problems told at once."""

from __future__ import annotations

from pathlib import Path

from lines.errors import LineError, hint, listed
from lines.fields import FIELDS, SUBTYPES
from lines.kinds import refuse_other
from lines.library import RETROFITS
from lines.model import Title
from lines.nodes import Node
from lines.retrofit.document import Cost, Known, Retrofit, Targets, Use
from lines.retrofit.knowledge import KNOWLEDGE_WORDS, split_knowledge
from lines.retrofit.use import USE, read_use, tell_what_has_no_share
from lines.retrofit.ways import LINKS
from lines.source import found, read_file, read_text
from lines.stations import STATION_TYPES
from lines.words.entry import Entry, Findings
from lines.words.forms import ABOVE_ZERO, NAME_RULE, Quantity, is_name
from lines.words.having import having_nodes

_LONGEST, _FARTHEST = Quantity("duration", ABOVE_ZERO), Quantity("distance", ABOVE_ZERO)
_HEAVIEST = Quantity("mass", ABOVE_ZERO)


def load_retrofit(source: str | Path, folder: Path | None = None) -> Retrofit:
    """Return the retrofit of a file, a text, a file beside the line, or a bundled name.

    Raises LineError with all problems of the file.
    """
    if isinstance(source, str) and "\n" in source:
        return _retrofit_of(read_text(source, "<retrofit>").root)
    beside = folder / source if folder is not None else Path(source)
    if not Path(source).is_file() and beside.is_file():
        source = beside
    return _retrofit_of(read_file(found(source, RETROFITS, "retrofit")).root)


def _retrofit_of(root: Node) -> Retrofit:
    refuse_other(root, "retrofit")
    findings = Findings()
    reader = _Reader(Entry(root, (), findings, _currency(root)))
    retrofit = reader.retrofit()
    if findings.problems:
        raise LineError(findings.problems)
    return retrofit


def _currency(root: Node) -> str:
    node = root.child("currency")
    return node.written if node is not None and node.written else "KRW"


class _Reader:
    """Reads the words of a retrofit's file one by one, telling every problem on the way."""

    WORDS = (
        "retrofit",
        "title",
        "field",
        "subtype",
        "currency",
        "for",
        "set",
        "add",
        "remove",
        "requires",
        "brings",
        "use",
        "without",
        "cost",
    )
    FITS = ("type", "stations", "has", "cycle-up-to", "links", "distance-up-to", "mass-up-to")
    COSTS: tuple[tuple[str, str], ...] = (
        ("buy", "money"),
        ("run", "yearly cost"),
        ("life", "years"),
        ("build", "months"),
        ("ramp", "months"),
    )

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def retrofit(self) -> Retrofit:
        """Read the whole file; what is wrong is told to the findings, and a stand-in returned."""
        self._refuse_unknown(self.entry, self.WORDS, "a retrofit")
        name = self._text("retrofit") or "unnamed"
        if not is_name(name):
            self._under(self.entry, "retrofit").expect(f"a name: {NAME_RULE}")
        self._refuse_idle()
        requires, use, without = self._having("requires"), self._use(), self._without()
        return Retrofit(
            name=name,
            title=self._title(name),
            field=self._field(),
            subtype=self._subtype(),
            targets=self._targets(),
            set=self._mapping("set").node,
            add=self._mapping("add").node,
            remove=self._texts(self._under(self.entry, "remove")),
            requires=requires,
            brings=self._having("brings"),
            use=use,
            without=without,
            cost=self._cost(),
            currency=self.entry.currency,
            root=self.entry.node,
        )

    def _refuse_idle(self) -> None:
        """Tell of a file that neither changes the line nor brings anything to the plant."""
        changes = [self.entry.node.child(word) for word in ("set", "add", "remove", "brings")]
        if not any(n is not None and (n.words or n.entries or n.written) for n in changes):
            told = "expected one of the words set, add, remove, or brings"
            message = f"a retrofit changes something: {told}"
            self.entry.findings.add(self.entry.node.place, (), message)

    def _having(self, word: str) -> tuple[str, ...]:
        """Read what the plant must have, or has then."""
        entry = self._under(self.entry, word)
        nodes = None if entry.node.is_missing else having_nodes(entry)
        return tuple(dict.fromkeys(node.written for node in nodes or ()))

    def _use(self) -> Use | None:
        """Read the share of the effect that is realised; tell of what has no share."""
        if {USE, "without"} & self.entry.node.words.keys():
            tell_what_has_no_share(self.entry)
        entry = self._under(self.entry, USE)
        return None if entry.node.is_missing else read_use(entry, USE)

    def _without(self) -> dict[str, Use]:
        """Read how much is realised without something that is required."""
        entry = self._under(self.entry, "without")
        required = self._having_words("requires")
        found = {}
        for word, below in self._mapping("without").words():
            if word not in required:
                told = listed(required) or "nothing"
                below.fail_word(f"'{word}' is not required here; 'requires' has {told}")
            if below.node.is_mapping:
                self._refuse_unknown(below, (USE,), "'without'")
            used = self._under(below, USE)
            if used.node.is_missing:
                below.expect("how much it is used without it, such as {use: 40 %}")
                continue
            use = read_use(used, f"{entry.route[0]}.{word}.{USE}")
            if use is not None:
                found[word] = use
        return found

    def _having_words(self, word: str) -> list[str]:
        """Return the words behind `requires` as they are written."""
        node = self._under(self.entry, word).node
        return [one.written for one in (node.entries if node.is_list else [node]) if one.written]

    def _under(self, entry: Entry, word: str) -> Entry:
        """The entry below a word; where the file has none, an empty one at the place above."""
        node = entry.node.child(word)
        return entry.child(node or Node(None, entry.node.place), word)

    def _refuse_unknown(self, entry: Entry, known: tuple[str, ...], where: str) -> None:
        if not entry.node.is_mapping and not entry.node.is_missing:
            entry.expect(f"the words of {where}: {listed(known, 12)}")
        for word, below in entry.words():
            if word not in known:
                told = hint(word, known) or f"; it has {listed(known, 12)}"
                below.fail_word(f"no such word in {where}{told}")

    def _text(self, word: str) -> str | None:
        entry = self._under(self.entry, word)
        if entry.node.is_missing:
            told = "this word is missing"
            if word == "field":
                told = f"{told}; a retrofit belongs to one of the seven fields: {listed(FIELDS)}"
            self.entry.findings.add(self.entry.node.place, (word,), told)
        elif not isinstance(entry.node.value, str):
            entry.expect("a name, such as 'ai-vision'")
        else:
            return entry.node.value
        return None

    def _title(self, name: str) -> Title:
        entry = self._under(self.entry, "title")
        if isinstance(entry.node.value, str):
            return Title(entry.node.value, entry.node.value)
        self._refuse_unknown(entry, ("en", "ko"), "a title")
        told = {word: below.written for word, below in entry.words()}
        first = next(iter(told.values()), name)
        return Title(told.get("en", first), told.get("ko", first))

    def _field(self) -> str:
        word = self._text("field")
        if word is not None and word not in FIELDS:
            entry = self._under(self.entry, "field")
            entry.expect(f"one of the seven fields: {listed(FIELDS)}", hint(word, FIELDS))
        return word if word in FIELDS else "data-ai"

    def _subtype(self) -> str | None:
        entry = self._under(self.entry, "subtype")
        if entry.node.is_missing:
            return None
        if entry.written not in SUBTYPES:
            known = listed(SUBTYPES, len(SUBTYPES))
            entry.expect(f"what it is within its field: {known}", hint(entry.written, SUBTYPES))
        return entry.written

    def _targets(self) -> Targets:
        entry = self._under(self.entry, "for")
        self._refuse_unknown(entry, self.FITS, "'for'")
        kind = self._under(entry, "type")
        if not kind.node.is_missing and kind.written not in STATION_TYPES:
            kind.expect(
                f"a type of station: {listed(STATION_TYPES)}", hint(kind.written, STATION_TYPES)
            )
        longest, farthest = self._under(entry, "cycle-up-to"), self._under(entry, "distance-up-to")
        heaviest = self._under(entry, "mass-up-to")
        links = self._under(entry, "links")
        if not links.node.is_missing and links.written not in LINKS:
            links.expect(f"which links: {listed(LINKS)}", hint(links.written, LINKS))
        return Targets(
            type=kind.written or None,
            stations=self._texts(self._under(entry, "stations")),
            has=self._texts(self._under(entry, "has")),
            cycle_up_to=None if longest.node.is_missing else longest.node,
            cycle_up_to_s=None if longest.node.is_missing else _LONGEST.read(longest),
            links=links.written or None,
            distance_up_to=None if farthest.node.is_missing else farthest.node,
            distance_up_to_m=None if farthest.node.is_missing else _FARTHEST.read(farthest),
            mass_up_to=None if heaviest.node.is_missing else heaviest.node,
            mass_up_to_kg=None if heaviest.node.is_missing else _HEAVIEST.read(heaviest),
        )

    def _mapping(self, word: str) -> Entry:
        entry = self._under(self.entry, word)
        if not entry.node.is_mapping and not entry.node.is_missing:
            entry.expect("words with values under them")
        return entry

    def _texts(self, entry: Entry) -> tuple[Node, ...]:
        """One text or a list of them, each with its place."""
        if entry.node.is_missing:
            return ()
        below = list(entry.entries()) if entry.node.is_list else [(0, entry)]
        for _, one in below:
            if not isinstance(one.node.value, str):
                one.expect("a text")
        return tuple(one.node for _, one in below if isinstance(one.node.value, str))

    def _cost(self) -> Cost:
        """Read the costs; `source` and `grade` beside them go for each that has none of its own."""
        entry = self._under(self.entry, "cost")
        words = (*(word for word, _ in self.COSTS), *KNOWLEDGE_WORDS)
        self._refuse_unknown(entry, words, "'cost'")
        whole = Known(*(self._under(entry, word).written or None for word in KNOWLEDGE_WORDS))
        told: dict[str, float | None] = {}
        known = {}
        for word, dimension in self.COSTS:
            below = self._under(entry, word)
            if below.node.is_missing:
                told[word] = None
                continue
            bare, source, grade = split_knowledge(below.node)
            told[word] = Quantity(dimension).read(below.child(bare))
            known[word] = Known(source or whole.source, grade or whole.grade)
        return Cost(told["buy"], told["run"], told["life"], told["build"], told["ramp"], known)
