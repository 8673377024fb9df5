"""The catalogue of retrofits: by category and field, what each changes, fits, costs and needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lines.fields import FIELDS, SUBTYPES
from twin.requirements import requirement, state_text
from twin.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lines import LineSource, Retrofit
    from lines.retrofit import Effect, Need
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
    "grade": ("grade of the effects", "효과의 등급"),
    "known": ("costs are from", "비용의 근거"),
    "buy": ("buy", "구입"),
    "run": ("run", "유지"),
    "life": ("life", "사용기간"),
    "build": ("build", "구축"),
    "ramp": ("ramp", "안정화"),
    "requires": ("requires", "선행 조건"),
    "brings": ("brings", "갖추어 주는 것"),
    "use": ("use", "활용도"),
    "without": ("without {what}", "{what} 없이"),
    "here": ("on {line}", "{line}에서"),
    "not here": ("does not fit: {reason}", "적용 불가: {reason}"),
    "a year": ("{money} a year", "연 {money}"),
    "plant": ("the whole plant", "공장 전체"),
    "type": ("type {type}", "유형 {type}"),
    "named": ("named {names}", "이름 {names}"),
    "has": ("with {words}", "{words} 있음"),
    "cycle": ("cycle up to {cycle}", "사이클 {cycle} 이하"),
    "links conveyor": (
        "links with a conveyor on which parts may queue",
        "부품이 쌓일 수 있는 컨베이어가 있는 구간",
    ),
    "links driver": ("links of vehicles with a driver", "운전자가 있는 운반 구간"),
    "links fleet": ("links of vehicles", "운반 차량 구간"),
    "distance": ("up to {far}", "{far} 이하"),
    "mass": ("parts up to {mass}", "부품 {mass} 이하"),
    "nothing": ("nothing", "없음"),
    "first": ("first needs {what}", "먼저 갖출 것: {what}"),
    "by": ("{what} (brought by {names})", "{what}({names}에서 갖춤)"),
    "check": (
        "What a retrofit requires must be in place first; a line that says what its plant `has` is "
        "checked.",
        "선행 조건은 먼저 갖추어야 하며, 라인 파일에 `has`가 있으면 확인함.",
    ),
}


REQUIRES = "requires"  # the path of a problem with what is missing


@dataclass(frozen=True)
class Fit:
    """Where a retrofit goes on one line and what it needs first, or the first reason against it."""

    places: tuple[str, ...] = ()
    reason: str | None = None
    needs: tuple[Need, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What the line's plant lacks and the retrofit cannot do without."""
        return tuple(need.word for need in self.needs if need.state == "missing")


def by_field(names: Collection[str] = ()) -> dict[str, list[Retrofit]]:
    """Return the bundled retrofits of every field, or those named, in the order of the fields."""
    from lines import bundled_retrofits, load_retrofit

    found: dict[str, list[Retrofit]] = {field: [] for field in FIELDS}
    for name in names or bundled_retrofits():
        one = load_retrofit(name)
        found[one.field].append(one)
    return found


def fit_of(source: LineSource, retrofit: Retrofit) -> Fit:
    """Try a retrofit on a line, without running it."""
    from lines import LineError, apply
    from lines.retrofit import landings, needs_of

    (needs,) = needs_of(source.root, [retrofit])
    try:
        apply(source, [retrofit])
    except LineError as error:
        others = [one.message for one in error.problems if one.path != REQUIRES]
        if others:
            return Fit(reason=others[0], needs=needs)
    return Fit(landings(source, [retrofit])[0].places(), None, needs)


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
    if targets.links is not None:
        parts.append(phrase(TEXTS, f"links {targets.links}", language))
    if targets.distance_up_to is not None:
        parts.append(phrase(TEXTS, "distance", language, far=targets.distance_up_to.written))
    if targets.mass_up_to is not None:
        parts.append(phrase(TEXTS, "mass", language, mass=targets.mass_up_to.written))
    return ", ".join(parts) or phrase(TEXTS, "plant", language)


def cost_text(retrofit: Retrofit, language: Language) -> str:
    """Return what a retrofit costs to buy and to run."""
    from twin.invest.money import amount

    cost, parts = retrofit.cost, []
    if cost.buy is not None:
        parts.append(amount(cost.buy, retrofit.currency, language))
    if cost.run_per_year:
        money = amount(cost.run_per_year, retrofit.currency, language)
        parts.append(phrase(TEXTS, "a year", language, money=money))
    return " + ".join(parts) or "-"


def cost_known_text(retrofit: Retrofit, language: Language = "en") -> str:
    """Return where the costs are from and how sure they are, those of one origin together."""
    words: dict[str, list[str]] = {}
    for word, known in retrofit.cost.known.items():
        told = " ".join(part for part in (known.grade, known.source) if part)
        if told:
            words.setdefault(told, []).append(phrase(TEXTS, word, language))
    return "; ".join(f"{', '.join(names)}: {told}" for told, names in words.items())


