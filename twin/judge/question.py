"""What a judgement is asked: files, and whatever somebody said beside them.

All that is said is plain (texts, numbers, lists), so that a result file can carry it and ask the
same question again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twin.judge.ranges import check_ranges
from twin.settings import SettingError

if TYPE_CHECKING:
    from lines import LineSource
    from twin.invest import Wishes
    from twin.scenario import Scenario
    from twin.study import Engine

Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that is said beside the files; None for what files and packs say."""

    at: str | None = None
    engine: Engine = "fast"
    warmup_s: float | None = None
    length_s: float | None = None
    replications: int | None = None
    seed: int | None = None
    promise_s: float | None = None
    tariff: str | None = None
    contract: str | None = None
    wishes: dict[str, Any] = field(default_factory=dict)  # by the names of `twin.invest.Wishes`
    origins: int | None = None  # draws that tell where the spread of the worth comes from
    workers: int | None = None
    record: str | None = None
    strength_years: float | None = None
    indicators: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # chapters to leave out
    max_runs: int | None = None  # that the package may take

    def about(self, chapter: str) -> bool:
        """Say whether something was said that only this chapter needs."""
        return any(getattr(self, name) not in (None, (), {}) for name in ABOUT.get(chapter, ()))


# What is said for one chapter alone: where it was, the chapter must not be left out.
ABOUT = {
    "investment": ("wishes", "origins"),
    "bill": ("tariff", "contract"),
    "safety": ("workers", "record", "strength_years"),
    "form": ("indicators", "weights"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A line, its retrofits, packs and answers by their paths or names, and what is said beside."""

    line: str
    retrofits: tuple[str, ...]
    packs: tuple[str, ...] = ()
    answers: Path | None = None
    said: Said = Said()

    def source(self) -> LineSource:
        """Read the line under its contract, with the packs that are asked before the bundled.

        Raises LineError where a file is wrong.
        """
        from lines import read
        from lines.packs import load_pack
        from twin.bill import under_contract

        packs = tuple(load_pack(one) for one in self.packs)
        bare = read(self.line)._replace(packs=packs)
        return under_contract(bare, self.said.tariff, self.said.contract)

    def scenario(self) -> Scenario:
        """Return the line with its retrofits.

        Raises LineError where a file is wrong, and SettingError where no retrofit is named.
        """
        from twin.scenario import scenario_of

        if not self.retrofits:
            raise SettingError("nothing to judge: name at least one retrofit")
        return scenario_of(self.source(), self.retrofits, self.said.at)

    def wishes(self) -> Wishes:
        """Return what is said of the investment."""
        from twin.invest import Wishes

        return Wishes(**self.said.wishes)


def said_object(said: Said) -> Plain:
    """Return what was said as plain data; what was not is left out."""
    plain = {name: value for name, value in asdict(said).items() if value not in (None, (), {})}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in plain.items()}


def said_from(data: Mapping[str, object]) -> Said:
    """Return what was said from a result file.

    Raises TypeError where it holds something else, and SettingError where a number is out of reach.
    """
    known = {one.name: str(one.type) for one in fields(Said)}
    strange = [name for name in data if name not in known]
    if strange:
        raise TypeError(f"found {strange[0]!r}; expected {', '.join(known)}")
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
    for name, value in plain.items():
        if not _fits(known[name], value):
            raise TypeError(f"found {value!r} as {name!r}; expected {_called(known[name])}")
    _check_wishes(plain.get("wishes", {}))
    said = Said(**plain)
    check_ranges(said)
    return said


def _called(kind: str) -> str:
    """Say what kind of value is expected, for whoever wrote it by hand."""
    names = {"float": "a number", "int": "a whole number", "str": "a text", "tuple": "a list"}
    names |= {"dict": "words with values", "Engine": "'fast' or 'reference'"}
    return next((name for word, name in names.items() if kind.startswith(word)), kind)


def _check_wishes(wishes: Mapping[str, object]) -> None:
    """Refuse what no investment is asked, and values of another kind."""
    from twin.invest import Wishes

    known = {one.name: str(one.type).split(" | ") for one in fields(Wishes)}
    for name, value in wishes.items():
        if name not in known:
            raise TypeError(f"found {name!r} among the wishes; expected {', '.join(known)}")
        kinds = known[name]
        if isinstance(value, Mapping):
            fits = "Mapping[str, float]" in kinds and all(map(_is_number, value.values()))
        elif isinstance(value, str):
            fits = "str" in kinds or "Depreciation" in kinds
        else:
            fits = "float" in kinds and _is_number(value)
        if not fits:
            raise TypeError(f"found {value!r} as {name!r}; expected {' or '.join(kinds)}")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _fits(kind: str, value: object) -> bool:
    """Say whether a value is of the kind that is written beside its name."""
    if isinstance(value, bool):
        return False
    if kind.startswith("dict"):
        return isinstance(value, Mapping)
    if kind.startswith("tuple"):
        return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    if kind.startswith("Engine"):
        return value in ("fast", "reference")
    if kind.startswith("int"):
        return isinstance(value, int)
    if kind.startswith("float"):
        return isinstance(value, (int, float)) and math.isfinite(value)
    return isinstance(value, str)
