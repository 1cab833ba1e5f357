"""The bar above every page: the ledger, the office, the search, undo and redo, the year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

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
        self.undo_button = _button(self.undo_action)
        self.redo_button = _button(self.redo_action)
        self.show_turns("", "")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.ledger_button)
        layout.addSpacing(8)
        layout.addWidget(self.office, 1)
        layout.addWidget(self.badge)
        layout.addSpacing(8)
        layout.addWidget(self.search, 1)
        layout.addSpacing(8)
        for widget in (self.undo_button, self.redo_button, self.year):
            layout.addWidget(widget)

    def _turn_action(self, picture: str, *keys: str) -> QAction:
        action = QAction(icon(picture), "", self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action

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

    def _cut(self, text: str) -> str:
        room = text_width(self.font(), _CHARACTERS)
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
