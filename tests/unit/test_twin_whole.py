"""Files are whole or not there: an error, a full disk or a kill leaves the old one as it was."""

import errno
import os
from pathlib import Path

import pytest

from twin.whole import BEGINS, ENDS, write_together, write_whole, writing
from twin.writable import why_not


def held(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text() for one in folder.iterdir()}


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that takes no more when a file is carried to it."""

    def fsync(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_file_is_written_with_its_folders(tmp_path):
    write_whole(tmp_path / "a" / "b" / "report.html", "수율\n")
    assert (tmp_path / "a" / "b" / "report.html").read_bytes() == "수율\n".encode()
    assert held(tmp_path / "a" / "b") == {"report.html": "수율\n"}


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, full_disk):
    (tmp_path / "report.html").write_text("old")
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "report.html", "new")
    assert held(tmp_path) == {"report.html": "old"}
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a" / "b" / "report.html", "new")
    assert not (tmp_path / "a").exists()


def test_a_failure_while_a_text_is_written_bit_by_bit_leaves_the_old_file(tmp_path):
    target = tmp_path / "trace.csv"
    target.write_text("old")

    def stopped() -> None:
        with writing(target) as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert held(tmp_path) == {"trace.csv": "old"}
    with writing(target) as file:
        file.write("whole")
        assert target.read_text() == "old"
    assert held(tmp_path) == {"trace.csv": "whole"}


def test_no_file_appears_where_one_of_them_cannot_be_written(tmp_path):
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(IsADirectoryError):
        write_together({tmp_path / "a.csv": "a", tmp_path / "b.csv": "b"})
    assert [one.name for one in tmp_path.iterdir()] == ["b.csv"]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_that_came_meanwhile_is_kept_and_the_others_go(tmp_path, monkeypatch, has_links):
    """Somebody else writes the second name after the first was given."""

    def link(source: Path, target: Path) -> None:
        if not has_links:
            raise OSError(errno.EPERM, "no links here")
        real_link(source, target)

    real_link, real_exists = os.link, Path.exists

    def exists(path: Path) -> bool:
        if path.name == "b.csv" and real_exists(tmp_path / "a.csv"):
            path.write_text("theirs")
        return real_exists(path)

    monkeypatch.setattr(os, "link", link)
    monkeypatch.setattr(Path, "exists", exists)
    with pytest.raises(FileExistsError):
        write_together({tmp_path / "a.csv": "a", tmp_path / "b.csv": "b"}, anew=False)
    assert held(tmp_path) == {"b.csv": "theirs"}


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(tmp_path):
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path):
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "new", "x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_device_is_written_to_and_not_replaced():
    write_whole(Path("/dev/null"), "x")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(OSError, match="No space left"):
        write_whole(Path("/dev/full"), "x")


def test_what_a_kill_leaves_looks_like_no_result(tmp_path):
    with writing(tmp_path / "result.json") as file:
        file.write("{}")
        (left,) = tmp_path.iterdir()
    assert left.name.startswith(BEGINS)
    assert left.name.endswith(ENDS)
    assert left.suffix not in (".json", ".html", ".csv", ".xlsx", ".svg", ".yaml")


def test_a_folder_is_no_place_for_a_file_and_a_closed_one_for_none(tmp_path, monkeypatch):
    assert why_not(tmp_path / "report.html") is None
    assert why_not(tmp_path / "new", folder=True) is None
    assert "found a folder where a file is expected" in (why_not(tmp_path) or "")
    assert why_not(tmp_path, folder=True) is None
    (tmp_path / "old.html").touch()
    assert why_not(tmp_path / "old.html") is None
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    for name in ("old.html", "new.html"):
        assert "nothing can be written to the folder" in (why_not(tmp_path / name) or "")
    assert why_not(Path("/dev/stdout")) is None
