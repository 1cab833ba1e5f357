"""What every part of the appraisal page is and can say."""

from __future__ import annotations

from PySide6.QtCore import Signal

from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow
from deskapp.queries.appraisal.frozen import record_exists
from deskapp.screens.places import place_of_record
from deskapp.settings import Settings
from deskapp.widgets.screen import Screen
from deskapp.workspace.workspace import Workspace

# What the scores of a scheme rest on: whoever changes one of these changes scores.
SCORED_KINDS = frozenset(
    {
        "agenda_document",
        "agenda_item",
        "appeal",
        "appointment",
        "assessor_score",
        "attachment",
        "attendance",
        "branch",
        "branch_task",
        "final_scoring",
        "grade_given",
        "indicator",
        "key_task",
        "meeting",
        "person",
        "practice",
        "progress_entry",
        "scheme",
        "self_score",
        "study_audience",
        "study_entry",
        "study_requirement",
        "supervision_slip",
        "unit",
    }
)


class AppraisalPart(Screen):
    """One tab of the appraisal page: it shows the scheme that is chosen above the tabs.

    `scheme` is None in a year without one.
    """

    scheme_requested = Signal(int)  # the id of another scheme of the year, to be shown

    kinds = SCORED_KINDS
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.scheme: SchemeRow | None = None

    def show_scheme(self, scheme: SchemeRow | None) -> None:
        """Show another scheme, or the same as it is now."""
        if scheme != self.scheme:
            self.scheme = scheme
            self._make_stale()

    def open_record(self, table: str, record_id: int) -> None:
        """Show a record where it is edited."""
        place = place_of_record(table, record_id)
        if place is None:
            return
        if self.workspace.ask(record_exists, table, record_id):
            self.page_requested.emit(place.page, place.target)
        else:
            self.tell(_("This record is no longer in the ledger; the evidence shows it as it was."))
