"""Stations of any kind, as the words of a line file: for the strategies of random lines.

Numbers are small multiples of one grid, so that many things are due at the same tick.
"""

from typing import Any, NamedTuple

from hypothesis import strategies as st

Draw = Any
Words = dict[str, Any]
SKILLS = ("repair", "setup", "attend")
KINDS = ("burr", "crack")
SHARES = ("5 %", "20 %", "50 %", "80 %", "100 %")
WAITING = ("idle", "starved", "holding")  # three words for one state
# states whose power is that of idle or down unless they have their own
OWN_POWER = (
    "blocked",
    "setup",
    "repair",
    "waiting-crew",
    "maintenance",
    "off",
)
CLOCKS = ("busy", "calendar", "parts")


class Style(NamedTuple):
    """How the numbers of one line look."""

    unit: str
    grid: float
    ticking: bool  # all times are constants on the grid
    closed: bool  # nothing comes or fails by itself, so that the line can come to a standstill

    def time(self, steps: int) -> str:
        """So many steps of the grid, as a duration."""
        return f"{steps * self.grid:g} {self.unit}"


def perhaps(draw: Draw, percent: int) -> bool:
    """True with a chance; shrinks to False."""
    return bool(draw(st.integers(0, 99)) >= 100 - percent)


def one_of(draw: Draw, *choices: Any) -> Any:
    """One of the choices; shrinks to the first."""
    return draw(st.sampled_from(choices))


def duration(draw: Draw, style: Style, low: int = 1, high: int = 6) -> Any:
    """A time: mostly a constant, else any shape of chance."""
    steps = draw(st.integers(low, high))
    mean, zero, far = style.time(steps), style.time(0), style.time(steps + 3)
    if style.ticking and perhaps(draw, 12):
        return {"empirical": {"values": [zero, mean]}}
    if style.ticking or perhaps(draw, 40):
        return mean
    shapes: list[Words] = [
        {"exponential": mean},
        {"uniform": [zero, far]},
        {"empirical": {"values": [zero, mean, far], "weights": [1, 2, 1]}},
        {"mixture": [{"weight": 1, "of": mean}, {"weight": 1, "of": {"exponential": mean}}]},
        {"normal": {"mean": mean, "cv": 0.8}},
        {"lognormal": {"mean": mean, "sd": mean}},
        {"gamma": {"shape": 0.5, "scale": far}},
        {"weibull": {"scale": mean, "shape": 1.6}},
        {"erlang": {"mean": mean, "k": 3}},
        {"hyperexponential": {"means": [mean, far], "weights": [0.7, 0.3]}},
        {"triangular": [zero, mean, far]},
        {"beta-pert": [zero, mean, far]},
    ]
    return one_of(draw, *shapes)


def count(draw: Draw, style: Style, high: int, unit: str = "") -> Any:
    """A number of parts."""
    parts = draw(st.integers(1, high))
    if style.ticking or perhaps(draw, 60):
        return f"{parts}{unit}" if unit else parts
    return one_of(draw, {"poisson": f"{parts}{unit}"}, {"geometric": f"{parts}{unit}"})


def _task(draw: Draw, skills: list[str]) -> Words | None:
    return {"skill": one_of(draw, *skills)} if skills and perhaps(draw, 55) else None


def _failure(draw: Draw, style: Style, skills: list[str]) -> Words:
    clock = one_of(draw, *[clock for clock in CLOCKS if clock != "calendar" or not style.closed])
    by_count = clock == "parts"
    every = count(draw, style, 6, " parts") if by_count else duration(draw, style, 2, 15)
    words = {"every": every, "clock": clock, "repair": duration(draw, style, 1, 5)}
    task = _task(draw, skills)
    if task:
        words["crew"] = task
    if not by_count and perhaps(draw, 35):
        words["scrap"] = one_of(draw, *SHARES)
    if not by_count and perhaps(draw, 30):
        words["predict"] = _foresight(draw, style, skills)
    return words


def _foresight(draw: Draw, style: Style, skills: list[str]) -> Words:
    """Alarms before a failure, false ones only where something may come by the clock."""
    words = {"recall": one_of(draw, "100 %", "50 %", "80 %", "0 %")}
    words |= {"lead": duration(draw, style, 1, 8), "takes": duration(draw, style, 1, 3)}
    if not style.closed and perhaps(draw, 50):
        words["false-alarms"] = {"every": duration(draw, style, 5, 20)}
    task = _task(draw, skills)
    if task:
        words["crew"] = task
    return words


def _maintenance(draw: Draw, style: Style, skills: list[str], failures: list[str]) -> Words:
    words = {"every": duration(draw, style, 4, 30), "takes": duration(draw, style, 1, 6)}
    if failures and perhaps(draw, 70):
        words["renews"] = draw(st.lists(st.sampled_from(failures), min_size=1, unique=True))
    task = _task(draw, skills)
    if task:
        words["crew"] = task
    return words


def _inspection(draw: Draw, kinds: list[str]) -> Words:
    words: Words = {"type": "inspection"}
    if kinds and perhaps(draw, 40):
        words["finds"] = {kinds[0]: one_of(draw, *SHARES)}
    else:
        words["finds"] = one_of(draw, "80 %", "0 %", "100 %", "30 %")
    if perhaps(draw, 50):
        words["false-rejects"] = one_of(draw, "20 %", "50 %", "100 %")
    if perhaps(draw, 50):
        words["sample"] = one_of(draw, "50 %", "5 %")
    return words


