"""A page made of parts on a tab strip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.settings import Settings
from deskapp.widgets.screen import Screen
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.workspace import Workspace

P = TypeVar("P", bound=Screen)


@dataclass(frozen=True, slots=True)
class Part(Generic[P]):
    """One part: its name, the words on its tab, its class."""

    name: str
    words: str
    made: type[P]


class PartsScreen(Screen, Generic[P]):
    """Holds the parts, made when they are first asked for; one is left before another is shown."""

    PARTS: Sequence[Part[Any]] = ()

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self._names = [part.name for part in self.PARTS]
        self._parts: dict[str, P] = {}
        self._rooms: list[QVBoxLayout] = []
        self._shown = ""
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        for part in self.PARTS:
            self._add_room(_(part.words))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.tabs)

    def _add_room(self, words: str) -> None:
        room = QWidget()
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
        self._rooms.append(layout)
        self.tabs.addTab(room, words)

    def part(self, name: str) -> P:
        """Return a part by its name, made when it is asked for first."""
        if name not in self._parts:
            place = self._names.index(name)
            part: P = self.PARTS[place].made(self.workspace, self.settings)
            self.connect_part(part)
            self._rooms[place].addWidget(part)
            part.show()  # at once, so that it hears what changes
            self._parts[name] = part
        return self._parts[name]

    def connect_part(self, part: P) -> None:
        """Hear what a part says that was just made, before it is shown."""
        part.told.connect(self.told)
        part.failed.connect(self.failed)
        part.page_requested.connect(self.page_requested)
        part.sample_requested.connect(self.sample_requested)
        part.part_requested.connect(self.show_part)
        part.status_changed.connect(self.set_status)

    def current_part(self) -> P:
        """Return the part that is shown."""
        return self.part(self._names[self.tabs.currentIndex()])

    def shown(self) -> None:
        super().shown()
        self._show_current()

    def _show_current(self) -> None:
        self._shown = self._names[self.tabs.currentIndex()]
        self.current_part().shown()

    def show_part(self, name: str, target: object = None) -> None:
        """Show a part, and on it what is asked for."""
        self.tabs.setCurrentIndex(self._names.index(name))
        if self._shown != name and self.isVisible():
            self._show_current()
        if target is not None:
            self.part(name).show_target(target)

    def show_target(self, target: object) -> None:
        """Show a part by its name, or (name, what it should show)."""
        name, wanted = target if isinstance(target, tuple) else (target, None)
        if name in self._names:
            self.show_part(str(name), wanted)

    def leave(self) -> bool:
        return all(part.leave() for part in self._parts.values())

    def _on_tab_changed(self, place: int) -> None:
        left = self._parts.get(self._shown)
        if left is not None and self._shown != self._names[place] and not left.leave():
            self.tabs.setCurrentIndex(self._names.index(self._shown))
        elif self.isVisible():
            self._show_current()
