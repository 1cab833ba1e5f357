"""Set up a worksheet on screen and on paper: widths, frozen heads, filters, A4, page numbers."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from deskapp.excel.references import cell_ref, column_letter
from deskapp.excel.sheet import Sheet
from deskapp.i18n import _

_A4 = 9
BODY_ROW = 20.0
"""Height in points of a row whose texts do not wrap."""


def set_up_page(worksheet: Worksheet, sheet: Sheet) -> None:
    """Set up everything that does not depend on how many rows there will be."""
    _set_up_view(worksheet, sheet)
    _set_up_print(worksheet, sheet)


def set_filters(worksheet: Worksheet, sheet: Sheet, last_row: int) -> None:
    """Put the filter buttons into the last head row, over the body rows that there are."""
    head = sheet.first_row() - 1
    if sheet.filters and sheet.columns and last_row > head:
        first = cell_ref("", head, 0, absolute=False)
        last = cell_ref("", last_row, len(sheet.columns) - 1, absolute=False)
        worksheet.auto_filter.ref = f"{first}:{last}"


def _set_up_view(worksheet: Worksheet, sheet: Sheet) -> None:
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_format.defaultRowHeight = BODY_ROW
    worksheet.sheet_format.customHeight = True
    if sheet.tab_colour:
        worksheet.sheet_properties.tabColor = sheet.tab_colour
    for index, column in enumerate(sheet.columns):
        worksheet.column_dimensions[column_letter(index)].width = column.width
    worksheet.freeze_panes = cell_ref("", sheet.first_row(), sheet.freeze_columns, absolute=False)


def _number_of_page(worksheet: Worksheet) -> str:
    """Return the number for the foot; of several sheets, Excel would count all pages together."""
    sheets = [one for one in worksheet.parent.worksheets if one.sheet_state == "visible"]
    return _("Page &P of &N") if len(sheets) == 1 else _("Page &P")


def _set_up_print(worksheet: Worksheet, sheet: Sheet) -> None:
    worksheet.page_setup.paperSize = _A4
    worksheet.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_setup.fitToWidth = sheet.pages_wide
    if sheet.pages_wide > 1 and sheet.freeze_columns:
        worksheet.print_title_cols = f"A:{column_letter(sheet.freeze_columns - 1)}"
    worksheet.page_setup.fitToHeight = int(sheet.one_page)
    worksheet.print_options.horizontalCentered = True
    margins = worksheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.75, 0.3, 0.4
    if not sheet.one_page:
        worksheet.oddFooter.center.text = _number_of_page(worksheet)
    # Each sheet is signed and filed by itself, so each begins with its own page 1.
    worksheet.page_setup.firstPageNumber = 1
    worksheet.page_setup.useFirstPageNumber = True
    if sheet.page_note:
        worksheet.oddFooter.left.text = sheet.page_note.replace("&", "&&")
    worksheet.print_title_rows = f"{sheet.head_row()}:{sheet.first_row() - 1}"
