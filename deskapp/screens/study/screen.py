"""The study page: its parts as a tab strip with counts."""

from __future__ import annotations

from deskapp.i18n import N_, _
from deskapp.queries.facts import working_day
from deskapp.queries.study.counts import StudyCounts, count_study
from deskapp.screens.study.coverage import CoveragePart
from deskapp.screens.study.entries import EntriesPart
from deskapp.screens.study.leaders import LeadersPart
from deskapp.screens.study.make_up import MakeUpPart
from deskapp.screens.study.requirements import RequirementsPart
from deskapp.screens.study.seminars import SeminarsPart
from deskapp.settings import Settings
from deskapp.widgets.parts_screen import Part, PartsScreen
from deskapp.widgets.screen import Screen
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

# The count that the tab of each part shows.
_COUNTS = {
    "coverage": "branches_behind",
    "requirements": "requirements",
    "leaders": "leaders_behind",
    "seminars": "seminars_without",
    "make_up": "not_made_up",
    "entries": "entries",
}


class StudyScreen(PartsScreen[Screen]):
    """Holds the parts, and counts for their tabs."""

    PARTS = (
        Part("coverage", N_("Coverage"), CoveragePart),
        Part("requirements", N_("Requirements"), RequirementsPart),
        Part("leaders", N_("Leaders first check"), LeadersPart),
        Part("seminars", N_("Seminars"), SeminarsPart),
        Part("make_up", N_("Make-up"), MakeUpPart),
        Part("entries", N_("Entries"), EntriesPart),
    )
    kinds = CoveragePart.kinds
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.counter = Reader(workspace, _("Counting"), self)
        self.counter.answered.connect(self._show_counts)
        self.counter.failed.connect(self.failed)
        self.tabs.tabBar().setAccessibleName(_("Parts of the study"))

    def refresh(self) -> None:
        year = self.workspace.year
        self.counter.ask(lambda ask: ask(count_study, year, ask(working_day, year)))

    def _show_counts(self, counts: StudyCounts) -> None:
        for place, part in enumerate(self.PARTS):
            number = getattr(counts, _COUNTS[part.name])
            self.tabs.setTabText(place, f"{_(part.words)} {number or ''}".strip())
