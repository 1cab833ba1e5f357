"""References and sheet names are such as Excel accepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from deskapp.excel.references import (
    cell_ref,
    column_letter,
    link_target,
    range_ref,
    range_target,
    safe_sheet_name,
)


@given(st.integers(0, 16_383))
def test_column_letters_are_those_of_excel(index: int) -> None:
    assert column_letter(index) == get_column_letter(index + 1)


def test_there_is_no_column_before_the_first() -> None:
    with pytest.raises(ValueError, match="no column"):
        column_letter(-1)


def test_a_quote_in_a_sheet_name_is_doubled() -> None:
    assert cell_ref("Lee's", 5, 0) == "'Lee''s'!$A$5"
    assert link_target("Lee's", 5, 0) == "#'Lee''s'!A5"


def test_a_range_stays_in_its_column() -> None:
    assert range_ref("得分", 5, 9, 2) == "'得分'!$C$5:$C$9"


def test_a_range_over_no_rows_keeps_its_first_row() -> None:
    assert range_ref("得分", 5, 4, 2) == "'得分'!$C$5:$C$5"


def test_forbidden_characters_leave_the_sheet_name() -> None:
    assert safe_sheet_name("人事部/老干部[2021]*?", []) == "人事部 老干部 2021"


def test_an_empty_name_becomes_a_name() -> None:
    assert safe_sheet_name("'''", []) == "Sheet"


def test_a_name_that_differs_only_in_case_is_taken() -> None:
    assert safe_sheet_name("office", ["Office", "OFFICE (2)"]) == "office (3)"


@given(st.lists(st.text(max_size=60), max_size=8))
def test_names_are_short_unique_and_without_forbidden_characters(texts: list[str]) -> None:
    taken: list[str] = []
    for text in texts:
        taken.append(safe_sheet_name(text, taken))
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("\\/*?:[]\n\0")
        assert not name.startswith("'")
        assert safe_sheet_name(name, []) == name


def test_the_target_of_a_link_may_be_an_area() -> None:
    assert range_target("It's", (5, 0), (12, 3)) == "#'It''s'!A5:D12"
