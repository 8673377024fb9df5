"""A retrofit before and after: what would a camera bring, and is the difference real?

    source -> furnace -> cast x2 -> trim -> drill x2 -> wash -> inspect -> pack -> sink
                                     ^                            | |
                                     '---------- rework ----------' '--> scrap

On the bundled die-casting line an inspector finds three defects in four and throws away some good
parts. The retrofit `ai-vision` puts a camera in his place. It says what the camera does (how much
it finds, how long it looks, what it draws), never what it is worth; that follows from the line.
What is found is scrapped or mended, so fewer parts leave, and nearly all of them are good.

How much it finds is not known exactly: between 93 and 99 %. Each replication draws its own value,
so the interval of the answer holds our ignorance of the camera beside the luck of the plant.

Both sides run with the same luck: the same castings stick in the same minutes. The last lines show
what this is worth. Without it, the same runs would leave the interval this much wider.
"""

from math import hypot

from twin import compare

LINE = "die-casting"
RETROFITS = ["ai-vision"]
WARM_UP = 8 * 3600.0  # s
LENGTH = 3 * 86400.0  # s
REPLICATIONS = 20
SEED = 1
FIGURES = {  # name: (what to call it, its unit, decimals)
    "throughput_per_hour": ("parts out", "parts/h", 2),
    "finished_defects_ppm": ("defects at the customer", "ppm", 0),
    "scrap_ratio": ("scrapped", "share", 4),
    "cost_per_good_part": ("cost of a good part", "KRW", 0),
    "kwh_per_good_part": ("energy of a good part", "kWh", 4),
    "exposure_h": ("people's hours in danger", "h", 0),
}


def main() -> None:
    """Compare, print each difference with its verdict, and what common luck is worth."""
    found = compare(
        LINE, RETROFITS, warmup_s=WARM_UP, length_s=LENGTH, replications=REPLICATIONS, seed=SEED
    )
    print(f"{'':32}{'before':>9}{'after':>9}{'difference [95 %]':>28}   verdict")
    for name, (title, unit, d) in FIGURES.items():
        before, after, change, _, verdict = found.rows[name]
        interval = f"{change.mean:+.{d}f} [{change.low:+.{d}f}, {change.high:+.{d}f}]"
        means = f"{before.mean:9.{d}f}{after.mean:9.{d}f}"
        print(f"{f'{title} [{unit}]':32}{means}{interval:>28}   {verdict}")
    print()
    for row in found.after.uncertain:
        print(f"{row.name}: drawn {min(row.values):.1%} to {max(row.values):.1%}")
    print()
    before, after, change, _, _ = found.rows["throughput_per_hour"]
    alone = hypot(before.high - before.mean, after.high - after.mean)  # as if luck were unrelated
    print(f"parts out, half an interval: {change.high - change.mean:.3f} parts/h with common luck,")
    print(f"                             {alone:.3f} parts/h without")


if __name__ == "__main__":
    main()
