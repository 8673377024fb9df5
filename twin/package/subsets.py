"""The subsets of a package as lines: who can be used in each, and where each retrofit is put.

A retrofit that needs what another one of the package brings cannot be used in a subset without that
other one, and contributes nothing there: the game in which it only works with its enabler.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from twin.scenario import Scenario
from twin.settings import SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi.shapley import Subset
    from lines import LineError, Retrofit


def subsets(whole: Scenario) -> tuple[dict[Subset, Scenario], dict[Subset, Subset]]:
    """The line with every subset of the retrofits, and the members that can be used in each.

    Raises SettingError where a subset is no line, for another reason than a prerequisite.
    """
    from kpi import subsets_of

    _check_members(whole)
    whole.expected_line()
    found: dict[Subset, Scenario] = {}
    usable: dict[Subset, Subset] = {}
    for subset in subsets_of(len(whole.retrofits)):
        usable[subset] = used = _usable(whole, subset)
        # What can be used in a subset is a smaller subset, so it stands among those found.
        found[subset] = found[used] if used != subset else _only(whole, subset)
    return found, usable


def _check_members(whole: Scenario) -> None:
    """Refuse packages of one, of too many, and with a retrofit that is named twice."""
    from kpi import MOST_MEMBERS

    names = [one.name for one in whole.retrofits]
    if len(names) < 2:
        raise SettingError("a package has at least two retrofits; `twin compare` judges one alone")
    if len(names) > MOST_MEMBERS:
        raise SettingError(
            f"{len(names)} retrofits have {2 ** len(names):,} combinations, each a study of its "
            f"own; at most {MOST_MEMBERS} ({2**MOST_MEMBERS} combinations) can be taken apart"
        )
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise SettingError(f"the package names {', '.join(twice)} more than once")


def _usable(whole: Scenario, subset: Subset) -> Subset:
    """The members of a subset that have what they need first; who brings it must be usable too."""
    from lines import Line
    from lines.retrofit import needs_of

    if isinstance(whole.source, Line):
        return subset
    kept = sorted(subset)
    while True:
        needs = needs_of(whole.source.root, _chosen(whole, kept))
        lacking = [
            number
            for number, one in zip(kept, needs, strict=True)
            if any(need.state == "missing" for need in one)
        ]
        if not lacking:
            return frozenset(kept)
        kept = [number for number in kept if number not in lacking]


def _only(whole: Scenario, subset: Subset) -> Scenario:
    """The line with these retrofits alone, found to be a line."""
    from lines import Line, LineError
    from lines.retrofit import wishes_for

    chosen = _chosen(whole, sorted(subset))
    at = whole.at
    if at is not None and not isinstance(whole.source, Line):
        at = wishes_for(whole.source.root, chosen, at)
    part = Scenario(whole.source, chosen, at)
    try:
        part.expected_line()
    except LineError as error:
        raise _inseparable(chosen, error) from None
    return part


def _inseparable(chosen: Sequence[Retrofit], error: LineError) -> SettingError:
    """Why a part of a package is no line, without the folder, which is another in an audit."""
    only = " + ".join(one.name for one in chosen)
    first = error.problems[0]._replace(quote="")
    why = str(first._replace(file=PurePath(first.file).name))
    return SettingError(
        f"the package cannot be taken apart: with only {only} of it the line cannot be run. {why}",
        f"패키지를 나누어 볼 수 없음. {only}만 있으면 라인을 실행할 수 없음({why})",
    )


def _chosen(whole: Scenario, numbers: Sequence[int]) -> tuple[Retrofit, ...]:
    return tuple(whole.retrofits[number] for number in numbers)
