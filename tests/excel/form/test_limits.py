"""A form that would take all the memory is refused in words before it does."""

from __future__ import annotations

import random
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from deskapp.errors import LedgerError
from deskapp.excel.form.package import UnreadableWorkbook, read_package


@pytest.fixture
def with_parts(form, tmp_path):
    """Return a function that saves a form with more parts, or others in their place."""

    def saved(parts, packing=ZIP_DEFLATED):
        form({"A1": "{{name}}"}).save(tmp_path / "plain.xlsx")
        with ZipFile(tmp_path / "plain.xlsx") as plain:
            all_parts = {name: plain.read(name) for name in plain.namelist()} | parts
        with ZipFile(tmp_path / "form.xlsx", "w", packing) as made:
            for name, content in all_parts.items():
                made.writestr(name, content)
        return tmp_path / "form.xlsx"

    return saved


def _sheet(rows):
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f"{start}<sheetData>{rows}</sheetData></worksheet>".encode()


def _rows(count, seed=7919):
    return "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n * seed % 99991}</v></c></row>' for n in range(1, count)
    )


def test_a_hundred_thousand_rows_are_no_form(with_parts):
    path = with_parts({"xl/worksheets/sheet1.xml": _sheet(_rows(120_000))})
    with pytest.raises(UnreadableWorkbook, match="far more cells"):
        read_package(path)


def test_all_parts_count_together(with_parts):
    strings = "".join(f"<si><t>{n}</t></si>" for n in range(60_000))
    path = with_parts(
        {
            "xl/worksheets/sheet1.xml": _sheet(_rows(90_000)),
            "xl/sharedStrings.xml": f"<sst>{strings}</sst>".encode(),
        },
        ZIP_STORED,
    )
    package = read_package(path)
    package.sheets()
    with pytest.raises(UnreadableWorkbook, match="far more cells"):
        package.read("xl/sharedStrings.xml")


def test_many_small_parts_that_pack_too_well_are_a_trap(with_parts):
    part = b"<x>" + b"<c/>" * 500_000 + b"</x>"
    path = with_parts({f"xl/worksheets/more{n}.xml": part for n in range(20)})
    assert path.stat().st_size < 100_000
    with pytest.raises(UnreadableWorkbook, match="far more data"):
        read_package(path)


def test_a_broken_part_besides_the_sheets_is_damage(with_parts):
    noise = random.Random(3).randbytes(200)
    path = with_parts({"xl/styles.xml": b"<styleSheet>" + noise})
    package = read_package(path)
    with pytest.raises(UnreadableWorkbook, match="damaged"):
        package.read("xl/styles.xml")


def test_repeated_rows_are_counted_before_they_are_made(form, filled, tmp_path):
    workbook = form({"A1": "{{#units}}", "A900": "{{/units}}"})
    for row in range(2, 900):
        workbook.active.cell(row, 1, row)
    with pytest.raises(LedgerError, match="far more than a workbook"):
        filled(workbook, units=[{} for _unit in range(400)])
    assert not (tmp_path / "filled.xlsx").exists()


def test_a_usual_form_has_room_for_a_long_list(form, filled):
    workbook = filled(form({"A1": "{{units.name}}"}), units=[{"name": n} for n in range(9_000)])
    assert workbook.active["A9000"].value == 8_999
