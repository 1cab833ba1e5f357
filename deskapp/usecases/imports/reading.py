"""Say what an import would do: each row of the file beside what the ledger holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from deskapp.excel.references import column_letter
from deskapp.usecases.imports.kind import ImportKind, Setting
from deskapp.usecases.imports.kinds import IMPORT_KINDS
from deskapp.usecases.imports.parsing import ParsedRow, parse_row
from deskapp.usecases.imports.rows import ImportReading
from deskapp.usecases.imports.table import Table, read_table
from deskapp.usecases.imports.watching import Watch


def preview_import(
    session: Session,
    kind: str,
    path: str | Path,
    *,
    year: int | None = None,
    meeting: int | str | None = None,
    add_unknown: bool | None = None,
    answers: Mapping[str, str] | None = None,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReading:
    """Read a workbook and compare it with the ledger; write nothing.

    `kind` is a key of IMPORT_KINDS; `year` completes dates that are written without one, and is
    the year of rows that name none. `meeting` is the id or the title of the meeting that a
    sign-in list belongs to; without it the file must say. `add_unknown` says whether people
    bring the units and branches the ledger does not have; None means that they do where it has
    no units yet. `answers` are those to the doubts of a reading before, by their keys.
    `progress` hears how many steps of how many are done, and `cancelled` is asked between them.
    Raises UnreadableWorkbook for what is no workbook, InputProblems when no sheet of it fits,
    and ImportCancelled when the person stopped it.
    """
    from deskapp.usecases.imports.adding import has_no_units
    from deskapp.usecases.imports.answers import remembered_answers

    watch = Watch(progress, cancelled)
    importing: ImportKind = IMPORT_KINDS[kind]
    table = read_table(importing, Path(path))
    watch.total = 2 * len(table.rows)
    watch.look()
    parsed = []
    for row in table.rows:
        parsed.append(parse_row(importing, table, row, year))
        watch.step()
    brings = "adds" in importing.asks
    adds = brings and (has_no_units(session) if add_unknown is None else add_unknown)
    given = answers or {}
    known = {**remembered_answers(session), **given}
    setting = Setting(year, meeting, adds, known, frozenset(given))
    return _compared(session, kind, table, parsed, setting, watch)


def answer_doubts(
    session: Session, reading: ImportReading, answers: Mapping[str, str]
) -> ImportReading:
    """Return a reading with more answers to its doubtful cells; write nothing.

    `answers` are keys of doubts, each with the value of a choice, or with the id of a record
    of the doubt's table; an empty answer takes back the one there was.
    """
    setting = replace(
        reading.setting,
        answers={**reading.setting.answers, **answers},
        given=reading.setting.given | set(answers),
    )
    return _compared(session, reading.kind, reading.table, reading.parsed, setting)


def _compared(
    session: Session,
    kind: str,
    table: Table,
    parsed: Sequence[ParsedRow],
    setting: Setting,
    watch: Watch | None = None,
) -> ImportReading:
    from deskapp.usecases.imports.adding import remarks_on_added
    from deskapp.usecases.imports.comparing import compare

    importing = IMPORT_KINDS[kind]
    compared = compare(session, importing, table, parsed, setting, watch)
    columns = {name: column_letter(column) for name, column in table.columns.items()}
    return ImportReading(
        kind=kind,
        file=table.file,
        sheet=table.sheet,
        columns=columns,
        rows=compared.rows,
        remarks=[*remarks_on_added(compared.rows), *compared.remarks, *table.remarks],
        table=table,
        parsed=parsed,
        setting=setting,
        names=compared.names,
    )
