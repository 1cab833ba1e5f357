"""F6 and Shift+F6: from one part of the window to the next, as in other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QTabBar, QWidget


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the window, and the widget in it that takes the keyboard."""

    room: QWidget
    entry: QWidget


class PartKeys:
    """Goes through the side bar, the tools of the page, its list or grid, and its detail."""

    def __init__(
        self, window: QWidget, sidebar: QWidget, page: Callable[[], QWidget | None]
    ) -> None:
        self._sidebar, self._page = sidebar, page
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.activated.connect(lambda step=step: self.go(step))
        self._window = window

    def go(self, step: int) -> None:
        """Give the keyboard to the next part, or with -1 to the one before."""
        parts = [_Part(self._sidebar, self._sidebar)]
        if (page := self._page()) is not None:
            parts += _parts_of(page)
        place = self._place_of_focus(parts)
        if place is None:
            place = -1 if step > 0 else 0
        parts[(place + step) % len(parts)].entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place_of_focus(self, parts: list[_Part]) -> int | None:
        """Return the part that has the keyboard: the innermost, as a page holds its lists."""
        focused: QWidget | None = self._window.focusWidget()
        if focused is None:
            return None
        holding = [
            number
            for number, part in enumerate(parts)
            if part.room is focused or part.room.isAncestorOf(focused)
        ]
        return holding[-1] if holding else None


def _parts_of(page: QWidget) -> list[_Part]:
    """Return the parts of a page: what stands above, then the panes, or the largest list."""
    rooms = _panes(page) or _largest_list(page)
    parts = [_Part(room, entry) for room in rooms if (entry := _entry_of(room)) is not None]
    above = (
        widget
        for widget in _by_tab(page)
        if not isinstance(widget, QTabBar)
        and not any(room is widget or room.isAncestorOf(widget) for room in rooms)
    )
    first = next(above, None)
    return parts if first is None else [_Part(page, first), *parts]


def _panes(page: QWidget) -> list[QWidget]:
    """Return the panes of the outermost splitter, from left to right."""
    for splitter in page.findChildren(QSplitter):
        if splitter.isVisible():
            panes = [splitter.widget(place) for place in range(splitter.count())]
            return [pane for pane in panes if pane is not None and pane.isVisible()]
    return []


def _largest_list(page: QWidget) -> list[QWidget]:
    lists: list[QWidget] = [
        view for view in page.findChildren(QAbstractItemView) if view.isVisible()
    ]
    return sorted(lists, key=lambda view: view.width() * view.height())[-1:]


def _entry_of(room: QWidget) -> QWidget | None:
    """Return the list or grid of a part, else the first widget that Tab reaches in it."""
    reached = list(_by_tab(room))
    lists = [widget for widget in reached if isinstance(widget, QAbstractItemView)]
    return next(iter(lists or reached), None)


def _by_tab(room: QWidget) -> Iterator[QWidget]:
    """Yield what Tab reaches in a part, in its order."""
    if _takes_tab(room):
        yield room
    widget = room.nextInFocusChain()
    while widget is not None and widget is not room:
        if room.isAncestorOf(widget) and _takes_tab(widget):
            yield widget
        widget = widget.nextInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return reached and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
