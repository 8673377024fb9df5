"""The page of the line format, written from the words themselves: `python -m lines.document`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lines.checks import RULES
from lines.sections import LINE
from lines.stations import STATION_TYPES, StationForm
from lines.units import DIMENSIONS, example
from lines.words.forms import Form
from lines.words.groups import Group, Word

PAGE = Path(__file__).resolve().parents[1] / "docs" / "line-format.md"
STATION = "stations.*."

HEAD = """# The line format

Generated from the words of `lines` by `python -m lines.document`; do not edit.

A line is one YAML file that one can read aloud. This is the smallest:

```yaml
line: two-machines
stations:
  press: {cycle: 30 s}
  drill: {cycle: {exponential: 25 s}}
flow:
  - source -> press -> [4] -> drill -> sink
```

`source`, `sink` and `scrap` are there without being declared. Without `arrivals` or `orders` the
source always has a part. `-> [4] ->` is room for four waiting parts, `-> [] ->` for any number; a
bare `->` has none: the part stays in the machine until the next one takes it. A buffer that several
machines share has a name, stands under `buffers` and is written in the flow like a station.

Shorthands: one link without a `share` beside links with one takes the rest; a link without `when`
beside one with `when: reject` takes what passes. One `cycle` stands for all products, one share
under `finds` for all kinds of defect. Where no `products` are declared there is one, `part`.

`orders: {file: orders.csv}` reads a table that lies beside the line, a row an order, with the
columns `order`, `product`, `quantity`, `release` and perhaps `due` and `late`: release and due are
durations (`3 days`; the release from the start of the line, the due time from the release) or dates
(`2026-03-05`, at 00:00, or `2026-03-05 14:00`); without `due` an order is never late. At most
100,000 orders and 5 MB. Tables have commas between their columns and a first line with their names;
numbers are written without commas (`1200`, `0.5`).

