"""The files a judgement is made from, as texts: what a result file carries to be run again.

A line, its retrofits, the answers and the data packs that were given, and whatever CSV tables a
line or a retrofit names. They can be laid out in a folder, whence they say the same as before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lines.errors import LineError
from twin.settings import SettingError

if TYPE_CHECKING:
    from lines.source import LineSource

    Plain = dict[str, object]


class Paper(NamedTuple):
    """A file by its name, its text, and the tables beside it that it names."""

    name: str
    text: str
    tables: dict[str, str]

    def laid(self, folder: Path) -> Path:
        """Write it into a folder of its own, and return its path."""
        folder.mkdir(parents=True)
        # the file comes last, so that no table of the same name takes its place
        for name, text in (*self.tables.items(), (self.name, self.text)):
            path = folder / name
            try:
                inside = path.resolve().is_relative_to(folder.resolve())
                if inside:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, encoding="utf-8", newline="")
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or "it is no name"
                raise SettingError(f"the file {name[:80]!r} cannot be laid out: {why}") from None
            if not inside:
                raise SettingError(
                    f"the file '{name}' lies outside the folder of '{self.name}'; expected a path "
                    f"that begins in that folder, such as {path.name}"
                )
        return folder / self.name


class Inputs(NamedTuple):
    """Every file a judgement is made from."""

    line: Paper
    retrofits: tuple[Paper, ...]
    packs: tuple[Paper, ...]
    answers: Paper | None

    @property
    def names(self) -> Paths:
        """The files as paths without a folder: it is not known where they were found."""
        return Paths(
            Path(self.line.name),
            tuple(Path(one.name) for one in self.retrofits),
            tuple(Path(one.name) for one in self.packs),
            None if self.answers is None else Path(self.answers.name),
        )

    def laid(self, folder: Path) -> Paths:
        """Write all files under a folder, and return where they lie."""
        retrofits, packs = enumerate(self.retrofits, 1), enumerate(self.packs, 1)
        return Paths(
            self.line.laid(folder / "line"),
            tuple(one.laid(folder / f"retrofit-{number}") for number, one in retrofits),
            tuple(one.laid(folder / f"pack-{number}") for number, one in packs),
            None if self.answers is None else self.answers.laid(folder / "answers"),
        )


class Paths(NamedTuple):
    """Where every file of a judgement was found."""

    line: Path
    retrofits: tuple[Path, ...]
    packs: tuple[Path, ...]
    answers: Path | None

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file, in the order in which it is named."""
        answers = () if self.answers is None else (self.answers,)
        return (self.line, *self.retrofits, *self.packs, *answers)

    def nameless(self, text: str) -> str:
        """A text that names these files, without their folders: the same wherever they lie."""
        return _renamed(text, {str(path): path.name for path in self.all})


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with other names for files; the longest path first, as it may begin with another."""
    for path in sorted(names, key=len, reverse=True):
        text = text.replace(path, names[path])
    return text


def _folder() -> tempfile.TemporaryDirectory[str]:
    """Make a folder that is gone afterwards; SettingError where there is no place for it."""
    try:
        return tempfile.TemporaryDirectory(prefix="linetwin-")
    except OSError as error:
        told = f"no folder can be made to keep the files unchanged: {error.strerror or error}"
        raise SettingError(f"{told}; name one that can be written in TMPDIR") from None


@contextmanager
def laid_out(inputs: Inputs, paths: Paths) -> Iterator[Paths]:
    """Lay all files out in a folder of their own for a while, so that nobody changes them.

    paths : where they were found: errors name the files so

    Raises SettingError where a file names a table outside its folder.
    """
    with _folder() as folder:
        laid = inputs.laid(Path(folder))
        told = {str(one): str(was) for one, was in zip(laid.all, paths.all, strict=True)}
        try:
            yield laid
        except LineError as error:
            raise LineError(
                one._replace(file=_renamed(one.file, told), message=_renamed(one.message, told))
                for one in error.problems
            ) from None
        except SettingError as error:
            raise SettingError(_renamed(str(error), told), _renamed(error.korean, told)) from None


def paths_of(
    line: str, retrofits: Sequence[str], packs: Sequence[str], answers: Path | None
) -> Paths:
    """Find every file, by its path or bundled name; LineError where one is not there."""
    from lines.library import LINES, PACKS, RETROFITS
    from lines.source import found

    at_line = found(line, LINES, "line")
    return Paths(
        at_line,
        tuple(_beside(at_line, one) or found(one, RETROFITS, "retrofit") for one in retrofits),
        tuple(found(one, PACKS, "data pack") for one in packs),
        answers,
    )


def gathered(paths: Paths) -> Inputs:
    """Read every file.

    Raises LineError where one cannot be read.
    """
    return Inputs(
        line=_paper(paths.line),
        retrofits=tuple(_paper(one) for one in paths.retrofits),
        packs=tuple(_paper(one) for one in paths.packs),
        answers=None if paths.answers is None else _paper(paths.answers),
    )


def _beside(line: Path, name: str) -> Path | None:
    """A retrofit that lies beside the line, as `lines.load_retrofit` finds it."""
    path = line.parent / name
    return path if not Path(name).is_file() and path.is_file() else None


def _paper(path: Path) -> Paper:
    from lines.source import read_file

    source = read_file(path)
    return Paper(path.name, source.text, {name: _table(path, name) for name in _tables(source)})


def _table(path: Path, name: str) -> str:
    """The text of a table beside a file; one that cannot be read is told where it is asked for."""
    from lines.words.columns import LARGEST_TABLE

    table = path.parent / name
    try:
        if not table.is_file():
            return ""
        with table.open("rb") as file:
            raw = file.read(LARGEST_TABLE + 1)
        return raw.decode("utf-8-sig")
    except (OSError, ValueError):
        return ""


def _tables(source: LineSource) -> list[str]:
    """The names of all files that a file names."""
    return list(dict.fromkeys(_named(source.data)))


def _named(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        for word, value in data.items():
            if word == "file" and isinstance(value, str):
                yield value
            yield from _named(value)
    elif isinstance(data, list):
        for value in data:
            yield from _named(value)


def inputs_object(inputs: Inputs) -> Plain:
    """Return the files as plain data."""
    return {
        "line": inputs.line._asdict(),
        "retrofits": [one._asdict() for one in inputs.retrofits],
        "packs": [one._asdict() for one in inputs.packs],
        "answers": None if inputs.answers is None else inputs.answers._asdict(),
    }


def inputs_from(data: Mapping[str, object]) -> Inputs:
    """Return the files of a result file; TypeError or KeyError where it does not hold them."""
    answers = data["answers"]
    return Inputs(
        line=_paper_from(data["line"]),
        retrofits=tuple(_paper_from(one) for one in _list(data["retrofits"])),
        packs=tuple(_paper_from(one) for one in _list(data["packs"])),
        answers=None if answers is None else _paper_from(answers),
    )


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise TypeError(f"found {data!r}; expected a list")
    return data


def _paper_from(data: object) -> Paper:
    if not isinstance(data, Mapping):
        raise TypeError(f"found {data!r}; expected a file")
    name, text, tables = data["name"], data["text"], data["tables"]
    if not (isinstance(name, str) and isinstance(text, str) and isinstance(tables, Mapping)):
        raise TypeError(f"found {name!r}; expected a file with its name, text and tables")
    if not name or Path(name).name != name:
        raise TypeError(f"found the name {name!r}; expected the name of a file")
    return Paper(name, text, {str(one): str(told) for one, told in tables.items()})