def grades_of(retrofit: Retrofit) -> tuple[str, ...]:
    """Return the grades of a retrofit's values, best first; none where it names none."""
    return tuple(sorted({one.grade for one in (*retrofit.effects, *retrofit.uses) if one.grade}))


def title_text(retrofit: Retrofit, language: Language) -> str:
    """Return the title of a retrofit and what it is within its field."""
    title = retrofit.title.in_language(language)
    if retrofit.subtype is None:
        return title
    return f"{title} [{phrase(SUBTYPES, retrofit.subtype, language)}]"


def details(retrofit: Retrofit, language: Language, line: str, fit: Fit | None) -> Iterator[str]:
    """Yield the lines below a retrofit's name: costs, what it changes, fits and requires."""

    def told(key: str, text: str, **values: str) -> str:
        return f"{phrase(TEXTS, key, language, **values)}: {text}"

    nothing = phrase(TEXTS, "nothing", language)
    yield told("cost", cost_text(retrofit, language))
    grades = grades_of(retrofit)
    if grades:
        yield told("grade", "-".join(dict.fromkeys((grades[0], grades[-1]))))
    yield told("changes", "" if retrofit.effects else nothing).rstrip()
    yield from (f"  {change}" for change in changes_text(retrofit))
    yield told("fits", fits_text(retrofit, language))
    if fit is None:
        needs = [requirement(word, language) for word in retrofit.requires]
    else:
        needs = [state_text(need, language) for need in fit.needs]
    yield told("requires", ", ".join(needs) or nothing)
    if retrofit.brings:
        yield told("brings", ", ".join(requirement(word, language) for word in retrofit.brings))
    if retrofit.use is not None:
        yield told("use", retrofit.use.text)
    for word, use in retrofit.without.items():
        share = f"{phrase(TEXTS, 'use', language)} {use.text}"
        yield told("without", share, what=requirement(word, language))
    costs = cost_known_text(retrofit, language)
    if costs:
        yield told("known", costs)
    if fit is not None:
        yield told("here", _here(fit, language), line=line)


def _here(fit: Fit, language: Language) -> str:
    """Say where a retrofit goes on a line and what is needed before, or why it does not fit."""
    from lines.retrofit import bringers

    if fit.reason is not None:
        return phrase(TEXTS, "not here", language, reason=fit.reason)
    places = ", ".join(fit.places) or phrase(TEXTS, "plant", language)
    if not fit.missing:
        return places
    what = []
    for word in fit.missing:
        names, called = ", ".join(bringers(word)), requirement(word, language)
        what.append(phrase(TEXTS, "by", language, what=called, names=names) if names else called)
    return f"{places}; {phrase(TEXTS, 'first', language, what=', '.join(what))}"


def catalogue_object(fits: dict[str, Fit], names: Collection[str] = ()) -> dict[str, object]:
    """Return the catalogue for a program: every retrofit, or those named, with its field."""
    return {
        "retrofits": [
            {
                "name": one.name,
                "category": one.category,
                "field": field,
                "subtype": one.subtype,
                "title_en": one.title.en,
                "title_ko": one.title.ko,
                "changes": [_effect_object(effect) for effect in one.effects],
                "use": [_effect_object(effect) for effect in one.uses],
                "fits": fits_text(one, "en"),
                "cost": {
                    "currency": one.currency,
                    "buy": one.cost.buy,
                    "run_per_year": one.cost.run_per_year,
                    "life_years": one.cost.life_years,
                    "build_months": one.cost.build_months,
                    "ramp_months": one.cost.ramp_months,
                    "known": {word: known._asdict() for word, known in one.cost.known.items()},
                },
                "grades": list(grades_of(one)),
                "requires": list(one.requires),
                "brings": list(one.brings),
                **_fit_object(fits.get(one.name)),
            }
            for field, retrofits in by_field(names).items()
            for one in retrofits
        ]
    }


def _effect_object(effect: Effect) -> dict[str, object]:
    """Return a value of a retrofit with what is known of it."""
    return {
        "path": effect.path,
        "value": effect.text,
        "source": effect.source,
        "grade": effect.grade,
        "uncertain": effect.uncertain,
    }


def _fit_object(fit: Fit | None) -> dict[str, object]:
    """Return where a retrofit goes on the line that was asked about; nothing where none was."""
    if fit is None:
        return {}
    return {
        "line": {
            "fits": fit.reason is None,
            "places": fit.places,
            "reason": fit.reason,
            "needs": {need.word: need.state for need in fit.needs},
            "missing": list(fit.missing),
        }
    }
