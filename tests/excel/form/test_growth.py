"""Where areas and references are after rows were repeated, against a slow plain model."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deskapp.excel.form.formulas import Standing, moved_formula
from deskapp.excel.form.growth import Area, Growth, area_from

GROWTHS = st.builds(
    lambda first, height, copies: Growth("S", first, first + height - 1, copies),
    st.integers(1, 8),
    st.integers(1, 3),
    st.integers(1, 5),
)
ROWS = st.integers(1, 20)


def _new_rows(growth):
    """Return the sheet's old rows in their new order: the plain model of what happens."""
    above = list(range(1, growth.first))
    block = list(range(growth.first, growth.last + 1))
    return above + block * growth.copies + list(range(growth.last + 1, 40))


def _places(growth, row):
    return [place for place, old in enumerate(_new_rows(growth), start=1) if old == row]


@given(GROWTHS, ROWS)
def test_a_row_begins_at_its_first_copy_and_ends_at_its_last(growth, row):
    assert growth.start_of(row) == _places(growth, row)[0]
    assert growth.end_of(row) == _places(growth, row)[-1]


@given(GROWTHS, ROWS, ROWS)
def test_a_range_from_outside_covers_all_copies_of_what_it_covered(growth, one, other):
    low, high = sorted((one, other))
    moved = moved_formula(f"SUM(B{low}:C{high})*2", growth, Standing("S", 99, 1))
    first, last = _places(growth, low)[0], _places(growth, high)[-1]
    if growth.holds(99):
        return
    assert moved == f"SUM(B{first}:C{last})*2"


@given(GROWTHS, ROWS, st.booleans(), st.booleans())
def test_a_cell_from_outside_follows_its_row(growth, row, column_fixed, row_fixed):
    written = f"{'$' * column_fixed}D{'$' * row_fixed}"
    moved = moved_formula(f"{written}{row}+1", growth, Standing("S", 50, 1))
    assert moved == f"{written}{_places(growth, row)[0]}+1"


@given(GROWTHS, st.data())
def test_a_copy_refers_to_its_own_rows(growth, data):
    here = data.draw(st.integers(growth.first, growth.last))
    there = data.draw(st.integers(growth.first, growth.last))
    copy = data.draw(st.integers(0, growth.copies - 1))
    moved = moved_formula(f"A{there}*2", growth, Standing("S", here, 5, copy))
    assert moved == f"A{_places(growth, there)[copy]}*2"


@given(GROWTHS, ROWS, ROWS)
def test_an_area_covers_what_it_covered(growth, one, other):
    low, high = sorted((one, other))
    wanted = {place for row in range(low, high + 1) for place in _places(growth, row)}
    covered = growth.covered(Area(low, 1, high, 2))
    rows = {row for area in covered for row in range(area.top, area.bottom + 1)}
    assert wanted <= rows
    if growth.holds(low) == growth.holds(high):
        inside = growth.holds(low) or not low < growth.first <= high
        if inside:
            assert wanted == rows


@given(GROWTHS, ROWS)
def test_other_sheets_and_names_are_left_alone(growth, row):
    for formula in (f"Other!A{row}", f"'S 2'!A{row}", "A:A", "Rate*2", f'"A{row}"', "#REF!"):
        assert moved_formula(formula, growth, Standing("S")) == formula
    assert moved_formula(f"A{row}", growth, Standing("Other")) == f"A{row}"


def test_sheets_are_told_by_name_whatever_the_quotes_and_case():
    growth = Growth("得分 表", 5, 5, 3)
    standing = Standing("Other")
    assert moved_formula("SUM('得分 表'!C5:C5)", growth, standing) == "SUM('得分 表'!C5:C7)"
    assert moved_formula("'得分 表'!$1:$5", growth, standing) == "'得分 表'!$1:$7"


def test_areas_are_read_and_written():
    for text in ("A1", "B2:C9", "AA10:XFD20"):
        assert str(area_from(text)) == text
    assert area_from("$B$9:$A$2") == Area(2, 1, 9, 2)
    assert area_from("A:A") is None
    assert area_from("") is None
