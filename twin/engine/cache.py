"""Where compiled kernels are kept on disk, and how: only where nobody else can write.

What is loaded from there is executed, so a folder is used only where it is a real folder of this
user's that others cannot write; else kernels are compiled anew in every process. Each compiled form
is one file behind the checksum of its content: what a full disk, a crash or a hand has damaged is
compiled again, never loaded.
"""

import contextlib
import hashlib
import os
import pickle
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import platformdirs
from numba.core import serialize
from numba.core.compiler import CompileResult

from twin.whole import write_whole

ENDING = ".kernel"
PRIVATE = 0o700
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_CHECKSUM = hashlib.sha256
_CHECKSUM_BYTES = _CHECKSUM().digest_size


def folder_for(name: str) -> str | None:
    """Make the folder of this name for compiled kernels; None where none would be safe.

    The environment's `NUMBA_CACHE_DIR` goes first, then the user's cache folder (`XDG_CACHE_HOME`
    where it is set), then a folder of the user's own among the temporary ones.
    """
    for base, is_ours in _bases():
        if (not is_ours or _is_private(base, mend=True)) and _is_private(base / name):
            return str(base / name)
    return None


def _bases() -> Iterator[tuple[Path, bool]]:
    """Where the folder may lie, and whether that place is made by us as well."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        yield Path(named), False
    home = os.environ.get("XDG_CACHE_HOME")
    if home:
        yield Path(home).expanduser() / "linetwin", True
    else:
        yield platformdirs.user_cache_path("linetwin", appauthor=False), True
    user = getattr(os, "getuid", lambda: "user")()
    yield Path(tempfile.gettempdir()) / f"linetwin-{user}", True


def _is_private(folder: Path, *, mend: bool = False) -> bool:
    """Make a folder if need be; say whether it is this user's alone and can be written.

    mend : close one of the user's that others may write, since nothing is loaded from it
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if _anybody_may_rename_in(folder.parent):
            return False
        if not folder.is_symlink():
            folder.mkdir(mode=PRIVATE, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or not _is_own(found):
            return False
        if mend or not found.st_mode & OTHERS_WRITE:
            folder.chmod(PRIVATE)
            return os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        pass
    return False


def _is_own(found: os.stat_result) -> bool:
    """Say whether a folder belongs to this user, where the system knows users."""
    user: Callable[[], int] | None = getattr(os, "geteuid", None)
    return user is None or found.st_uid == user()


def _anybody_may_rename_in(folder: Path) -> bool:
    """Say whether others could put another folder in the place of one in here."""
    mode = folder.stat().st_mode
    return bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX


class Kept:
    """The compiled forms of one function, one file for each of its signatures.

    Stands in the place of Numba's own cache, with the methods that Numba asks for.
    """

    def __init__(self, function: Callable[..., Any], folder: str) -> None:
        self.cache_path = folder
        self._stem = stem_of(function.__module__, function.__qualname__)

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return a compiled form; None where it is not there or cannot be used."""
        target_context.refresh()
        payload = _checked(self._file(sig, target_context.codegen()))
        if payload is None:
            return None
        try:
            return CompileResult._rebuild(target_context, *pickle.loads(payload))
        except Exception:  # whatever made it unfit: it is compiled again
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep a compiled form; a disk that takes it not is no reason to stop."""
        payload: bytes = serialize.dumps(data._reduce())
        with contextlib.suppress(OSError):
            write_whole(self._file(sig, data.codegen), _CHECKSUM(payload).digest() + payload)

    def _file(self, sig: Any, codegen: Any) -> Path:
        """The file of a signature on this processor."""
        key = _CHECKSUM(repr((sig, codegen.magic_tuple())).encode()).hexdigest()
        return Path(self.cache_path) / f"{self._stem}-{key[:16]}{ENDING}"

    def enable(self) -> None:
        """Keep and load, which it always does."""

    def disable(self) -> None:
        """Nothing here is ever turned off."""

    def flush(self) -> None:
        """Forget every form of the function."""
        for file in Path(self.cache_path).glob(f"{self._stem}-*{ENDING}"):
            file.unlink(missing_ok=True)


def stem_of(module: str, name: str) -> str:
    """How the files of a function begin: `loop.run_until`."""
    return f"{module.rpartition('.')[2]}.{name}"


def is_kept(folder: str | None, stem: str) -> bool:
    """Say whether some compiled form of a function is there, and whole."""
    if folder is None:
        return False
    return any(_checked(file) is not None for file in Path(folder).glob(f"{stem}-*{ENDING}"))


def _checked(file: Path) -> bytes | None:
    """The content of a file behind its checksum; None where that does not fit."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    checksum, payload = raw[:_CHECKSUM_BYTES], raw[_CHECKSUM_BYTES:]
    return payload if _CHECKSUM(payload).digest() == checksum else None