`doubts` says how well the numbers of the file are known: a path and the factor by which what
stands there may be off, as a distribution of shares or plain numbers, with `source` and `grade` if
you like. `stations.*.cycle` is one factor for the cycles of all stations. A study draws each factor
once in every replication, the same before and after a retrofit
([the method](method.md#what-is-not-known-of-the-line-itself)).

Every number that measures something carries its unit. Words are those of YAML 1.2: `on` and `8:30`
are texts, `012` is twelve, `1e3` a thousand. Repeated words, tags, merge keys and second documents
are refused, and so is a file of more than 2 MB. Editors that know `lines/schema.json` complete and
check while one types: `# yaml-language-server: $schema=lines/schema.json` as the first line.
"""

CHANCE = """## Distributions

Where the tables say that a value *or distribution* may stand, each of these may:

| written | meaning |
|---|---|
| `42 s` | always this value |
| `{exponential: 25 s}` | by its mean; or by its rate, `{exponential: {rate: 12/h}}` |
| `{normal: {mean: 42 s, sd: 3 s}}` | or with `cv` for `sd`; cut at 0: `twin check` says how much |
| `{lognormal: {mean: 42 s, cv: 0.1}}` | mean and coefficient of variation of the times, or `sd` |
| `{gamma: {mean: 42 s, cv: 0.5}}` | the same; or `{shape: 4, scale: 10 s}` |
| `{weibull: {mean: 120 h, shape: 1.6}}` | shape above 1: wear; or `{scale: 134 h, shape: 1.6}` |
| `{erlang: {mean: 42 s, k: 3}}` | the sum of `k` equal exponentials |
| `{hyperexponential: {means: [5 s, 40 s], weights: [0.8, 0.2]}}` | one of several exponentials |
| `{triangular: [25 min, 35 min, 60 min]}` | low, mode, high |
| `{uniform: [1 s, 2 s]}` | low, high |
| `{beta-pert: [93 %, 97 %, 99 %]}` | low, mode, high, with the mode weighing four times |
| `{poisson: 3}`, `{geometric: 3}` | counts by their mean; the geometric counts from 1 |
| `{empirical: {values: [10 s, 12 s], weights: [2, 5]}}` | one of these values |
| `{empirical: {file: times.csv, column: cycle, unit: s}}` | a column of a table beside the line |
| `{mixture: [{weight: 0.9, of: 20 s}, {weight: 0.1, of: {exponential: 60 s}}]}` | one of these |

Beside the word for the shape may stand `source` and `grade`: where the figure comes from, and how
sure it is.
"""


def text() -> str:
    """The page of the line format, in Markdown."""
    told: dict[str, str] = {}
    parts = [HEAD, f"## A line\n\n{_table(LINE.words)}", *_sections(_below(LINE, ""), told)]
    parts += [*_stations(), *_sections(_below(Group("a station", _station_words()), STATION), told)]
    return "\n".join([*parts, CHANCE, _units(), _rules(), _later()])


def _below(group: Group, path: str) -> Iterator[tuple[str, Group]]:
    """Every group of words inside a group with its path, depth first."""
    for word in group.words:
        inner = group_of(word.form)
        if inner is not None:
            yield f"{path}{word.name}", inner
            yield from _below(inner, f"{path}{word.name}.")


def _sections(groups: Iterable[tuple[str, Group]], told: dict[str, str]) -> Iterator[str]:
    """A section for each group; the second of two with the same words points to the first."""
    for path, group in groups:
        table = _table(group.words)
        again = told.setdefault(table, path) != path
        yield f"## `{path}`\n\n" + (f"As `{told[table]}`.\n" if again else table)


def group_of(form: Form | None) -> Group | None:
    """Return the words that stand under a form, where it has a fixed set of them."""
    if isinstance(form, Group):
        return form
    group = getattr(form, "group", None)
    if isinstance(group, Group):
        return group
    inner = getattr(form, "form", None)
    return group_of(inner) if inner is not None else None


def _stations() -> Iterator[str]:
    """The words of a station that all types share, and those of each type."""
    form = StationForm(STATION_TYPES)
    shared = set.intersection(*({w.name for w in group.words} for group in form.groups.values()))
    first = next(iter(form.groups.values()))
    yield "## Stations\n\nA station has a `type`, and these words whatever its type is.\n"
    yield _table([word for word in first.words if word.name in shared])
    for name, kind in STATION_TYPES.items():
        own = [word for word in form.groups[name].words if word.name not in shared]
        yield f"### type `{name}`\n\n{kind.doc}\n\n```yaml\n{kind.example}\n```\n"
        if own:
            yield _table(own)


def _station_words() -> tuple[Word, ...]:
    """The words of all types of stations, each once."""
    words: dict[str, Word] = {}
    for group in StationForm(STATION_TYPES).groups.values():
        for word in group.words:
            words.setdefault(word.name, word)
    return tuple(words.values())


def _table(words: tuple[Word, ...] | list[Word]) -> str:
    rows = ["| word | | meaning |", "|---|---|---|"]
    for word in words:
        if word.form is not None:
            needed = "needed" if word.required else ""
            such = f" `{word.example}`" if word.example else ""
            rows.append(f"| `{word.name}` | {needed} | {word.doc}{such} |")
    return "\n".join(rows) + "\n"


def _units() -> str:
    rows = ["## Units", "", "| what | units | such as |", "|---|---|---|"]
    for name, kind in DIMENSIONS.items():
        units = ", ".join(f"`{unit}`" for unit in kind.units if unit)
        before = "a currency, then " if kind.money and units else "a currency" if kind.money else ""
        rows.append(f"| {name} | {before}{units or ''} | `{example(name)}` |")
    return "\n".join(rows) + "\n"


def _rules() -> str:
    rows = ["## What may not be said together", ""]
    for rule in RULES:
        rows.append(f"- {(rule.__doc__ or '').strip()}")
    return "\n".join(rows) + "\n"


def _later() -> str:
    """The words of the format that are refused because they are not built yet."""
    groups = [("", LINE), *((f"{path}.", group) for path, group in _below(LINE, ""))]
    station = Group("a station", _station_words())
    groups += [(STATION, station)]
    groups += [(f"{path}.", group) for path, group in _below(station, STATION)]
    names = [f"`{path}{w.name}`" for path, group in groups for w in group.words if w.form is None]
    return (
        "## Words that are not built yet\n\n"
        "They are part of the format and are refused with a message that says so:\n"
        f"{', '.join(names)}.\n"
    )


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
