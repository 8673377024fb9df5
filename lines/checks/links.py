"""Rules about links: where they may lead, what room they may have, and how parts choose them."""

from __future__ import annotations

from lines.checks.places import known_places
from lines.compose import Draft
from lines.flow import WrittenLink
from lines.model import SCRAP, SINK, SOURCE
from lines.words.sources import SUM_SLACK

ENDS = ("sink", "scrap")


def links_lead_somewhere(draft: Draft) -> None:
    """Nothing leads into a source or out of the sink; a buffer stands between machines."""
    known = known_places(draft)
    for written in draft.links:
        origin, target = written.link.origin, written.link.target
        from_kind, to_kind = known.get(origin, ""), known.get(target, "")
        told = ""
        if from_kind in ENDS:
            told = f"nothing leaves '{origin}'; a link begins at a source, station or buffer"
        elif to_kind == "source":
            told = f"nothing goes into the source '{target}'; a link ends at a station or buffer"
        elif from_kind == "source" and to_kind in ENDS:
            told = f"parts go straight from '{origin}' to '{target}'; expected a station between"
        elif from_kind == "buffer" and to_kind in ("buffer", *ENDS) and not written.link.by:
            told = f"no machine moves parts from buffer '{origin}' to '{target}'"
            told += "; expected a station between, or a fleet that carries them"
        if told:
            draft.fail_at(written.target, written.route, told)


def links_stand_once(draft: Draft) -> None:
    """From one place to another leads one link."""
    seen: dict[str, WrittenLink] = {}
    for written in draft.links:
        first = seen.setdefault(written.link.name, written)
        if first is not written:
            told = f"the link {written.link.name} stands twice, first in line {first.origin.line}"
            draft.fail_at(written.origin, written.route, told)


def rooms_stand_before_machines(draft: Draft) -> None:
    """A named buffer has its own capacity; before the sink and scrap nothing waits."""
    known = known_places(draft)
    for written in draft.links:
        link = written.link
        if link.capacity == 0 or link.conveyor is not None:
            continue
        if link.by is not None and link.target in draft.line.stations:
            continue  # what the fleet brings waits there
        place = written.place_of("buffer")
        for end in (link.origin, link.target):
            if known.get(end) == "buffer":
                told = f"'{end}' is a buffer with a capacity of its own; leave this room out"
                draft.fail_at(place, written.route, told)
        if link.target in (SINK, SCRAP):
            told = f"'{link.target}' takes every part at once; leave this room out"
            draft.fail_at(place, written.route, told)


def endless_sources_fill_bounded_rooms(draft: Draft) -> None:
    """A source that always has a part may not fill a place that never is full."""
    for written in draft.links:
        source = draft.line.sources.get(written.link.origin)
        if source is None or not source.is_endless:
            continue
        buffer = draft.line.buffers.get(written.link.target)
        endless = written.link.capacity is None or (buffer and buffer.capacity is None)
        by_cards = source.name == SOURCE and draft.line.release.rule == "conwip"
        if endless and not by_cards:
            told = f"the source '{source.name}' always has a part and would fill this for ever"
            told += "; give the room a number, or say under 'arrivals' when parts come"
            draft.fail_at(written.place_of("buffer"), written.route, told)


def endless_sources_share_nothing(draft: Draft) -> None:
    """A source that always has a part serves every link at will; shares would count nothing."""
    for written in draft.links:
        source = draft.line.sources.get(written.link.origin)
        if source is None or not source.is_endless or written.link.share is None:
            continue
        told = f"the source '{source.name}' always has a part for every link, so a share says"
        told += " nothing; leave it out, or say under 'arrivals' when parts come"
        draft.fail_at(written.place_of("share"), (*written.route, "share"), told)


def only_machines_choose(draft: Draft) -> None:
    """Shares and products stand on links that something chooses; a buffer does not choose."""
    for written in draft.links:
        link = written.link
        if link.origin not in draft.line.buffers:
            continue
        for option in ("share", "when", "product"):
            if getattr(link, option) is not None:
                told = (
                    f"a buffer does not choose: '{option}' belongs on a link into '{link.origin}'"
                )
                draft.fail_at(written.place_of(option), (*written.route, option), told)


def shares_sum_to_one(draft: Draft) -> None:
    """The shares of one choice sum to 100 %; one link may leave its share out and take the rest."""
    choices: dict[tuple[str, str | None, str | None], list[WrittenLink]] = {}
    for written in draft.links:
        link = written.link
        choices.setdefault((link.origin, link.when, link.product), []).append(written)
    for (origin, when, product), links in choices.items():
        shares = [w.link.share for w in links if w.link.share is not None]
        broken = any(not draft.sound(*w.route) for w in links)
        if not shares or broken or origin in draft.line.buffers:
            continue
        which = f"{when} links" if when else f"links for {product}" if product else "links"
        first = next(w for w in links if w.link.share is not None)
        total = sum(shares)
        if len(shares) < len(links) and total < 1 - SUM_SLACK:
            told = (
                f"{len(links) - len(shares)} {which} out of '{origin}' have no share; expected one"
            )
            told += " on each, or on all but one"
        elif len(shares) < len(links):
            told = f"the shares out of '{origin}' leave nothing for the link without a share"
        elif abs(total - 1) > SUM_SLACK:
            told = f"the shares of the {which} out of '{origin}' sum to {total * 100:.6g} %"
            told += "; expected 100 %"
        else:
            continue
        draft.fail_at(first.place_of("share"), (*first.route, "share"), told)


def choose_has_a_choice(draft: Draft) -> None:
    """`choose` is asked only where no share decides."""
    for name in draft.line.stations:
        links = draft.links_out_of(name)
        if draft.node("stations", name, "choose") is None or not draft.sound("flow"):
            continue
        if links and all(link.share is not None for link in links):
            told = f"every link out of '{name}' has a share; 'choose' would never be asked"
            draft.fail(told, "stations", name, "choose", at_word=True)
