"""Reads the neutral model of a case with a known answer into the words of the line format.

One time unit of a case is one second, one unit of power one kilowatt. What the words of the line
format cannot say is refused with the reason, never bent. `cases.json` defines the neutral words
under `conventions`.
"""

import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
Model = dict[str, Any]

CLOCKS = {"ODF": "busy", "TDF": "calendar"}
KNOWN_KEYS = {"blocking", "buffers", "stations", "sources", "repair_crew", "powers"}
STATION_KEYS = {
    "id",
    "servers",
    "service",
    "inputs",
    "outputs",
    "failure",
    "scrap_prob",
    "input_mode",
    "output_qty",
}
BUFFER_KEYS = {"id", "capacity"}


class NotSayableError(Exception):
    """The words of the line format cannot say this model; the text says why."""


class Worded(NamedTuple):
    """A model in the words of the line format, and where its buffers and sources went."""

    text: str
    places: dict[str, str]  # buffer of the case -> place of the line ('' = no room at all)
    sources: dict[str, str]  # buffer of the case -> source that feeds it


def cases() -> dict[str, Model]:
    """Every case by its id, in the order of the file."""
    data = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in data["cases"]}


def number(value: float) -> str:
    """A number as the line format writes it, exact and without exponent."""
    return format(Decimal(repr(float(value))).normalize(), "f")


def seconds(value: float) -> str:
    """A time of the case as a duration."""
    return f"{number(value)} s"


def percent(share: Decimal) -> str:
    """A share as an exact percentage."""
    return f"{format((share * 100).normalize(), 'f')} %"


def distribution(words: Model) -> str:
    """A distribution of the neutral model as one YAML value."""
    kind = words["dist"]
    mean = words.get("mean")
    if kind == "deterministic":
        return seconds(words["value"])
    if kind == "exponential":
        return f"{{exponential: {seconds(1 / words['rate'] if mean is None else mean)}}}"
    if kind == "erlang":
        return f"{{erlang: {{mean: {seconds(words['mean'])}, k: {words['k']}}}}}"
    if kind == "hyperexponential":
        means = ", ".join(seconds(value) for value in words["means"])
        weights = ", ".join(number(value) for value in words["probs"])
        return f"{{hyperexponential: {{means: [{means}], weights: [{weights}]}}}}"
    if kind == "uniform":
        return f"{{uniform: [{seconds(words['low'])}, {seconds(words['high'])}]}}"
    if kind == "triangular":
        ends = ", ".join(seconds(words[key]) for key in ("low", "mode", "high"))
        return f"{{triangular: [{ends}]}}"
    return _shaped(kind, words)


def _shaped(kind: str, words: Model) -> str:
    """The distributions that the line format writes with a mean and a shape or cv."""
    if kind == "gamma":
        mean, cv = words["shape"] * words["scale"], 1 / math.sqrt(words["shape"])
        return f"{{gamma: {{mean: {seconds(mean)}, cv: {number(cv)}}}}}"
    if kind == "weibull":
        mean = words["scale"] * math.gamma(1 + 1 / words["shape"])
        return f"{{weibull: {{mean: {seconds(mean)}, shape: {number(words['shape'])}}}}}"
    if kind == "lognormal":
        mean = math.exp(words["mu_log"] + words["sigma_log"] ** 2 / 2)
        cv = math.sqrt(math.expm1(words["sigma_log"] ** 2))
        return f"{{lognormal: {{mean: {seconds(mean)}, cv: {number(cv)}}}}}"
    raise NotSayableError(f"the line format has no {kind} distribution")


def worded(case: Model) -> Worded:
    """The line of a case as YAML text; raises `NotSayableError` with the reason."""
    model = case["model"]
    _refuse_unknown(model)
    wiring = _Wiring(model)
    lines = [f"line: case-{case['id'].lower()}"]
    lines += _sources(model, wiring)
    crew = model.get("repair_crew")
    if crew is not None:
        lines += ["crews:", f"  repairmen: {{count: {crew['size']}, skills: [repair]}}"]
    named = [buffer for buffer in model.get("buffers", ()) if buffer["id"] in wiring.named]
    if named:
        lines += ["buffers:"]
        lines += [f"  {buffer['id']}: {{capacity: {_room(buffer)}}}" for buffer in named]
    powers = case.get("energy_powers") or model.get("powers") or {}
    lines += ["stations:"]
    for station in model["stations"]:
        lines += _station(station, wiring, crew is not None, powers.get(station["id"]))
    lines += ["flow:"] + [f"  - {link}" for link in wiring.links]
    return Worded("\n".join(lines) + "\n", wiring.places, wiring.source_of)


