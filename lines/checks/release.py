"""Rules about release: cards have a source or a buffer that they belong to, and one only."""

from __future__ import annotations

from lines.compose import Draft
from lines.errors import listed
from lines.flow import WrittenLink
from lines.model import SCRAP, SOURCE

BY_CARDS = ("machine", "inspection", "assembly")


def cards_have_a_source(draft: Draft) -> None:
    """Conwip counts the parts of `source`, from which some link begins."""
    if draft.line.release.rule != "conwip" or not draft.sound("flow"):
        return
    if not draft.links_out_of(SOURCE):
        told = "conwip counts the parts that come from 'source', and no link begins there"
        draft.fail(told, "release")


def cards_have_a_buffer(draft: Draft) -> None:
    """Kanban needs named buffers with a capacity; each has as many cards as it holds parts."""
    bounded = [name for name, buffer in draft.line.buffers.items() if buffer.capacity]
    if draft.line.release.rule == "kanban" and not bounded and draft.sound("buffers"):
        told = "kanban gives cards to the named buffers with a capacity, and the line has none"
        draft.fail(f"{told}; name one, such as buffers: {{store: {{capacity: 3}}}}", "release")
    for name, buffer in draft.line.buffers.items():
        if buffer.kanban and not buffer.capacity:
            told = "a buffer by kanban has as many cards as it holds parts"
            draft.fail(f"{told}; give it a capacity of at least 1", "buffers", name, at_word=True)


def cards_belong_to_one_buffer(draft: Draft) -> None:
    """Whatever fills a buffer by kanban is a station that hands parts to it or to scrap only."""
    if not draft.sound("flow"):
        return
    for written in draft.links:
        buffer = draft.line.buffers.get(written.link.target)
        if buffer is not None and buffer.kanban:
            _filled_by_cards(draft, written)


def _filled_by_cards(draft: Draft, written: WrittenLink) -> None:
    origin, name = written.link.origin, written.link.target
    station = draft.line.stations.get(origin)
    told = ""
    if origin in draft.line.sources:
        told = f"'{origin}' fills '{name}', which works by kanban, and no source asks for a card"
        told += "; let a station stand between"
    elif station is not None and station.type not in BY_CARDS:
        told = f"'{origin}' of type '{station.type}' fills '{name}', which works by kanban"
        told += f"; only {listed(BY_CARDS)} take one card for one part"
    elif station is not None:
        others = [link.target for link in draft.links_out_of(origin)]
        others = [target for target in others if target not in (name, SCRAP)]
        if others:
            told = f"'{origin}' fills '{name}', which works by kanban, and also hands parts to "
            told += f"{listed(others)}; a station with cards hands parts to that buffer or to scrap"
    if told:
        draft.fail_at(written.target, written.route, told)
