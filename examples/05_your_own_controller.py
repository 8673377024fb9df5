"""Your own controller: switch a press off while its rack is full.

    source ---> press ---> [ rack: 12 places ] ---> drill ---> sink
                20 s         |                      28 s, varies
                             |
                 policy <----'  full: pause the press; nearly empty: let it go on

The press is faster than the drill, so the rack is mostly full and the press waits with a finished
part, its pumps running: 4 kW for nothing. A policy of ten lines, an ordinary SimPy process, looks
at the rack every five seconds. When it is full the press takes no further part and goes off once
its hands are empty; when three parts are left it goes on, at once and for free.

Controllers run beside the reference engine, which is SimPy. Both runs of a pair have the same luck,
so the difference is the policy's alone.
"""

from collections.abc import Generator, Sequence
from typing import Any

from kpi import Books, difference, estimate, measure
from lines import load
from twin.engine import simulate
from twin.engine.reference import Plant

LINE = load(
    """
line: press-and-rack
stations:
  press: {cycle: 20 s, power: {busy: 11 kW, idle: 4 kW, off: 0 kW}}
  drill: {cycle: {gamma: {mean: 28 s, cv: 0.5}}, power: {busy: 2.2 kW, idle: 0.8 kW}}
flow:
  - source -> press -> [12] -> drill -> sink
"""
)
RACK, FULL, NEARLY_EMPTY = "press->drill", 12, 3  # parts
LOOK = 5_000_000  # ticks of a microsecond: 5 s
WARM_UP, SHIFT = 3600.0, 8 * 3600.0  # s
REPLICATIONS, SEED = 6, 1
FIGURES = {
    "throughput_per_hour": "parts out [parts/h]",
    "energy_kwh": "energy of a shift [kWh]",
    "kwh_per_good_part": "energy of a part [kWh]",
    "wip_mean": "parts in the line",
}
Story = Generator[Any, Any, None]


def rest_while_full(plant: Plant) -> Story:
    """Pause the press when the rack is full, let it go on when the rack is nearly empty."""
    press = plant.station("press")
    while True:
        while plant.level(RACK) < FULL:
            yield plant.env.timeout(LOOK)
        press.pause()
        while plant.level(RACK) > NEARLY_EMPTY:
            yield plant.env.timeout(LOOK)
        press.resume()


def shifts(controllers: Sequence[Any]) -> list[Books]:
    """Run the shift once for each replication and keep the books."""
    runs = [
        simulate(LINE, SEED, number, WARM_UP, SHIFT, "reference", controllers=controllers)
        for number in range(REPLICATIONS)
    ]
    return [Books(run.ledger, run.frame, LINE, None) for run in runs]


def main() -> None:
    """Print the shift without and with the policy."""
    without, policed = (
        [measure(books) for books in shifts(who)] for who in ((), [rest_while_full])
    )
    print(f"{'':24}{'without':>9}{'with':>9}{'difference [95 %]':>29}")
    for name, title in FIGURES.items():
        before, after = ([figures[name] for figures in side] for side in (without, policed))
        old, new, change = estimate(before), estimate(after), difference(before, after)
        interval = f"{change.mean:+.4f} [{change.low:+.4f}, {change.high:+.4f}]"
        print(f"{title:24}{old.mean:9.3f}{new.mean:9.3f}{interval:>29}")


if __name__ == "__main__":
    main()
