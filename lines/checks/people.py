"""Rules about people: skills that somebody has, hazards that somebody meets."""

from __future__ import annotations

from collections.abc import Iterator

from lines.compose import Draft
from lines.errors import hint, listed
from lines.machinery import Station
from lines.model import Line
from lines.nodes import Route


def skills_are_in_some_crew(draft: Draft) -> None:
    """A task at a station or of a fleet takes a skill that some crew of the line has."""
    if not draft.sound("crews"):
        return
    skills = list(dict.fromkeys(s for crew in draft.line.crews.values() for s in crew.skills))
    for route, skill in _tasks(draft.line):
        if skill is None or skill in skills:
            continue
        told = f"no crew has the skill '{skill}'"
        if skills:
            told += f"; they have {listed(skills)}{hint(skill, skills)}"
        else:
            told += "; declare a crew, such as "
            told += f"crews: {{team: {{count: 1, skills: [{skill}]}}}}"
        draft.fail(told, *route, "skill")


def _tasks(line: Line) -> Iterator[tuple[Route, str | None]]:
    """Where a task of the line says which skill it takes, and the skill."""
    for station in line.stations.values():
        for route, skill in _tasks_at(station):
            yield ("stations", station.name, *route), skill
    for name, fleet in line.fleets.items():
        yield ("transport", name, "crew"), fleet.crew
        for failure in fleet.failures:
            yield ("transport", name, "failures", failure.name, "crew"), failure.crew


def _tasks_at(station: Station) -> Iterator[tuple[Route, str | None]]:
    yield ("crew",), station.crew
    for word, handling in (("load", station.load), ("unload", station.unload)):
        if handling is not None:
            yield ("crew", word), handling.skill
    if station.setup is not None:
        yield ("setup", "crew"), station.setup.crew
    if station.maintenance is not None:
        yield ("maintenance", "crew"), station.maintenance.crew
    for failure in station.failures:
        yield ("failures", failure.name, "crew"), failure.crew
        if failure.predict is not None:
            yield ("failures", failure.name, "predict", "crew"), failure.predict.crew


def hazards_are_met_by_somebody(draft: Draft) -> None:
    """A hazard that is described is met: some failure, maintenance, setup or crew names it."""
    for station in draft.line.stations.values():
        named = {hazard for _, hazard in _meetings(station)}
        for hazard in station.hazards:
            if hazard not in named and draft.sound("stations", station.name):
                told = f"nobody meets '{hazard}': no failure, setup or crew of '{station.name}'"
                told += f" names it with 'hazard: {hazard}', so it would count nothing"
                told += hint(
                    hazard, [name for name in named if name and name not in station.hazards]
                )
                draft.fail(told, "stations", station.name, "hazards", hazard, at_word=True)


def hazards_are_described(draft: Draft) -> None:
    """A hazard that is named stands under `hazards` of the same station, with its rate."""
    for station in draft.line.stations.values():
        if not draft.sound("stations", station.name, "hazards"):
            continue
        for route, hazard in _meetings(station):
            if hazard is not None and hazard not in station.hazards:
                known = list(station.hazards)
                told = f"'{station.name}' has no hazard '{hazard}'"
                told += (
                    f"; it has {listed(known)}{hint(hazard, known)}"
                    if known
                    else (f"; add hazards: {{{hazard}: {{rate: 40 per million h}}}} to the station")
                )
                draft.fail(told, "stations", station.name, *route)


def _meetings(station: Station) -> Iterator[tuple[Route, str | None]]:
    yield ("crew", "hazard"), station.crew_hazard
    if station.setup is not None:
        yield ("setup", "hazard"), station.setup.hazard
    if station.maintenance is not None:
        yield ("maintenance", "hazard"), station.maintenance.hazard
    for failure in station.failures:
        yield ("failures", failure.name, "hazard"), failure.hazard
