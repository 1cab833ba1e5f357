"""The check of a box finds every file that is not as it was, in a folder and in a .zip."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path
from zipfile import ZipFile

import pytest

from deskapp.errors import LedgerError
from deskapp.excel.cancelled import Cancelled
from deskapp.reports.evidence_box.check import check_box, looks_like_box
from deskapp.reports.evidence_box.sums import SUMS, sums_text
from deskapp.reports.evidence_box.words import complaints_in_words

FILES = {"目录.xlsx": b"index", "01 组织领导/签到表.pdf": b"signed", "台账/会议.xlsx": b"meetings"}


@pytest.fixture
def box(tmp_path: Path) -> Path:
    folder = tmp_path / "box"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    (folder / SUMS).write_text(sums_text(sums), encoding="utf-8")
    return folder


def zipped(box: Path, top: str = "") -> Path:
    """Return the box as a .zip, perhaps with the folder itself in it."""
    path = box.with_suffix(".zip")
    with ZipFile(path, "w") as packed:
        for file in sorted(box.rglob("*")):
            if file.is_file():
                packed.write(file, top + file.relative_to(box).as_posix())
    return path


def test_a_box_that_nobody_touched_is_whole(box: Path) -> None:
    found = check_box(box)
    assert found.is_whole
    assert found.files == len(FILES)


@pytest.mark.parametrize("as_zip", [False, True])
def test_missing_changed_and_additional_files_are_named(box: Path, as_zip: bool) -> None:
    (box / "目录.xlsx").write_bytes(b"indey")
    (box / "台账/会议.xlsx").unlink()
    (box / "01 组织领导" / "补充.docx").write_bytes(b"more")
    found = check_box(zipped(box) if as_zip else box)
    assert found.changed == ("目录.xlsx",)
    assert found.missing == ("台账/会议.xlsx",)
    assert found.additional == ("01 组织领导/补充.docx",)


def test_what_systems_leave_in_folders_is_no_change(box: Path) -> None:
    for name in ("Thumbs.db", "01 组织领导/desktop.ini", "~$目录.xlsx", ".DS_Store"):
        (box / name).write_bytes(b"left")
    assert check_box(box).is_whole


def test_a_folder_packed_by_hand_is_still_a_box(box: Path) -> None:
    assert check_box(zipped(box, top="佐证材料/")).is_whole


@pytest.mark.parametrize("code", ["utf-8", "gb18030"])
def test_names_in_a_code_of_windows_are_read(box: Path, code: str) -> None:
    path = box.with_suffix(".zip")
    with ZipFile(path, "w") as packed:
        for number, name in enumerate((*FILES, SUMS)):
            packed.writestr(
                f"{number}{'x' * (len(name.encode(code)) - 1)}", (box / name).read_bytes()
            )
    raw = path.read_bytes()
    for number, name in enumerate((*FILES, SUMS)):
        coded = name.encode(code)
        raw = raw.replace(f"{number}{'x' * (len(coded) - 1)}".encode(), coded)
    path.write_bytes(raw)
    assert check_box(path).is_whole


def test_a_spoilt_piece_of_a_zip_is_a_changed_file(box: Path) -> None:
    path = zipped(box)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"signed", b"sXgned", 1))
    assert check_box(path).changed == ("01 组织领导/签到表.pdf",)


def test_a_second_entry_of_a_name_in_a_zip_is_told(box: Path) -> None:
    path = box.with_suffix(".zip")
    with ZipFile(path, "w") as packed, warnings.catch_warnings(action="ignore"):
        packed.writestr("01 组织领导/签到表.pdf", b"forged")
        for name in (*FILES, SUMS):
            packed.writestr(name, (box / name).read_bytes())
    found = check_box(path)
    assert not found.is_whole
    assert found.twice == ("01 组织领导/签到表.pdf",)
    assert "There twice under one name: 01 组织领导/签到表.pdf" in complaints_in_words(found)


def test_a_file_beside_a_packed_folder_does_not_hide_one_in_it(box: Path) -> None:
    path = zipped(box, top="佐证材料/")
    with ZipFile(path, "a") as packed:
        packed.writestr("目录.xlsx", b"forged")
    assert check_box(path).twice == ("目录.xlsx",)


def test_a_list_of_nothing_is_no_box(box: Path) -> None:
    (box / SUMS).write_text("\n")
    with pytest.raises(LedgerError, match="no evidence box"):
        check_box(box)


def test_a_list_that_leads_out_of_the_box_is_not_followed(box: Path) -> None:
    outside = box.parent / "secret.txt"
    outside.write_bytes(b"secret")
    line = f"{hashlib.sha256(b'secret').hexdigest()}  ../secret.txt\n"
    with (box / SUMS).open("a", encoding="utf-8") as sums:
        sums.write(line)
    found = check_box(box)
    assert found.changed == (SUMS,)
    assert not found.missing


def test_a_folder_without_a_list_is_no_box(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=SUMS):
        check_box(tmp_path)


def test_what_is_no_box_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK nothing")
    assert not looks_like_box(path)
    with pytest.raises(LedgerError, match="no evidence box"):
        check_box(path)


def test_a_check_can_be_stopped(box: Path) -> None:
    with pytest.raises(Cancelled):
        check_box(box, cancelled=lambda: True)
