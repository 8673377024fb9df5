"""Compiled kernels on disk: nobody else's code is loaded, nothing damaged stops a run."""

import errno
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from numba import njit

from twin.engine import cache, kernel
from twin.engine.cache import Kept, folder_for, is_kept


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home and a folder for temporary files of a user's own."""
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


# --- the folder ----------------------------------------------------------------------------------


def test_the_folder_lies_in_the_users_cache_and_is_private(home):
    folder = folder_for("kernels-1")
    assert folder == str(home / "home" / "linetwin" / "kernels-1")
    assert (mode(Path(folder)), mode(Path(folder).parent)) == (0o700, 0o700)
    assert folder_for("kernels-1") == folder


def test_the_environment_may_name_another(home, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(home / "own"))
    assert folder_for("kernels-1") == str(home / "own" / "kernels-1")
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(cache.platformdirs, "user_cache_path", lambda *_, **__: home / "platform")
    assert folder_for("kernels-1") == str(home / "platform" / "kernels-1")


def test_where_the_home_cannot_be_written_a_private_one_is_made(home):
    (home / "home").touch()  # a file, in which no folder can be made
    folder = folder_for("kernels-1")
    assert folder == str(home / "temporary" / f"linetwin-{os.getuid()}" / "kernels-1")
    assert (mode(Path(folder)), mode(Path(folder).parent)) == (0o700, 0o700)


def as_link(path: Path) -> None:
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    path.symlink_to(elsewhere)


def as_open_to_the_group(path: Path) -> None:
    path.mkdir()
    path.chmod(0o770)


def as_open_to_all(path: Path) -> None:
    path.mkdir()
    path.chmod(0o777)


@pytest.mark.parametrize("made", [as_link, as_open_to_the_group, as_open_to_all, Path.touch])
def test_a_folder_that_others_may_have_filled_is_refused(home, made):
    (home / "home" / "linetwin").mkdir(parents=True)
    (home / "temporary" / f"linetwin-{os.getuid()}").mkdir()
    made(home / "home" / "linetwin" / "kernels-1")
    assert folder_for("kernels-1") == str(
        home / "temporary" / f"linetwin-{os.getuid()}" / "kernels-1"
    )
    made(home / "temporary" / f"linetwin-{os.getuid()}" / "kernels-2")
    (home / "home" / "linetwin" / "kernels-2").touch()
    assert folder_for("kernels-2") is None


def test_a_folder_of_another_user_is_refused(home, monkeypatch):
    """Whoever made the folder first, before this user came."""
    for folder in (home / "home" / "linetwin", home / "temporary" / f"linetwin-{os.getuid()}"):
        folder.mkdir(parents=True, mode=0o700)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert folder_for("kernels-1") is None


def test_a_folder_that_can_be_renamed_by_all_is_refused(home):
    (home / "home").touch()
    (home / "temporary").chmod(0o777)
    assert folder_for("kernels-1") is None
    (home / "temporary").chmod(0o1777)
    assert folder_for("kernels-1") is not None


def test_a_link_in_the_place_of_our_folder_is_refused(home):
    as_link(home / "temporary" / f"linetwin-{os.getuid()}")
    (home / "home").touch()
    assert folder_for("kernels-1") is None


# --- what lies there -----------------------------------------------------------------------------


def tripled(x):
    return x * 3


def compiled(folder: Path):
    made = njit(nogil=True)(tripled)
    made._cache = Kept(tripled, str(folder))
    return made


def loaded(folder: Path) -> bool:
    """Whether the compiled form was loaded and not made anew; right in either case."""
    made = compiled(folder)
    assert made(np.int64(14)) == 42
    return sum(made.stats.cache_hits.values()) == 1


def behind_a_checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).digest() + content


DAMAGES = {
    "empty": lambda raw: b"",
    "truncated": lambda raw: raw[: len(raw) // 2],
    "one bit": lambda raw: raw[:-100] + bytes([raw[-100] ^ 1]) + raw[-99:],
    "garbage": lambda raw: os.urandom(len(raw)),
    "another thing": lambda raw: behind_a_checksum(b"no pickle"),
    "another object": lambda raw: behind_a_checksum(b"N."),
}


def test_what_was_compiled_once_is_loaded(tmp_path):
    assert not is_kept(str(tmp_path), "test_engine_cache.tripled")
    assert not loaded(tmp_path)
    assert loaded(tmp_path)
    assert is_kept(str(tmp_path), "test_engine_cache.tripled")
    compiled(tmp_path)._cache.flush()
    assert not loaded(tmp_path)


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_compiled_again(tmp_path, damage):
    loaded(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert not loaded(tmp_path)
    assert loaded(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_passed_by(tmp_path):
    loaded(tmp_path)
    (file,) = tmp_path.iterdir()
    file.unlink()
    file.mkdir()
    assert not loaded(tmp_path)


def test_a_file_that_must_not_be_read_is_passed_by(tmp_path, monkeypatch):
    loaded(tmp_path)

    def read_bytes(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert not loaded(tmp_path)


def test_a_full_disk_does_not_stop_a_run(tmp_path, monkeypatch):
    def fsync(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    assert not loaded(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_has_gone_does_not_stop_a_run(tmp_path):
    folder = tmp_path / "kernels"
    folder.mkdir()
    made = compiled(folder)
    shutil.rmtree(folder)
    folder.touch()
    assert made(np.int64(14)) == 42


def test_a_damaged_engine_is_not_ready(tmp_path, monkeypatch):
    monkeypatch.setattr(kernel, "cache_folder", lambda: str(tmp_path))
    (tmp_path / "loop.run_until-0123456789abcdef.kernel").write_bytes(b"half")
    assert not kernel.is_compiled("loop.run_until")
    monkeypatch.setattr(kernel, "cache_folder", lambda: None)
    assert not kernel.is_compiled("loop.run_until")
