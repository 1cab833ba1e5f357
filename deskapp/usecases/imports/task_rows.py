"""Make the rows of a division of work out of those of the file: merged, filled down, numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from deskapp.i18n import _
from deskapp.rules.headings import without_count
from deskapp.usecases.imports.parsing import ParsedRow

# What several lines of one task say of these is said of the task as a whole.
_JOINED = {"lead_unit_ids": "、", "cooperating_unit_ids": "、", "units": "、", "goal": "\n"}


def task_rows(
    parsed: Sequence[ParsedRow], columns: Mapping[str, int]
) -> tuple[list[ParsedRow], list[str]]:
    """Return one row for each task, and what to remark.

    Lines whose task is merged with the one above are that task; a class holds until the next
    one, from its column or from the heading inside the table; numbers that begin anew in every
    class are no numbers of tasks.
    """
    rows = _one_for_each_task(parsed)
    rows = _with_classes(rows, has_column="category" in columns)
    return _with_numbers(rows)


def _one_for_each_task(parsed: Sequence[ParsedRow]) -> list[ParsedRow]:
    rows: list[ParsedRow] = []
    for row in parsed:
        if rows and "text" in row.continued:
            rows[-1] = _joined(rows[-1], row)
        else:
            rows.append(row)
    return rows


def _joined(task: ParsedRow, line: ParsedRow) -> ParsedRow:
    values, written = dict(task.values), dict(task.written)
    for name, text in line.written.items():
        if name in line.continued or text == written.get(name):
            continue
        if name in _JOINED and name in written:
            written[name] = values[name] = f"{written[name]}{_JOINED[name]}{text}"
        elif name not in written:
            written[name] = text
            if name in line.values:
                values[name] = line.values[name]
    return replace(task, values=values, written=written)


def _with_classes(rows: Sequence[ParsedRow], *, has_column: bool) -> list[ParsedRow]:
    found = []
    last = ""
    for row in rows:
        last = row.written.get("category", last) if has_column else without_count(row.heading)
        if last and "category" not in row.written:
            row = replace(
                row,
                values={**row.values, "category": last},
                written={**row.written, "category": last},
            )
        found.append(row)
    return found


def _with_numbers(rows: list[ParsedRow]) -> tuple[list[ParsedRow], list[str]]:
    numbers = [
        (row.values.get("year"), row.values["number"])
        for row in rows
        if row.values.get("number") is not None
    ]
    if len(set(numbers)) == len(numbers):
        return [_without_empty_number(row) for row in rows], []
    remark = _("The numbers of the file repeat; new tasks are numbered behind those there are.")
    return [_without_number(row) for row in rows], [remark]


def _without_empty_number(row: ParsedRow) -> ParsedRow:
    return row if row.values.get("number") is not None else _without_number(row)


def _without_number(row: ParsedRow) -> ParsedRow:
    values = {name: value for name, value in row.values.items() if name != "number"}
    written = {name: text for name, text in row.written.items() if name != "number"}
    return replace(row, values=values, written=written)
