"""A package as the plain object that other programs read (`twin package --json`)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from twin.compare import Comparison
from twin.notes import notes_of_both
from twin.outcome import Plain, applied_object, bounds, doubts_object, settings_object, unit_of

if TYPE_CHECKING:
    from kpi import Origins, Part
    from kpi.shapley import Subset
    from twin.package.doubt import Doubt
    from twin.package.study import Effect, Package


def package_object(package: Package) -> Plain:
    """Return the contributions to every figure, and the origins of the spread of the whole."""
    whole = package.whole
    names = [one.name for one in whole.scenario.retrofits]
    return {
        "line": whole.line.name,
        "retrofits": names,
        "applied": applied_object(whole.scenario.landings),
        "engine": whole.engine,
        "study": settings_object(whole.settings),
        "kpis": {
            name: {"unit": unit_of(name, whole.line), **_effect(effect, names)}
            for name, effect in package.effects.items()
        },
        "not_said": list(package.unsaid),
        "not_used": {
            _joined(names, subset): [names[one] for one in sorted(subset - used)]
            for subset, used in package.usable.items()
            if used != subset
        },
        "origins": None if package.doubt is None else _doubt(package.doubt),
        "runs": {"made": package.budget.runs, "most": package.budget.most},
        "doubts": doubts_object(package.bare),
        "notes": notes_of_both(Comparison(package.bare, whole, {}), "en"),
        "digests": {
            _joined(names, subset): study.digest for subset, study in package.studies.items()
        },
    }


def _joined(names: list[str], subset: Subset) -> str:
    """A subset by the names of its retrofits, in the order given."""
    return " + ".join(names[one] for one in sorted(subset))


def _effect(effect: Effect, names: list[str]) -> Plain:
    parts = effect.parts
    columns = zip(names, parts.single, parts.sequential, parts.shapley, strict=True)
    return {
        "before": bounds(effect.before),
        "after": bounds(effect.after),
        "retrofits": {
            name: {
                "single": bounds(single),
                "sequential": bounds(sequential),
                "shapley": bounds(shapley),
            }
            for name, single, sequential, shapley in columns
        },
        "interaction": bounds(parts.interaction),
        "whole": bounds(parts.whole),
    }


def _doubt(doubt: Doubt) -> Plain:
    return {
        "draws": doubt.draws,
        "groups": {group: list(names) for group, names in doubt.groups.items()},
        "kpis": {
            name: None if origins is None else origins_object(origins)
            for name, origins in doubt.origins.items()
        },
    }


def origins_object(origins: Origins) -> Plain:
    """Return the parts of a variance, by parameter and by group of them."""
    return {
        "mean": origins.mean,
        "standard_deviation": math.sqrt(origins.variance),
        "plant": _part(origins.plant),
        "parameters": {
            name: {**_part(part), "standard_deviation_if_known": origins.left_if_known(name)}
            for name, part in origins.parameters.items()
        },
        "groups": {
            group: {**_part(part), "standard_deviation_if_known": origins.left_if_all_known(group)}
            for group, part in origins.groups.items()
        },
        "interplay": _part(origins.interplay),
    }


def _part(part: Part) -> Plain:
    return {
        "variance": part.variance,
        "share": bounds(part.share),
        "told_apart_from_0": part.told_apart,
    }
