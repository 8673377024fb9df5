"""An appraisal as the plain object that other programs read (`twin invest --json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi import estimate
from twin.invest.card import basis_name, basis_source
from twin.outcome import Plain, applied_object, bounds, settings_object
from twin.package.object import origins_object

if TYPE_CHECKING:
    from twin.invest.appraisal import Appraisal, Worth
    from twin.invest.basis import Basis
    from twin.invest.origins import WorthOrigins


def investment_object(appraisal: Appraisal) -> Plain:
    """Return everything that the tables show, in full precision, and the replications behind it."""
    before, after = appraisal.comparison.before, appraisal.comparison.after
    benefit, granted = appraisal.benefit, appraisal.with_grant
    return {
        "line": before.line.name,
        "retrofits": [retrofit.name for retrofit in after.scenario.retrofits],
        "applied": applied_object(after.scenario.landings),
        "currency": before.line.currency,
        "engine": after.engine,
        "study": settings_object(before.settings),
        "spans_per_year": appraisal.times,
        "benefit_per_year": {
            "components": {name: _told(values) for name, values in appraisal.components.items()},
            "net": _told(appraisal.net),
        },
        "amounts_per_year": {
            "good_parts_before": _told(benefit.good_before),
            "good_parts_after": _told(benefit.good_after),
            "sold_parts_before": _told(benefit.sold_before),
            "sold_parts_after": _told(benefit.sold_after),
            "labour_hours_released": _told(benefit.hours_released),
        },
        "discount": appraisal.terms.discount,
        "grant": appraisal.terms.grant,
        "without_grant": worth_object(appraisal.without_grant),
        "with_grant": None if granted is None else worth_object(granted),
        "within_years": appraisal.terms.within_years,
        "rests_on": [_basis_object(one) for one in appraisal.basis],
        "origins": None if appraisal.origins is None else _origins_object(appraisal.origins),
        "digest": {"before": before.digest, "after": after.digest},
    }


def _origins_object(found: WorthOrigins) -> Plain:
    """Return the origins of the spread of the worth, and what knowing would bring."""
    knowing, answers = found.knowing, {"npv": found.npv, "net_benefit_per_year": found.net}
    return {
        "draws": found.draws,
        "groups": {group: list(names) for group, names in found.groups.items()},
        **{name: None if one is None else origins_object(one) for name, one in answers.items()},
        "worth_of_knowing": {
            "parameters": {name: bounds(one) for name, one in knowing.parameters.items()},
            "groups": {name: bounds(one) for name, one in knowing.groups.items()},
            "everything": bounds(knowing.everything),
            "luck_too": bounds(knowing.luck_too),
        },
    }


def worth_object(worth: Worth) -> Plain:
    """Return an investment and what it is worth."""
    bought = worth.investment
    return {
        "purchase": bought.purchase,
        "grant": bought.grant,
        "own": bought.own,
        "flows": list(worth.flows),
        "npv": {**bounds(worth.value), "replications": list(worth.values)},
        "irr": worth.rates.rate,
        "irr_found": list(worth.rates.found),
        "sign_changes": worth.rates.sign_changes,
        "payback_years": worth.payback,
        "discounted_payback_years": worth.discounted_payback,
        "p_npv_above_0": bounds(worth.worthwhile),
        "p_payback_in_time": bounds(worth.in_time),
    }


def _told(values: tuple[float, ...]) -> Plain:
    return {**bounds(estimate(values)), "replications": list(values)}


def _basis_object(one: Basis) -> Plain:
    return {
        "key": one.key,
        "name": basis_name(one, "en"),
        "value": one.value,
        "form": one.form,
        "grade": one.grade,
        "origin": one.origin,
        "source": basis_source(one, "en"),
    }
