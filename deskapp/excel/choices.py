"""Offer drop-down choices: the lists stand on a hidden sheet, cells point at them."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from deskapp.excel.cell_text import clean_text
from deskapp.excel.references import cell_ref, range_ref, safe_sheet_name
from deskapp.excel.sheet import Sheet
from deskapp.i18n import _


class ChoiceLists:
    """The hidden sheet of lists; Excel breaks on lists of over 255 characters in the cell."""

    def __init__(self, workbook: Workbook, sheets: Sequence[Sheet]) -> None:
        self._areas: dict[tuple[str | int, ...], str] = {}
        if not any(sheet.lists for sheet in sheets):
            return
        name = safe_sheet_name(_("Lists"), [sheet.name for sheet in sheets])
        hidden = workbook.create_sheet(name)
        hidden.sheet_state = "hidden"
        for sheet in sheets:
            for choices in sheet.lists.values():
                self._add(hidden, tuple(choices))

    def attach(self, worksheet: Worksheet, sheet: Sheet, last_row: int) -> None:
        """Give the body cells of each column with choices their drop-down."""
        first_row = sheet.first_row()
        if last_row < first_row:
            return
        for index, choices in sheet.lists.items():
            rule = DataValidation(
                type="list",
                formula1=self._areas[tuple(choices)],
                allow_blank=True,
                showErrorMessage=True,
                errorTitle=_("Not in the list"),
                error=_("Choose one of the entries of the list."),
            )
            rule.add(
                cell_ref("", first_row, index, False) + ":" + cell_ref("", last_row, index, False)
            )
            worksheet.add_data_validation(rule)

    def _add(self, hidden: Worksheet, choices: tuple[str | int, ...]) -> None:
        if choices in self._areas:
            return
        column = len(self._areas)
        for row, choice in enumerate(choices, start=1):
            if isinstance(choice, int):
                hidden.cell(row, column + 1, choice)
                continue
            cell = hidden.cell(row, column + 1, clean_text(choice))
            cell.data_type = "s"  # a choice that begins with = is no formula
        self._areas[choices] = range_ref(hidden.title, 1, len(choices), column)
