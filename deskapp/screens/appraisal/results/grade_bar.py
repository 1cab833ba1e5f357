"""Decide on the grade of the one chosen in the ranking: a box, a reason, two buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow
from deskapp.screens.appraisal.results.rows import ResultRow
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.field_editor import commit_input_method
from deskapp.widgets.theme import text_width

Decide = Callable[[int, str, str], object]
"""Called with subject id, grade ("" takes the decision back) and reason."""


class GradeBar(QWidget):
    """Enter goes from the grade to the reason, and there decides."""

    went_on = Signal()
    left = Signal()
    failed = Signal(object)  # LedgerError

    def __init__(self, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self._row: ResultRow | None = None
        self._scheme_id: int | None = None
        self.is_dirty = False
        self.title = ElidedLabel()
        self.box = QComboBox()
        self.box.setAccessibleName(_("Grade decided"))
        self.box.setMinimumWidth(text_width(self.font(), 24))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason for the grade"))
        self.reason.setPlaceholderText(_("Reason, where it is not the grade reached"))
        self.reason.setMaxLength(500)
        self.button = QPushButton(_("Decide"))
        self.complaint = QLabel()
        self.complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self.complaint.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.title, 2)
        label = QLabel(_("Grade decided"))
        label.setBuddy(self.box)
        line.addWidget(label)
        line.addWidget(self.box)
        line.addWidget(self.reason, 3)
        line.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.complaint)

    def _connect(self) -> None:
        self.button.clicked.connect(self.decide)
        self.reason.returnPressed.connect(self.decide)
        self.reason.textEdited.connect(self._on_edited)
        self.box.activated.connect(self._on_edited)
        for keys in ("Return", "Enter"):
            self._on_key(self.box, keys, self.reason.setFocus)
        self._on_key(self, "Escape", self.give_up, whole=True)

    def _on_key(
        self, widget: QWidget, keys: str, act: Callable[[], object], *, whole: bool = False
    ) -> None:
        shortcut = QShortcut(QKeySequence(keys), widget)
        context = Qt.ShortcutContext
        shortcut.setContext(context.WidgetWithChildrenShortcut if whole else context.WidgetShortcut)
        shortcut.activated.connect(act)

    def show_row(self, scheme: SchemeRow, row: ResultRow | None, *, can_write: bool) -> None:
        """Show the decision on one of the appraised, or nobody's.

        What is being typed for the same one is left alone.
        """
        is_same = row is not None and self._row is not None and row.id == self._row.id
        keeps = self.is_dirty and is_same and scheme.id == self._scheme_id
        self._row, self._scheme_id = row, scheme.id
        self.setVisible(bool(scheme.grades) and can_write)
        self.setEnabled(row is not None)
        if row is None:
            self.title.setText(_("Choose a line to decide on its grade."))
        else:
            self.title.setText(
                _("{subject}: {total} points reach {grade}").format(
                    subject=row.subject,
                    total=f"{row.total:.2f}",
                    grade=row.reached or _("no grade"),
                )
            )
        if not keeps:
            self._offer(scheme)
            self._show_decided()

    def _offer(self, scheme: SchemeRow) -> None:
        self.box.clear()
        if self._row is not None:
            self.box.addItem(_("As the total reaches"), "")
            for grade in scheme.grades:
                self.box.addItem(grade.name, grade.name)

    def _show_decided(self) -> None:
        self.is_dirty = False
        self.complaint.hide()
        row = self._row
        self.reason.setText("" if row is None else row.reason)
        if row is not None:
            self.box.setCurrentIndex(max(0, self.box.findData(row.decided)))

    def _on_edited(self) -> None:
        self.is_dirty = True

    def begin(self) -> None:
        """Lead the keyboard into the grade."""
        if self.isEnabled() and not self.isHidden():
            self.box.setFocus()

    def decide(self) -> None:
        """Save the decision, and go on to the next line; stay with the complaint otherwise."""
        commit_input_method()
        if self._row is None:
            return
        try:
            self._decide(self._row.id, self.box.currentData(), self.reason.text())
        except FieldProblems as problems:
            self.complaint.setText(str(problems))
            self.complaint.show()
            self.reason.setFocus()
        except LedgerError as error:
            self.failed.emit(error)
        else:
            self.is_dirty = False
            self.went_on.emit()

    def give_up(self) -> None:
        """Show what was decided before, and lead back to the ranking."""
        self._show_decided()
        self.left.emit()
