"""Where is the bottleneck? Eight stations of nearly the same pace, and a rack to place.

    source -> saw -> turn -> mill -> drill -> tap -> deburr -> wash -> gauge -> sink
              44 s   48 s    47 s    48 s     47 s   46 s      44 s    45 s  |
                  [5]     [5]     [5]      [5]    [5]       [5]     [5]      '----> scrap

The slowest cycles, 48 s, allow 75 parts an hour; the bundled line makes far fewer, since every
station also stops now and then. Two are slowest on paper. To find who holds the others back, the
active-period method follows every machine: while it works or is being repaired it is active, while
it waits for a neighbour it is not. At any moment the machine that has been active without a break
for the longest (counted to its end) is the bottleneck: alone, or while it hands over to the next.

Then the test on the object: a rack for 40 parts in front of one station at a time. Room on either
side of the bottleneck brings parts; anywhere else it mostly brings stock.
"""

from lines import load
from twin import compare, run_study

LINE = "serial-eight"  # bundled; `twin lines serial-eight` prints it
RETROFIT = "larger-buffer"  # bundled: room for 40 parts in front of a station
REPLICATIONS = 10  # of one week each, after a day of warm-up
SEED = 1


def main() -> None:
    """Print who is the bottleneck when, then what a rack brings in each place."""
    study = run_study(LINE, replications=REPLICATIONS, seed=SEED)
    output = study.kpis["throughput_per_hour"]
    print(f"{output.mean:.1f} parts/h, 95 %: {output.low:.1f} to {output.high:.1f}\n")
    print("           on paper      share of time [%]      bottleneck [% of time]")
    print("            parts/h  busy  waiting  stopped       alone  handing over")
    for name, station in load(LINE).stations.items():
        states, share = study.stations[name], study.bottleneck[name]
        busy = 100 * states["busy"].mean
        waiting = 100 * (states["starved"].mean + states["blocked"].mean)
        paper = 3600 / station.cycle["knuckle"].mean()  # parts/h, if it never stopped nor waited
        print(
            f"{name:8}  {paper:9.1f}  {busy:4.0f}  {waiting:7.0f}  {100 - busy - waiting:7.0f}"
            f"  {100 * share.sole:10.0f}  {100 * share.shifting:12.0f}"
        )
    print("\na rack for 40 in front of    more parts/h          more parts in the line")
    for name in ("turn", "drill", "tap", "wash"):
        rows = compare(LINE, [RETROFIT], at=name, replications=REPLICATIONS, seed=SEED).rows
        gain = rows["throughput_per_hour"].difference
        stock = rows["wip_mean"].difference
        print(
            f"{name:25}  {gain.mean:+6.2f} [{gain.low:+.2f}, {gain.high:+.2f}]  {stock.mean:+10.1f}"
        )


if __name__ == "__main__":
    main()
