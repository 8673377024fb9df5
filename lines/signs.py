"""Signs that are not text, and those of a Korean keyboard or a word processor.

Control characters are refused in files, values and table cells: they move the cursor of a terminal,
break a drawing and cannot be written to a workbook.
"""

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

# What YAML never allows in a text; an escape such as `"\e"` brings more into a value.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")
_CONTROL_ESCAPED = re.compile(f"{_CONTROL.pattern}|[\r\x85]")


def control_sign(text: str, escaped: bool = False) -> int | None:
    """Return where the first control character stands; None where there is none.

    Line ends are none in a whole file; of a value (`escaped`) only the line feed is none.
    """
    found = (_CONTROL_ESCAPED if escaped else _CONTROL).search(text)
    return None if found is None else found.start()


def sign_called(sign: str) -> str:
    """Name a control character, which no message can show."""
    return f"the control character U+{ord(sign):04X}"


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