def _refuse_unknown(model: Model) -> None:
    """Nothing of the model may be ignored in silence."""
    unknown = set(model) - KNOWN_KEYS
    if unknown or not model.get("stations"):
        raise NotSayableError(f"not a line of stations: {', '.join(sorted(unknown or model))}")
    if model.get("blocking", "after_service") != "after_service":
        raise NotSayableError("blocking is not after service")
    for buffer in model.get("buffers", ()):
        if set(buffer) - BUFFER_KEYS:
            raise NotSayableError("a line begins empty, without parts in its buffers")
    for station in model["stations"]:
        extra = set(station) - STATION_KEYS
        if extra:
            raise NotSayableError(f"unknown words of a station: {', '.join(sorted(extra))}")


class _Wiring:
    """The flow of a model: which buffers need a name, and every link as one entry."""

    def __init__(self, model: Model) -> None:
        self.stations = {station["id"]: station for station in model["stations"]}
        self.buffers = {buffer["id"]: buffer for buffer in model.get("buffers", ())}
        self.source_of: dict[str, str] = {}
        self.saturated = any(
            "source" in way for station in model["stations"] for way in station["inputs"]
        )
        self._name_sources(model)
        self.named = [name for name in self.buffers if self._needs_a_name(name)]
        self.places: dict[str, str] = {}
        self.links: list[str] = []
        self.needs: dict[str, dict[str, int]] = {}
        self._lay()

    def _name_sources(self, model: Model) -> None:
        sources = model.get("sources", ())
        alone = len(sources) == 1 and not self.saturated
        for position, source in enumerate(sources, start=1):
            name = "source" if alone else f"feed{position}"
            target = source.get("to") or next(iter(self.buffers))
            if target in self.source_of:
                raise NotSayableError("two sources feed one buffer")
            self.source_of[target] = name

    def producers(self, name: str) -> list[str]:
        """Stations and sources that put parts into buffer `name`."""
        found = [self.source_of[name]] if name in self.source_of else []
        return found + [
            station["id"]
            for station in self.stations.values()
            if any(way["to"] == name for way in station["outputs"])
        ]

    def consumers(self, name: str) -> list[str]:
        """Stations that take parts from buffer `name`."""
        return [
            station["id"]
            for station in self.stations.values()
            if any(way.get("buffer") == name for way in station["inputs"])
        ]

    def _needs_a_name(self, name: str) -> bool:
        capacity = self.buffers[name]["capacity"]
        if capacity == 0:
            return False
        ends = self.producers(name), self.consumers(name)
        if len(ends[0]) != 1 or len(ends[1]) != 1 or ends[0] == ends[1]:
            return True
        chosen = any(self.share(producer, name) for producer in ends[0])
        return capacity is None and chosen

    def share(self, producer: str, target: str) -> str:
        """The share of the link from a station to a target, '' where there is no choice."""
        station = self.stations.get(producer)
        if station is None:
            return ""
        scrap = Decimal(repr(station.get("scrap_prob", 0)))
        ways = {way["to"]: Decimal(repr(way["prob"])) for way in station["outputs"]}
        if scrap == 0 and len(ways) == 1:
            return ""
        if target == "scrap":
            return percent(scrap)
        last = list(ways)[-1]
        if target == last:
            others = (share for way, share in ways.items() if way != last)
            ways[last] = 1 - sum(others, Decimal(0))
        return percent(ways[target] * (1 - scrap))

    def _lay(self) -> None:
        """Write the links in the order in which the stations list their inputs."""
        for station in self.stations.values():
            for way in station["inputs"]:
                self._lay_input(station["id"], way)
        for name in self.named:
            for producer in self.producers(name):
                self._link(producer, name, share=self.share(producer, name))
        for station in self.stations.values():
            for way in station["outputs"]:
                if way["to"] == "SINK":
                    self._link(station["id"], "sink", share=self.share(station["id"], "SINK"))
            if station.get("scrap_prob"):
                self._link(station["id"], "scrap", share=self.share(station["id"], "scrap"))

    def _lay_input(self, consumer: str, way: Model) -> None:
        if "source" in way:
            self.needs.setdefault(consumer, {})["source"] = 1
            self._link("source", consumer)
            return
        name = way["buffer"]
        if name in self.named:
            self.places[name] = name
            self.needs.setdefault(consumer, {})[name] = way["qty"]
            self._link(name, consumer)
            return
        capacity = self.buffers[name]["capacity"]
        producers = self.producers(name)
        self.places[name] = f"{producers[0]}->{consumer}" if capacity != 0 else ""
        for producer in producers:
            self.needs.setdefault(consumer, {})[producer] = way["qty"]
            self._link(producer, consumer, room=capacity, share=self.share(producer, name))

    def _link(self, origin: str, target: str, room: int | None = 0, share: str = "") -> None:
        if share:
            buffer = f", buffer: {room}" if room else ""
            self.links.append(f"{origin} -> {target}: {{share: {share}{buffer}}}")
        elif room == 0:
            self.links.append(f"{origin} -> {target}")
        else:
            self.links.append(f"{origin} -> [{'' if room is None else room}] -> {target}")


