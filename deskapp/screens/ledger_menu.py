"""The menu of the ledger: open, make or leave one, and the turn of its years."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from deskapp.i18n import _
from deskapp.widgets.icons import icon

if TYPE_CHECKING:
    from deskapp.screens.years.actions import YearActions


class LedgerMenu(QObject):
    """Fills the menu anew each time it is opened."""

    open_requested = Signal(str)  # a location; empty asks the person for a file
    new_requested = Signal()
    sample_requested = Signal()
    backups_requested = Signal()

    def __init__(self, menu: QMenu, parent: QObject) -> None:
        super().__init__(parent)
        self.menu = menu

    def fill(self, years: YearActions | None, others: Sequence[str], *, is_file: bool) -> None:
        """Offer what fits the ledger that is open, and the others that were open lately."""
        self.menu.clear()
        opened = self.menu.addAction(icon("folder-open"), _("Open a ledger…"))
        opened.triggered.connect(lambda: self.open_requested.emit(""))
        made = self.menu.addAction(icon("plus"), _("New ledger…"))
        made.triggered.connect(self.new_requested)
        sample = self.menu.addAction(icon("book-open"), _("Open the sample"))
        sample.triggered.connect(self.sample_requested)
        if is_file:
            backups = self.menu.addAction(icon("rotate-ccw"), _("Backups…"))
            backups.triggered.connect(self.backups_requested)
        if years is not None:
            self.menu.addSeparator()
            years.fill(self.menu)
        if others:
            self.menu.addSeparator()
        for location in others:
            action = self.menu.addAction(Path(location).stem)
            action.setToolTip(location)
            action.triggered.connect(lambda _on, to=location: self.open_requested.emit(to))
