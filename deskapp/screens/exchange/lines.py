"""What the preview of an import shows: plain lines and columns out of a reading."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from deskapp.excel.heights import text_width
from deskapp.i18n import N_, _
from deskapp.usecases.imports import IMPORT_KINDS, ImportReading, ReadRow
from deskapp.widgets.row_table_model import RIGHT, TableColumn

STATUS_WORDS = {
    "new": N_("New row"),
    "changed": N_("Changed row"),
    "same": N_("Unchanged row"),
    "problem": N_("Row with problems"),
}
_SIGNS = {"new": "+", "changed": "→", "same": "=", "problem": "!"}
_TONES = {"new": "green", "changed": "blue", "same": "grey", "problem": "red"}
_FIELD = "field_{name}"
_WIDEST, _WIDEST_CHANGE = 22, 44  # characters


def preview_columns(reading: ImportReading) -> list[TableColumn]:
    """Return row number, status, what is wrong, and a column for each field of the file."""
    by_name = IMPORT_KINDS[reading.kind].by_name
    fields = [by_name[name] for name in shown_fields(reading)]
    return [
        TableColumn("number", N_("Row number"), 5, RIGHT, sortable=False),
        TableColumn("status", N_("Import status"), 11, tone=lambda line: line.tone, sortable=False),
        *(
            _field_column(field.name, field.label, _width(reading, field.name, field.width))
            for field in fields
        ),
        TableColumn(
            "remarks",
            N_("Problems and hints"),
            48,
            shown=lambda text: text.replace("\n", "  "),
            sortable=False,
        ),
    ]


def shown_fields(reading: ImportReading) -> list[str]:
    """Return the fields of the file, and those that the program reads out of them."""
    kind = IMPORT_KINDS[reading.kind]
    return [
        name
        for name in kind.by_name
        if name in reading.columns or any(name in row.shown for row in reading.rows)
    ]


def _field_column(name: str, label: str, width: int) -> TableColumn:
    return TableColumn(
        _FIELD.format(name=name),
        label,
        width,
        tone=lambda line: "blue" if name in line.changed else "",
        sortable=False,
    )


def _width(reading: ImportReading, name: str, usual: int) -> int:
    """Return the width of a field's column: enough for its changes, for they are to be read."""
    changes = (_cell(row, name) for row in reading.rows if name in row.changes)
    longest = max((text_width(text) for text in changes), default=0)
    return max(min(usual, _WIDEST), min(longest + 2, _WIDEST_CHANGE))


def preview_lines(
    reading: ImportReading, status: str | None = None, *, number: int | None = None
) -> list[SimpleNamespace]:
    """Return a line for every row, only those of a status, or the one with a number.

    The id of a line is the row's number.
    """
    names = shown_fields(reading)
    return [
        _line(reading, row, names)
        for row in reading.rows
        if (status is None or row.status == status) and (number is None or row.number == number)
    ]


def _line(reading: ImportReading, row: ReadRow, names: Sequence[str]) -> SimpleNamespace:
    return SimpleNamespace(
        id=row.number,
        number=row.number,
        status=f"{_SIGNS[row.status]} {_(STATUS_WORDS[row.status])}",
        tone=_TONES[row.status],
        changed=frozenset(row.changes),
        remarks="\n".join([*(str(problem) for problem in row.problems), *_hints(reading, row)]),
        **{_FIELD.format(name=name): _cell(row, name) for name in names},
    )


def _cell(row: ReadRow, name: str) -> str:
    if name in row.changes:
        change = row.changes[name]
        return f"{change.before or '—'} → {change.after or '—'}"
    return row.shown.get(name, "")


def _hints(reading: ImportReading, row: ReadRow) -> list[str]:
    column = reading.columns.get(IMPORT_KINDS[reading.kind].title, "A")
    return [f"{reading.sheet}!{column}{row.number}: {hint}" for hint in row.hints]
