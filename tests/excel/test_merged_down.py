"""Equal neighbours become one tall cell."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.excel.merged_down import DownMerger
from deskapp.excel.sheet import Cell


def merged(columns: Sequence[int], rows: list[list[Cell]]) -> tuple[list[str], list[list[Cell]]]:
    merger = DownMerger(columns, first_row=5)
    passed = [list(row) for row in merger.watch(rows)]
    return merger.areas, passed


def test_equal_neighbours_are_one_area() -> None:
    areas, _rows = merged([0], [["a"], ["a"], ["b"], ["c"], ["c"], ["c"]])
    assert areas == ["A5:A6", "A8:A10"]


def test_a_column_breaks_where_the_one_before_it_breaks() -> None:
    areas, _rows = merged([0, 1], [["a", 1], ["a", 1], ["b", 1], ["b", 1]])
    assert sorted(areas) == ["A5:A6", "A7:A8", "B5:B6", "B7:B8"]


def test_empty_neighbours_are_not_merged() -> None:
    assert merged([0], [[None], [None], [""], [""]])[0] == []


def test_a_long_run_is_cut_so_that_every_page_shows_its_word() -> None:
    assert merged([0], [["a"]] * 24)[0] == ["A5:A14", "A15:A24", "A25:A28"]


def test_a_covered_number_is_left_out_so_that_no_sum_counts_it_twice() -> None:
    assert merged([0], [[7], [7]])[1] == [[7], [None]]


def test_a_covered_text_stays_so_that_filters_find_it() -> None:
    assert merged([0], [["a"], ["a"]])[1] == [["a"], ["a"]]


def test_no_rows_make_no_areas() -> None:
    assert merged([0], [])[0] == []
