"""The pages that were opened so far, one of which is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from deskapp.screens.seen import Seen, seen_of, show_again
from deskapp.widgets.screen import Screen


class PageStack(QStackedWidget):
    """Keeps each page by its name; empty until the first one is added."""

    def __init__(self) -> None:
        super().__init__()
        self._screens: dict[str, Screen] = {}
        self._seen: dict[str, Seen] = {}
        self.addWidget(QWidget())

    def add(self, name: str, screen: Screen) -> None:
        """Keep a page under its name."""
        self._screens[name] = screen
        self.addWidget(screen)

    def screen_of(self, name: str) -> Screen | None:
        """Return a page by its name; None before it was opened."""
        return self._screens.get(name)

    def current_screen(self) -> Screen | None:
        """Return the page that is shown; None before there is one."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def current_name(self) -> str:
        """Return the name of the page that is shown; empty before there is one."""
        current = self.current_screen()
        return next((name for name, one in self._screens.items() if one is current), "")

    def first_unsaved(self) -> str:
        """Save what is unsaved on any page; return the first that cannot be saved, or nothing."""
        return next((name for name, screen in self._screens.items() if not screen.leave()), "")

    def seen(self) -> dict[str, Seen]:
        """Return what is seen of each page that was opened, and what was remembered of others."""
        opened = {name: seen_of(screen) for name, screen in self._screens.items()}
        return self._seen | opened

    def remember(self, seen: dict[str, Seen]) -> None:
        """Remember what is to be seen of pages once they are opened."""
        self._seen = dict(seen)

    def show_again(self, name: str) -> None:
        """Show on a page, when it is opened first, what is remembered of it."""
        seen, screen = self._seen.pop(name, None), self._screens.get(name)
        if seen is not None and screen is not None:
            show_again(screen, seen)

    def clear(self) -> None:
        """Take all pages away."""
        for screen in self._screens.values():
            self.removeWidget(screen)
            screen.deleteLater()
        self._screens = {}
