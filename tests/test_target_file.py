"""A file is replaced only when its successor is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.errors import CannotWrite
from deskapp.excel.cancelled import Cancelled
from deskapp.excel.package_check import check_package
from deskapp.excel.sheet import Cell, Column, Sheet
from deskapp.excel.writer import write_workbook
from deskapp.target_file import replacing

OLD = b"the old file"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "考核.xlsx"
    path.write_bytes(OLD)
    return path


def sheet(rows: int, fails: bool = False) -> Sheet:
    def numbers() -> Iterator[list[Cell]]:
        for number in range(rows):
            yield [number]
        if fails:
            raise RuntimeError("the ledger went away")

    return Sheet("表", "", [Column("n", kind="whole")], numbers())


def only_the_old_file_is_there(target: Path) -> bool:
    return target.read_bytes() == OLD and list(target.parent.iterdir()) == [target]


def test_a_whole_file_takes_the_place_of_the_old_one(target: Path) -> None:
    write_workbook(target, [sheet(10)])
    assert target.read_bytes().startswith(b"PK")
    assert list(target.parent.iterdir()) == [target]


def test_a_failure_midway_leaves_the_old_file(target: Path) -> None:
    with pytest.raises(RuntimeError, match="went away"):
        write_workbook(target, [sheet(5_000, fails=True)])
    assert only_the_old_file_is_there(target)


def test_cancelling_leaves_the_old_file(target: Path) -> None:
    heard: list[int] = []
    with pytest.raises(Cancelled):
        write_workbook(target, [sheet(50_000)], heard.append, lambda: len(heard) == 3)
    assert heard == [2_000, 4_000, 6_000]
    assert only_the_old_file_is_there(target)


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="is a folder"):
        write_workbook(tmp_path, [sheet(1)])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="does not exist") as refusal:
        write_workbook(tmp_path / "missing" / "a.xlsx", [sheet(1)])
    assert "another folder" in refusal.value.advice


def test_a_locked_file_says_to_close_it(target: Path) -> None:
    with pytest.raises(CannotWrite) as refusal, replacing(target, lambda made: None):
        raise PermissionError(13, "in use")
    assert "Close it in WPS or Excel" in refusal.value.advice
    assert only_the_old_file_is_there(target)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_said_in_words(target: Path) -> None:
    with pytest.raises(CannotWrite, match="no room left"), replacing(target, lambda made: None):
        Path("/dev/full").write_bytes(b"x" * 10_000)
    assert only_the_old_file_is_there(target)


def test_a_file_that_does_not_read_back_whole_is_thrown_away(target: Path) -> None:
    with (
        pytest.raises(CannotWrite, match="read back"),
        replacing(target, lambda made: check_package(made, {"xl/a.xml": 1})) as made,
    ):
        made.write_bytes(b"PK, but no more")
    assert only_the_old_file_is_there(target)


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX systems")
def test_the_new_file_may_be_read_by_whom_the_old_one_was(target: Path) -> None:
    target.chmod(0o664)
    write_workbook(target, [sheet(1)])
    assert target.stat().st_mode & 0o777 == 0o664


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_a_link(target: Path) -> None:
    link = target.with_name("link.xlsx")
    link.symlink_to(target)
    write_workbook(link, [sheet(1)])
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"PK")
