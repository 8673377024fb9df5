"""Wrong lines made from right ones: the kinds of accident and malice a file can suffer.

Everything follows from one `random.Random`, so that a finding can be found again.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import yaml

Data = Any
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SIGNS = (b"\x00", b"\xff", b"{", b"[", b"'", b"\t", b": ", b"&", b"!")
Mutation = Callable[[Data, random.Random], str | bytes]

STRANGE: tuple[Data, ...] = (
    None,
    True,
    0,
    -1,
    2.5,
    1e300,
    float("inf"),
    float("nan"),
    10**40,
    "",
    " ",
    "none",
    "30",
    "-4 s",
    "1e999 s",
    "0 s",
    "1 us",
    "100 years",
    "250 %",
    "3 %",
    "9999 parts",
    "5 EUR",
    "source",
    "sink -> source",
    "a -> a",
    "->",
    "[4]",
    "한글 -> 이름",
    "\u202e\u0000",
    "x" * 3000,
    [],
    {},
    [[]],
    [1, [2, {"a": None}]],
    {"exponential": "3 s"},
    {"triangular": ["3 s", "2 s", "1 s"]},
    {"mixture": [{"weight": 1, "of": {"mixture": []}}]},
    {"empirical": {"file": "/etc/passwd", "column": "x"}},
    {"skill": "nobody"},
    {"mean": "3 s"},
)


def paths_of(data: Data, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path of a tree, its root left out."""
    below: list[tuple[Any, Data]] = []
    if isinstance(data, dict):
        below = list(data.items())
    elif isinstance(data, list):
        below = list(enumerate(data))
    paths = [path] if path else []
    for step, value in below:
        paths += paths_of(value, (*path, step))
    return paths


def _holder(data: Data, path: tuple[Any, ...]) -> Data:
    for step in path[:-1]:
        data = data[step]
    return data


def dump(data: Data) -> str:
    """The tree as YAML; trees that YAML cannot write as a list of words."""
    return str(yaml.dump(data, Dumper=DUMPER, allow_unicode=True, sort_keys=False))


def drop(data: Data, chance: random.Random) -> str:
    """Leave something out."""
    path = chance.choice(paths_of(data))
    del _holder(data, path)[path[-1]]
    return dump(data)


def swap(data: Data, chance: random.Random) -> str:
    """Put something strange in its place."""
    path = chance.choice(paths_of(data))
    _holder(data, path)[path[-1]] = chance.choice(STRANGE)
    return dump(data)


def move(data: Data, chance: random.Random) -> str:
    """Put one value where another stood."""
    paths = paths_of(data)
    here, there = chance.choice(paths), chance.choice(paths)
    value = _holder(data, there)[there[-1]]
    _holder(data, here)[here[-1]] = copy.deepcopy(value)
    return dump(data)


def rename(data: Data, chance: random.Random) -> str:
    """Misspell a word, or use one that stands elsewhere."""
    paths = [path for path in paths_of(data) if isinstance(path[-1], str)]
    path = chance.choice(paths)
    holder = _holder(data, path)
    word = path[-1]
    at = chance.randrange(len(word) + 1)
    other = chance.choice([word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], "", "sink"])
    holder[chance.choice([other, chance.choice(paths)[-1]])] = holder.pop(word)
    return dump(data)


def negate(data: Data, chance: random.Random) -> str:
    """Turn the sign of a number, or its unit."""
    paths = [p for p in paths_of(data) if str(_holder(data, p)[p[-1]])[:1].isdigit()]
    path = chance.choice(paths)
    holder = _holder(data, path)
    text = str(holder[path[-1]])
    holder[path[-1]] = chance.choice(
        [f"-{text}", text.split(" ")[0], f"{text}{text}", text.replace(" ", "0 "), f"{text} / h"]
    )
    return dump(data)


def nest(data: Data, chance: random.Random) -> str:
    """Wrap something in many levels."""
    path = chance.choice(paths_of(data))
    depth = chance.choice([1, 2, 40, 5000])
    text = dump(data)
    marker = "@here@"
    _holder(data, path)[path[-1]] = marker
    opened = chance.choice(["[", "{a: "])
    closed = "]" if opened == "[" else "}"
    whole = opened * depth + "1" + closed * depth
    return dump(data).replace(f"'{marker}'", whole).replace(marker, whole) or text


def alias(data: Data, chance: random.Random) -> str:
    """Let one value stand for another, for itself, or for a billion."""
    kind = chance.randrange(4)
    text = dump(data)
    if kind == 0:
        paths = paths_of(data)
        here, there = chance.choice(paths), chance.choice(paths)
        if here != there[: len(here)] and there != here[: len(there)]:
            _holder(data, here)[here[-1]] = _holder(data, there)[there[-1]]
        return dump(data)
    if kind == 1:
        return text + "extra: &x {a: *x}\n"
    if kind == 2:
        return text.replace(": ", ": &a ", 1) + "extra: *a\nmore: *b\n"
    names = "abcdefghij"
    bomb = "".join(f"{n}: &{n} [{', '.join(['*' + m] * 9)}]\n" for m, n in pairwise(names))
    return f"a: &a [1, 2, 3]\n{bomb}{text}"


def garble(data: Data, chance: random.Random) -> bytes:
    """Hit the bytes of the file."""
    raw = bytearray(dump(data).encode())
    for _ in range(chance.randrange(1, 20)):
        at = chance.randrange(len(raw))
        kind = chance.randrange(3)
        if kind == 0:
            raw[at] = chance.randrange(256)
        elif kind == 1:
            del raw[at]
        else:
            raw[at:at] = chance.choice(SIGNS)
    return bytes(raw)


def cut(data: Data, chance: random.Random) -> str:
    """End in the middle, or repeat a stretch of lines."""
    lines = dump(data).splitlines(keepends=True)
    at = chance.randrange(len(lines))
    if chance.random() < 0.5:
        text = "".join(lines)
        return text[: chance.randrange(len(text))]
    return "".join(lines[:at] + lines[max(0, at - 3) :])


def replace_whole(_data: Data, chance: random.Random) -> bytes:
    """Nothing of a line at all: empty, noise, another kind of file."""
    return chance.choice(
        [
            b"",
            b"\n\n# a comment\n",
            b"---\n---\n",
            b"\xef\xbb\xbf",
            b"line: a",
            b"null",
            b"[]",
            b"{}",
            b"%YAML 1.1\n---\nline: x\n",
            "line: 두 기계\n".encode("cp949"),
            "line: x\n".encode("utf-16"),
            bytes(chance.randrange(256) for _ in range(2000)),
            b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
            b"[" * 100_000,
            b"- " * 50_000,
            b"{" * 20_000,
            b"? " * 20_000,
            b"&a " * 20_000,
            b"!!str " * 20_000,
            b"'" * 100_001,
            b"a: b\n" * 20_000,
            b"- x\n" * 20_000,
        ]
    )


def enlarge(data: Data, chance: random.Random) -> bytes:
    """Grow beyond the limit, or up to it."""
    raw = dump(data).encode()
    if chance.random() < 0.5:
        return raw + b"# padding\n" * 1_000_000
    return raw + b"extra:\n" + b"".join(b"  k%d: [1, 2]\n" % n for n in range(5000))


MUTATIONS: tuple[tuple[Mutation, int], ...] = (
    (drop, 300),
    (swap, 500),
    (move, 300),
    (rename, 200),
    (negate, 200),
    (nest, 80),
    (alias, 120),
    (garble, 200),
    (cut, 60),
    (replace_whole, 36),
    (enlarge, 4),
)
