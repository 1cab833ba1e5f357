"""A sheet is plain data and knows where its rows will stand."""

from __future__ import annotations

import subprocess
import sys

import pytest

from deskapp.excel.sheet import Column, Sheet


@pytest.mark.parametrize(
    ("title", "notes", "group", "first"),
    [
        ("", (), "", 2),
        ("题", (), "", 3),
        ("题", ("单位", "时间"), "", 5),
        ("题", ("单位",), "组", 5),
    ],
)
def test_the_first_row_stands_under_title_notes_and_heads(
    title: str, notes: tuple[str, ...], group: str, first: int
) -> None:
    sheet = Sheet("表", title, [Column("a"), Column("b", group=group)], [], notes=notes)
    assert sheet.first_row() == first


def test_describing_a_sheet_does_not_load_openpyxl() -> None:
    code = "import sys, deskapp.excel.sheet; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
