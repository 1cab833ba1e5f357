"""Two schemes beside each other: what changed, what is new, what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import SchemeRow
from deskapp.queries.appraisal.comparison import (
    CHANGES,
    KINDS,
    ComparedIndicator,
    SchemeComparison,
    compare_schemes,
)
from deskapp.records.scheme import SECTIONS
from deskapp.rules.points import plain
from deskapp.screens.appraisal.scheme.compared_texts import differences_of
from deskapp.settings import Settings
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.list_chips import ListChips
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import RIGHT, TableColumn
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_TONES = {"changed": "yellow", "new": "green", "gone": "red", "same": ""}
_MARKS = {
    "changed": N_("≠ changed"),
    "new": N_("+ new"),
    "gone": N_("− gone"),
    "same": N_("= same"),
}
_COLUMNS = (
    TableColumn(
        "mark", N_("Outcome of the comparison"), 9, tone=lambda row: row.tone, sortable=False
    ),
    TableColumn("level1", N_("Level 1"), 10, sortable=False),
    TableColumn("level2", N_("Level 2"), 15, sortable=False),
    TableColumn("one", N_("Before"), 6, RIGHT, sortable=False),
    TableColumn("other", N_("After"), 6, RIGHT, sortable=False),
    TableColumn("changes", N_("What is different"), 16, sortable=False),
)
_TOTAL_COLUMNS = (
    TableColumn("name", N_("Level 1"), 12, sortable=False),
    TableColumn("one", N_("Before"), 6, RIGHT, sortable=False),
    TableColumn("other", N_("After"), 6, RIGHT, sortable=False),
    TableColumn("moved", N_("Difference"), 7, RIGHT, tone=lambda row: row.tone, sortable=False),
)
# What the two sides are called; schemes of one year do not come one after the other.
_BY_TIME = (N_("Before"), N_("After"))
_NUMBERED = (N_("Scheme 1"), N_("Scheme 2"))
_SIZE = (1180, 620)


class CompareDialog(QDialog):
    """Compares the scheme that is shown with another one, of which there are several."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        scheme: SchemeRow,
        others: Sequence[SchemeRow],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compare schemes"))
        self._workspace = workspace
        self._scheme, self._others = scheme, others
        self.found: SchemeComparison | None = None
        self.other_box = QComboBox()
        self.other_box.setAccessibleName(_("Scheme to compare with"))
        for one in others:
            self.other_box.addItem(_named(one))
        self.other_box.activated.connect(self.compare)
        self.chips = FilterChips(self)
        self.lists = ListChips(self.chips, KINDS)
        self.chips.changed.connect(self._show_rows)
        self.table = RecordTable(_COLUMNS, "compared schemes", settings)
        self.table.setAccessibleName(_("Compared indicators"))
        self.table.selection_changed.connect(lambda _ids: self._explain())
        self.totals = RecordTable(_TOTAL_COLUMNS, "compared totals", settings)
        self.totals.setAccessibleName(_("Points by level 1"))
        self.said, self._of_other, self._of_shown = QLabel(), QLabel(), QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.resize(*_SIZE)
        self.compare()

    def _lay_out(self) -> None:
        head = QGridLayout()
        shown = QLabel(_named(self._scheme))
        for row, (label, widget) in enumerate(
            ((self._of_other, self.other_box), (self._of_shown, shown))
        ):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            head.addWidget(label, row, 0)
            head.addWidget(widget, row, 1)
        head.setColumnStretch(2, 1)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(8, 0, 0, 0)
        for words, widget, stretch in (
            (_("What is different"), self.said, 3),
            (_("Points by level 1"), self.totals, 4),
        ):
            heading = QLabel(words)
            heading.setFont(heading_font(self.font(), 2))
            side.addWidget(heading)
            side.addWidget(widget, stretch)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(right)
        splitter.setSizes([720, 430])
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addLayout(head)
        layout.addWidget(self.chips)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)

    def compare(self) -> None:
        """Compare with the scheme that is chosen; that of the later year comes after."""
        other = self._others[self.other_box.currentIndex()]
        is_later = other.year > self._scheme.year
        one, two = (self._scheme, other) if is_later else (other, self._scheme)
        self.found = self._workspace.ask(compare_schemes, one.id, two.id)
        sides = _NUMBERED if self.found.is_of_one_year else _BY_TIME
        self._of_other.setText(_(sides[is_later]))
        self._of_shown.setText(_(sides[not is_later]))
        for table in (self.table, self.totals):
            _name_sides(table, sides)
        numbers = {kind: self.found.number(kind) for kind in KINDS}
        self.lists.show_numbers(numbers, total=len(self.found.rows))
        self.totals.set_rows(_total_lines(self.found))
        self._show_rows()

    def _show_rows(self) -> None:
        if self.found is None:
            return
        wanted = self.lists.chosen
        lines = [
            _line(place, row)
            for place, row in enumerate(self.found.rows)
            if wanted in (None, row.kind)
        ]
        self.table.set_empty(_("None of this kind."))
        self.table.set_rows(lines)
        if lines and not self.table.selected_ids():
            self.table.select_ids([lines[0].id])
        self._explain()

    def _explain(self) -> None:
        chosen = self.table.selected_ids()
        if self.found is None or not chosen:
            self.said.clear()
        else:
            row = self.found.rows[chosen[0]]
            self.said.setText(differences_of(row, of_one_year=self.found.is_of_one_year))


def _name_sides(table: RecordTable, sides: tuple[str, str]) -> None:
    """Put the names of the two schemes over their columns."""
    headings = dict(zip(("one", "other"), sides, strict=True))
    model = table.rows
    model.columns = tuple(
        replace(column, heading=headings.get(column.key, column.heading))
        for column in model.columns
    )
    model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(model.columns) - 1)


def _named(scheme: SchemeRow) -> str:
    """Return the title of a scheme, with the year where the title does not say it."""
    year = str(scheme.year)
    return scheme.title if year in scheme.title else f"{year} {scheme.title}"


def _line(place: int, row: ComparedIndicator) -> SimpleNamespace:
    return SimpleNamespace(
        id=place,
        tone=_TONES[row.kind],
        mark=_(_MARKS[row.kind]),
        level1=row.indicator.level1,
        level2=row.indicator.level2,
        one=plain(row.one.points) if row.one else "",
        other=plain(row.other.points) if row.other else "",
        changes=_(", ").join(_(CHANGES[what]) for what in row.changes),
    )


def _total_lines(found: SchemeComparison) -> list[SimpleNamespace]:
    lines = []
    for place, total in enumerate(found.totals):
        name = total.level1
        if total.section != "ordinary":
            name = f"{_(SECTIONS[total.section])}: {name}"
        moved = total.other - total.one
        lines.append(
            SimpleNamespace(
                id=place,
                name=name,
                one=plain(total.one),
                other=plain(total.other),
                moved=_signed(moved),
                tone="yellow" if moved else "",
            )
        )
    return lines


def _signed(number: Decimal) -> str:
    return f"+{plain(number)}" if number > 0 else plain(number) if number else "="
