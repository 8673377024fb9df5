"""What a plant must have before a retrofit, such as data before AI: told, for nothing checks it.

A line file does not say whether its plant collects data by itself, nor whether a guard that one
retrofit of a package brings stands where another needs it: all of it is for the reader to check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lines import Retrofit
    from twin.wording import Language

WORDS: dict[str, tuple[str, str]] = {
    "automatic-data": ("data collected automatically", "데이터 자동 수집"),
    "machine-states": ("machine states read automatically", "설비 상태 자동 수집"),
    "production-records": (
        "orders and production recorded in a system",
        "작업지시·실적의 전산 관리",
    ),
    "lot-tracking": ("parts or lots tracked through the line", "로트 추적"),
    "guarding": ("guards at the machine", "방호장치"),
    "network": ("a network on the shop floor", "현장 통신망"),
}


def requirement(word: str, language: Language) -> str:
    """Return what a word behind `requires` means; a word that is not known stands for itself."""
    english, korean = WORDS.get(word, (word, word))
    return korean if language == "ko" else english


def needed(retrofits: Sequence[Retrofit]) -> dict[str, tuple[str, ...]]:
    """Return by retrofit what it requires; a retrofit that requires nothing is left out."""
    return {one.name: one.requires for one in retrofits if one.requires}


def needed_sentences(retrofits: Sequence[Retrofit], language: Language) -> list[str]:
    """Return for each retrofit that requires something its title and what that is."""
    return [
        f"{one.title.in_language(language)}: "
        + ", ".join(requirement(word, language) for word in one.requires)
        for one in retrofits
        if one.requires
    ]
