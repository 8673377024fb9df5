"""Lines that are written in a few words, their studies, and when an estimate meets the law."""

from collections.abc import Sequence

from known_answers import SIGMAS, Sums, estimated

from lines import load
from twin.study import StudyResult, run_study


def study(text: str, length_s: float, warmup_s: float = 0.0, replications: int = 10) -> StudyResult:
    return run_study(
        load(text), warmup_s=warmup_s, length_s=length_s, replications=replications, seed=3
    )


def assert_meets(rows: Sequence[Sums], expected: float, relative: float = 0.0) -> None:
    found = estimated(list(rows))
    room = max(SIGMAS * found.error, relative * abs(expected))
    assert abs(found.value - expected) <= room, f"{found} instead of {expected}"


def queue(rho: float, machines: int = 1) -> str:
    return f"""
line: queue
arrivals: {{every: {{exponential: {1 / (rho * machines)!r} s}}}}
stations:
  wash: {{machines: {machines}, cycle: {{exponential: 1 s}}}}
flow:
  - source -> [] -> wash -> sink
"""


def serial(stations: int, room: int) -> str:
    names = [f"s{number}" for number in range(1, stations + 1)]
    lines = ["line: serial", "stations:"]
    lines += [f"  {name}: {{cycle: {{exponential: 1 s}}}}" for name in names]
    joint = f" -> [{room}] -> " if room else " -> "
    lines += ["flow:", "  - source -> " + joint.join(names) + " -> sink"]
    return "\n".join(lines) + "\n"
