"""The supervision page: slips, the ranking of units, and the bulletin, each a part of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from deskapp.i18n import N_, _
from deskapp.screens.supervision.bulletin import BulletinPart
from deskapp.screens.supervision.ranking import RankingPart
from deskapp.screens.supervision.slips import SlipsPart
from deskapp.settings import Settings
from deskapp.widgets.screen import Screen
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.workspace import Workspace

PARTS = {
    "slips": N_("Supervision slips"),
    "ranking": N_("Ranking of units"),
    "bulletin": N_("Bulletin of the quarter"),
}


class SupervisionScreen(Screen):
    """Shows one part at a time; what a part tells, the page tells."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.slips = SlipsPart(workspace, settings)
        self.ranking = RankingPart(workspace, settings)
        self.bulletin = BulletinPart(workspace, settings)
        self._parts: dict[str, Screen] = {
            "slips": self.slips,
            "ranking": self.ranking,
            "bulletin": self.bulletin,
        }
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Parts of supervision"))
        for name, part in self._parts.items():
            self.tabs.addTab(part, _(PARTS[name]))
            part.told.connect(self.told)
            part.failed.connect(self.failed)
            part.status_changed.connect(self.status_changed)
            part.page_requested.connect(self._on_page_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._on_part_chosen)

    def shown(self) -> None:
        """Be shown: the part that is seen reads again what changed meanwhile."""
        self._current().shown()

    def leave(self) -> bool:
        return self.slips.leave()

    def show_target(self, target: object) -> None:
        """Show a part by its name, or a slip by its id, or a list of slips."""
        name = target if isinstance(target, str) and target in self._parts else "slips"
        self.tabs.setCurrentWidget(self._parts[name])
        if name != target:
            self._current().shown()
            self.slips.show_target(target)

    def _on_part_chosen(self) -> None:
        if self._current() is not self.slips:
            self.slips.forget_part()
        self.shown()

    def _current(self) -> Screen:
        part = self.tabs.currentWidget()
        assert isinstance(part, Screen)
        return part

    def _on_page_requested(self, page: str, target: object) -> None:
        """Stay where the list is a part of this page, else ask the window."""
        if page == "supervision":
            self.show_target(target)
        else:
            self.page_requested.emit(page, target)
