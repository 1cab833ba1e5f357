"""Blocks of cells on their way to and from Excel through the clipboard."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence

from PySide6.QtCore import QMimeData


def block_as_mime(rows: Sequence[Sequence[str]]) -> QMimeData:
    """Return cells as tab-separated text and as an HTML table of texts.

    Spreadsheets prefer the table, in which a cell that begins with = stays a text.
    """
    text = io.StringIO()
    csv.writer(text, dialect="excel-tab", lineterminator="\r\n").writerows(rows)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    style = "<style>td{mso-number-format:'\\@';white-space:pre-wrap}</style>"
    data = QMimeData()
    data.setText(text.getvalue())
    data.setHtml(f"<html><head><meta charset='utf-8'>{style}</head><table>{body}</table></html>")
    return data


def block_from_text(text: str) -> list[list[str]]:
    """Return the cells of a block copied from a spreadsheet; empty rows at the end are none."""
    rows = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows
