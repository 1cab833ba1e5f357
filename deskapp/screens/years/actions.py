"""What the window can do with whole years: make the next one, seal one, reopen one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from deskapp.i18n import _
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.workspace.workspace import Workspace


class YearActions(QObject):
    """Opens the dialogs of the turn of the year; `dialog` is the one that is open."""

    year_wanted = Signal(int)  # to be shown
    told = Signal(object)  # Notice

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self.workspace = workspace
        self.window = window
        self.dialog: QDialog | None = None

    def fill(self, menu: QMenu) -> None:
        """Add the actions to a menu, those that fit the year that is shown."""
        if not self.workspace.can_write_ledger:
            return
        year = self.workspace.year
        made = menu.addAction(icon("calendar-days"), _("New year…"))
        made.triggered.connect(self.carry)
        if self.is_sealed():
            reopened = menu.addAction(icon("lock-open"), _("Reopen {year}…").format(year=year))
            reopened.triggered.connect(self.reopen)
        else:
            sealed = menu.addAction(icon("lock"), _("Seal {year}…").format(year=year))
            sealed.triggered.connect(self.seal)

    def is_sealed(self) -> bool:
        """Return whether the year that is shown can only be read."""
        return self.workspace.year in self.workspace.sealed_years()

    def notice(self) -> Notice | None:
        """Return what is said while a sealed year is shown; None where it is not sealed."""
        if not self.is_sealed():
            return None
        text = _("The year {year} is sealed and can only be read.")
        again = (self.reopen_action(),) if self.workspace.can_write_ledger else ()
        return Notice(text.format(year=self.workspace.year), "info", again)

    def reopen_action(self) -> NoticeAction:
        """Return the button that reopens the year."""
        return NoticeAction(_("Reopen…"), self.reopen)

    def carry(self) -> None:
        """Ask what to carry into the next year, and show that year afterwards."""
        from deskapp.screens.years.carry_dialog import CarryDialog, said_of

        dialog = CarryDialog(self.workspace, self.window)
        self._open(dialog)

        def show_year() -> None:
            if dialog.carried is not None:
                self.year_wanted.emit(dialog.to_show())
                self.told.emit(Notice(said_of(dialog.carried, dialog.sealed), "done"))

        dialog.accepted.connect(show_year)

    def seal(self) -> None:
        """Ask whether to seal the year that is shown."""
        from deskapp.screens.years.seal_dialogs import seal_dialog

        self._open(seal_dialog(self.workspace, self.workspace.year, self.window))

    def reopen(self) -> None:
        """Ask for the reason to reopen the year that is shown."""
        from deskapp.screens.years.seal_dialogs import reopen_dialog

        sealed = self.workspace.sealed_years()
        year = self.workspace.year
        if year in sealed:
            self._open(reopen_dialog(self.workspace, year, self.window))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
