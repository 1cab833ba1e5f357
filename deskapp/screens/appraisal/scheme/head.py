"""The head of a scheme: who is appraised, the caps, the grades; folded to one line at will."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from deskapp.errors import LedgerError
from deskapp.fields import FieldSet, TextField
from deskapp.i18n import N_, _
from deskapp.records.scheme import SCHEME_FIELDS
from deskapp.rules.grades import Grade, grades_from
from deskapp.screens.appraisal.scheme.number_fields import PercentageField, PlainPointsField
from deskapp.screens.appraisal.scheme.rows_editor import RowsEditor
from deskapp.screens.appraisal.scheme.words import head_in_words
from deskapp.usecases.schemes import SchemeDraft
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.icons import icon
from deskapp.widgets.record_form import RecordForm

_GRADE_FIELDS: FieldSet = (
    TextField(name="name", label=N_("Name of the grade"), required=True, width=12, longest=40),
    PlainPointsField(name="at_least", label=N_("From points"), required=True, width=8),
    PercentageField(name="quota", label=N_("Quota %"), width=8),
)
_ORDER = ("title", "year", "appraised", "bonus_cap", "scope", "deduction_cap")


def _fields() -> FieldSet:
    by_name = {field.name: field for field in SCHEME_FIELDS}
    for name in ("bonus_cap", "deduction_cap"):
        old = by_name[name]
        by_name[name] = PlainPointsField(name=name, label=old.label, width=old.width)
    by_name["year"] = replace(by_name["year"], width=8)
    return tuple(by_name[name] for name in _ORDER)


class SchemeHead(QWidget):
    """Edits what is said of a scheme as a whole; `changed` says that a person did so."""

    changed = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = RecordForm(_fields(), two_columns=True)
        self.grades = RowsEditor(_GRADE_FIELDS, _("Add a grade"))
        self.grades_complaint = QLabel()
        self.grades_complaint.setWordWrap(True)
        self.grades_complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self.grades_complaint.hide()
        self.fold_button = QToolButton()
        self.fold_button.setCheckable(True)
        self.fold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold_button.setText(_("Scheme and grades"))
        self.fold_button.toggled.connect(self._fold)
        self.summary = ElidedLabel()
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()
        self._fold(opened=False)
        self.form.changed.connect(lambda _name: self.changed.emit())
        self.form.save_requested.connect(self.save_requested)
        self.grades.changed.connect(self.changed)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.fold_button)
        line.addWidget(self.summary, 1)
        grades = QVBoxLayout()
        grades.setSpacing(2)
        grades.addWidget(self.grades)
        grades.addWidget(self.grades_complaint)
        grades.addStretch(1)
        form = QVBoxLayout()
        form.addWidget(self.form)
        form.addStretch(1)
        self._body = QWidget()
        body = QHBoxLayout(self._body)
        body.setContentsMargins(8, 0, 8, 4)
        body.setSpacing(24)
        body.addLayout(form, 3)
        body.addLayout(grades, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._body)

    def show_draft(self, draft: SchemeDraft) -> None:
        """Show the head of a scheme."""
        self.form.show_draft(draft)
        rows = [{"name": g.name, "at_least": g.at_least, "quota": g.quota} for g in draft.grades]
        self.grades.show_rows(rows)
        self._complain("")
        self.say(draft)

    def say(self, draft: SchemeDraft) -> None:
        """Say the scheme in one line."""
        self.summary.setText(head_in_words(draft))
        self.summary.setToolTip(self.summary.text())

    def typed(self) -> dict[str, Any]:
        """Return what stands in the fields, without ending what is being typed."""
        return {name: editor.value() for name, editor in self.form.editors.items()}

    def write_into(self, draft: SchemeDraft) -> None:
        """Write what was entered into a draft; grades that are none stay as they were."""
        self.form.write_into(draft)
        if (grades := self.given_grades()) is not None:
            draft.grades = grades

    def given_grades(self) -> tuple[Grade, ...] | None:
        """Return the grades as entered; None while they are no grades."""
        try:
            return grades_from(self.grades.rows())
        except LedgerError:
            return None

    def check(self) -> bool:
        """Show all complaints, unfolded; return whether there are none."""
        complaint = self.grades.complaint()
        if not complaint:
            try:
                grades_from(self.grades.rows())
            except LedgerError as error:
                complaint = str(error)
        self._complain(complaint)
        fits = self.form.check() and not complaint
        if not fits:
            self.unfold()
        return fits

    def show_complaints(self, complaints: dict[str, str]) -> None:
        """Show complaints of the use case."""
        self._complain(complaints.pop("grades", ""))
        self.form.show_complaints(complaints)
        self.unfold()

    def unfold(self) -> None:
        """Show the fields."""
        self.fold_button.setChecked(True)

    def set_read_only(self, read_only: bool) -> None:
        """Let the head be read only."""
        self.form.set_read_only(read_only)
        self.grades.set_read_only(read_only)

    def _complain(self, text: str) -> None:
        self.grades_complaint.setText(text)
        self.grades_complaint.setVisible(bool(text))

    def _fold(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self.summary.setEnabled(not opened)  # it keeps its room: the button stays where it is
        self.fold_button.setIcon(icon("chevron-down" if opened else "chevron-right"))
        hint = _("Fold it to one line") if opened else _("Show who is appraised, caps and grades")
        self.fold_button.setToolTip(hint)
