"""Guess from its headings which kind of rows a workbook holds."""

from __future__ import annotations

import re
from pathlib import Path

from deskapp.errors import LedgerError
from deskapp.excel.reader import ReadSheet, read_workbook
from deskapp.i18n import _
from deskapp.rules.headings import find_head_row
from deskapp.usecases.imports.kinds import IMPORT_KINDS
from deskapp.usecases.imports.scheme_table import SCHEME_TABLE

_UNSURE = "people"
# 项目 and 内容 head other tables as well; these words head scoring tables alone.
_SCORING = re.compile(
    "[一二三]级指标|评分|计分|考[核评](?:标准|办法|细则|指标|要点)|标准分|考核分值|^criteria"
)


class ScoringTable(LedgerError):
    """A workbook holds a scoring table: it becomes a scheme of the appraisal, not rows."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{file} holds a scoring table.").format(file=path.name),
            _("Read it on the page of the appraisal, where it becomes a scheme."),
        )
        self.path = path


def likely_kind(path: Path) -> str:
    """Return which kind of rows a workbook seems to hold, by its headings; people when unsure.

    It is the kind that knows the most of the columns, of those whose needed columns are there.
    Raises UnreadableWorkbook for what is no workbook, ScoringTable for one that is a scheme.
    """
    workbook = read_workbook(path)
    best, most = _UNSURE, 0
    for kind in IMPORT_KINDS.values():
        for sheet in workbook.sheets:
            head = find_head_row(sheet.rows, kind.headings)
            columns = set(head.columns.values()) if head else set()
            told = not kind.told_by or columns & set(kind.told_by)
            if set(kind.needed) <= columns and told and len(columns) > most:
                best, most = kind.name, len(columns)
    if any(_scoring_columns(sheet) >= max(most, 2) for sheet in workbook.sheets):
        raise ScoringTable(path)
    return best


def _scoring_columns(sheet: ReadSheet) -> int:
    """Return how many columns of a scoring table a sheet has; 0 where it is none."""
    head = find_head_row(sheet.rows, SCHEME_TABLE.headings)
    if head is None:
        return 0
    fields = set(head.columns.values())
    rows = sheet.rows[head.index - head.height + 1 : head.index + 1]
    texts = ["".join(str(cell or "").split()).lower() for row in rows for cell in row]
    is_scored = bool(fields & {"criteria", "points"}) and bool(fields & {"level1", "level2"})
    return len(fields) if is_scored and any(_SCORING.search(text) for text in texts) else 0
