"""How chance is written: a plain value, or one word for the shape with its numbers below.

The word of the shape does not show in the paths of messages: the mean of
`cycle: {exponential: {mean: 25 s}}` is `cycle.mean`. Beside the shape may stand `source` and
`grade`, which say where a figure comes from and how sure it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lines.distributions import KINDS, Distribution, constant, mixture
from lines.errors import hint, listed
from lines.nodes import Measured
from lines.units import DIMENSIONS, example, shown
from lines.words.columns import column_of
from lines.words.entry import Entry
from lines.words.forms import ABOVE_ZERO, AT_LEAST_ZERO, Bound, Form, Quantity, Schema, Text, Whole
from lines.words.groups import Group, Word
from lines.words.shapes import (
    EXAMPLES,
    LEAST_CV,
    MOST_CV,
    NOTED,
    SETS,
    below_zero,
    numbers_of,
    sets_told,
    words_of,
)
from lines.words.trade import SHAPES_ALSO, folded

TICK_S = 1e-6
MOST_VALUES = 100_000
MOST_PARTS = 100
NOTES = {"source": "where the figure comes from", "grade": "how sure it is, such as B"}
COUNTING = ("poisson", "geometric")

MOST_COUNTED = 1e6  # a Poisson count is drawn by steps, the more the larger its mean
_SHAPE = Quantity("number", Bound(0.1, high=100.0))
_GAMMA_SHAPE = Quantity("number", Bound(1e-4, high=1e12))  # cv from 100 down to 0.000001
_RATE = Quantity("frequency", ABOVE_ZERO)
_SPREAD = Quantity("number", Bound(0.0, high=100.0))
_STAGES = Whole("a number of stages", 1, 1000)
_WEIGHT = Quantity("number")
_ORDERS = {"triangular": ("low", "mode", "high"), "beta-pert": ("low", "mode", "high")}
_ENDS = {**_ORDERS, "uniform": ("low", "high")}


def shape_hint(word: str) -> str:
    """Say which distribution others call so; nothing where none is."""
    meant = SHAPES_ALSO.get(folded(word))
    return f"; did you mean '{meant}'?" if meant else ""


class Chance(NamedTuple):
    """A distribution of numbers of one dimension, its mean above 0 unless `bound` says else."""

    dimension: str
    bound: Bound = ABOVE_ZERO

    def read(self, entry: Entry) -> Distribution | None:
        """Return the distribution, in base units."""
        node = entry.node
        if isinstance(node.value, dict):
            found = self._read_shape(entry)
        elif isinstance(node.value, list | bool) or node.is_missing:
            entry.expect(f"{self._called()}, such as '{example(self.dimension, entry.currency)}'")
            return None
        else:
            value = Quantity(self.dimension, self.bound).read(entry)
            found = None if value is None else constant(value)
        return found if found is not None and self._reaches(entry, found) else None

    def _called(self) -> str:
        return f"{DIMENSIONS[self.dimension].called} or a distribution"

    def _reaches(self, entry: Entry, found: Distribution) -> bool:
        mean = found.mean()
        if self.bound.above and self.dimension == "duration" and mean < TICK_S:
            entry.expect("a mean of at least 1 us, the tick of the clock")
            return False
        if not self.bound.holds(mean):
            entry.fail(f"found a mean of {mean:.6g}; expected a mean{self._reach()}")
            return False
        return True

    def _reach(self) -> str:
        return self.bound.told(self.dimension)

    def _read_shape(self, entry: Entry) -> Distribution | None:
        """Return the distribution of a mapping with one shape and perhaps its notes."""
        shapes = [word for word in entry.node.words if word in KINDS]
        for word, below in entry.words():
            if word in NOTES:
                Text(NOTES[word]).read(below)
            elif word not in KINDS:
                told = shape_hint(word) or hint(word, [*KINDS, *NOTES])
                told = told or f"; known are {listed(KINDS, 20)}"
                below.fail_word(f"no such distribution{told}")
                return None
        if len(shapes) != 1:
            told = f"found {len(shapes)} distributions ({', '.join(shapes)})" if shapes else ""
            entry.fail(f"{told or 'found no distribution'}; expected one of {listed(KINDS, 20)}")
            return None
        kind = shapes[0]
        if kind in COUNTING and self.dimension not in ("count", "parts", "days"):
            entry.fail(f"'{kind}' counts things; it cannot be {DIMENSIONS[self.dimension].called}")
            return None
        below = entry.child(entry.node.words[kind])
        return self._readers()[kind](kind, below)

    def _readers(self) -> dict[str, Callable[[str, Entry], Distribution | None]]:
        readers: dict[str, Callable[[str, Entry], Distribution | None]] = {
            "constant": self._constant,
            "hyperexponential": self._hyperexponential,
            "empirical": self._empirical,
            "mixture": self._mixture,
        }
        readers |= dict.fromkeys(("poisson", "geometric"), self._mean_only)
        readers |= dict.fromkeys(SETS, self._by_numbers)
        return readers | dict.fromkeys(_ENDS, self._ends)

    def _constant(self, _kind: str, entry: Entry) -> Distribution | None:
        value = Quantity(self.dimension, self.bound).read(entry)
        return None if value is None else constant(value)

    def _mean_form(self, kind: str) -> Quantity:
        bounds = {"geometric": Bound(1.0), "poisson": Bound(above=True, high=MOST_COUNTED)}
        return Quantity(self.dimension, bounds.get(kind, ABOVE_ZERO))

    def _mean_only(self, kind: str, entry: Entry) -> Distribution | None:
        form = self._mean_form(kind)
        if entry.node.is_mapping:
            words = (Word("mean", form, "", f"mean: {example(self.dimension)}", required=True),)
            mean = (Group(f"'{kind}'", words).read(entry) or {}).get("mean")
        else:
            mean = form.read(entry)
        return None if mean is None else Distribution(kind, (mean,))

    def _by_numbers(self, kind: str, entry: Entry) -> Distribution | None:
        """Return a shape by one of its sets of numbers, such as mean and cv."""
        if kind == "exponential" and not entry.node.is_mapping:
            return self._mean_only(kind, entry)
        names = [name for name in words_of(kind) if name != "rate" or self.dimension == "duration"]
        words = tuple(Word(name, self._form(kind, name), "", self._such(name)) for name in names)
        values = Group(f"'{kind}'", words).read(entry)
        if values is None or len(values) < len(entry.node.words):
            return None
        if set(values) not in [set(names) for names in SETS[kind]]:
            told = f"found {listed(values) or 'no numbers'}; '{kind}' is written by"
            entry.fail(f"{told} {sets_told(kind)}, such as {{{kind}: {self._example(kind)}}}")
            return None
        numbers = numbers_of(kind, values)
        return self._fits(kind, entry, numbers)

    def _form(self, kind: str, name: str) -> Form:
        forms: dict[str, Form] = {"k": _STAGES, "cv": _SPREAD, "rate": _RATE, "shape": _SHAPE}
        if name == "shape" and kind == "gamma":
            return _GAMMA_SHAPE
        if name == "sd":
            return Quantity(self.dimension)
        return forms.get(name, self._mean_form(kind))

    def _such(self, name: str) -> str:
        return EXAMPLES.get(name, f"{name}: {example(self.dimension)}")

    def _example(self, kind: str) -> str:
        return f"{{{', '.join(self._such(name) for name in SETS[kind][0])}}}"

    def _fits(self, kind: str, entry: Entry, numbers: tuple[float, ...]) -> Distribution | None:
        """Return the distribution where its mean and spread are within reach."""
        mean, most = numbers[0], DIMENSIONS[self.dimension].most
        if not mean <= most:
            entry.expect(f"a mean of at most {shown(most, self.dimension, entry.currency)}")
            return None
        if kind not in ("normal", "lognormal", "gamma"):
            return Distribution(kind, numbers)
        spread = numbers[1] / mean if kind == "normal" else numbers[1]
        if spread > MOST_CV:
            entry.fail(f"found an sd above {MOST_CV:g} times the mean; expected a smaller one")
            return None
        if spread == 0 or (kind != "normal" and spread < LEAST_CV):
            return constant(mean)
        if kind == "normal":
            self._note_cut(entry, *numbers)
        return Distribution(kind, numbers)

    def _note_cut(self, entry: Entry, mean: float, sd: float) -> None:
        """Note which share of a normal is cut at 0, and what that does to the mean."""
        cut, left = below_zero(mean, sd)
        if cut < NOTED:
            return
        amounts = [shown(float(f"{v:.4g}"), self.dimension, entry.currency) for v in (left, mean)]
        entry.note(
            f"{100 * cut:.2g} % of this normal lie below 0 and are cut off, so that the mean of "
            f"what is drawn is {amounts[0]} and not {amounts[1]}; a lognormal or gamma never goes "
            "below 0"
        )

    def _ends(self, kind: str, entry: Entry) -> Distribution | None:
        names = _ENDS[kind]
        form = Quantity(self.dimension)
        if entry.node.is_mapping:
            words = tuple(Word(name, form, "", required=True) for name in names)
            read = Group(f"'{kind}'", words).read(entry) or {}
            values = [read.get(name) for name in names]
        elif len(entry.node.entries) == len(names):
            values = [form.read(entry.child(node, n)) for n, node in enumerate(entry.node.entries)]
        else:
            entry.expect(f"{len(names)} values, [{', '.join(names)}]")
            return None
        ends = [value for value in values if value is not None]
        if len(ends) < len(names):
            return None
        if sorted(ends) != ends or ends[0] == ends[-1]:
            entry.fail(
                f"found {_order_of(entry, names)}; expected {' <= '.join(names)}, low < high"
            )
            return None
        return Distribution(kind, tuple(ends))

    def _hyperexponential(self, kind: str, entry: Entry) -> Distribution | None:
        words = (
            Word("means", Values(self.dimension, ABOVE_ZERO), "", "means: [2 s, 20 s]", True),
            Word("weights", Values("number"), "", "weights: [0.7, 0.3]", True),
        )
        values = Group(f"'{kind}'", words).read(entry) or {}
        return _weighted(kind, entry, values, "means") if len(values) == 2 else None

    def _empirical(self, kind: str, entry: Entry) -> Distribution | None:
        if "file" in entry.node.words:
            read = column_of(entry, self.dimension, MOST_VALUES)
            return (
                None if not read else Distribution(kind, tuple(read), (1 / len(read),) * len(read))
            )
        words = (
            Word(
                "values", Values(self.dimension), "", f"values: [{example(self.dimension)}]", True
            ),
            Word("weights", Values("number"), "", "weights: [0.7, 0.3]"),
        )
        values = Group(f"'{kind}'", words).read(entry) or {}
        broken = "values" not in values or len(values) < len(entry.node.words)
        return None if broken else _weighted(kind, entry, values, "values")

    def _mixture(self, _kind: str, entry: Entry) -> Distribution | None:
        if not 1 <= len(entry.node.entries) <= MOST_PARTS:
            entry.expect(f"a list of 1 to {MOST_PARTS} parts, each {{weight: 0.7, of: ...}}")
            return None
        words = (
            Word("weight", _WEIGHT, "", "weight: 0.7", required=True),
            Word("of", Chance(self.dimension, Bound()), "", "of: 42 s", required=True),
        )
        parts = [Group("a part of a mixture", words).read(below) for _, below in entry.entries()]
        whole = [part for part in parts if part is not None and len(part) == 2]
        if len(whole) < len(parts):
            return None
        shares = _shares(entry, [part["weight"] for part in whole])
        return None if shares is None else mixture(shares, tuple(part["of"] for part in whole))

    def schema(self) -> Schema:
        """Return the reference to the distributions of the dimension."""
        return {"$ref": f"#/$defs/{self.dimension}-or-distribution"}


class Values(NamedTuple):
    """A list of numbers of one dimension."""

    dimension: str
    bound: Bound = AT_LEAST_ZERO

    def read(self, entry: Entry) -> list[float] | None:
        """Return the numbers in base units."""
        if not 1 <= len(entry.node.entries) <= MOST_VALUES:
            such = example(self.dimension, entry.currency)
            entry.expect(f"a list of 1 to {MOST_VALUES} numbers, such as [{such}]")
            return None
        form = Quantity(self.dimension, self.bound)
        values = [form.read(below) for _, below in entry.entries()]
        known = [value for value in values if value is not None]
        return known if len(known) == len(values) else None

    def schema(self) -> Schema:
        """Return a list of quantities."""
        return {"type": "array", "items": Quantity(self.dimension).schema(), "minItems": 1}


def _weighted(
    kind: str, entry: Entry, values: dict[str, list[float]], word: str
) -> Distribution | None:
    numbers = values[word]
    weights = values.get("weights", [1.0] * len(numbers))
    if len(weights) != len(numbers):
        entry.fail(f"found {len(numbers)} {word} and {len(weights)} weights; expected one for each")
        return None
    shares = _shares(entry, weights)
    return None if shares is None else Distribution(kind, tuple(numbers), shares)


def _shares(entry: Entry, weights: Sequence[float]) -> tuple[float, ...] | None:
    total = sum(weights)
    if not total > 0:
        entry.fail("found weights that are all 0; expected at least one above 0")
        return None
    return tuple(weight / total for weight in weights)


def _order_of(entry: Entry, names: tuple[str, ...]) -> str:
    """Return the ends as written, by name."""
    nodes = entry.node.entries or [entry.node.words[name] for name in names]
    told = [n.value.value if isinstance(n.value, Measured) else n.written for n in nodes]
    return ", ".join(f"{name} {value}" for name, value in zip(names, told, strict=True))
