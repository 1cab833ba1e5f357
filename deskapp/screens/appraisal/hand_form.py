"""The points that the assessors give, by hand or in place of computed ones."""

from __future__ import annotations

from decimal import Decimal

from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell
from deskapp.records.score import ASSESSOR_SCORE_FIELDS
from deskapp.screens.appraisal.cell_form import CellForm
from deskapp.usecases.assessor_scores import (
    GivenPoints,
    give_points,
    points_given,
    take_points_back,
)
from deskapp.workspace.workspace import Workspace


class AssessorForm(CellForm):
    """The assessors' points and reason for one cell."""

    words = "reason"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, ASSESSOR_SCORE_FIELDS, _("Take back points"))

    def show_cell(
        self, subject_id: int, indicator: IndicatorRow, cell: ScoreCell, *, can_write: bool
    ) -> None:
        is_computed = cell.computed is not None
        words = _("Use the computed points again") if is_computed else _("Take back points")
        self.take_back_button.setText(words)
        super().show_cell(subject_id, indicator, cell, can_write=can_write)

    def nothing(self) -> GivenPoints:
        return GivenPoints()

    def saved_in(self, cell: ScoreCell) -> GivenPoints:
        return GivenPoints(cell.given.points, cell.reason) if cell.given else GivenPoints()

    def saved_now(self) -> GivenPoints:
        subject_id, indicator_id = self.place or (0, 0)
        return self.workspace.ask(points_given, indicator_id, subject_id)

    def write(self, points: Decimal, words: str, in_place_of: GivenPoints) -> GivenPoints:
        subject_id, indicator_id = self.place or (0, 0)
        self.workspace.do(
            give_points, indicator_id, subject_id, points, words, in_place_of=in_place_of
        )
        return GivenPoints(points, words.strip())

    def forget(self) -> None:
        subject_id, indicator_id = self.place or (0, 0)
        self.workspace.do(take_points_back, indicator_id, subject_id)

    def needs_words(self, points: Decimal) -> bool:
        if self.cell is None or self.indicator is None:
            return False
        if self.cell.computed is not None:
            return points != self.cell.computed.points
        if self.indicator.section == "ordinary":
            return points < self.indicator.points
        return points > 0
