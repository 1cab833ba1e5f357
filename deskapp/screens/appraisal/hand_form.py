"""The points that the assessors give by hand: typed once for each unit, down the column."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.fields import FieldSet, TextField
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell
from deskapp.records.score import ASSESSOR_SCORE_FIELDS
from deskapp.usecases.assessor_scores import (
    GivenPoints,
    give_points,
    points_given,
    take_points_back,
)
from deskapp.widgets.icons import icon
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.theme import text_width
from deskapp.workspace.workspace import Workspace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _one_line_fields() -> FieldSet:
    """Return the fields with the reason in one line: Enter there goes to the next unit."""
    return tuple(
        replace(field, lines=1) if isinstance(field, TextField) else field
        for field in ASSESSOR_SCORE_FIELDS
    )


class HandScoreForm(QWidget):
    """Points and reason for one unit; `went_on` asks for the next unit of the column."""

    went_on = Signal()
    left = Signal()  # back to the grid
    failed = Signal(object)  # LedgerError

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.place: tuple[int, int] | None = None
        self._full = Decimal(0)
        self._saved = GivenPoints()
        self.form = RecordForm(_one_line_fields())
        self.form.set_read_only(not workspace.can_write)
        self.progress = QLabel()
        self.save_button = QPushButton(icon("save"), _("Save and go on"))
        self.save_button.setToolTip(_("Enter: save, and go to the next unit"))
        self.save_button.clicked.connect(self.save_and_go_on)
        self.take_back_button = QPushButton(icon("rotate-ccw"), _("Take back points"))
        self.take_back_button.clicked.connect(self.take_back)
        self._lay_out()
        for editor in self.form.editors.values():
            editor.control.installEventFilter(self)

    def _lay_out(self) -> None:
        hint = QLabel(_("Enter: save, and go to the next unit"))
        for label in (hint, self.progress):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        points = self.form.editors["points"]
        self.points_line.setMaximumWidth(text_width(self.font(), 12))
        if (layout := points.layout()) is not None:
            layout.setAlignment(self.points_line, Qt.AlignmentFlag.AlignLeft)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.take_back_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addLayout(buttons)
        layout.addWidget(hint)
        layout.addWidget(self.progress)

    @property
    def points_line(self) -> QLineEdit:
        """Return where the points are typed."""
        control = self.form.editors["points"].control
        assert isinstance(control, QLineEdit)
        return control

    def show_score(self, unit_id: int, indicator: IndicatorRow, cell: ScoreCell) -> None:
        """Show what was given; what is being typed for the same unit is left alone."""
        given = cell.given.points if cell.given else None
        place, saved = (unit_id, indicator.id), GivenPoints(given, cell.reason)
        self.take_back_button.setEnabled(given is not None and self._workspace.can_write)
        self.save_button.setEnabled(self._workspace.can_write)
        if place == self.place and (saved == self._saved or self.form.is_dirty):
            return
        self.place, self._full, self._saved = place, indicator.points, saved
        self.form.set_values({"points": given, "reason": cell.reason})

    def start(self) -> None:
        """Put the cursor on the points, ready to be typed over."""
        self.points_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.points_line.selectAll()

    def save(self) -> bool:
        """Save what was typed, if anything; return False when complaints are shown instead.

        Raises LedgerError for what no field is to blame for.
        """
        if self.place is None or not self.form.is_dirty:
            return True
        if not self.form.check():
            return False
        unit_id, indicator_id = self.place
        values = self.form.values()
        self.form.mark_clean()
        try:
            self._workspace.do(
                give_points,
                indicator_id,
                unit_id,
                values["points"],
                values["reason"],
                in_place_of=self._saved,
            )
        except FieldProblems as problems:
            self.form.mark_dirty()
            self.form.show_complaints(problems.by_field)
            return False
        except ChangedElsewhere:
            self.form.mark_dirty()
            self._saved = self._workspace.ask(points_given, indicator_id, unit_id)
            raise
        except BaseException:
            self.form.mark_dirty()
            raise
        self._saved = GivenPoints(values["points"], values["reason"].strip())
        return True

    def save_and_go_on(self) -> None:
        """Save, and ask for the next unit of the column."""
        try:
            is_saved = self.save()
        except LedgerError as error:
            self.failed.emit(error)
        else:
            if is_saved:
                self.went_on.emit()

    def take_back(self) -> None:
        """Make the unit count as not assessed."""
        if self.place is not None:
            unit_id, indicator_id = self.place
            self.form.mark_clean()
            try:
                self._workspace.do(take_points_back, indicator_id, unit_id)
            except LedgerError as error:
                self.failed.emit(error)

    def revert(self) -> None:
        """Show again what was saved."""
        self.form.set_values({"points": self._saved.points, "reason": self._saved.reason})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                self._on_enter(watched)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.revert()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self, watched: QObject) -> None:
        """Go on to the next unit, but to the reason first where one is needed."""
        values = self.form.values()
        points = values["points"]
        needs_reason = points is not None and points < self._full and not values["reason"]
        if watched is self.points_line and needs_reason:
            self.form.editors["reason"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.save_and_go_on()
