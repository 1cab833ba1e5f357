"""The appraisal page: its parts as a tab strip, with the year's schemes to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import SchemeRow, list_schemes
from deskapp.screens.appraisal.appeals import AppealsPart
from deskapp.screens.appraisal.forms.part import FormsPart
from deskapp.screens.appraisal.hand_in.part import HandInPart
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.appraisal.results import ResultsPart
from deskapp.screens.appraisal.scheme.part import SchemePart
from deskapp.screens.appraisal.scores import ScoresPart
from deskapp.settings import Settings
from deskapp.widgets.screen import Screen
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Tab:
    """One part: its name, its words, its class."""

    name: str
    words: str
    part: type[AppraisalPart]


_TABS = (
    _Tab("scores", N_("Scores"), ScoresPart),
    _Tab("scheme", N_("Scheme"), SchemePart),
    _Tab("appeals", N_("Appeals"), AppealsPart),
    _Tab("results", N_("Results"), ResultsPart),
    _Tab("hand_in", N_("Hand in"), HandInPart),
    _Tab("forms", N_("Own forms"), FormsPart),
)
_NAMES = tuple(tab.name for tab in _TABS)


class AppraisalScreen(Screen):
    """Holds the parts; each is made when its tab is first shown."""

    kinds = frozenset({"scheme", "final_scoring"})
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self._parts: dict[str, AppraisalPart] = {}
        self._rooms: list[QVBoxLayout] = []
        self._schemes: list[SchemeRow] = []
        self._shown = ""
        self.scheme_box = QComboBox()
        self.scheme_box.setAccessibleName(_("Appraisal scheme"))
        self.scheme_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.scheme_box.activated.connect(self._on_scheme_chosen)
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Parts of the appraisal"))
        self.tabs.setCornerWidget(self._with_margin(self.scheme_box))
        for tab in _TABS:
            self._add(tab)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)

    def _with_margin(self, box: QComboBox) -> QWidget:
        """Return the box in a corner that ends where the pages below it end."""
        corner = QWidget()
        layout = QHBoxLayout(corner)
        layout.setContentsMargins(12, 0, 12, 2)
        layout.addWidget(box)
        return corner

    def _add(self, tab: _Tab) -> None:
        room = QWidget()
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
        self._rooms.append(layout)
        self.tabs.addTab(room, _(tab.words))

    @property
    def scheme(self) -> SchemeRow | None:
        """Return the scheme that is chosen; None in a year without one."""
        chosen = self.scheme_box.currentIndex()
        return self._schemes[chosen] if 0 <= chosen < len(self._schemes) else None

    def part(self, name: str) -> AppraisalPart:
        """Return a part by its name, made when it is asked for first."""
        if name not in self._parts:
            place = _NAMES.index(name)
            part = _TABS[place].part(self.workspace, self.settings)
            part.told.connect(self.told)
            part.failed.connect(self.failed)
            part.page_requested.connect(self.page_requested)
            part.sample_requested.connect(self.sample_requested)
            part.part_requested.connect(self.show_part)
            part.scheme_requested.connect(self.choose_scheme)
            part.status_changed.connect(self.set_status)
            part.show_scheme(self.scheme)
            self._rooms[place].addWidget(part)
            part.show()  # at once, so that it hears what changes
            self._parts[name] = part
        return self._parts[name]

    def current_part(self) -> AppraisalPart:
        """Return the part that is shown."""
        return self.part(_NAMES[self.tabs.currentIndex()])

    def refresh(self) -> None:
        chosen = self.scheme_box.currentData()
        self._schemes = self.workspace.ask(list_schemes, self.workspace.year)
        self.scheme_box.clear()
        for scheme in self._schemes:
            self.scheme_box.addItem(scheme.title, scheme.id)
        self.scheme_box.setCurrentIndex(max(0, self.scheme_box.findData(chosen)))
        self.scheme_box.setVisible(len(self._schemes) > 1)
        self._hand_scheme_on()

    def choose_scheme(self, scheme_id: int) -> None:
        """Show a scheme of the year by its id."""
        if (place := self.scheme_box.findData(scheme_id)) >= 0:
            self.scheme_box.setCurrentIndex(place)
            self._hand_scheme_on()

    def _on_scheme_chosen(self) -> None:
        if not self.leave():
            shown = self.current_part().scheme
            self.scheme_box.setCurrentIndex(self.scheme_box.findData(shown.id if shown else None))
            return
        self._hand_scheme_on()

    def _hand_scheme_on(self) -> None:
        for part in self._parts.values():
            part.show_scheme(self.scheme)

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
