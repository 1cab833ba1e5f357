"""Carry a year forward: what goes along can be chosen, what is left is said with its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.queries.carry_forward import CARRIED, CHOICES, plan_carry_forward
from deskapp.screens.years.plan_view import PlanView
from deskapp.usecases.carry_forward import Carried, CarryChoices, carry_forward
from deskapp.widgets.theme import make_primary
from deskapp.workspace.workspace import Workspace

_LOWEST, _HIGHEST = 1949, 2200


class CarryDialog(QDialog):
    """Shows what would go along, and carries it.

    `carried` says afterwards what was made, `sealed` which year was sealed.
    """

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.carried: Carried | None = None
        self.sealed: int | None = None
        self.setWindowTitle(_("New year"))
        self.from_year = _year_box(_("From year"), workspace.year)
        self.to_year = _year_box(_("To year"), workspace.year + 1)
        self.only_open = QCheckBox(_("Only key tasks that are open or long-standing"))
        self.seal_old = QCheckBox()
        self.complaint = QLabel()
        self.complaint.setWordWrap(True)
        self.complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self.complaint.hide()
        self.view = PlanView(CHOICES)
        self.carry_button = QPushButton(_("Carry forward"))
        self._lay_out()
        self._connect()
        self.resize(700, 600)
        self._show_plan()

    def to_show(self) -> int:
        """Return the new year."""
        return self.to_year.value()

    def _lay_out(self) -> None:
        years = QHBoxLayout()
        for label, box in ((_("From year"), self.from_year), (_("To year"), self.to_year)):
            words = QLabel(label)
            words.setBuddy(box)
            years.addWidget(words)
            years.addWidget(box)
            years.addSpacing(16)
        years.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.StyledPanel)
        scroll.setWidget(self.view)
        foot = QHBoxLayout()
        foot.addWidget(self.seal_old, 1)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        make_primary(self.carry_button)
        self.carry_button.setDefault(True)
        foot.addWidget(self.carry_button)
        foot.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(years)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.only_open)
        layout.addWidget(self.complaint)
        layout.addLayout(foot)

    def _connect(self) -> None:
        for box in (self.from_year, self.to_year):
            box.valueChanged.connect(self._show_plan)
        self.only_open.toggled.connect(self._show_plan)
        self.view.chosen_changed.connect(self._say_state)
        self.carry_button.clicked.connect(self.accept)

    def _show_plan(self) -> None:
        """Read again what would go along."""
        old, new = self.from_year.value(), self.to_year.value()
        self.seal_old.setText(_("Seal {year} afterwards").format(year=old))
        try:
            plan = self.workspace.ask(
                plan_carry_forward, old, new, only_open=self.only_open.isChecked()
            )
        except LedgerError as error:
            self._complain(str(error))
            return
        self.complaint.hide()
        self.view.show_plan(plan)
        self._say_state()

    def _say_state(self) -> None:
        chosen = self.view.chosen()
        self.only_open.setEnabled("key_tasks" in chosen)
        self.carry_button.setEnabled(bool(chosen) or self.seal_old.isChecked())

    def choices(self) -> CarryChoices:
        """Return what is ticked."""
        chosen = {kind: kind in self.view.chosen() for kind in CHOICES}
        return CarryChoices(
            **chosen,
            only_open=self.only_open.isChecked(),
            seal_old=self.seal_old.isChecked(),
        )

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.show()

    def accept(self) -> None:
        """Keep a backup, carry forward and close; stay open and say why it cannot be done."""
        if not self.isEnabled():
            return
        old, new, choices = self.from_year.value(), self.to_year.value(), self.choices()

        def carry() -> None:
            self.carried = self.workspace.do(carry_forward, old, new, choices)
            self.sealed = old if choices.seal_old else None
            super(CarryDialog, self).accept()

        self.setEnabled(False)  # until the backup is made
        self.workspace.do_after_backup(carry, self._on_failed)

    def reject(self) -> None:
        """Close, unless it is being carried already."""
        if self.isEnabled():
            super().reject()

    def _on_failed(self, error: LedgerError) -> None:
        self.setEnabled(True)
        self.carry_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._complain(str(error))


def _year_box(name: str, year: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(_LOWEST, _HIGHEST)
    box.setValue(year)
    box.setGroupSeparatorShown(False)
    box.setAccessibleName(name)
    return box


def said_of(carried: Carried, sealed: int | None) -> str:
    """Return in one line what was made, what was there already, and which year is sealed."""
    done = _said_of_made(carried)
    if sealed is None:
        return done
    words = _("The year {year} is sealed.").format(year=sealed)
    return _("{what} {advice}").format(what=done, advice=words)


def _said_of_made(carried: Carried) -> str:
    parts = [
        _("{kind} {number}").format(kind=_(CARRIED[kind]), number=number)
        for kind, number in carried.made.items()
        if number
    ]
    made = _("Carried forward: {parts}.").format(parts=_(", ").join(parts)) if parts else ""
    there = sum(carried.there.values())
    if not there:
        return made or _("There was nothing to carry forward.")
    skipped = _("{number} were there already and were skipped.").format(number=there)
    return _("{what} {advice}").format(what=made, advice=skipped) if made else skipped
