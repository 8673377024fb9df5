"""Signs that a Korean keyboard or a word processor gives, where YAML wants plain ones."""

from __future__ import annotations

import re

# Full-width and typographic signs that have a plain twin with a meaning in YAML or in a number.
PLAIN: dict[str, str] = {
    **{chr(ord(sign) + 0xFEE0): sign for sign in ":,[]{}->%.#&*!|\"'0123456789"},
    "\u3000": " ",
    "\u3001": ",",
    "\u201c": '"',
    "\u201d": '"',
}
_SIGN = re.compile("[" + re.escape("".join(PLAIN)) + "]")
_TEXT = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:^|(?<=\s))#.*$""")


def odd_sign(line: str, column: int = 1) -> tuple[int, str] | None:
    """Return the column (from 1) and the sign, outside quotes and comments, if there is any.

    The first one from a column on comes before those to its left.
    """
    bare = _TEXT.sub(lambda text: " " * len(text[0]), line)
    found = _SIGN.search(bare, column - 1) or _SIGN.search(bare)
    return None if found is None else (found.start() + 1, found[0])


def sign_hint(line: str, column: int) -> str:
    """Say which sign of a line is full-width and what to write for it; nothing where none is."""
    found = odd_sign(line, column)
    return "" if found is None else f"; {sign_told(found[1])}"


def sign_told(sign: str) -> str:
    """Tell one sign and its plain twin."""
    shown = "a full-width space" if sign == "\u3000" else f"the full-width sign '{sign}'"
    plain = "a space" if PLAIN[sign] == " " else PLAIN[sign]
    wanted = plain if plain == "a space" else f'"{plain}"' if plain == "'" else f"'{plain}'"
    if sign in "\u201c\u201d":
        shown = f"the typographic quote {sign}"
    return f"this line has {shown}: write {wanted}"
