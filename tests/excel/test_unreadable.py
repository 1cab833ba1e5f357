"""A file that is no readable workbook is refused with what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from deskapp.excel import unreadable
from deskapp.excel.reader import UnreadableWorkbook, read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "old format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("姓名,单位\n张三,办公室".encode("gb18030"), "text file"),
        (b"\xef\xbb\xbfname,unit", "text file"),
        ("姓名".encode("utf-16"), "text file"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page or XML"),
        (b'<?xml version="1.0"?><Workbook/>', "web page or XML"),
        (b"%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n\0\0\0\0", "not an Excel workbook"),
        (b"", "is empty"),
        (b"PK\x03\x04 and then it broke off", "damaged"),
    ],
)
def test_the_first_bytes_say_what_the_file_is(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "sent.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbook, match=what) as refusal:
        read_workbook(path)
    assert refusal.value.advice


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("word/document.xml", "Word"),
        ("content.xml", "OpenDocument"),
        ("xl/workbook.bin", "xlsb"),
        ("a.txt", "packed folder"),
    ],
)
def test_other_packages_are_named(tmp_path: Path, part: str, what: str) -> None:
    path = tmp_path / "sent.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(UnreadableWorkbook, match=what):
        read_workbook(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbook, match="no file"):
        read_workbook(tmp_path / "missing.xlsx")
    with pytest.raises(UnreadableWorkbook, match="is a folder"):
        read_workbook(tmp_path)


def test_a_file_that_broke_off_on_its_way_is_damaged(handmade: Callable[..., Path]) -> None:
    path = handmade("<sheetData/>")
    whole = path.read_bytes()
    for length in range(4, len(whole), 97):
        path.write_bytes(whole[:length])
        with pytest.raises(UnreadableWorkbook):
            read_workbook(path)


def test_a_byte_that_changed_on_its_way_is_never_a_traceback(handmade: Callable[..., Path]) -> None:
    path = handmade('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with suppress(UnreadableWorkbook):
            read_workbook(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    with pytest.raises(UnreadableWorkbook, match="far more data"):
        read_workbook(path)


def test_thousands_of_parts_are_too_many(tmp_path: Path) -> None:
    path = tmp_path / "parts.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(unreadable.MAX_PARTS):
            archive.writestr(f"x{number}", "")
    with pytest.raises(UnreadableWorkbook, match="far more data"):
        read_workbook(path)
