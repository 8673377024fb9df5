"""Units as a reader says them, once for the terminal and for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twin.wording import Language

# What is not here is the same in both languages.
UNITS: dict[str, tuple[str, str]] = {
    "parts": ("parts", "개"),
    "part": ("part", "개"),
    "orders": ("orders", "건"),
    "h": ("h", "시간"),
    "s": ("s", "초"),
    "min": ("min", "분"),
    "days": ("days", "일"),
    "KRW": ("KRW", "원"),
    "1/year": ("per year", "건/년"),
    "1/million h": ("per million h", "건/100만 시간"),
    "days/1000 h": ("days per 1,000 h", "일/1,000시간"),
}


def say_unit(unit: str, language: Language) -> str:
    """Say a unit, such as `KRW/part`, in the reader's words."""
    column = 0 if language == "en" else 1
    if unit in UNITS:
        return UNITS[unit][column]
    return "/".join(UNITS[one][column] if one in UNITS else one for one in unit.split("/"))


def korean_unit(unit: str, language: Language) -> str:
    """Say a unit of a Korean text in Korean; an English one keeps the short form of the table."""
    return say_unit(unit, language) if language == "ko" else unit
