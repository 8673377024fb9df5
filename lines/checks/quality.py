"""Rules about inspections and defects: verdicts need ways, and only what is caused can be found."""

from __future__ import annotations

from lines.checks.places import known_places
from lines.compose import Draft
from lines.errors import hint, listed
from lines.machinery import Station


def verdicts_leave_inspections(draft: Draft) -> None:
    """Only an inspection says `pass` or `reject`."""
    known = known_places(draft)
    for written in draft.links:
        option = written.options.child("when") if written.options is not None else None
        station = draft.line.stations.get(written.link.origin)
        if option is None or (station is None and known.get(written.link.origin) == "station"):
            continue
        if station is None or station.type != "inspection":
            told = f"'{written.link.origin}' is no inspection and gives no verdict"
            told += "; leave 'when' out, or give the station 'type: inspection'"
            draft.fail_at(option.key or option.place, (*written.route, "when"), told)


def inspections_have_ways_for_both(draft: Draft) -> None:
    """What passes and what is rejected each have a way out."""
    for station in draft.line.stations.values():
        if station.type != "inspection" or not draft.sound("stations", station.name):
            continue
        if not draft.sound("flow"):
            return
        whens = {link.when for link in draft.links_out_of(station.name)}
        route = ("stations", station.name)
        if not whens:
            continue
        if None in whens and len(whens) > 1:
            told = f"some links out of '{station.name}' say 'when' and some do not"
            draft.fail(f"{told}; say 'when' on each", *route, at_word=True)
        elif "pass" not in whens and None not in whens:
            told = f"no link takes the parts that pass '{station.name}'"
            draft.fail(f"{told}; add one with {{when: pass}}", *route, at_word=True)
        elif "reject" not in whens and _rejects(station):
            told = f"no link takes the parts that '{station.name}' rejects"
            told += f"; add one, such as '{station.name} -> scrap: {{when: reject}}'"
            draft.fail(told, *route, at_word=True)


def _rejects(station: Station) -> bool:
    return station.false_rejects > 0 or any(share > 0 for share in station.finds.values())


def inspections_look_for_something(draft: Draft) -> None:
    """An inspection says what it finds, or at least what it rejects by mistake."""
    for name, station in draft.line.stations.items():
        words = draft.node("stations", name)
        if station.type != "inspection" or words is None:
            continue
        if not {"finds", "false-rejects"} & set(words.words) and draft.sound("stations", name):
            told = "'finds' is missing; an inspection needs it, such as 'finds: 85 %'"
            draft.fail(told, "stations", name, at_word=True)


def finds_name_defects(draft: Draft) -> None:
    """An inspection finds only kinds of defect that some station causes."""
    if not draft.sound("stations"):
        return
    kinds = draft.line.defect_kinds()
    for name, finds in draft.finds.items():
        for kind in finds:
            if kind not in kinds:
                told = f"no station causes the defect '{kind}'"
                told += f"; they cause {listed(kinds)}" if kinds else "; none causes any"
                told += hint(kind, kinds)
                draft.fail(told, "stations", name, "finds", kind, at_word=True)


def drift_is_reset(draft: Draft) -> None:
    """What resets a drift, a set-up or maintenance, is described at the station."""
    for station in draft.line.stations.values():
        for drift, route in ((station.drift, ("quality", "drift")), (station.slowing, ("drift",))):
            if drift is None or not draft.sound("stations", station.name):
                continue
            if getattr(station, drift.reset) is None:
                told = f"'{station.name}' has no '{drift.reset}', so nothing would ever reset"
                draft.fail(f"{told} the drift", "stations", station.name, *route, "reset")


def tiring_has_working_time(draft: Draft) -> None:
    """An inspection tires from the beginning of its working time on, of what it finds."""
    for station in draft.line.stations.values():
        if station.tires is None or not draft.sound("stations", station.name):
            continue
        if station.calendar is None:
            told = "'tires' counts from the beginning of the working time; add 'calendar'"
        elif not any(station.finds.values()):
            told = f"'{station.name}' finds nothing that it could lose; say 'finds'"
        else:
            continue
        draft.fail(f"{told}, or leave it out", "stations", station.name, "tires", at_word=True)
