"""The study page: its parts as a tab strip with counts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.facts import working_day
from deskapp.queries.study.counts import StudyCounts, count_study
from deskapp.screens.study.coverage import CoveragePart
from deskapp.screens.study.entries import EntriesPart
from deskapp.screens.study.leaders import LeadersPart
from deskapp.screens.study.make_up import MakeUpPart
from deskapp.screens.study.part import StudyPart
from deskapp.screens.study.requirements import RequirementsPart
from deskapp.screens.study.seminars import SeminarsPart
from deskapp.settings import Settings
from deskapp.widgets.screen import Screen
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Tab:
    """One part: its name, its words, its class, and the count that its tab shows."""

    name: str
    words: str
    part: type[StudyPart] | type[RequirementsPart]
    count: str


_TABS = (
    _Tab("coverage", N_("Coverage"), CoveragePart, "branches_behind"),
    _Tab("requirements", N_("Requirements"), RequirementsPart, "requirements"),
    _Tab("leaders", N_("Leaders first check"), LeadersPart, "leaders_behind"),
    _Tab("seminars", N_("Seminars"), SeminarsPart, "seminars_without"),
    _Tab("make_up", N_("Make-up"), MakeUpPart, "not_made_up"),
    _Tab("entries", N_("Entries"), EntriesPart, "entries"),
)
_NAMES = tuple(tab.name for tab in _TABS)


class StudyScreen(Screen):
    """Holds the parts; each is made when its tab is first shown."""

    kinds = CoveragePart.kinds
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self._parts: dict[str, Screen] = {}
        self._rooms: list[QVBoxLayout] = []
        self._shown = ""
        self.counter = Reader(workspace, _("Counting"), self)
        self.counter.answered.connect(self._show_counts)
        self.counter.failed.connect(self.failed)
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Parts of the study"))
        for tab in _TABS:
            self._add(tab)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)

    def _add(self, tab: _Tab) -> None:
        room = QWidget()
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
        self._rooms.append(layout)
        self.tabs.addTab(room, _(tab.words))

    def part(self, name: str) -> Screen:
        """Return a part by its name, made when it is asked for first."""
        if name not in self._parts:
            place = _NAMES.index(name)
            part = _TABS[place].part(self.workspace, self.settings)
            part.told.connect(self.told)
            part.failed.connect(self.failed)
            part.page_requested.connect(self.page_requested)
            part.part_requested.connect(self.show_part)
            part.status_changed.connect(self.set_status)
            self._rooms[place].addWidget(part)
            part.show()  # at once, so that it hears what changes
            self._parts[name] = part
        return self._parts[name]

    def current_part(self) -> Screen:
        """Return the part that is shown."""
        return self.part(_NAMES[self.tabs.currentIndex()])

    def refresh(self) -> None:
        year = self.workspace.year

        self.counter.ask(lambda ask: ask(count_study, year, ask(working_day, year)))

    def shown(self) -> None:
        super().shown()
        self._show_current()

    def _show_current(self) -> None:
        self._shown = _NAMES[self.tabs.currentIndex()]
        self.current_part().shown()

    def show_part(self, name: str, target: object = None) -> None:
        """Show a part, and on it what is asked for."""
        self.tabs.setCurrentIndex(_NAMES.index(name))
        if self._shown != name and self.isVisible():
            self._show_current()
        if target is not None:
            self.part(name).show_target(target)

    def show_target(self, target: object) -> None:
        """Show a part by its name, or (name, what it should show)."""
        name, wanted = target if isinstance(target, tuple) else (target, None)
        if name in _NAMES:
            self.show_part(str(name), wanted)

    def leave(self) -> bool:
        return all(part.leave() for part in self._parts.values())

    def _on_tab_changed(self, place: int) -> None:
        left = self._parts.get(self._shown)
        if left is not None and self._shown != _NAMES[place] and not left.leave():
            self.tabs.setCurrentIndex(_NAMES.index(self._shown))
        elif self.isVisible():
            self._show_current()

    def _show_counts(self, counts: StudyCounts) -> None:
        for place, tab in enumerate(_TABS):
            number = getattr(counts, tab.count)
            self.tabs.setTabText(place, f"{_(tab.words)} {number or ''}".strip())
