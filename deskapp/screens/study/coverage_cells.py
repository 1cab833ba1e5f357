"""What the coverage grid shows: plain cells out of a coverage, each made when it is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtGui import QFont, QFontMetrics

from deskapp.dates import shown_date
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.study.coverage import (
    Coverage,
    CoverageCell,
    CoverageColumn,
    CoverageRow,
    has_gap,
)
from deskapp.queries.study.expected import OF_BRANCHES
from deskapp.queries.study.planned import PlannedStudy
from deskapp.records.person import RANK_ORDER
from deskapp.records.study import AUDIENCES
from deskapp.rules.coverage import CELL_STATES
from deskapp.widgets.grid_cells import GridCell, GridColumn, GridRow, HeadColumn
from deskapp.widgets.theme import text_width

_PADS = 16
_SIGN, _DAY = 3, 5  # characters of a sign, and of a day such as 10-25
_NARROWEST, _WIDEST = 9, 26  # characters of a frozen column
# √ is among the signs that every Chinese font has; the others are words.
DONE, NOT_REQUIRED = "√", "－"
# What is still ahead is told from what is missing.
WAITING = "waiting"
TONES = {"done": "green", "late": "yellow", "missing": "red", WAITING: "blue"}
STATE_WORDS = {str(state): words for state, words in CELL_STATES.items()}
STATE_WORDS[WAITING] = N_("Not due yet")
ROW_WORDS = {
    "branches": N_("Branches"),
    "people": N_("People"),
    "ranks": N_("Ranks"),
    "units": N_("Units"),
}


def state_of(cell: CoverageCell) -> str:
    """Return the state of a cell, a key of STATE_WORDS."""
    return WAITING if cell.state == "missing" and not cell.is_due else cell.state


def sign_of(state: str) -> str:
    """Return the sign or short word that says the same as the colour."""
    return {
        "done": DONE,
        "late": _("over"),
        "missing": _("gap"),
        WAITING: _("due"),
    }.get(state, NOT_REQUIRED)


def row_key(row: CoverageRow) -> int:
    """Return a number for a row: its id, or the place of a rank."""
    return row.id if isinstance(row.id, int) else RANK_ORDER.index(row.id)


class CoverageCells:
    """Makes the cell of (row, requirement) when the grid asks for it."""

    def __init__(self, coverage: Coverage, by: str = "branches") -> None:
        self._by = by
        self._rows = {row_key(row): row for row in coverage.rows}
        self._places = {
            column.requirement_id: place for place, column in enumerate(coverage.columns)
        }
        self._columns = list(coverage.columns)
        self._made: dict[tuple[int, CoverageCell], GridCell] = {}

    def get(self, place: tuple[int, int], default: GridCell, /) -> GridCell:
        """Return the cell at a place, or the default where the coverage has none."""
        found = self.find(*place)
        if found is None:
            return default
        key = (place[1], found)
        if key not in self._made:
            column = self._columns[self._places[place[1]]]
            self._made[key] = grid_cell(found, column, self._by)
        return self._made[key]

    def find(self, row: int, requirement_id: int) -> CoverageCell | None:
        """Return what the coverage says at a place; None where it says nothing."""
        column = self._places.get(requirement_id)
        if row not in self._rows or column is None:
            return None
        return self._rows[row].cells[column]


def grid_cell(cell: CoverageCell, column: CoverageColumn, by: str) -> GridCell:
    """Return a coverage cell as the grid shows it."""
    state = state_of(cell)
    sign, text = sign_of(state), ""
    if cell.expected > 1:
        text = counted(cell.done + cell.late, cell.expected, column, by)
    elif cell.studied_on is not None:
        text = f"{cell.studied_on.month}-{cell.studied_on.day}"
    elif cell.planned is not None:
        text = _("Arranged")
    elif state == WAITING:
        sign = _("not yet")
    said = in_sentence(cell, column)
    copied = f"{text} {_(STATE_WORDS[state])}".strip()
    return GridCell(text, sign, TONES.get(state, "grey"), said, copied)


def counted(studied: int, expected: int, column: CoverageColumn, by: str) -> str:
    """Return a count with what is counted, so that nobody takes 3/9 for a day."""
    if by == "units" and column.audience in OF_BRANCHES:
        text = _("{studied}/{expected} branches")
    else:
        text = _("{studied}/{expected} people")
    return text.format(studied=studied, expected=expected)


def in_sentence(cell: CoverageCell, column: CoverageColumn) -> str:
    """Return what a cell says, in a sentence."""
    state = state_of(cell)
    if state == "not_required":
        return _("Not required here.")
    if cell.expected > 1:
        return _counts_in_sentence(cell)
    if state in ("missing", WAITING):
        missing = _missing_in_sentence(column, is_due=cell.is_due)
        return f"{missing} {_planned_in_sentence(cell.planned)}" if cell.planned else missing
    day = shown_date(cell.studied_on)
    if state == "late" and cell.studied_on is not None and column.due_on is not None:
        days = (cell.studied_on - column.due_on).days
        text = ngettext(
            "Studied on {day}, {n} day after the day set.",
            "Studied on {day}, {n} days after the day set.",
            days,
        )
        return text.format(day=day, n=days)
    return _("Studied on {day}.").format(day=day)


def _counts_in_sentence(cell: CoverageCell) -> str:
    text = _("{studied} of {expected} studied it: {done} in time, {late} late, {missing} not.")
    return text.format(
        studied=cell.done + cell.late,
        expected=cell.expected,
        done=cell.done,
        late=cell.late,
        missing=cell.missing,
    )


def _missing_in_sentence(column: CoverageColumn, *, is_due: bool) -> str:
    if column.due_on is None:
        return _("Not studied yet; no day is set.")
    day = shown_date(column.due_on)
    if is_due:
        return _("Not studied; it was due on {day}.").format(day=day)
    return _("Not studied yet; it is due on {day}.").format(day=day)


def _planned_in_sentence(planned: PlannedStudy) -> str:
    if planned.held_on is None:
        return _("A study is planned, its day is open.")
    return _("A study is planned for {day}.").format(day=shown_date(planned.held_on))


def audience_in_words(column: CoverageColumn) -> str:
    """Return who has to study a column's document."""
    return _(AUDIENCES[column.audience])


