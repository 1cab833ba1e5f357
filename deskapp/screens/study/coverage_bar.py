"""What stands above and below the coverage grid: its rows, its filters, its legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from deskapp.i18n import _
from deskapp.queries.study.cells import View
from deskapp.queries.study.coverage import CoverageColumn
from deskapp.records.study import AUDIENCES
from deskapp.reports.registry import REPORTS
from deskapp.screens.lookups import lookups_for
from deskapp.screens.people import UnitFilter
from deskapp.screens.study.choice_chips import ChoiceChips
from deskapp.screens.study.coverage_cells import ROW_WORDS, STATE_WORDS, TONES, sign_of
from deskapp.widgets.badge import Badge
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import text_width
from deskapp.workspace.workspace import Workspace

_BOX_WIDTH = 20  # characters


class CoverageBar(QWidget):
    """By what the rows are, and which of them; `asked` needs the ledger, `narrowed` does not."""

    asked = Signal()
    narrowed = Signal()
    export_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.by = ChoiceChips(
            _("Rows of the grid"), [(code, _(text)) for code, text in ROW_WORDS.items()]
        )
        self.gaps = FilterChips()
        self.gaps.add_group("gaps", [(True, _("Only gaps"))])
        self.unit = UnitFilter(lookups_for(workspace)["unit"])
        self.unit.setToolTip(_("Show one unit only"))
        self.document = self._box(_("Filter by document"))
        self.audience = self._box(_("Filter by who studies it"))
        self.export_button = QPushButton(icon("file-spreadsheet"), _("Export coverage…"))
        if "coverage" not in REPORTS:
            self.export_button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.by)
        layout.addWidget(self.gaps)
        for widget in (self.unit, self.document, self.audience):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.export_button)
        self._clearing = False
        self.show_columns([])
        self._connect()

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMaximumWidth(text_width(self.font(), _BOX_WIDTH))
        return box

    def _connect(self) -> None:
        self.by.changed.connect(self._ask)
        self.unit.chosen.connect(self._ask)
        self.document.activated.connect(lambda _place: self._ask())
        self.audience.activated.connect(lambda _place: self._ask())
        self.gaps.changed.connect(self.narrowed)
        self.export_button.clicked.connect(self.export_requested)

    def _ask(self) -> None:
        if not self._clearing:
            self.asked.emit()

    def view(self) -> View:
        """Return by what the rows are."""
        return cast("View", self.by.value())

    def filters(self) -> dict[str, Any]:
        """Return what narrows the question: unit, document and audience."""
        return {
            "unit_id": self.unit.unit_id,
            "document_id": self.document.currentData(),
            "audience": self.audience.currentData(),
        }

    def only_gaps(self) -> bool:
        """Return whether only rows that miss what was due are shown."""
        return bool(self.gaps.value("gaps"))

    def clear(self) -> None:
        """Take all filters away, and ask once."""
        self._clearing = True
        self.gaps.clear()
        self.unit.clear()
        self.document.setCurrentIndex(0)
        self.audience.setCurrentIndex(0)
        self._clearing = False
        self.asked.emit()

    def show_unit(self, unit_id: int | None) -> None:
        """Show which unit was answered for, without asking again."""
        if unit_id != self.unit.unit_id:
            self._clearing = True
            self.unit.set_value(unit_id)
            self._clearing = False

    def show_columns(self, columns: Sequence[CoverageColumn]) -> None:
        """Offer the documents and audiences of these columns; what is chosen stays chosen."""
        documents = {column.document_id: column.document for column in columns}
        asked = {column.audience for column in columns}
        audiences = {code: _(text) for code, text in AUDIENCES.items() if code in asked}
        _offer(self.document, _("Every document"), documents)
        _offer(self.audience, _("Every audience"), audiences)


def _offer(box: QComboBox, all_of_them: str, offers: dict[Any, str]) -> None:
    chosen = box.currentData()
    box.clear()
    box.addItem(all_of_them, None)
    for value, words in offers.items():
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))


class Legend(QWidget):
    """Says what the signs and colours of the grid mean."""

    def __init__(self) -> None:
        super().__init__()
        layout = FlowLayout(self)
        for state, words in STATE_WORDS.items():
            badge = Badge()
            badge.show_state(f"{sign_of(state)} {_(words)}", TONES.get(state, "grey"))
            layout.addWidget(badge)
        note = QLabel(_("A count is of those who studied, of those who have to; else it is a day."))
        note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout.addWidget(note)
