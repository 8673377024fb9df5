"""What a line names of the data packs, found: the tariff of its contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lines.compose import Draft

if TYPE_CHECKING:
    from lines.packs import Pack


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
        draft.fail(f"{told} contract: 600 kW beside it", "energy", "tariff")
    line = replace(draft.line, energy=replace(energy, tariff=tariff))
    return draft._replace(line=line)
