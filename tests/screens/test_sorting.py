"""Every heading that shows an arrow sorts its list."""

from __future__ import annotations

import pytest

PAGES = ("meetings", "key_tasks", "branch_tasks", "people", "units", "branches")


def shown_in(screen, place):
    rows = screen.table.rows
    return [rows.text_at(row, place) for row in range(rows.rowCount())]


@pytest.mark.parametrize("page", PAGES)
def test_every_sortable_column_sorts_both_ways(window, page):
    window.show_page(page)
    screen = window.current_screen()
    for place, column in enumerate(screen.columns):
        if not column.sortable:
            continue
        screen.order = (column.key, False)
        screen.refresh()
        upwards = shown_in(screen, place)
        screen.order = (column.key, True)
        screen.refresh()
        downwards = shown_in(screen, place)
        assert len(set(upwards)) == 1 or upwards != downwards, column.key
