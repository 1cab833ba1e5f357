"""One appeal: what was said against which points, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import _
from deskapp.queries.appraisal import AppealRow
from deskapp.rules.points import plain
from deskapp.screens.appraisal.appeal_forms import (
    answer,
    answer_at_first,
    answer_form,
    changes_points,
    outcome_in_words,
    outcome_tone,
)
from deskapp.screens.appraisal.facts import Facts
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import heading_font, make_primary
from deskapp.workspace.workspace import Workspace


class AppealPanel(QWidget):
    """Shows an appeal and takes its answer; the rest is asked of whoever holds the list."""

    score_requested = Signal(object)  # AppealRow: to see the points
    adjust_requested = Signal(object)  # AppealRow: to give the points anew
    change_requested = Signal(object)  # AppealRow
    reopen_requested = Signal(object)  # AppealRow
    withdraw_requested = Signal(object)  # AppealRow
    answered = Signal(object, str)  # AppealRow, outcome
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.row: AppealRow | None = None
        self._can_write = False
        self.gave_points = False  # with the last answer
        self.subject, self.indicator = ElidedLabel(), ElidedLabel()
        self.subject.setFont(heading_font(self.font()))
        self.indicator.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.badge = Badge()
        self.facts = Facts(16)
        self.form = answer_form(workspace)
        self.form.save_requested.connect(self.answer)
        self.answer_button = self._button("check", _("Answer"), self.answer)
        make_primary(self.answer_button)
        self.discard_button = self._button("rotate-ccw", _("Discard"), self.discard)
        self.score_button = self._asking("external-link", _("Show the score"), self.score_requested)
        self.adjust_button = self._asking("pencil", _("Give points anew…"), self.adjust_requested)
        self.change_button = self._asking("pencil", _("Change…"), self.change_requested)
        self.reopen_button = self._asking("lock-open", _("Reopen"), self.reopen_requested)
        self.withdraw_button = self._asking("undo-2", _("Withdraw"), self.withdraw_requested)
        self.form.dirty_changed.connect(self.discard_button.setEnabled)
        self._lay_out()
        self.show_appeal(None, None, can_write=False)

    def _button(self, picture: str, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button

    def _asking(self, picture: str, text: str, signal: SignalInstance) -> QPushButton:
        return self._button(picture, text, lambda: signal.emit(self.row))

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.addWidget(self.subject, 1)
        title.addWidget(self.badge)
        self._answering, actions = QWidget(), QWidget()
        answering = QVBoxLayout(self._answering)
        answering.setContentsMargins(0, 0, 0, 0)
        answering.addWidget(self.form)
        foot = QHBoxLayout()
        foot.addWidget(self.answer_button)
        foot.addWidget(self.discard_button)
        foot.addStretch(1)
        answering.addLayout(foot)
        flow = FlowLayout(actions)
        for button in (
            self.score_button,
            self.adjust_button,
            self.change_button,
            self.reopen_button,
            self.withdraw_button,
        ):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(title)
        layout.addWidget(self.indicator)
        layout.addWidget(actions)
        layout.addWidget(self.facts)
        layout.addWidget(self._answering)
        layout.addStretch(1)

    def show_appeal(self, row: AppealRow | None, now: Decimal | None, *, can_write: bool) -> None:
        """Show an appeal with the points of today; what is being typed is left alone."""
        is_other = (
            row is None
            or self.row is None
            or (row.id, row.outcome)
            != (
                self.row.id,
                self.row.outcome,
            )
        )
        self.row, self._can_write = row, can_write
        self.setVisible(row is not None)
        if row is None:
            self.form.mark_clean()
            return
        self.subject.setText(row.subject)
        self.indicator.setText(f"{row.level1} · {row.level2}")
        self.badge.show_state(outcome_in_words(row.outcome), outcome_tone(row))
        self.facts.show_facts(_facts(row, now))
        self._answering.setVisible(row.is_open and can_write)
        self.adjust_button.setVisible(changes_points(row.outcome) and can_write)
        self.change_button.setVisible(row.is_open and can_write)
        self.reopen_button.setVisible(not row.is_open and can_write)
        self.withdraw_button.setVisible(row.is_open and not row.was_answered and can_write)
        if is_other or not self.form.is_dirty:
            self.discard()

    def discard(self) -> None:
        """Forget the answer that is being typed."""
        if self.row is not None:
            self.form.set_values(answer_at_first(self._workspace, self.row))
        self.discard_button.setEnabled(False)

    def answer(self) -> bool:
        """Answer the appeal; return False when complaints are shown instead."""
        row = self.row
        if row is None or not self.form.check():
            return False
        values = self.form.values()
        self.form.mark_clean()
        try:
            outcome = answer(self._workspace, row.id, values)
        except FieldProblems as problems:
            self.form.mark_dirty()
            self.form.show_complaints(problems.by_field)
            return False
        except LedgerError as error:
            self.form.mark_dirty()
            self.failed.emit(error)
            return False
        self.gave_points = changes_points(outcome) and values["points"] is not None
        self.answered.emit(row, outcome)
        return True

    def save(self) -> bool:
        """Give the answer that is being typed, if there is one; return whether none is left."""
        return self.answer() if self.row is not None and self.form.is_dirty else True


def _facts(row: AppealRow, now: Decimal | None) -> list[tuple[str, str]]:
    points = plain(row.points_then)
    if now is not None:
        points = _("{then} then, {now} now").format(then=points, now=plain(now))
    answered = "" if row.answered_on is None else shown_date(row.answered_on)
    return [
        (_("Raised on"), shown_date(row.raised_on)),
        (_("Points"), points),
        (_("Appeal"), row.text),
        (_("Answered on"), answered),
        (_("Answer"), "" if row.is_open else row.answer),
    ]
