"""Points and their words for one cell, typed down the column with Enter alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.fields import FieldSet, TextField
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell
from deskapp.usecases.said_points import SaidPoints
from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.icons import icon
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.theme import text_width
from deskapp.workspace.workspace import Workspace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _one_line(fields: FieldSet) -> FieldSet:
    """Return the fields with their words in one line: Enter there goes to the next cell."""
    return tuple(
        replace(field, lines=1) if isinstance(field, TextField) else field for field in fields
    )


class CellForm(QWidget):
    """Points and words for one cell; `went_on` asks for the next cell of the column.

    `words` is the name of the field beside the points. What is saved is told by two texts of
    the class that is made of this one, and by what it saves through.
    """

    went_on = Signal()
    left = Signal()  # back to the grid
    failed = Signal(object)  # LedgerError
    saved = Signal()
    taken_back = Signal(str)  # a sentence with a place for {unit}

    words = ""
    taken_back_words = ""  # marked with N_

    def __init__(self, workspace: Workspace, fields: FieldSet, take_back: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.place: tuple[int, int] | None = None
        self.cell: ScoreCell | None = None
        self.indicator: IndicatorRow | None = None
        self._saved = SaidPoints()
        self._can_write = workspace.can_write
        self.form = RecordForm(_one_line(fields))
        self.form.save_requested.connect(self.save_here)
        self.form.changed.connect(lambda _name: self._ask_for_words())
        self.progress = QLabel()
        self.progress.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.save_button = self._button("arrow-down", _("Save and go on"), self.save_and_go_on)
        self.save_button.setToolTip(_("Enter: save, and go to the next in the column"))
        self.stay_button = self._button("save", _("Save"), self.save_here)
        self.stay_button.setToolTip(_("Ctrl+Enter: save, and stay here"))
        self.take_back_button = self._button("rotate-ccw", take_back, self.take_back)
        self._lay_out()
        for editor in self.form.editors.values():
            editor.control.installEventFilter(self)

    def _button(self, picture: str, text: str, run: Any) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _lay_out(self) -> None:
        points = self.form.editors["points"]
        self.points_line.setMaximumWidth(text_width(self.font(), 12))
        if (row := points.layout()) is not None:
            row.setAlignment(self.points_line, Qt.AlignmentFlag.AlignLeft)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.save_button, self.stay_button, self.take_back_button):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        layout.addWidget(self.progress)
        self.progress.hide()

    def show_progress(self, text: str) -> None:
        """Say how far the column is."""
        self.progress.setText(text)
        self.progress.setVisible(bool(text))

    # --- what the two kinds of points differ in

    def saved_in(self, cell: ScoreCell) -> SaidPoints:
        """Return the points and words that a cell has."""
        raise NotImplementedError

    def saved_now(self, subject_id: int, indicator_id: int) -> SaidPoints:
        """Return the points and words that the ledger has."""
        raise NotImplementedError

    def write(
        self,
        subject_id: int,
        indicator_id: int,
        points: Decimal,
        words: str,
        in_place_of: SaidPoints,
    ) -> None:
        """Save points and words in place of those seen; raises LedgerError."""
        raise NotImplementedError

    def forget(self, subject_id: int, indicator_id: int, in_place_of: SaidPoints) -> None:
        """Take back what is saved and was seen; raises LedgerError."""
        raise NotImplementedError

    def needs_words(self, points: Decimal) -> bool:
        """Return whether such points are not saved without words."""
        raise NotImplementedError

    def why_words(self) -> str:
        """Return why points are not saved without words."""
        raise NotImplementedError

    # --- showing and saving

    def computed(self) -> Decimal | None:
        """Return the points of the rule as they are shown; None where they are by hand."""
        scored = self.cell.computed if self.cell else None
        return None if scored is None else scored.points

    @property
    def points_line(self) -> QLineEdit:
        """Return where the points are typed."""
        control = self.form.editors["points"].control
        assert isinstance(control, QLineEdit)
        return control

    @property
    def words_line(self) -> QLineEdit:
        """Return where the words are typed."""
        control = self.form.editors[self.words].control
        assert isinstance(control, QLineEdit)
        return control

    def show_cell(
        self, subject_id: int, indicator: IndicatorRow, cell: ScoreCell, *, can_write: bool
    ) -> None:
        """Show what is saved; what is being typed for the same cell is left alone."""
        place, saved = (subject_id, indicator.id), self.saved_in(cell)
        self.cell, self.indicator = cell, indicator
        self._set_writable(can_write, has_points=saved != SaidPoints())
        if place == self.place and (saved == self._saved or self.form.is_dirty):
            return
        self.place, self._saved = place, saved
        self._show_saved()

    @property
    def can_write(self) -> bool:
        """Return whether points may be typed."""
        return self._can_write

    def _set_writable(self, can_write: bool, *, has_points: bool) -> None:
        self._can_write = can_write
        self.form.set_read_only(not can_write)
        for editor in self.form.editors.values():
            editor.setEnabled(can_write)  # grey, so that nobody takes it for a place to type
        self.save_button.setEnabled(can_write)
        self.stay_button.setEnabled(can_write)
        self.take_back_button.setEnabled(can_write and has_points)

    def _show_saved(self) -> None:
        saved = self._saved
        self.form.set_values({"points": saved.points, self.words: saved.words})
        self.words_line.setToolTip(saved.words)
        self._ask_for_words()

    def _ask_for_words(self) -> None:
        """Say in the field of the words, as soon as the points need them, that they do."""
        points = self.form.values()["points"]
        is_needed = isinstance(points, Decimal) and self.needs_words(points)
        self.words_line.setPlaceholderText(f"* {self.why_words()}" if is_needed else "")

    def start(self) -> None:
        """Put the cursor on the points, ready to be typed over."""
        self.points_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.points_line.selectAll()

    def type(self, digit: str) -> None:
        """Begin the points with a digit that was typed in the grid."""
        if self._can_write:
            self.start()
            self.points_line.insert(digit)

    def propose(self, words: str) -> None:
        """Begin new points with these words, where none are written yet."""
        if self._can_write:
            if not self.words_line.text().strip():
                self.words_line.setText(words)
                self.form.mark_dirty()
            self.start()

    def save(self) -> bool:
        """Save what was typed, if anything; return False when complaints are shown instead.

        Raises LedgerError for what no field is to blame for.
        """
        if self.place is None or not self.form.is_dirty:
            return True
        if not self.form.check():
            return False
        values = self.form.values()
        points, words = values["points"], values[self.words]
        self.form.mark_clean()
        try:
            self.write(*self.place, points, words, self._saved)
        except FieldProblems as problems:
            self.form.mark_dirty()
            self.form.show_complaints(problems.by_field)
            return False
        except ChangedElsewhere:
            self.form.mark_dirty()
            self._saved = self.saved_now(*self.place)
            raise
        except BaseException:
            self.form.mark_dirty()
            raise
        self._saved = SaidPoints(points, words.strip())
        self.take_back_button.setEnabled(True)
        self.saved.emit()
        return True

    def save_here(self) -> bool:
        """Save, say what went wrong, and stay; return whether all is saved."""
        try:
            return self.save()
        except LedgerError as error:
            self.failed.emit(error)
            return False

    def save_and_go_on(self) -> None:
        """Save, and ask for the next cell of the column."""
        if self.save_here():
            self.went_on.emit()

    def take_back(self) -> None:
        """Let the cell have no such points any more; what is typed goes only when they do."""
        if self.place is None:
            return
        try:
            self.forget(*self.place, self._saved)
        except LedgerError as error:
            if isinstance(error, ChangedElsewhere):
                self._saved = self.saved_now(*self.place)
                if not self.form.is_dirty:
                    self._show_saved()
            self.failed.emit(error)
        else:
            self._saved = SaidPoints()
            self._show_saved()
            self.take_back_button.setEnabled(False)
            self.taken_back.emit(_(self.taken_back_words))

    def revert(self) -> None:
        """Show again what was saved."""
        self._show_saved()

    # --- the keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _ENTER and not control:
                self._on_enter(watched)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.revert()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self, watched: QObject) -> None:
        """Go on to the next cell, but to the words first where they are needed."""
        values = self.form.values()
        points, words = values["points"], values[self.words]
        is_without = isinstance(points, Decimal) and not words and self.needs_words(points)
        if watched is self.points_line and is_without and self._can_write:
            self.words_line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.save_and_go_on()