def _by_hand(draw: Draw, style: Style, skills: list[str]) -> Words:
    return {"skill": one_of(draw, *skills), "time": duration(draw, style, 1, 3)}


def _people_and_danger(draw: Draw, words: Words, style: Style, skills: list[str]) -> None:
    """A crew all through the cycle, or to load and unload, and hazards that somebody meets."""
    task = _task(draw, skills) if perhaps(draw, 40) else None
    if task:
        words["crew"] = task
    elif skills and perhaps(draw, 30):
        handled = draw(st.lists(st.sampled_from(("load", "unload")), min_size=1, unique=True))
        words["crew"] = {word: _by_hand(draw, style, skills) for word in handled}
    if perhaps(draw, 85):
        return
    meetings = [
        *words.get("failures", {}).values(),
        *([words["setup"]] if "setup" in words else []),
        *([words["maintenance"]] if "maintenance" in words else []),
    ]
    if task:
        meetings.append(task)
    if meetings:
        for met in draw(st.lists(st.sampled_from(meetings), min_size=1, unique_by=id)):
            met["hazard"] = "crush"
        words["hazards"] = {"crush": {"rate": "40 per million h", "severity": {"days": 25}}}


def _energy(draw: Draw, words: Words, style: Style) -> None:
    if perhaps(draw, 40):
        words["power"] = {"busy": "9 kW", "down": "1 kW", "standby": "0.1 kW"}
        words["power"][one_of(draw, *WAITING)] = "2 kW"
        if perhaps(draw, 40):
            own = draw(st.lists(st.sampled_from(OWN_POWER), min_size=1, max_size=4, unique=True))
            words["power"] |= {state: one_of(draw, "1.5 kW", "0.3 kW") for state in own}
    states = st.sampled_from(("busy", "down", "standby", "waking", *OWN_POWER))
    if perhaps(draw, 14):
        blown = draw(st.lists(states, min_size=1, max_size=6, unique=True))
        blown += [one_of(draw, *WAITING)] if perhaps(draw, 85) else []
        words["air"] = dict.fromkeys(blown, "0.4 m3/min")
    if perhaps(draw, 8):
        burnt = draw(st.lists(states, min_size=1, max_size=6, unique=True))
        burnt += [one_of(draw, *WAITING)] if perhaps(draw, 85) else []
        words["gas"] = dict.fromkeys(burnt, "3 Nm3/h")
    if perhaps(draw, 20):
        words["energy"] = {"per part": "0.05 kWh"}
    if perhaps(draw, 35 if "power" in words else 25):
        after, wake = draw(st.integers(0, 4)), draw(st.integers(0, 3))
        words["standby"] = {"after": style.time(after), "wake": style.time(wake)}
        if "power" in words and perhaps(draw, 70):
            words["standby"]["after"] = "break-even"
            words["power"]["waking"] = one_of(draw, "4 kW", "2 kW")
        if perhaps(draw, 35):
            words["standby"]["wake-energy"] = one_of(draw, "7.6 kJ", "1 kJ", "0 kJ")


def station(
    draw: Draw, style: Style, kind: str, products: list[str], kinds: list[str], skills: list[str]
) -> Words:
    """The words of one station; what an assembly needs is said with the flow."""
    words: Words = {}
    if kind == "inspection":
        words |= _inspection(draw, kinds)
    elif kind != "machine":
        words["type"] = kind
    if kind == "assembly" and len(products) > 1 and perhaps(draw, 40):
        words["makes"] = one_of(draw, *products)
    words["machines"] = one_of(draw, 1, 1, 2, 3)
    if len(products) > 1 and perhaps(draw, 40):
        words["cycle"] = {product: duration(draw, style) for product in products}
    else:
        words["cycle"] = duration(draw, style)
    if len(products) > 1 and perhaps(draw, 50):
        words["setup"] = {"time": duration(draw, style, 1, 9)}
        if perhaps(draw, 10):
            words["setup"]["between"] = "products"
        task = _task(draw, skills)
        if task:
            words["setup"]["crew"] = task
    modes = one_of(draw, 0, 0, 1, 2, 3)
    if modes:
        names = ("jam", "wear", "tool")[:modes]
        words["failures"] = {name: _failure(draw, style, skills) for name in names}
        if perhaps(draw, 40):
            words["down"] = one_of(draw, "releases", "releases", "holds")
    if not style.closed and perhaps(draw, 20):
        words["maintenance"] = _maintenance(draw, style, skills, list(words.get("failures", {})))
    resets = [word for word in ("setup", "maintenance") if word in words]
    if resets and perhaps(draw, 25):
        drift = {"per": f"{one_of(draw, 1, 3)} parts", "adds": one_of(draw, *SHARES)}
        words["drift"] = drift | {"reset": one_of(draw, *resets)}
    if kinds and perhaps(draw, 40):
        chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, unique=True))
        words["quality"] = {"defects": {name: one_of(draw, *SHARES) for name in chosen}}
        if resets and perhaps(draw, 60):
            drift = {"per": f"{one_of(draw, 1, 4)} parts", "adds": one_of(draw, *SHARES)}
            words["quality"]["drift"] = drift | {"reset": one_of(draw, *resets)}
    if kind != "assembly" and perhaps(draw, 30):
        words["dispatch"] = "first"
    _people_and_danger(draw, words, style, skills)
    _energy(draw, words, style)
    return words
