"""What stands on the page, section by section, ready for its template."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from twin.replay import DAY_S
from twin.report import charts, tables
from twin.report.assumptions import change_rows, default_sentences, doubt_rows, uncertain_rows
from twin.report.backlog import MOST_ROWS, backlog_of
from twin.report.headline import headline_of, joined, tiles
from twin.report.linemap import line_map, map_signs, paper_map
from twin.report.numbers import duration
from twin.report.palette import BAND_ORDER, FONTS, VERDICT_SIGNS, hatches, paint
from twin.report.sides import Side
from twin.report.versions import versions
from twin.report.wording import Words
from twin.requirements import needed_sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lines import Line
    from twin.audit import AuditLine
    from twin.compare import Row

HOME = Path(__file__).parent
WIDE_MAP, PHONE_MAP = 1076.0, 400.0
DIGEST_SHOWN = 16


class Chart(NamedTuple):
    """A figure ready to be drawn by the page's script."""

    id: str
    label: str
    height: int
    json: Markup


class StateWord(NamedTuple):
    """An entry of the legend."""

    word: str
    paint: str


class StateTable(NamedTuple):
    """Shares of time as a table."""

    heads: list[str]
    rows: list[tuple[str, list[str]]]


class Fact(NamedTuple):
    """A named value at the end of the page."""

    name: str
    value: str


class AuditText(NamedTuple):
    """What the second engine said."""

    kind: str
    sign: str
    text: str


def sections_of(sides: Sequence[Side], rows: Mapping[str, Row], words: Words) -> dict[str, Any]:
    """Return everything that the template of the page asks for."""
    return {
        **_frame(sides, words),
        **_answer(sides, rows, words),
        **_line(sides, words),
        **_orders(sides, words),
        **_consequences(sides, words),
        **_ground(sides, words),
        **_audit(sides, words),
    }


def _frame(sides: Sequence[Side], words: Words) -> dict[str, Any]:
    """Title, settings and what every page carries."""
    from plotly.offline import get_plotlyjs

    last = sides[-1]
    settings = last.study.settings
    line_title = words.title(last.line.title)
    names = joined(last.retrofit_titles(words.language), words)
    two = len(sides) == 2
    return {
        "language": words.language,
        "words": words,
        "two": two,
        "side_names": [words.shared(s.name) for s in sides] if two else [words("value")],
        "title": f"{line_title} – {names}" if names else line_title,
        "line_title": line_title,
        "kind": words("kind-comparison" if two else "kind-study"),
        "retrofits": words("with", names=names) if names else "",
        "replications": settings.replications,
        "length": duration(settings.length_s, words),
        "settings": words(
            "settings",
            replications=settings.replications,
            length=duration(settings.length_s, words),
            warmup=duration(settings.warmup_s, words),
            seed=settings.seed,
        ),
        "fonts": Markup(FONTS[words.language]),
        "style": Markup((HOME / "style.css").read_text(encoding="utf-8")),
        "script": Markup((HOME / "draw.js").read_text(encoding="utf-8")),
        "plotly": Markup(get_plotlyjs()),
        "hatches": hatches(),
        "signs": VERDICT_SIGNS,
    }


def _answer(sides: Sequence[Side], rows: Mapping[str, Row], words: Words) -> dict[str, Any]:
    """What the consultant asked for."""
    chart = charts.difference_chart(rows, words) if rows else None
    return {
        "headline": headline_of(sides, rows, words),
        "tiles": tiles(sides, rows, words),
        "families": tables.kpi_families(sides, rows, words),
        "difference_chart": _chart("change", words("difference-label"), chart),
    }


def _line(sides: Sequence[Side], words: Words) -> dict[str, Any]:
    """The line and what its machines do."""
    met = {
        state
        for side in sides
        for row in side.study.stations.values()
        for state, share in row.items()
        if share.mean > 0
    }
    return {
        "states": [StateWord(words.state(s), paint(s)) for s in BAND_ORDER if s in met],
        "map_signs": map_signs(sides, words),
        "map_wide": line_map(sides, words, WIDE_MAP),
        "map_narrow": paper_map(sides, words),
        "map_phone": line_map(sides, words, PHONE_MAP),
        "bottleneck_sentence": _bottleneck(sides, words),
        "watched_days": _watched_days(sides),
        "bottleneck_rows": tables.bottleneck_rows(sides),
        "states_chart": _chart("bands", words("h-states"), charts.states_chart(sides, words)),
        "state_tables": [StateTable(*tables.state_rows(side, words)) for side in sides],
        "crew_tables": [
            StateTable(*tables.crew_rows(side, words)) for side in sides if side.study.crews
        ],
        "lost_rows": tables.lost_rows(sides),
        "buffer_rows": tables.buffer_rows(sides, words),
    }


def _orders(sides: Sequence[Side], words: Words) -> dict[str, Any]:
    """The orders that are open over time, where the line works to order."""
    backlog = backlog_of(sides, MOST_ROWS)
    span = "" if backlog is None else duration(backlog.span_s, words)
    return {
        "backlog_chart": _chart("orders", words("h-backlog"), charts.backlog_chart(sides, words)),
        "backlog_unit": words("backlog-axis", span=span),
        "backlog_rows": tables.backlog_rows(backlog, words),
    }


def _watched_days(sides: Sequence[Side]) -> str:
    """How many days the bottleneck was looked for in, where that is not all of the books."""
    study = min((side.study for side in sides), key=lambda one: one.watched_s)
    cut = study.watched_s < study.settings.length_s
    return f"{study.watched_s / DAY_S:g}" if cut else ""


