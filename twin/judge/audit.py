"""A result file asked again: the same question from the same files, and every figure compared.

Whole numbers, texts and digests must be equal. Numbers with a fraction may differ by as much as
another processor or library may round them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lines.source import encoding_hint
from twin.judge.files import report_of
from twin.judge.inputs import Inputs, inputs_from
from twin.judge.object import FORMAT, figures_object, formulas_object
from twin.judge.question import Question, Said, said_from
from twin.judge.study import Judgement, judge_inputs
from twin.report.versions import versions
from twin.settings import SettingError

if TYPE_CHECKING:
    from twin.study import Engine, Progress
    from twin.wording import Language

LARGEST_FILE = 50_000_000  # bytes
MOST_DIGITS = 40
DEEPEST = 60  # lists and words inside each other
WANTED = "a result file, such as the result.json that `twin judge --out` writes"
TOLERANCE = 1e-9  # of the number
NOTHING = 1e-12  # below which a number is as good as 0
# Another engine is another name, and has no other engine beside it; all else must be the same.
# Whole paths, since a product or a station may be called so too.
NOT_COMPARED = re.compile(
    r"figures\.comparison\.((before|after)\.)?(engine|audit)|figures\.form\.trace\[\d+\]\.engine"
)


class Result(NamedTuple):
    """What a result file says: the files and the question it was made from, and its figures."""

    inputs: Inputs
    said: Said
    figures: dict[str, Any]
    not_told: dict[str, Any]
    formulas: dict[str, Any]
    made_with: dict[str, Any]


class Difference(NamedTuple):
    """A figure that is not the same: where it stands, in the file and now."""

    path: str
    told: object
    found: object


@dataclass(frozen=True)
class Audited:
    """A result file, the judgement made again, and what differs between them."""

    result: Result
    judgement: Judgement
    count: int  # of figures compared
    differences: tuple[Difference, ...]
    reports: dict[Language, str]  # whole pages
    otherwise: dict[str, tuple[object, object]]  # versions: those of the file, and those of now

    @property
    def same(self) -> bool:
        """Whether every figure is the same."""
        return not self.differences


def read_result(path: Path) -> Result:
    """Return what a result file says.

    Raises
    ------
    SettingError
        If the file cannot be read or is no result file, with what was found; also where it asks
        for more than a command could be asked.
    """
    try:
        data = json.loads(
            _text(path), parse_int=_whole, parse_float=_finite, parse_constant=_finite
        )
        _check_depth(data)
    except OSError as error:
        told = (error.strerror or "it cannot be opened").lower()
        raise SettingError(f"{path}: the file cannot be read: {told}") from None
    except (ValueError, RecursionError) as error:
        raise SettingError(f"{path}: {_unread(error)}; expected {WANTED}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format") if isinstance(data, dict) else None
        what = "no format" if found is None else f"the format '{str(found)[:40]}'"
        raise SettingError(f"{path}: found {what}; expected '{FORMAT}', {WANTED}")
    try:
        figures, silent, formulas, made = (
            _mapping(data, one) for one in ("figures", "not_told", "formulas", "made_with")
        )
        inputs, said = inputs_from(_mapping(data, "files")), said_from(_mapping(data, "asked"))
    except SettingError as error:
        raise SettingError(f"{path}: {error}") from None
    except (KeyError, TypeError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        told = f"the result file is not whole: {what}; `twin judge` writes it anew"
        raise SettingError(f"{path}: {told}") from None
    return Result(inputs, said, figures, silent, formulas, made)


def _text(path: Path) -> str:
    """The text of an ordinary file that is not too large: no pipe to wait for, no endless device.

    Raises ValueError where it is something else, and OSError where it cannot be read.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ValueError("found no ordinary file")
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise ValueError(f"found more than {LARGEST_FILE // 1_000_000} MB")
    return raw.decode("utf-8")


