"""The points that the assessors give, by hand or in place of computed ones."""

from __future__ import annotations

from decimal import Decimal

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import IndicatorRow, ScoreCell
from deskapp.records.score import ASSESSOR_SCORE_FIELDS
from deskapp.screens.appraisal.cell_form import CellForm
from deskapp.usecases.assessor_scores import (
    give_points,
    points_given,
    take_points_back,
)
from deskapp.usecases.said_points import SaidPoints
from deskapp.workspace.workspace import Workspace


class AssessorForm(CellForm):
    """The assessors' points and reason for one cell."""

    words = "reason"
    taken_back_words = N_("The assessors' points of {unit} are taken back.")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, ASSESSOR_SCORE_FIELDS, _("Take back points"))

    def show_cell(
        self, subject_id: int, indicator: IndicatorRow, cell: ScoreCell, *, can_write: bool
    ) -> None:
        is_computed = cell.computed is not None
        words = _("Use the computed points again") if is_computed else _("Take back points")
        self.take_back_button.setText(words)
        super().show_cell(subject_id, indicator, cell, can_write=can_write)

    def saved_in(self, cell: ScoreCell) -> SaidPoints:
        return SaidPoints(cell.given.points, cell.reason) if cell.given else SaidPoints()

    def saved_now(self, subject_id: int, indicator_id: int) -> SaidPoints:
        return self.workspace.ask(points_given, indicator_id, subject_id)

    def write(
        self,
        subject_id: int,
        indicator_id: int,
        points: Decimal,
        words: str,
        in_place_of: SaidPoints,
    ) -> None:
        self.workspace.do(
            give_points,
            indicator_id,
            subject_id,
            points,
            words,
            in_place_of=in_place_of,
            computed=self.computed(),
        )

    def forget(self, subject_id: int, indicator_id: int, in_place_of: SaidPoints) -> None:
        self.workspace.do(take_points_back, indicator_id, subject_id, in_place_of=in_place_of)

    def needs_words(self, points: Decimal) -> bool:
        if self.indicator is None:
            return False
        computed = self.computed()
        if computed is not None:
            return points != computed
        if self.indicator.section == "ordinary":
            return points < self.indicator.points
        return points > 0

    def why_words(self) -> str:
        if self.computed() is not None:
            return _("Needed where the points are not the computed ones")
        if self.indicator is not None and self.indicator.section == "ordinary":
            return _("Needed where points are taken off")
        return _("Needed: what the points are for")
