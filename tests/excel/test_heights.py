"""Rows are tall enough for the texts that wrap in them."""

from __future__ import annotations

from deskapp.excel.heights import MAX_HEIGHT, height_of, line_count, text_width


def test_a_chinese_character_is_as_wide_as_two_letters() -> None:
    assert text_width("会议ab") == 6


def test_a_text_as_wide_as_two_columns_takes_more_than_one_line() -> None:
    assert line_count("学习贯彻条例精神" * 2, 16) >= 2


def test_line_breaks_begin_new_lines() -> None:
    assert line_count("一\n二\n\n四", 30) == 4


def test_an_empty_text_takes_one_line() -> None:
    assert line_count("", 10) == 1


def test_no_row_is_taller_than_excel_allows() -> None:
    assert height_of(1_000) == MAX_HEIGHT
