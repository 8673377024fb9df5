"""Files that are whole or not there: written beside, then put in their place.

A process can be killed and a disk be full at any moment of writing. So nothing is written under its
final name: the text goes into a temporary file in the same folder, is carried to the disk, and then
takes the name in one step of the file system. What a kill leaves behind is a hidden file whose name
begins with `.linetwin-` and ends with `.tmp`; it is no result, and may be removed.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import secrets
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BEGINS, ENDS = ".linetwin-", ".tmp"


class _Draft(NamedTuple):
    """A file to be filled, and the name that it is to have; a device is filled in its place."""

    file: Path
    target: Path

    def fill(self, content: bytes) -> None:
        """Write all of it, and carry it to the disk."""
        with self.file.open("wb") as file:
            file.write(content)
            _carry(file)

    def place(self, anew: bool) -> None:
        """Give it its name; FileExistsError where a file has it, unless `anew`."""
        if self.file == self.target:
            return
        if not anew:
            _refuse_taken(self.target)
            with contextlib.suppress(OSError):  # where the file system knows no links
                os.link(self.file, self.target)  # unlike a rename, it takes nobody's place
                return
            _refuse_taken(self.target)
        self.file.replace(self.target)


def write_whole(target: Path, content: str | bytes, *, anew: bool = True) -> None:
    """Write a file, and make the folders above it: whole or not at all.

    anew : let it take the place of a file of this name

    Raises
    ------
    FileExistsError
        If a file of this name is there and it must not take its place.
    OSError
        If it cannot be written. Nothing has changed then.
    """
    write_together({target: content}, anew=anew)


def write_together(contents: Mapping[Path, str | bytes], *, anew: bool = True) -> None:
    """Write several files as `write_whole` does: all of them, or none.

    Each lies on the disk before the first gets its name. They get their names in the order given,
    so the last is there only if all are: where the process is killed in between, some are missing,
    or are still the old ones, and each is whole.
    """
    new: list[Path] = []
    with ExitStack() as stack:
        drafts = [stack.enter_context(_draft(target)) for target in contents]
        for draft, content in zip(drafts, contents.values(), strict=True):
            draft.fill(content.encode() if isinstance(content, str) else content)
        try:
            for draft in drafts:
                was_there = draft.target.exists()
                draft.place(anew)
                new += [] if was_there else [draft.target]
        except BaseException:
            for path in new:
                path.unlink(missing_ok=True)
            raise
        for folder in {draft.target.parent for draft in drafts}:
            _keep_names(folder)


@contextmanager
def writing(target: Path) -> Iterator[TextIO]:
    """Open a text that is written bit by bit; it gets its name when all of it is there."""
    with _draft(target) as draft:
        with draft.file.open("wb") as file:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="")
            yield text
            text.flush()
            _carry(file)
            text.detach()
        draft.place(anew=True)
        _keep_names(draft.target.parent)


@contextmanager
def _draft(target: Path) -> Iterator[_Draft]:
    """Begin a file beside the target; afterwards it has the target's name or is gone."""
    real = Path(os.path.realpath(target))  # a link stays a link
    if real.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if real.exists() and not real.is_file():  # such as /dev/stdout, whose place nothing can take
        yield _Draft(real, real)
        return
    with _folders(real.parent):
        file = real.parent / f"{BEGINS}{secrets.token_hex(8)}{ENDS}"
        try:
            file.touch(exist_ok=False)
            if real.exists():
                file.chmod(real.stat().st_mode & 0o777)
            yield _Draft(file, real)
        finally:
            file.unlink(missing_ok=True)


@contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """Make the folders that are missing; those that stay empty after a failure go again."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:  # a file, which does not mean the one that is to be written
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None
    try:
        yield
    except BaseException:
        for one in missing:
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


def _carry(file: IO[bytes]) -> None:
    """Carry what was written to the disk; devices and some file systems know no such thing."""
    file.flush()
    try:
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EROFS):
            raise


def _keep_names(folder: Path) -> None:
    """Carry the names of a folder to the disk as well, where that can be done."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_taken(target: Path) -> None:
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
