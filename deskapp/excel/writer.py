"""Turn plain sheets into a workbook that looks like an office's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from deskapp.errors import LedgerError
from deskapp.excel.cancelled import Cancelled
from deskapp.excel.chart import add_chart
from deskapp.excel.choices import ChoiceLists
from deskapp.excel.heads import Surroundings
from deskapp.excel.merged_down import DownMerger
from deskapp.excel.package import Body, Finish, write_package
from deskapp.excel.package_check import check_package
from deskapp.excel.page import set_filters, set_up_page
from deskapp.excel.references import cell_ref, safe_sheet_name
from deskapp.excel.row_writer import RowWriter
from deskapp.excel.shared_strings import SharedStrings
from deskapp.excel.sheet import Cell, Sheet
from deskapp.excel.styles import StyleBook
from deskapp.i18n import _
from deskapp.target_file import replacing

BATCH = 2_000
"""Rows between two looks at the cancel button."""
MAX_ROWS = 1_048_576

Progress = Callable[[int], None]
Question = Callable[[], bool]


def write_workbook(
    path: str | Path,
    sheets: Sequence[Sheet],
    progress: Progress | None = None,
    cancelled: Question | None = None,
) -> None:
    """Write the sheets to an .xlsx file, which is replaced only when the new one is whole.

    `progress` hears how many body rows of all sheets are done; `cancelled` is asked as often.
    Raises CannotWrite if the target cannot be written, Cancelled if the person stopped it,
    and LedgerError for a text too long for its cell or a sheet with too many rows.
    """
    _check_names(sheets)
    watch = _Watch(progress or (lambda done: None), cancelled or (lambda: False))
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "deskapp"
    workbook.properties.title = sheets[0].title or sheets[0].name
    strings = SharedStrings()
    worksheets = [workbook.create_sheet(sheet.name) for sheet in sheets]
    choices = ChoiceLists(workbook, sheets)
    styles = StyleBook(worksheets[0])
    bodies = {
        sheet.name: _SheetBody(worksheet, sheet, styles, strings, choices, watch)
        for worksheet, sheet in zip(worksheets, sheets, strict=True)
    }
    with replacing(Path(path), lambda made: check_package(made, _rows_by_part(bodies))) as made:
        write_package(made, workbook, dict[str, Body](bodies), strings)


def _check_names(sheets: Sequence[Sheet]) -> None:
    """Raise ValueError for names that openpyxl would change, for formulas point at them."""
    taken: list[str] = []
    for sheet in sheets:
        if safe_sheet_name(sheet.name, taken) != sheet.name:
            raise ValueError(f"{sheet.name!r} cannot be the name of a sheet here")
        taken.append(sheet.name)
    if not taken:
        raise ValueError("a workbook needs a sheet")


@dataclass(slots=True)
class _Watch:
    """Counts the rows of all sheets and asks whether to go on."""

    progress: Progress
    cancelled: Question
    done: int = 0

    def passed(self, rows: int) -> None:
        if self.cancelled():
            raise Cancelled
        self.done += rows
        if rows:
            self.progress(self.done)


@dataclass
class _SheetBody:
    """One sheet on its way into the package."""

    worksheet: Worksheet
    sheet: Sheet
    styles: StyleBook
    strings: SharedStrings
    choices: ChoiceLists
    watch: _Watch
    dimension: str = ""
    last_row: int = field(default=0, init=False)
    """The last row written so far, of whatever kind."""

    def __post_init__(self) -> None:
        set_up_page(self.worksheet, self.sheet)
        self._last_body_row = self.sheet.first_row() - 1
        self._around = Surroundings(self.sheet, self.styles, self.strings)
        self._merger = DownMerger(self.sheet.merge_down, self.sheet.first_row())
        self._body = RowWriter(self.sheet, self.styles, self.strings)
        self._totals = RowWriter(self.sheet, self.styles, self.strings, bold=True)
        self.dimension = self._known_dimension()

    def rows(self) -> Iterator[str]:
        """Yield the XML of all rows from the title to the last line, in batches."""
        self.watch.passed(0)
        yield "".join(self._around.above())
        for batch in self._batches():
            start = self._last_body_row + 1
            self._last_body_row += len(batch)
            self._refuse_too_many()
            yield "".join(self._batch_xml(start, batch))
            self.watch.passed(len(batch))
        self.last_row = self._last_body_row
        yield "".join(self._below())

    def finish(self) -> Finish:
        """Set filters, drop-downs and chart over the rows there are; return merges and links."""
        set_filters(self.worksheet, self.sheet, self._last_body_row)
        self.choices.attach(self.worksheet, self.sheet, self._last_body_row)
        add_chart(self.worksheet, self.sheet, self._last_body_row)
        merges = self._around.merges + self._merger.areas
        return Finish(merges, self._body.links + self._totals.links)

    def _batches(self) -> Iterator[list[Sequence[Cell]]]:
        rows: Iterable[Sequence[Cell]] = self.sheet.rows
        if self.sheet.merge_down:
            rows = self._merger.watch(rows)
        iterator = iter(rows)
        while batch := list(islice(iterator, BATCH)):
            yield batch

    def _batch_xml(self, start: int, batch: list[Sequence[Cell]]) -> list[str]:
        numbered = enumerate(batch, start)
        if not self.sheet.strong_rows:
            return [self._body.xml(number, row) for number, row in numbered]
        strong = {self.sheet.first_row() + index for index in self.sheet.strong_rows}
        return [
            (self._totals if number in strong else self._body).xml(number, row)
            for number, row in numbered
        ]

    def _below(self) -> Iterator[str]:
        for row in self.sheet.totals:
            self.last_row += 1
            yield self._totals.xml(self.last_row, row)
        yield from self._around.below(self.last_row + 1)
        self.last_row += len(self.sheet.footer)

    def _known_dimension(self) -> str:
        """Return the area if the rows can be counted beforehand."""
        if not isinstance(self.sheet.rows, Sized):
            return ""
        count = len(self.sheet.rows) + len(self.sheet.totals) + len(self.sheet.footer)
        last_row = self.sheet.first_row() - 1 + count
        return f"A1:{cell_ref('', last_row, len(self.sheet.columns) - 1, absolute=False)}"

    def _refuse_too_many(self) -> None:
        foot = len(self.sheet.totals) + len(self.sheet.footer)
        if self._last_body_row + foot > MAX_ROWS:
            raise LedgerError(
                _("{sheet} has more rows than the {limit} a sheet holds.").format(
                    sheet=self.sheet.name, limit=MAX_ROWS
                ),
                _("Choose a shorter period or fewer units."),
            )


def _rows_by_part(bodies: dict[str, _SheetBody]) -> dict[str, int]:
    return {body.worksheet.path[1:]: body.last_row for body in bodies.values()}