def _bottleneck(sides: Sequence[Side], words: Words) -> str:
    first, last = sides[0].bottleneck, sides[-1].bottleneck
    if first is None or last is None:
        return words("bottleneck-none")
    if len(sides) == 1:
        return words("bottleneck-one", after=last)
    if first == last:
        return words("bottleneck-same", after=last)
    return words("bottleneck-moves", before=first, after=last)


def _consequences(sides: Sequence[Side], words: Words) -> dict[str, Any]:
    """Load, money and danger."""
    currency = sides[-1].line.currency
    parts = tables.cost_figures(sides)
    cost = charts.cost_chart(parts, currency, words)
    return {
        "load_chart": _chart("power", words("h-load"), charts.load_chart(sides, words)),
        "duration_chart": _chart(
            "duration", words("h-duration"), charts.duration_chart(sides, words)
        ),
        "duration_rows": tables.duration_rows(sides, words),
        "peaks": charts.peak_sentences(sides, words),
        "cost_chart": _chart("money", words("h-cost"), cost),
        "cost_cut": cost is not None and cost.layout.xaxis.range[0] > 0,
        "cost_unit": tables.unit_of("cost_per_good_part", words, currency),
        "cost_rows": tables.cost_rows(parts, currency, words),
        "safety_rows": tables.safety_rows(sides, words),
    }


def _ground(sides: Sequence[Side], words: Words) -> dict[str, Any]:
    """What the numbers stand on."""
    last = sides[-1]
    return {
        "uncertain_rows": uncertain_rows(last.study, words),
        "doubt_rows": doubt_rows(sides[0].study, words),
        "change_rows": change_rows(last.study, words),
        "required": needed_sentences(last.study.scenario, words.language),
        "defaults": default_sentences(last.line, words),
        "input_tables": [tables.input_rows(side.line, words) for side in sides],
        "definitions": tables.definitions(words, last.line.currency),
    }


def _audit(sides: Sequence[Side], words: Words) -> dict[str, Any]:
    """Seed, versions, digests, and what the second engine said."""
    known = versions_of(words)
    study = sides[-1].study
    settings = study.settings
    facts = [
        Fact(words("seed"), str(settings.seed)),
        Fact(words("horizon"), _horizon(sides[-1], words)),
        Fact(words("engine"), study.engine),
        Fact(words("versions"), " · ".join(f"{name} {v}" for name, v in known.items())),
    ]
    if study.promise_s is not None:
        facts.append(Fact(words("promise"), duration(study.promise_s, words)))
    for side in sides:
        name = "" if side.name == "now" else f" · {words.shared(side.name)}"
        facts.append(Fact(words("model-digest") + name, model_digest(side.line)))
        facts.append(Fact(words("result-digest") + name, side.study.digest))
    return {"versions": known, "facts": facts, "audit_lines": _audit_lines(sides, words)}


def _horizon(side: Side, words: Words) -> str:
    settings = side.study.settings
    return (
        words(
            "settings",
            replications=settings.replications,
            length=duration(settings.length_s, words),
            warmup=duration(settings.warmup_s, words),
            seed=settings.seed,
        )
        + " · "
        + words("tick-nought", date=side.line.start.isoformat())
    )


def versions_of(words: Words) -> dict[str, str]:
    """The versions of everything that has a say in the numbers, as a reader sees them."""
    missing = {name: words("not-installed") for name in versions()}
    missing["linetwin"] = words("source-tree")
    return {name: one or missing[name] for name, one in versions().items()}


def model_digest(line: Line) -> str:
    """A sha256 over everything that was modelled, whatever file it came from."""
    told = json.dumps(_plain(asdict(line)), default=str, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _plain(value: object) -> object:
    """A value whose keys are texts, and in which a file is known by its name, wherever it lies."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.name if isinstance(value, Path) else value


def _audit_lines(sides: Sequence[Side], words: Words) -> list[AuditText]:
    """One line where the engines agree on all sides, one for each side where they do not."""
    audits = [(side, side.study.audit) for side in sides if side.study.audit is not None]
    if len(audits) < len(sides):
        return [AuditText("none", "–", words("audit-none"))]
    whole = words("each-side" if len(sides) > 1 else "this-line")
    agreed = [(side, audit) for side, audit in audits if audit and audit.identical]
    if len(agreed) == len(sides):
        return [_audit_text(whole, audits, words)]
    return [_audit_text(_name(side, words), [(side, audit)], words) for side, audit in audits]


def _audit_text(
    who: str, audits: Sequence[tuple[Side, AuditLine | None]], words: Words
) -> AuditText:
    same = all(audit is not None and audit.identical for _, audit in audits)
    digests = []
    for side, audit in audits:
        if audit is not None:
            seen = dict.fromkeys((audit.digest_fast, audit.digest_reference))
            pair = " ≠ ".join(digest[:DIGEST_SHOWN] for digest in seen)
            digests.append(pair if side.name == "now" else f"{words.shared(side.name)} {pair}")
    replication = audits[0][1].replication if audits[0][1] is not None else 0
    text = words(
        "audit-same" if same else "audit-other",
        replication=replication,
        sides=who,
        digest=", ".join(digests),
    )
    sampled = [audit.sampled_s for _, audit in audits if audit and audit.sampled_s is not None]
    if sampled:
        stretch = duration(min(sampled), words)
        text = f"{text} {words('audit-sampled', stretch=stretch)}"
    return AuditText(
        "same" if same else "other", VERDICT_SIGNS["better" if same else "worse"], text
    )


def _name(side: Side, words: Words) -> str:
    return words("this-line") if side.name == "now" else words.shared(side.name)


def _chart(name: str, label: str, figure: go.Figure | None) -> Chart | None:
    """Pack a figure for the page's script; `<` cannot end the script that carries it."""
    if figure is None:
        return None
    told = figure.to_json().replace("<", "\\u003c")
    return Chart(f"fig-{name}", label, int(figure.layout.height), Markup(told))
