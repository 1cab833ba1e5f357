"""The bar above every page: the ledger, the office, the search, undo and redo, the year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from deskapp.i18n import _
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.icons import icon
from deskapp.widgets.search_palette import SearchPalette
from deskapp.widgets.theme import heading_font, text_width

_CHARACTERS = 30  # half-width ones, of the name of what undo would undo


class TopBar(QWidget):
    """Says whose ledger this is and which year; offers undo with the name of what it undoes."""

    year_chosen = Signal(int)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ledger_menu = QMenu(self)
        self.ledger_button = QToolButton()
        self.ledger_button.setIcon(icon("book-open"))
        self.ledger_button.setText(_("Ledger"))
        self.ledger_button.setAccessibleName(_("Ledger"))
        self.ledger_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.ledger_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.ledger_button.setMenu(self.ledger_menu)
        self.office = ElidedLabel()
        self.office.setFont(heading_font(self.font(), 2))
        self.badge = Badge()
        self.badge.show_state("", "")
        self.search = SearchPalette()
        self.year = QComboBox()
        self.year.setAccessibleName(_("Year"))
        self.year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.year.setToolTip(_("The year you work in"))
        self.year.activated.connect(lambda: self.year_chosen.emit(self.year.currentData()))
        self.undo_action = self._turn_action("undo-2", "Ctrl+Z")
        self.redo_action = self._turn_action("redo-2", "Ctrl+Y", "Ctrl+Shift+Z")
        self.undo_button = _TurnButton(self.undo_action)
        self.redo_button = _TurnButton(self.redo_action)
        self.back_button = QToolButton()
        self.back_button.setIcon(icon("arrow-left"))
        self.back_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back_button.clicked.connect(self.back_wanted)
        self.show_way_back("")
        self.show_turns("", "")
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.back_button)
        layout.addWidget(self.ledger_button)
        layout.addSpacing(8)
        layout.addWidget(self.office)
        layout.addWidget(self.badge)
        layout.addStretch(1)
        layout.addWidget(self.search, 4)
        layout.addSpacing(8)
        for widget in (self.undo_button, self.redo_button, self.year):
            layout.addWidget(widget)

    def _turn_action(self, picture: str, *keys: str) -> QAction:
        action = QAction(icon(picture), "", self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action

    def show_office(self, name: str, note: str) -> None:
        """Name the office, and note beside it what the ledger is, such as sample data."""
        self.office.setText(name)
        self.office.setToolTip(name)
        self.badge.show_state(note, "yellow")
        self._fit()

    def show_way_back(self, page: str) -> None:
        """Offer the way back to a page by its words; an empty text takes the offer away."""
        self.back_button.setText(page)
        self.back_button.setToolTip(_("Back to {page} (Alt+Left)").format(page=page))
        self.back_button.setAccessibleName(_("Back to {page}").format(page=page))
        self.back_button.setVisible(bool(page) and self.parentWidget() is not None)
        self._fit()

    def show_years(
        self, years: Sequence[int], chosen: int, sealed: Collection[int] = frozenset()
    ) -> None:
        """Offer the years from the first that has records to the next one; mark sealed ones."""
        known = [*years, chosen, date.today().year]
        offered = list(range(max(known) + 1, min(known) - 1, -1))
        self.year.clear()
        for year in offered:
            if year in sealed:
                self.year.addItem(icon("lock"), _("Year {year}, sealed").format(year=year), year)
            else:
                self.year.addItem(_("Year {year}").format(year=year), year)
        self.year.setCurrentIndex(offered.index(chosen))

    def show_turns(self, undo: str, redo: str) -> None:
        """Say what undo and redo would turn; an empty text means there is nothing."""
        for action, text, name, button in (
            (self.undo_action, undo, _("Undo"), self.undo_button),
            (self.redo_action, redo, _("Redo"), self.redo_button),
        ):
            action.setEnabled(bool(text))
            action.setText(text or name)
            # Qt drops the … of a text when it makes the icon's text of it.
            action.setIconText(self._cut(text) or name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text or name} ({keys})")
            button.setAccessibleName(text or name)
        self.redo_button.setVisible(bool(redo))
        self._fit()

    def _fit(self) -> None:
        """Say in words what undo and redo turn where there is room, else by their icons.

        The name of the office comes first: redo loses its words before undo does.
        """
        if (layout := self.layout()) is None:
            return
        both = (self.undo_button, self.redo_button)
        for button in both:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in reversed(both):
            if layout.sizeHint().width() > self.width():
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _cut(self, text: str) -> str:
        room = text_width(self.font(), _CHARACTERS)
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)


class _TurnButton(QToolButton):
    """Undo or redo, which can do with the room of its icon."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setDefaultAction(action)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        height = self.sizeHint().height()
        return QSize(height, height)
