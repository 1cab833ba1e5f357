"""The home page: how far the year is, what is due, what is missing and how it is repaired."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.completeness import Gap
from deskapp.queries.year_at_a_glance import YearAtAGlance, year_at_a_glance
from deskapp.screens.home.demands import DemandBars, DemandsByUnit
from deskapp.screens.home.due import DueList
from deskapp.screens.home.missing import MissingList, divider
from deskapp.screens.home.ways import WAYS, place_of_demand
from deskapp.screens.places import Place, place_of_record
from deskapp.settings import Settings
from deskapp.widgets.empty_state import EmptyState
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_detail import in_scroll_area
from deskapp.widgets.screen import Screen
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

_FIRST_STEPS = N_(
    "The year is told here once there is something to tell it from. Begin with the units and "
    "their people, by hand or from an Excel roster, or look round in the sample."
)


class HomeScreen(Screen):
    """Asks for the year in the background, and shows it when it is there."""

    kinds = frozenset(
        {
            "agenda_document",
            "agenda_item",
            "appointment",
            "attachment",
            "attendance",
            "branch",
            "branch_task",
            "decision",
            "document",
            "fact",
            "key_task",
            "key_task_unit",
            "meeting",
            "person",
            "practice",
            "progress_entry",
            "study_audience",
            "study_entry",
            "study_requirement",
            "supervision_slip",
            "unit",
        }
    )
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.year: YearAtAGlance | None = None
        self.reader = Reader(workspace, _("Reading the year"), self)
        self.bars, self.by_unit = DemandBars(), DemandsByUnit()
        self.due, self.missing = DueList(), MissingList(self._first_gaps, self._may_repair)
        self._empty_page = QWidget()
        self.empty = EmptyState(self._empty_page)
        self._stack = QStackedWidget()
        self.area = in_scroll_area(self._content())
        self._stack.addWidget(self.area)
        self._stack.addWidget(self._empty_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._connect()

    def _content(self) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.bars)
        layout.addWidget(divider())
        layout.addWidget(self.due)
        layout.addWidget(divider())
        last = QHBoxLayout()
        last.setSpacing(24)
        last.addWidget(self.missing, 11)
        last.addWidget(self.by_unit, 9)
        layout.addLayout(last)
        return content

    def _connect(self) -> None:
        self.reader.answered.connect(self._on_read)
        self.reader.failed.connect(self.failed)
        self.bars.demand_chosen.connect(lambda code: self._go(place_of_demand(code)))
        self.by_unit.demand_chosen.connect(lambda *chosen: self._go(place_of_demand(*chosen)))
        self.due.list_chosen.connect(lambda name: self._go(Place("branch_tasks", name)))
        self.due.entry_chosen.connect(
            lambda entry: self._go(place_of_record(entry.table, entry.record_id))
        )
        self.due.calendar_wanted.connect(lambda: self._go(Place("calendar")))
        self.missing.gap_chosen.connect(self.repair)
        self.missing.kind_chosen.connect(self.repair_kind)

    def refresh(self) -> None:
        year = self.workspace.year
        self.reader.ask(lambda ask: ask(year_at_a_glance, year))

    def _on_read(self, year: YearAtAGlance) -> None:
        if year.year != self.workspace.year:
            return
        self.year = year
        if year.is_empty:
            self._show_first_steps()
            return
        self.setUpdatesEnabled(False)
        for part in (self.bars, self.by_unit, self.due, self.missing):
            part.show_year(year)
        self._stack.setCurrentIndex(0)
        self.setUpdatesEnabled(True)

    def _show_first_steps(self) -> None:
        self.empty.set_content(
            _(_FIRST_STEPS),
            (
                NoticeAction(_("Enter units"), lambda: self.page_requested.emit("units", None)),
                NoticeAction(
                    _("Import a roster"), lambda: self.page_requested.emit("exchange", "people")
                ),
                NoticeAction(_("Open the sample"), self.sample_requested.emit),
            ),
        )
        self.empty.show()
        self._stack.setCurrentWidget(self._empty_page)

    def show_writable(self) -> None:
        self.missing.show_repairs()

    def _may_repair(self, code: str) -> bool:
        if WAYS[code].closes_with_year:
            return self.workspace.can_write
        return self.workspace.can_write_ledger

    # --- ways to other pages

    def _first_gaps(self, code: str, number: int) -> Sequence[Gap]:
        from deskapp.queries.completeness.year import gaps_of

        if self.year is None:
            return ()
        year, today = self.year.year, self.year.today
        return self.attempt(lambda: self.workspace.ask(gaps_of, code, year, today, number)) or ()

    def repair_kind(self, code: str) -> None:
        """Go where the gaps of a kind are repaired: to their list, or to the only one or first."""
        first = self._first_gaps(code, 2)
        place = WAYS[code].all_of_kind
        if first and (len(first) == 1 or place is None):
            place = WAYS[code].of_gap(first[0])
        if place is not None:
            self._go(place)

    def repair(self, gap: Gap) -> None:
        """Go to where one gap is repaired."""
        self._go(WAYS[gap.kind].of_gap(gap))

    def _go(self, place: Place | None) -> None:
        if place is not None:
            self.page_requested.emit(place.page, place.target)
