"""Words of the trade that the format says otherwise, and the way to say each of them here.

`ALSO` maps a word to the one of the format that means the same; `ELSEWHERE` ends the sentence that
begins with the word: "'mtbf' is written ...". A word is looked up in small letters, `_` as `-`.
"""

from __future__ import annotations

_FAILURE = "failures: {jam: {every: {exponential: 3 h}, repair: 10 min}}"
_AVAILABILITY = (
    "follows from failures: with repairs of 10 min, 90 % is "
    "failures: {stop: {every: {exponential: 90 min}, repair: 10 min}}"
)
_TAKT = (
    "is no word of the format: the time of one part at a station is its 'cycle', "
    "and the pace of what comes is arrivals: {every: 30 s}"
)
_PEOPLE = "are a crew of the line, such as crews: {team: {count: 2, skills: [run]}}"
_AT_STATION = f"{_PEOPLE}, and the station says crew: {{skill: run}}"
_RATE = "is written as the time of one part: 120 an hour is cycle: 30 s"
_ROOM = "stands in the flow: source -> a -> [4] -> b has room for 4 parts between a and b"
_QUALITY = "is written as chances of defects: quality: {defects: {burr: 2 %}}"
_RESULT = "is a result and no input; `twin run` tells it"

STATION_ALSO = {
    **dict.fromkeys(("cycle-time", "cycletime", "processing-time", "process-time", "ct"), "cycle"),
    **dict.fromkeys(("count", "quantity", "units", "parallel"), "machines"),
    **dict.fromkeys(("changeover", "change-over", "setup-time"), "setup"),
    **dict.fromkeys(("shift", "shifts", "schedule"), "calendar"),
    **dict.fromkeys(("breakdown", "breakdowns", "failure", "downtime", "stops"), "failures"),
    **dict.fromkeys(("rule", "sequencing", "priority-rule"), "dispatch"),
}
STATION_ELSEWHERE = {
    "mtbf": f"is the 'every' of a failure: {_FAILURE}",
    "mttf": f"is the 'every' of a failure: {_FAILURE}",
    "mttr": f"is the 'repair' of a failure: {_FAILURE}",
    **dict.fromkeys(("uptime", "availability", "reliability"), _AVAILABILITY),
    **dict.fromkeys(("takt", "takt-time", "tact"), _TAKT),
    **dict.fromkeys(("operators", "operator", "workers", "people", "staff"), _AT_STATION),
    **dict.fromkeys(("rate", "speed", "throughput", "uph"), _RATE),
    **dict.fromkeys(("buffer", "buffers", "capacity", "queue", "wip"), _ROOM),
    **dict.fromkeys(("defects", "yield", "scrap", "scrap-rate", "defect-rate", "fpy"), _QUALITY),
    "oee": _RESULT,
}
LINE_ALSO = {
    **dict.fromkeys(("shift", "shifts", "calendar", "schedule"), "calendars"),
    **dict.fromkeys(("machines", "processes", "workstations", "resources"), "stations"),
    **dict.fromkeys(("routing", "links", "layout", "process"), "flow"),
    **dict.fromkeys(("agv", "agvs", "vehicles", "forklifts"), "transport"),
}
LINE_ELSEWHERE = {
    **dict.fromkeys(("takt", "takt-time", "tact"), _TAKT),
    **dict.fromkeys(("operators", "operator", "staff", "team"), _PEOPLE),
    "workers": f"{_PEOPLE}; for accident rates people: {{workers: 24, hours: 2000 h/year}}",
    "mtbf": f"belongs to a station, as the 'every' of a failure: {_FAILURE}",
    "mttr": f"belongs to a station, as the 'repair' of a failure: {_FAILURE}",
    **dict.fromkeys(("uptime", "availability"), f"of a station {_AVAILABILITY}"),
    "oee": _RESULT,
}
FAILURE_ALSO = {
    **dict.fromkeys(("mtbf", "mttf", "interval", "uptime", "between"), "every"),
    **dict.fromkeys(("mttr", "duration", "downtime", "takes"), "repair"),
}
CREW_ALSO = dict.fromkeys(("workers", "operators", "people", "size", "number"), "count")

# Shapes of chance as other programs and textbooks call them.
SHAPES_ALSO = {
    **dict.fromkeys(("expo", "exp", "expon", "negexp", "negexpo"), "exponential"),
    **dict.fromkeys(("gaussian", "gauss", "norm"), "normal"),
    **dict.fromkeys(("tria", "tri", "triang", "triangle"), "triangular"),
    **dict.fromkeys(("unif", "rectangular"), "uniform"),
    **dict.fromkeys(("logn", "lognorm", "logno"), "lognormal"),
    **dict.fromkeys(("gamm", "gam"), "gamma"),
    **dict.fromkeys(("weib", "wbl"), "weibull"),
    **dict.fromkeys(("pert", "beta"), "beta-pert"),
    **dict.fromkeys(("const", "fixed", "deterministic", "det"), "constant"),
    **dict.fromkeys(("disc", "discrete", "histogram"), "empirical"),
    **dict.fromkeys(("erla", "erl"), "erlang"),
    **dict.fromkeys(("pois", "poiss"), "poisson"),
    **dict.fromkeys(("hyperexp", "hyper"), "hyperexponential"),
}


def folded(word: str) -> str:
    """Return a word as these tables have it."""
    return word.casefold().replace("_", "-").replace(" ", "-")