def _finite(written: str) -> float:
    """A number with a fraction; ValueError where no figure can be so large."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(f"found the number {written[:MOST_DIGITS]}")
    return number


def _check_depth(data: object) -> None:
    """Refuse what lies deeper than any figure; ValueError with the depth."""
    level, depth = [data], 0
    while level:
        inside = [one for one in level if isinstance(one, (dict, list))]
        level = [
            one for held in inside for one in (held.values() if isinstance(held, dict) else held)
        ]
        depth += 1
        if depth > DEEPEST:
            raise ValueError(f"found more than {DEEPEST} lists and words inside each other")


def _unread(error: ValueError | RecursionError) -> str:
    """Say what was found in a file that is no result, in our words and not in the parser's."""
    if isinstance(error, UnicodeDecodeError):
        return f"found no text in UTF-8{encoding_hint(error.object)}"
    if isinstance(error, json.JSONDecodeError):
        return f"found no JSON, from line {error.lineno}, column {error.colno} on"
    if isinstance(error, RecursionError):
        return "found values within values without end"
    return str(error)


def _whole(digits: str) -> int:
    """A whole number; ValueError where it is longer than anything that is counted here."""
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"found a number of {len(digits)} digits")
    return int(digits)


def _mapping(data: Mapping[str, Any], word: str) -> dict[str, Any]:
    found = data[word]
    if not isinstance(found, dict):
        raise TypeError(f"found {found!r} as {word!r}; expected words and values")
    return found


def audit(
    result: Result,
    *,
    engine: Engine | None = None,
    threads: int | None = None,
    both: bool = False,
    languages: Sequence[Language] = (),
    progress: Progress | None = None,
) -> Audited:
    """Ask the question of a result file again, and compare every figure.

    engine : another engine than the file's, such as the reference
    both : let the reference engine run a replication of each side beside the other engine
    languages : those in which the report is wanted

    Raises as `twin.judge.judge` does, and SettingError where a file lies outside its folder.
    """
    said = result.said if engine is None else replace(result.said, engine=engine)
    names = result.inputs.names
    question = Question(
        line=str(names.line),
        retrofits=tuple(map(str, names.retrofits)),
        packs=tuple(map(str, names.packs)),
        answers=names.answers,
        said=said,
    )
    made = judge_inputs(question, result.inputs, names, threads, both, progress)
    reports = {language: report_of(made, language) for language in languages}
    found = {
        "figures": figures_object(made),
        "not_told": dict(made.silent),
        "formulas": formulas_object(made),
    }
    told = {name: getattr(result, name) for name in found}
    rows = list(_compared(told, json.loads(json.dumps(found, allow_nan=False)), ""))
    here = versions()
    return Audited(
        result=result,
        judgement=made,
        reports=reports,
        count=len(rows),
        differences=tuple(row for row in rows if not _same(row.told, row.found)),
        otherwise={
            name: (result.made_with.get(name), one)
            for name, one in here.items()
            if result.made_with.get(name) != one
        },
    )


def _compared(told: object, found: object, path: str) -> Iterator[Difference]:
    """Every value that stands at the end of a path, on both sides; None where there is none."""
    if isinstance(told, dict) or isinstance(found, dict):
        one, other = (side if isinstance(side, dict) else {"": side} for side in (told, found))
        for name in dict.fromkeys((*one, *other)):
            below = f"{path}.{name}".strip(".")
            if NOT_COMPARED.fullmatch(below) is None:
                yield from _compared(one.get(name), other.get(name), below)
    elif isinstance(told, list) or isinstance(found, list):
        both = [side if isinstance(side, list) else [side] for side in (told, found)]
        for i, (was, now) in enumerate(zip_longest(*both)):
            yield from _compared(was, now, f"{path}[{i}]")
    else:
        yield Difference(path, told, found)


def _same(told: object, found: object) -> bool:
    """Whether two values are the same; yes and no are no numbers."""
    if isinstance(told, bool) or isinstance(found, bool):
        return told is found
    if isinstance(told, (int, float)) and isinstance(found, (int, float)):
        if isinstance(told, int) and isinstance(found, int):
            return told == found
        return math.isclose(told, found, rel_tol=TOLERANCE, abs_tol=NOTHING)
    return told == found