def grid_columns(coverage: Coverage) -> list[GridColumn]:
    """Return a column for each requirement; those of one document stand under its title."""
    times = Counter(column.document_id for column in coverage.columns)
    return [_grid_column(column, times[column.document_id] > 1) for column in coverage.columns]


def _grid_column(column: CoverageColumn, is_one_of_several: bool) -> GridColumn:
    audience = audience_in_words(column)
    due = column.due_on
    explained = [
        f"{column.document} {column.number}".strip(),
        audience,
        _("Study by {day}").format(day=shown_date(due)) if due else _("No day is set"),
        _("Leaders first") if column.leaders_first else "",
    ]
    return GridColumn(
        column.requirement_id,
        audience if is_one_of_several else column.document,
        group=column.document if is_one_of_several else "",
        detail=_("by {month}-{day}").format(month=due.month, day=due.day) if due else "",
        explained="\n".join(part for part in explained if part),
    )


def grid_rows(
    coverage: Coverage, short_names: Mapping[int, str], *, only_gaps: bool = False
) -> list[GridRow]:
    """Return the rows of a coverage, all of them or those where something is overdue."""
    rows = (row for row in coverage.rows if not only_gaps or has_gap(row))
    return [_grid_row(row, short_names) for row in rows]


def _grid_row(row: CoverageRow, short_names: Mapping[int, str]) -> GridRow:
    if not row.unit or (row.unit_id == row.id and row.unit == row.name):
        return GridRow(row_key(row), (row.name,), row.name)
    unit = short_names.get(row.unit_id or 0) or row.unit
    return GridRow(row_key(row), (unit, row.name), f"{row.unit} {row.name}")


def characters_of(coverage: Coverage, by: str) -> int:
    """Return how many characters the widest cell has: its sign, and counts or a day."""
    most = [
        max((row.cells[place].expected for row in coverage.rows), default=0)
        for place in range(len(coverage.columns))
    ]
    counts = (
        counted(number, number, column, by)
        for number, column in zip(most, coverage.columns, strict=True)
        if number > 1
    )
    return _SIGN + max((_width(text) for text in counts), default=_DAY)


def _width(text: str) -> int:
    """Return for how many characters a text is, where a Chinese one is as wide as two."""
    return max(_DAY, sum(1 if character.isascii() else 2 for character in text))


def head_columns(
    by: str, rows: Sequence[GridRow], font: QFont, words: Sequence[str]
) -> tuple[HeadColumn, ...]:
    """Return the frozen columns, as wide as what they hold."""
    metrics = QFontMetrics(font)
    columns = []
    for place, heading in enumerate(words):
        texts = [heading, *(row.heads[place] for row in rows)]
        needed = max(metrics.horizontalAdvance(text) for text in texts) + _PADS
        least, most = (text_width(font, n) for n in (_NARROWEST, _WIDEST))
        columns.append(HeadColumn(f"{by} {place}", heading, min(max(needed, least), most)))
    return tuple(columns)


def head_words(by: str) -> tuple[str, ...]:
    """Return the headings of the frozen columns."""
    return {
        "branches": (_("Unit"), _("Branch")),
        "people": (_("Unit"), _("Name")),
        "ranks": (_("Rank"),),
        "units": (_("Unit"),),
    }[by]
