"""Decide on the grade of those chosen in the ranking: a box, a reason, a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import SchemeRow
from deskapp.screens.appraisal.results.rows import ResultRow
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.field_editor import commit_input_method
from deskapp.widgets.theme import text_width

Decide = Callable[[Sequence[int], str, str], object]
"""Called with subject ids, grade ("" takes the decisions back) and reason."""


class GradeBar(QWidget):
    """Enter goes from the grade to the reason, and there decides."""

    went_on = Signal()
    left = Signal()
    failed = Signal(object)  # LedgerError

    def __init__(self, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self._rows: Sequence[ResultRow] = ()
        self._scheme_id: int | None = None
        self.is_dirty = False
        self.title = ElidedLabel()
        self.box = QComboBox()
        self.box.setAccessibleName(_("Grade decided"))
        self.box.setMinimumWidth(text_width(self.font(), 24))
        self.box.setPlaceholderText(_("Different grades"))
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
        self.box.currentIndexChanged.connect(lambda _place: self._enable())
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

    def show_rows(self, scheme: SchemeRow, rows: Sequence[ResultRow], *, can_write: bool) -> None:
        """Show the decision on one or several of the appraised, or nobody's.

        What is being typed for the same ones is left alone.
        """
        is_same = bool(rows) and [row.id for row in rows] == [row.id for row in self._rows]
        keeps = self.is_dirty and is_same and scheme.id == self._scheme_id
        self._rows, self._scheme_id = rows, scheme.id
        self.setVisible(bool(scheme.grades) and can_write)
        self.setEnabled(bool(rows))
        self.title.setText(_title(rows))
        if not keeps:
            self._offer(scheme)
            self._show_decided()
        self._enable()

    def _offer(self, scheme: SchemeRow) -> None:
        self.box.clear()
        if self._rows:
            self.box.addItem(_("As the total reaches"), "")
            for grade in scheme.grades:
                self.box.addItem(grade.name, grade.name)

    def _show_decided(self) -> None:
        """Show what is decided; several that are decided differently show no grade."""
        self.is_dirty = False
        self.complaint.hide()
        grades = {row.decided for row in self._rows}
        reasons = {row.reason for row in self._rows}
        self.reason.setText(reasons.pop() if len(reasons) == 1 else "")
        self.box.setCurrentIndex(self.box.findData(grades.pop()) if len(grades) == 1 else -1)
        self._enable()

    def _changes(self) -> bool:
        """Return whether anything would be another decision than the one that stands."""
        grade, reason = self.box.currentData(), self.reason.text().strip()
        if grade is None:
            return False
        return any(
            row.decided != grade or (grade != "" and row.reason != reason) for row in self._rows
        )

    def _enable(self) -> None:
        self.button.setEnabled(self.is_dirty or self._changes())

    def _on_edited(self) -> None:
        self.is_dirty = True
        self.complaint.hide()
        self._enable()

    def begin(self) -> None:
        """Lead the keyboard into the grade."""
        if self.isEnabled() and not self.isHidden():
            self.box.setFocus()

    def decide(self) -> None:
        """Save the decision, and go on to the next line; stay with the complaint otherwise."""
        commit_input_method()
        if not self._rows:
            return
        if not self._changes():
            self._complain(_("Nothing is decided anew: choose a grade first."))
            self.box.setFocus()
            return
        ids = [row.id for row in self._rows]
        try:
            self._decide(ids, self.box.currentData(), self.reason.text())
        except FieldProblems as problems:
            self._complain(str(problems))
            self.reason.setFocus()
        except LedgerError as error:
            self.failed.emit(error)
        else:
            self.is_dirty = False
            self._enable()
            self.went_on.emit()

    def _complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.show()

    def give_up(self) -> None:
        """Show what was decided before, and lead back to the ranking."""
        self._show_decided()
        self.left.emit()


def _title(rows: Sequence[ResultRow]) -> str:
    if not rows:
        return _("Choose one or more lines to decide on their grade.")
    if len(rows) > 1:
        text = ngettext("{n} line is chosen", "{n} lines are chosen", len(rows))
        return text.format(n=len(rows))
    row = rows[0]
    return _("{subject}: {total} points reach {grade}").format(
        subject=row.subject, total=f"{row.total:.2f}", grade=row.reached or _("no grade")
    )
