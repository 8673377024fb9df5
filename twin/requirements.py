"""What a plant must have before a retrofit, such as data before AI: told as far as it is known.

A line that says what its plant `has` is checked when a retrofit is put on it; where it is silent
the reader is told what to check. A retrofit that works with less says so in a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lines.prerequisites import PREREQUISITES
from twin.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lines import Retrofit
    from lines.retrofit import Need
    from twin.scenario import Scenario
    from twin.wording import Language

TEXTS: dict[str, tuple[str, str]] = {
    "there": ("there", "갖춤"),
    "brought": ("brought by {by}", "{by}에서 갖춤"),
    "missing": ("missing", "없음"),
    "degraded": ("missing, works with less use", "없음, 활용도를 낮춰 동작"),
    "unchecked": ("not known here", "확인 불가"),
    "heading unchecked": (
        "Needed first, and not checked here",
        "먼저 갖추어야 하며 여기서 확인하지 않은 것",
    ),
    "heading checked": ("Needed first, and in place", "먼저 갖추어야 하며 갖추어진 것"),
    "note degraded": (
        "{retrofit} runs without what it needs first ({what}): {use} of its effect is realised.",
        "{retrofit}: 선행 조건({what})이 없어 효과의 {use}만 실현되는 것으로 계산함.",
    ),
}
OF_STATE = {"unchecked": "unchecked", "there": "checked", "brought": "checked"}


def requirement(word: str, language: Language) -> str:
    """Return what a word behind `requires` means."""
    english, korean = PREREQUISITES[word]
    return korean if language == "ko" else english


def needed(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return by retrofit what it requires; a retrofit that requires nothing is left out."""
    return {one.name: one.requires for one in scenario.retrofits if one.requires}


def needed_sentences(scenario: Scenario, language: Language) -> dict[str, list[str]]:
    """Return by heading for each retrofit its title and what it requires; no empty headings."""
    found: dict[str, list[str]] = {}
    for one, needs in _each(scenario):
        for state in ("unchecked", "checked"):
            told = [
                _told(need, language, brought=state == "checked")
                for need in needs
                if OF_STATE.get(need.state) == state
            ]
            if told:
                heading = phrase(TEXTS, f"heading {state}", language)
                title = one.title.in_language(language)
                found.setdefault(heading, []).append(f"{title}: {', '.join(told)}")
    return found


def unchecked(scenario: Scenario, language: Language) -> dict[str, list[str]]:
    """Return what is needed first and nobody says is there, under its heading; maybe nothing."""
    heading = phrase(TEXTS, "heading unchecked", language)
    found = needed_sentences(scenario, language)
    return {heading: found[heading]} if heading in found else {}


def degraded_notes(scenario: Scenario, language: Language) -> list[str]:
    """Say of each retrofit that lacks something what, and how much of its effect is left."""
    from lines.retrofit import use_in_force

    notes = []
    for one, needs in _each(scenario):
        lacks = [requirement(n.word, language) for n in needs if n.state == "degraded"]
        use = use_in_force(one, needs)
        if lacks and use is not None:
            notes.append(
                phrase(
                    TEXTS,
                    "note degraded",
                    language,
                    retrofit=one.title.in_language(language),
                    what=", ".join(lacks),
                    use=f"≈ {100 * use.mean:.0f} %" if use.uncertain else use.text,
                )
            )
    return notes


def needs_object(scenario: Scenario) -> dict[str, dict[str, dict[str, str | None]]]:
    """Return by retrofit and required thing whether it is there, and who brings it."""
    return {
        one.name: {
            need.word: {"state": need.state, "by": None if need.by is None else need.by.name}
            for need in needs
        }
        for one, needs in _each(scenario)
        if needs
    }


def state_text(need: Need, language: Language) -> str:
    """Say of one thing whether it is there, such as `machine states (missing)`."""
    by = "" if need.by is None else need.by.title.in_language(language)
    return f"{requirement(need.word, language)} ({phrase(TEXTS, need.state, language, by=by)})"


def _told(need: Need, language: Language, *, brought: bool) -> str:
    return state_text(need, language) if brought else requirement(need.word, language)


def _each(scenario: Scenario) -> Iterator[tuple[Retrofit, tuple[Need, ...]]]:
    """Yield every retrofit of a scenario with its needs; none where a line has no file."""
    from lines import Line
    from lines.retrofit import needs_of

    if not isinstance(scenario.source, Line):
        needs = needs_of(scenario.source.root, scenario.retrofits)
        yield from zip(scenario.retrofits, needs, strict=True)
