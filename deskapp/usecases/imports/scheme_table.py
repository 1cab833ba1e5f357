"""Read the scoring table of an office: sections, levels, points and criteria of each line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from deskapp.errors import InputProblems, Problem
from deskapp.excel.reader import FormulaWithoutValue, ReadValue
from deskapp.fields import Complaint, FieldSet, TextField
from deskapp.i18n import N_, _
from deskapp.records.scheme import INDICATOR_FIELDS, Indicator
from deskapp.rules.headings import is_class_heading, is_total
from deskapp.rules.points import plain
from deskapp.rules.scheme_words import (
    HeadWords,
    head_words,
    is_section_name,
    points_written,
    section_words,
    short_name,
)
from deskapp.usecases.imports.kind import ImportKind
from deskapp.usecases.imports.table import Table, TableRow, read_table

_MORE_WORDS = {
    "level1": ("一级", "考核类别", "考评内容", "评价内容", "考评项目及标准分"),
    "level2": ("二级", "考核内容", "考评内容", "评价指标", "工作要求", "考核事项", "考核要求"),
    "points": ("分值(分)", "基本分", "标准分值", "基准分", "分"),
    "criteria": ("评价标准", "计分标准", "计分规则", "计分方法", "考核办法", "打分标准"),
}
# What a table must have; the first that a sheet of the workbook has is taken.
_ENOUGH = (
    ("level1", "level2", "criteria"),
    ("level2", "criteria"),
    ("level1", "criteria"),
    ("level1", "level2", "points"),
    ("level2", "points"),
)
_BETWEEN_LEVELS = "·"


def _columns() -> FieldSet:
    level3 = TextField(
        name="level3",
        label=N_("Level 3"),
        width=18,
        synonyms=("三级指标", "三级", "具体内容", "考核细项"),
    )
    known = (
        replace(one, synonyms=(*one.synonyms, *_MORE_WORDS.get(one.name, ())))
        for one in INDICATOR_FIELDS
    )
    return (*known, level3)


SCHEME_TABLE = ImportKind(
    name="scheme",
    label=N_("Appraisal scheme"),
    record=Indicator,
    fields=_columns(),
    needed=_ENOUGH[0],
    keys=(("level1", "level2"),),
    title="level2",
    action=N_("Import appraisal scheme {title} from {file}"),
    asks=("year",),
)


@dataclass(slots=True)
class TableLine:
    """One indicator as the table has it; `number` is its row, `problems` what is wrong in it."""

    number: int
    section: str
    level1: str
    level2: str
    points: Decimal | None
    criteria: str
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class SchemeTable:
    """The indicators of a scoring table, the caps of its sections, and what to remark."""

    table: Table
    lines: list[TableLine]
    caps: dict[str, Decimal]
    remarks: list[str]


def read_scheme_table(path: Path) -> SchemeTable:
    """Return the indicators of the first sheet that holds a scoring table.

    Raises UnreadableWorkbook for what is no workbook, InputProblems when no sheet fits.
    """
    table = _table(path)
    return _Lines(table).read()


def _table(path: Path) -> Table:
    *best, last = (replace(SCHEME_TABLE, needed=needed) for needed in _ENOUGH)
    refusal: InputProblems | None = None
    for kind in best:
        try:
            return read_table(kind, path, _begins_section)
        except InputProblems as refused:
            refusal = refusal or refused
    try:
        return read_table(last, path, _begins_section)
    except InputProblems as refused:
        raise refusal or refused from None


def _begins_section(text: str) -> bool:
    return is_class_heading(text) or bool(section_words(text))


class _Lines:
    """Goes down the rows and remembers in which section and under which levels it is."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._has_level2 = "level2" in table.columns
        self._level1_is_merged = any("level1" in row.continued for row in table.rows)
        self._heading = ""
        self._head = HeadWords("")
        self._section = "ordinary"
        self._level1 = ""
        self._level2 = ""
        self._of_level1: dict[str, Decimal] = {}
        self._found = SchemeTable(table, [], {}, list(table.remarks))

    def read(self) -> SchemeTable:
        """Return all lines of the table."""
        for row, shared in zip(self._table.rows, self._shared_points(), strict=True):
            if not self._sums_up(row):
                self._take(row, shares_points=shared)
        self._name_apart()
        self._compare_with_level1()
        return self._found

    def _take(self, row: TableRow, *, shares_points: bool) -> None:
        if row.heading != self._heading:
            self._heading = row.heading
            self._enter(head_words(row.heading))
        texts = {name: _text(row.cells.get(name)) for name in self._table.columns}
        filled = [name for name, text in texts.items() if text and name not in row.continued]
        if filled in (["level1"], ["level2"]) and section_words(texts[filled[0]]):
            self._enter(head_words(texts[filled[0]]))
        elif self._goes_on(row, texts):
            last = self._found.lines[-1]
            last.criteria = f"{last.criteria}\n{texts['criteria']}"
        elif filled:
            self._found.lines.append(self._line(row, texts, shares_points=shares_points))

    def _sums_up(self, row: TableRow) -> bool:
        """Say whether a row is a sum of others: 小计 may stand in the column of any level."""
        names = ("level1", "level2", "level3")
        return any(is_total(_text(row.cells.get(name))) for name in names)

    def _enter(self, head: HeadWords) -> None:
        """Begin what stands under a heading inside the table."""
        self._head = head
        self._section = head.section or "ordinary"
        self._level1, self._level2 = head.name, ""
        if head.section in ("bonus", "deduction") and head.points:
            self._found.caps[head.section] = head.points
        elif head.points and not head.section:
            self._of_level1[head.name] = head.points

    def _goes_on(self, row: TableRow, texts: dict[str, str]) -> bool:
        """Say whether a row holds but one more criterion of the indicator above it."""
        if not (self._found.lines and texts.get("criteria")):
            return False
        own = (
            name
            for name in ("level1", "level2", "level3", "points")
            if texts.get(name) and name not in row.continued
        )
        has_name = self._has_level2 or "points" in self._table.columns
        return "criteria" not in row.continued and has_name and not any(own)

    def _line(self, row: TableRow, texts: dict[str, str], *, shares_points: bool) -> TableLine:
        problems: list[Problem] = []
        self._go_under(row, texts)
        level2, of_level2 = self._name(texts)
        points, sign = self._points(row, problems, shares_points=shares_points)
        section = self._section_of(texts, sign, row, problems)
        criteria = texts.get("criteria", "")
        if not level2:
            problems.append(self._problem(row, "level2", _("The indicator has no name.")))
        return TableLine(
            row.number,
            section,
            self._level1 or level2,
            level2,
            points or of_level2,
            criteria,
            problems,
        )

    def _go_under(self, row: TableRow, texts: dict[str, str]) -> None:
        text = texts.get("level1", "")
        if not text or (not self._has_level2 and not self._level1_is_merged):
            return
        head = head_words(text)
        if head.name != self._level1:
            self._level1, self._level2 = head.name, ""
        # A group under 加分项 may be called 业务创新: but a section's own name speaks against it.
        if not self._head.section or is_section_name(text):
            self._section = head.section or "ordinary"
        if head.points is not None and head.section in ("bonus", "deduction"):
            self._found.caps.setdefault(head.section, head.points)
        elif head.points is not None:
            self._of_level1[head.name] = head.points

    def _name(self, texts: dict[str, str]) -> tuple[str, Decimal | None]:
        """Return the name of an indicator, and the points that stand in it."""
        if not self._has_level2:
            own = short_name(texts.get("criteria", ""))
            said = head_words(texts.get("level1", "")) if not self._level1_is_merged else None
            return (said.name, said.points) if said else (own, None)
        self._level2 = texts.get("level2") or self._level2
        second, third = head_words(self._level2), head_words(texts.get("level3", ""))
        if not third.name or third.name == second.name:
            return second.name or short_name(texts.get("criteria", "")), second.points
        return f"{second.name}{_BETWEEN_LEVELS}{third.name}".strip(_BETWEEN_LEVELS), third.points

    def _points(
        self, row: TableRow, problems: list[Problem], *, shares_points: bool
    ) -> tuple[Decimal | None, str]:
        cell = row.cells.get("points")
        if shares_points:
            what = _("These points stand for several indicators; say how many each is worth.")
            problems.append(self._problem(row, "points", what))
            return None, ""
        if isinstance(cell, FormulaWithoutValue) or not _text(cell):
            return None, ""
        points, sign = points_written(cell)
        if points is None:
            what = _("“{text}” is no number of points.").format(text=_text(cell))
            problems.append(self._problem(row, "points", what))
        return points, sign

    def _section_of(
        self, texts: dict[str, str], sign: str, row: TableRow, problems: list[Problem]
    ) -> str:
        if text := texts.get("section", ""):
            if section := _section_written(text):
                return section
            if not self._table.columns.get("level1"):
                self._level1 = head_words(text).name
        if self._section == "ordinary" and sign:
            return "bonus" if sign == "+" else "deduction"
        return self._section

    def _shared_points(self) -> Iterator[bool]:
        """Say of each row whether its points are those of several indicators together."""
        rows = self._table.rows
        shares = [
            "points" in row.continued
            and "level2" not in row.continued
            and bool(_text(row.cells.get("level2")))
            for row in rows
        ]
        for place, is_shared in enumerate(shares):
            following = place + 1 < len(rows) and shares[place + 1]
            yield is_shared or following

    def _name_apart(self) -> None:
        """Give indicators of the same name a number behind it."""
        seen: dict[tuple[str, str, str], int] = {}
        for line in self._found.lines:
            key = (line.section, line.level1, line.level2)
            seen[key] = seen.get(key, 0) + 1
            if seen[key] > 1:
                line.level2 = f"{line.level2} ({seen[key]})"

    def _compare_with_level1(self) -> None:
        for level1, points in self._of_level1.items():
            of_it = [one.points for one in self._found.lines if one.level1 == level1]
            total = sum((one or Decimal(0) for one in of_it), Decimal(0))
            if of_it and None not in of_it and total != points:
                text = _("“{level1}” says {points} points, but its indicators make {total}.")
                said = {"level1": level1, "points": plain(points), "total": plain(total)}
                self._found.remarks.append(text.format(**said))

    def _problem(self, row: TableRow, name: str, what: str) -> Problem:
        return Problem(self._table.sheet, self._table.place(row.number, name), what)


def _section_written(text: str) -> str:
    try:
        return str(SCHEME_TABLE.by_name["section"].parsed(text))
    except Complaint:
        return section_words(text)


def _text(cell: ReadValue) -> str:
    if cell is None or isinstance(cell, FormulaWithoutValue):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()
