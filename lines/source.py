"""The text of a line as it was found, with every value's place, before anything is made of it.

`read` takes a path, a text or the name of a bundled line. What comes back can be looked into,
patched by path and given to `load.build`; the pieces that a patch did not touch keep their place
in the line's file, and the new ones theirs in the retrofit's.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lines.errors import LineError, Problem, hint
from lines.nodes import Node, Route, place_of, replaced, route_of
from lines.parse import parse
from lines.places import Document, Place

if TYPE_CHECKING:
    from lines.packs import Pack

LARGEST_FILE = 2_000_000
# How files begin that are no text, and the way out of each.
OTHER_FILES = {
    b"PK\x03\x04": "an Excel workbook, .xlsx: save the sheet as CSV UTF-8, a line as text",
    b"\xd0\xcf\x11\xe0": "an old Office file, .xls: save the sheet as CSV UTF-8",
    b"%PDF": "a PDF file: give the text file that it was made from",
}
BUNDLED = Path(__file__).parent / "bundled"


class LineSource(NamedTuple):
    """A file of the line format: its name, its text, and its values with their places.

    `packs` are data packs that are asked before the bundled ones.
    """

    name: str
    text: str
    root: Node
    packs: tuple[Pack, ...] = ()

    @property
    def data(self) -> object:
        """The values as plain Python data, made anew at every call."""
        return self.root.plain()

    def get(self, path: str | Route) -> Node | None:
        """Return the node at a path such as `stations.cast.power.busy`, or None."""
        node: Node | None = self.root
        for step in route_of(path) if isinstance(path, str) else path:
            node = node.child(step) if node is not None else None
        return node

    def set(self, path: str | Route, node: Node) -> LineSource:
        """Return the source with this node at the path; words missing on the way are made."""
        route = route_of(path) if isinstance(path, str) else path
        return self._replace(root=replaced(self.root, route, node))

    def remove(self, path: str | Route) -> LineSource:
        """Return the source without what stands at the path; KeyError where nothing does."""
        route = route_of(path) if isinstance(path, str) else path
        return self._replace(root=replaced(self.root, route, None))

    def mark(self, path: str | Route, at_key: bool = False) -> Place:
        """Return the place of a path, or of the nearest thing above it that was written."""
        return place_of(self.root, route_of(path) if isinstance(path, str) else path, at_key)


def read(source: str | Path) -> LineSource:
    """Return the values of a line file: a path, the text itself, or the name of a bundled line.

    Raises LineError where there is no such file or its text cannot be YAML of this format.
    """
    if isinstance(source, str) and ("\n" in source or source.lstrip().startswith(("{", "line:"))):
        return read_text(source)
    return read_file(found(source, BUNDLED, "line"))


def read_text(text: str, name: str = "<text>", folder: Path | None = None) -> LineSource:
    """Return the values of a text in the line format; `file:` may look into `folder` only."""
    document = Document(name, unicodedata.normalize("NFC", text.removeprefix("\ufeff")), folder)
    if len(text) > LARGEST_FILE:
        raise _refused(name, f"found {len(text)} characters; expected a file of at most 2 MB")
    return LineSource(name, document.text, parse(document))


def read_file(path: Path, name: str | None = None) -> LineSource:
    """Return the values of a file, shown in messages under its name."""
    shown = name or str(path)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise _refused(shown, "found no ordinary file; expected one, such as a saved text")
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise _refused(shown, f"the file cannot be read: {reason}") from None
    if len(raw) > LARGEST_FILE:
        size = f"{path.stat().st_size / 1e6:.1f} MB"
        raise _refused(shown, f"found a file of {size}; expected at most 2 MB of text")
    if raw.startswith(tuple(OTHER_FILES)):
        raise _refused(shown, f"found no text{encoding_hint(raw)}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LineError([_not_text(shown, raw, error)]) from None
    return read_text(text, shown, path.parent)


def found(source: str | Path, shelf: Path, what: str) -> Path:
    """Return the file that a path or the name of a bundled thing means; LineError if none."""
    path = Path(source)
    name = str(source)
    try:
        if path.is_file():
            return path
        if path.is_dir():
            raise _refused(name, f"found a folder; expected the file of a {what}")
        if path.exists():
            raise _refused(name, f"found no ordinary file; expected the file of a {what}")
    except (OSError, ValueError):
        raise _refused(name[:80], f"found no name of a file; expected a {what}") from None
    bundled = sorted(entry.stem for entry in shelf.glob("*.yaml"))
    if name in bundled:
        return shelf / f"{name}.yaml"
    names = f"; bundled are: {', '.join(bundled)}" if bundled else ""
    raise _refused(name, f"no such file and no bundled {what}{names}{hint(path.stem, bundled)}")


def _refused(name: str, message: str) -> LineError:
    return LineError([Problem(name, 0, 0, "", message)])


def _not_text(name: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    line = raw.count(b"\n", 0, error.start) + 1
    column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")) + 1
    message = f"found the byte 0x{raw[error.start]:02x}; expected a text in UTF-8"
    return Problem(name, line, column, "", message + encoding_hint(raw))


def encoding_hint(raw: bytes) -> str:
    """Say what a file that is no UTF-8 looks like, where that can be told."""
    kind = next((kind for begin, kind in OTHER_FILES.items() if raw.startswith(begin)), None)
    if kind is not None:
        return f" (this looks like {kind})"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return " (this looks like UTF-16: save it as UTF-8)"
    if _is_korean_windows(raw):
        return " (this looks like Korean Windows, CP949: save it as UTF-8)"
    return ""


def _is_korean_windows(raw: bytes) -> bool:
    try:
        text = raw.decode("cp949")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text and any("가" <= character <= "힣" for character in text)
