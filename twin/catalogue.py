"""The catalogue of retrofits: by category and field, what each changes, fits, costs and needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lines.fields import FIELDS
from twin.requirements import requirement
from twin.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lines import LineSource, Retrofit
    from twin.wording import Language

CATEGORIES: dict[str, tuple[str, str]] = {
    "automation-devices": ("Automation devices", "자동화기기"),
    "connection-devices": ("Connection devices", "연결화기기"),
    "information-solutions": ("Information solutions", "정보화솔루션"),
    "intelligent-services": ("Intelligent services", "지능화서비스"),
}
TEXTS: dict[str, tuple[str, str]] = {
    "changes": ("changes", "바꾸는 것"),
    "fits": ("fits", "적용 대상"),
    "cost": ("cost", "비용"),
    "grade": ("grade", "등급"),
    "requires": ("requires", "선행 조건"),
    "here": ("on {line}", "{line}에서"),
    "not here": ("does not fit: {reason}", "적용 불가: {reason}"),
    "a year": ("{money} a year", "연 {money}"),
    "plant": ("the whole plant", "공장 전체"),
    "type": ("type {type}", "유형 {type}"),
    "named": ("named {names}", "이름 {names}"),
    "has": ("with {words}", "{words} 있음"),
    "cycle": ("cycle up to {cycle}", "사이클 {cycle} 이하"),
    "nothing": ("nothing", "없음"),
    "empty": (
        "none: a decision aid has no mechanism of its own to change",
        "없음: 의사결정 도구여서 라인에서 바꾸는 메커니즘이 없음",
    ),
    "check": (
        "What a retrofit requires must be in place first; nothing here checks that.",
        "선행 조건은 먼저 갖추어야 하며, 여기서는 확인하지 않음.",
    ),
}


@dataclass(frozen=True)
class Fit:
    """Where a retrofit goes on one line, or the first reason why it does not."""

    places: tuple[str, ...] = ()
    reason: str | None = None


def by_field() -> dict[str, list[Retrofit]]:
    """Return the bundled retrofits of every field, in the order of the fields."""
    from lines import bundled_retrofits, load_retrofit

    found: dict[str, list[Retrofit]] = {field: [] for field in FIELDS}
    for name in bundled_retrofits():
        one = load_retrofit(name)
        found[one.field].append(one)
    return found


def fit_of(source: LineSource, retrofit: Retrofit) -> Fit:
    """Try a retrofit on a line, without running it."""
    from lines import LineError, apply
    from lines.retrofit import landings

    try:
        apply(source, [retrofit])
    except LineError as error:
        return Fit(reason=error.problems[0].message)
    return Fit(landings(source, [retrofit])[0].places())


def changes_text(retrofit: Retrofit) -> list[str]:
    """Return each value that a retrofit sets, multiplies or adds, as its file says it."""
    told = []
    for effect in retrofit.effects:
        factor = effect.text.removeprefix("times: ")
        sign = "=" if factor == effect.text else "×"
        told.append(f"{effect.path} {sign} {factor}")
    return told


def fits_text(retrofit: Retrofit, language: Language) -> str:
    """Return what stations a retrofit fits by itself."""
    targets = retrofit.targets
    parts = []
    if targets.type:
        parts.append(phrase(TEXTS, "type", language, type=targets.type))
    if targets.stations:
        names = ", ".join(node.written for node in targets.stations)
        parts.append(phrase(TEXTS, "named", language, names=names))
    if targets.has:
        words = ", ".join(node.written for node in targets.has)
        parts.append(phrase(TEXTS, "has", language, words=words))
    if targets.cycle_up_to is not None:
        cycle = targets.cycle_up_to.written
        parts.append(phrase(TEXTS, "cycle", language, cycle=cycle))
    return ", ".join(parts) or phrase(TEXTS, "plant", language)


def cost_text(retrofit: Retrofit, language: Language) -> str:
    """Return what a retrofit costs to buy and to run."""
    cost, parts = retrofit.cost, []
    if cost.buy is not None:
        parts.append(f"{cost.buy:,.0f} {retrofit.currency}")
    if cost.run_per_year:
        money = f"{cost.run_per_year:,.0f} {retrofit.currency}"
        parts.append(phrase(TEXTS, "a year", language, money=money))
    return " + ".join(parts) or "-"


def grades_of(retrofit: Retrofit) -> tuple[str, ...]:
    """Return the grades of a retrofit's values, best first; none where it names none."""
    return tuple(sorted({effect.grade for effect in retrofit.effects if effect.grade}))


def details(retrofit: Retrofit, language: Language, line: str, fit: Fit | None) -> Iterator[str]:
    """Yield the lines below a retrofit's name: what it changes, fits and requires."""

    def told(key: str, text: str, **values: str) -> str:
        return f"      {phrase(TEXTS, key, language, **values)}: {text}"

    yield told("changes", "; ".join(changes_text(retrofit)))
    yield told("fits", fits_text(retrofit, language))
    needs = ", ".join(requirement(word, language) for word in retrofit.requires)
    yield told("requires", needs or phrase(TEXTS, "nothing", language))
    if fit is not None:
        places = ", ".join(fit.places) or phrase(TEXTS, "plant", language)
        if fit.reason is not None:
            places = phrase(TEXTS, "not here", language, reason=fit.reason)
        yield told("here", places, line=line)


def catalogue_object(fits: dict[str, Fit]) -> dict[str, object]:
    """Return the catalogue for a program: every retrofit with its field, in order."""
    return {
        "retrofits": [
            {
                "name": one.name,
                "category": one.category,
                "field": field,
                "title_en": one.title.en,
                "title_ko": one.title.ko,
                "changes": [
                    {
                        "path": effect.path,
                        "value": effect.text,
                        "source": effect.source,
                        "grade": effect.grade,
                        "uncertain": effect.uncertain,
                    }
                    for effect in one.effects
                ],
                "fits": fits_text(one, "en"),
                "cost": {
                    "currency": one.currency,
                    "buy": one.cost.buy,
                    "run_per_year": one.cost.run_per_year,
                    "life_years": one.cost.life_years,
                    "build_months": one.cost.build_months,
                    "ramp_months": one.cost.ramp_months,
                },
                "grades": list(grades_of(one)),
                "requires": list(one.requires),
                **_fit_object(fits.get(one.name)),
            }
            for field, retrofits in by_field().items()
            for one in retrofits
        ]
    }


def _fit_object(fit: Fit | None) -> dict[str, object]:
    """Return where a retrofit goes on the line that was asked about; nothing where none was."""
    if fit is None:
        return {}
    return {"line": {"fits": fit.reason is None, "places": fit.places, "reason": fit.reason}}