def _room(buffer: Model) -> str:
    return "unlimited" if buffer["capacity"] is None else str(buffer["capacity"])


def _sources(model: Model, wiring: _Wiring) -> list[str]:
    """The `arrivals` or `sources` of the line."""
    entries = []
    for source, name in zip(model.get("sources", ()), wiring.source_of.values(), strict=True):
        words = f"{{every: {_every(source)}"
        if source["type"] == "poisson_batch":
            words += f", batch: {_batch(source)}"
        if source.get("on_full") == "lost":
            words += ", full: lost"
        entries.append((name, words + "}"))
    if not entries:
        return []
    if [name for name, _ in entries] == ["source"]:
        return [f"arrivals: {entries[0][1]}"]
    return ["sources:"] + [f"  {name}: {words}" for name, words in entries]


def _every(source: Model) -> str:
    if source["type"] == "poisson":
        return distribution({"dist": "exponential", "rate": source["rate"]})
    if source["type"] == "poisson_batch":
        return distribution({"dist": "exponential", "rate": source["batch_rate"]})
    if source["type"] == "renewal":
        return distribution(source["interarrival"])
    raise NotSayableError(f"the line format has no {source['type']} source")


def _batch(source: Model) -> str:
    sizes = source["batch_sizes"]
    if len(sizes) == 1:
        return str(sizes[0])
    weights = ", ".join(number(value) for value in source["probs"])
    return f"{{empirical: {{values: {sizes}, weights: [{weights}]}}}}"


def _station(station: Model, wiring: _Wiring, crewed: bool, powers: Model | None) -> list[str]:
    """One station as lines of YAML."""
    words = [f"  {station['id']}:"]
    needs = wiring.needs[station["id"]]
    if station.get("input_mode") == "any":
        words.append("    dispatch: first")
    elif "output_qty" in station:
        size = station["output_qty"]
        words += ["    type: batch", f"    batch: {{size: {size}}}"]
    elif len(station["inputs"]) > 1 or any(count > 1 for count in needs.values()):
        counts = ", ".join(f"{origin}: {count}" for origin, count in needs.items())
        words += ["    type: assembly", f"    needs: {{{counts}}}"]
    if station["servers"] != 1:
        words.append(f"    machines: {station['servers']}")
    words.append(f"    cycle: {distribution(station['service'])}")
    if "failure" in station:
        words += ["    failures:", f"      breakdown: {_failure(station['failure'], crewed)}"]
    if powers:
        kilowatts = ", ".join(f"{state}: {number(value)} kW" for state, value in powers.items())
        words.append(f"    power: {{{kilowatts}}}")
    return words


def _failure(failure: Model, crewed: bool) -> str:
    if failure.get("transfer_while_down"):
        raise NotSayableError("a machine that is down hands nothing over")
    words = f"every: {distribution(failure['ttf'])}, clock: {CLOCKS[failure['mode']]}"
    words += f", repair: {distribution(failure['ttr'])}"
    if crewed:
        words += ", crew: {skill: repair}"
    if failure.get("part_on_failure") == "scrap":
        words += ", scrap: 100 %"
    return f"{{{words}}}"
