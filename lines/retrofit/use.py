"""How much of a retrofit's effect is realised: people follow advice, and use a thing, only so much.

`use: {beta-pert: [50 %, 70 %, 90 %]}` goes for everything that a retrofit sets, where a share of it
means something: a factor f becomes 1 + use (f - 1), a number with the unit of the one that it
replaces becomes old + use (new - old). What is there or not has no share and is refused.
"""

from __future__ import annotations

from lines.nodes import Measured, Node, route_of
from lines.retrofit.document import Use
from lines.retrofit.knowledge import (
    dimension_of,
    end_of,
    factor_of,
    is_at_least,
    is_chance,
    load_share_of,
    odd_word,
    split_knowledge,
    written_text,
)
from lines.retrofit.paths import full_route, takes_chance
from lines.retrofit.ways import LINK
from lines.units import UnitError, measure
from lines.words.chances import Chance
from lines.words.entry import Entry
from lines.words.forms import WHOLE_SHARE, Quantity

USE = "use"
_WAY = "write a factor ('times')"
_TAKE = f"take '{USE}' out"
_SHARE = Quantity("share", WHOLE_SHARE)
_LIKELY = Chance("share", WHOLE_SHARE)


def read_use(entry: Entry, path: str) -> Use | None:
    """Return a share of use with what is known of it; None after telling what is wrong."""
    bare, source, grade = split_knowledge(entry.node)
    odd = odd_word(bare)
    if odd is not None:
        told = "'source' and 'grade' can"
        entry.fail(f"'{odd}' cannot stand beside a distribution; {told}")
        return None
    found = _LIKELY.read(entry.child(bare))
    ends = [end_of(bare, end) for end in (0, -1)] if is_chance(bare) else []
    if found is None or any(_SHARE.read(entry.child(end)) is None for end in ends):
        return None
    text = written_text(bare)
    text = text[1:-1] if bare.is_mapping else text
    return Use(path, bare, text, found.mean(), source, grade, is_chance(bare))


def tell_what_has_no_share(root: Entry) -> None:
    """Tell of everything in a retrofit with a use of which no share can be realised."""
    for word in ("add", "remove"):
        node = root.node.child(word)
        if node is not None and (node.words or node.entries):
            told = f"what is under '{word}' is there or not; '{USE}' goes for values of 'set' only"
            root.child(node, word).fail_word(f"{told}; {_TAKE}")
    values = root.node.child("set")
    for path, node in (values.words if values is not None else {}).items():
        why = _why_not(path, node)
        if why is not None:
            root.child(node, *route_of(path)).fail_word(why)


def _why_not(path: str, node: Node) -> str | None:
    """Say why no share of a value can be realised; None where it can be."""
    bare, _, _ = split_knowledge(node)
    if factor_of(bare) is not None or load_share_of(bare) is not None:
        return None
    if route_of(path)[:1] in (("flow",), (LINK,)):
        return f"'{USE}' cannot blend options of a link; {_WAY}, or {_TAKE}"
    if is_at_least(bare):
        return f"'{USE}' cannot take a share of room that is only ever enlarged; {_TAKE}"
    if is_chance(bare):
        if takes_chance(full_route(route_of(path), bare), bare):
            return f"'{USE}' cannot blend one distribution with another; {_WAY}, or {_TAKE}"
        return None
    if bare.is_mapping or bare.is_list:
        told = "write each at a path of its own"
        return f"'{USE}' goes for single values, such as at 'power.busy'; {told}"
    if isinstance(bare.value, int) and not isinstance(bare.value, float):
        return f"'{USE}' cannot blend whole numbers, such as of people or places; {_TAKE}"
    if number_of(bare, "KRW") is None and not isinstance(bare.value, float):
        return f"'{USE}' cannot take a share of '{bare.written}', which is so or not; {_TAKE}"
    return None


def partly(old: Node | None, new: Node, use: float, currency: str) -> Node | str:
    """Return the value between an old one and a new one, or what a message tells instead."""
    if old is not None and old.is_mapping and not is_chance(old):
        return _each_partly(old, new, use, currency)
    before = None if old is None else number_of(old, currency)
    after = number_of(new, currency)
    if old is None or before is None or after is None or before.dimension != after.dimension:
        told = "nothing" if old is None else old.written or "no single number"
        return (
            f"with '{USE}' the new value takes the place of the old one in part, which needs a "
            f"number with the same unit in the line; there is {told}; {_WAY}, or {_TAKE} of a copy"
        )
    value = before.value + use * (after.value - before.value)
    return Node(Measured(value, before.dimension), new.place, "", new.key)


def _each_partly(old: Node, new: Node, use: float, currency: str) -> Node | str:
    """Return values by name, each between its old one and the one new value for all."""
    words = {}
    for word, below in old.words.items():
        found = partly(below, new, use, currency)
        if isinstance(found, str):
            return found
        words[word] = found.under(below.key)
    return Node(words, new.place, "", new.key)


def number_of(node: Node, currency: str) -> Measured | None:
    """Return a single number in base units with its dimension; None where it is something else."""
    value = node.value
    if isinstance(value, Measured):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    dimension = dimension_of(node, currency)
    try:
        return Measured(measure(node.written.strip(), dimension, currency), dimension)
    except UnitError:
        return None
