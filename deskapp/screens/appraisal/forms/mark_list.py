"""All marks that a form may hold, each explained; Enter or a double click copies one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from deskapp.i18n import _, current_language
from deskapp.screens.appraisal.forms.lines import MARK_COLUMNS, catalogue_lines
from deskapp.settings import Settings
from deskapp.widgets.record_table import RecordTable


class MarkList(QWidget):
    """The catalogue of marks with a line to search it."""

    copied = Signal(str)  # the mark

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a mark"))
        self.search.setAccessibleName(_("Find a mark"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.table = RecordTable(MARK_COLUMNS, "form marks", settings)
        self.table.setAccessibleName(_("All marks"))
        self.table.set_empty(_("No such mark."))
        self.table.row_activated.connect(self._on_activated)
        hint = QLabel(
            _(
                "Double click copies a mark; paste it into a cell of the form. A row with marks "
                "of a list is repeated for every item."
            )
        )
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)
        self._show()

    def _show(self) -> None:
        chinese = current_language().startswith("zh")
        self._lines = catalogue_lines(self.search.text(), chinese=chinese)
        self.table.set_rows(self._lines)

    def _on_activated(self, number: int) -> None:
        line = next((one for one in self._lines if one.id == number), None)
        if line is not None:
            QGuiApplication.clipboard().setText(line.mark)
            self.copied.emit(line.mark)
