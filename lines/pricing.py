"""What a line names of the data packs, found: the tariff of its contract, emission factors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lines.compose import Draft

if TYPE_CHECKING:
    from lines.packs import Fact, Pack


def with_factors(draft: Draft, given: Sequence[Pack]) -> Draft:
    """Return the draft with the emission factors that it names; that of gas where it names none.

    A factor that nobody named is told among the line's assumptions, with its year and grade.
    """
    energy = draft.line.energy
    burns = any(one.gas_nm3_per_h for one in draft.line.stations.values())
    silent = burns and energy.gas.kg_per_nm3 is None and energy.gas.factor_name is None
    wanted = {"grid": energy.grid_name, "gas": energy.gas.factor_name}
    if not (silent or any(wanted.values())) or not draft.sound("start"):
        return draft
    from lines.packs import NoSuchPack, factor_of

    found: dict[str, Fact] = {}
    for kind, name in wanted.items():
        if name is None and not (kind == "gas" and silent):
            continue
        try:
            found[kind] = factor_of(kind, name, given, draft.line.start)
        except NoSuchPack as error:
            if name is not None:  # without a pack of that day there is no usual factor
                draft.fail(str(error), "energy", *(("gas", "carbon") if kind == "gas" else (kind,)))
    line = draft.line
    if silent and "gas" in found:
        line = replace(line, assumptions=(*line.assumptions, _assumed(found["gas"])))
    if "grid" in found:
        energy = replace(energy, grid_kg_per_kwh=found["grid"].value)
    if "gas" in found:
        energy = replace(energy, gas=replace(energy.gas, kg_per_nm3=found["gas"].value))
    return draft._replace(line=replace(line, energy=replace(energy, factors=found)))


def _assumed(fact: Fact) -> str:
    known = fact.known
    return (
        f"gas-carbon: {fact.written} of CO2 ({known.year}, grade {known.grade}), as the file"
        " names no factor"
    )


def priced(draft: Draft, given: Sequence[Pack]) -> Draft:
    """Return the draft with the tariff that it names, of a pack given or of a bundled one."""
    energy = draft.line.energy
    if energy.tariff_name is None or not draft.sound("start"):
        return draft
    # packs are read only for lines that name one
    from lines.packs import NoSuchPack, tariff_of

    try:
        tariff = tariff_of(energy.tariff_name, given, draft.line.start)
    except NoSuchPack as error:
        draft.fail(str(error), "energy", "tariff")
        return draft
    if tariff.pack.currency != draft.line.currency:
        told = f"the tariff is in {tariff.pack.currency} and the line in {draft.line.currency}"
        draft.fail(f"{told}; nothing is converted", "energy", "tariff")
    if energy.contract_w is None and draft.sound("energy"):
        told = "a tariff of a data pack bills at least a share of the contract; add, such as,"
        draft.fail(f"{told} contract: 600 kW beside it, or give --contract", "energy", "tariff")
    line = replace(draft.line, energy=replace(energy, tariff=tariff))
    return draft._replace(line=line)
