"""What the appraised give themselves: points, an explanation, and the files behind them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell
from deskapp.records.score import SELF_SCORE_FIELDS
from deskapp.screens.appraisal.cell_form import CellForm
from deskapp.screens.files import FilesPanel
from deskapp.usecases.said_points import SaidPoints
from deskapp.usecases.self_scores import (
    own_points,
    save_own_score,
    take_own_score_back,
)
from deskapp.workspace.workspace import Workspace


class OwnForm(CellForm):
    """The self-score and its explanation for one cell; `own_id` is None until it is saved."""

    words = "explanation"
    taken_back_words = N_("The self-score of {unit} is taken back.")

    def __init__(self, workspace: Workspace) -> None:
        self.own_id: int | None = None
        super().__init__(workspace, SELF_SCORE_FIELDS, _("Take back self-score"))

    def show_cell(
        self, subject_id: int, indicator: IndicatorRow, cell: ScoreCell, *, can_write: bool
    ) -> None:
        self.own_id = cell.own.id if cell.own else None
        super().show_cell(subject_id, indicator, cell, can_write=can_write)

    def saved_in(self, cell: ScoreCell) -> SaidPoints:
        return SaidPoints(cell.own.points, cell.own.explanation) if cell.own else SaidPoints()

    def saved_now(self, subject_id: int, indicator_id: int) -> SaidPoints:
        return self.workspace.ask(own_points, indicator_id, subject_id)

    def write(
        self,
        subject_id: int,
        indicator_id: int,
        points: Decimal,
        words: str,
        in_place_of: SaidPoints,
    ) -> None:
        self.own_id = self.workspace.do(
            save_own_score,
            indicator_id,
            subject_id,
            points,
            words,
            in_place_of=in_place_of,
            computed=self.computed(),
        )

    def forget(self, subject_id: int, indicator_id: int, in_place_of: SaidPoints) -> None:
        self.workspace.do(take_own_score_back, indicator_id, subject_id, in_place_of=in_place_of)
        self.own_id = None

    def needs_words(self, points: Decimal) -> bool:
        computed = self.computed()
        return computed is not None and points != computed

    def why_words(self) -> str:
        return _("Needed where the points are not the computed ones")


class OwnPart(QWidget):
    """The form of the self-score above the list of its files."""

    failed = Signal(object)  # LedgerError
    told = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.form = OwnForm(workspace)
        self.files = FilesPanel(workspace, "self_score_id")
        if (layout := self.files.layout()) is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self._shorten_tools()
        self.files.allow_before_saving(self._save_first)
        self.form.saved.connect(self.show_files)
        self.form.failed.connect(self.failed)
        self.files.failed.connect(self.failed)
        self.files.told.connect(self.told)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.form)
        whole.addWidget(self.files, 1)

    def _shorten_tools(self) -> None:
        """Leave the words to the first button alone, so that the files have the room."""
        for button in self.files.findChildren(QToolButton):
            if button.defaultAction() is not self.files.add_action:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def show_cell(
        self, subject_id: int, indicator: IndicatorRow, cell: ScoreCell, *, can_write: bool
    ) -> None:
        """Show the self-score of a cell, and its files once this is seen; raises LedgerError."""
        self.form.show_cell(subject_id, indicator, cell, can_write=can_write)
        self.files.set_read_only(not can_write)
        self.show_files()

    def _save_first(self) -> int | None:
        """Save the self-score that files are to be added to; return its id, None if it cannot."""
        return self.form.own_id if self.form.form.is_dirty and self.form.save_here() else None

    def show_files(self) -> None:
        """Read the files where they are seen: whoever runs along the cells does not wait."""
        if self.isVisible():
            self.files.open_record(self.form.own_id)
