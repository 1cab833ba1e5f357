"""What every page of the window is and can say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.settings import Settings
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.workspace.workspace import Workspace

Result = TypeVar("Result")


class Screen(QWidget):
    """One page of the window.

    `kinds` are the tables it shows: when one of them changes, `refresh` is called, at once
    where the page is seen and else when it is shown next.
    """

    told = Signal(object)  # a Notice that goes away by itself
    failed = Signal(object)  # a LedgerError, shown in the message bar
    status_changed = Signal(str)  # such as "37 of 412 shown"
    setting_changed = Signal(str)  # a setting that the whole window follows, by name
    page_requested = Signal(str, object)  # the name of another page, and what it should show
    part_requested = Signal(str, object)  # the same of another part of its page
    sample_requested = Signal()  # to open the sample ledger in place of this one

    kinds: frozenset[str] = frozenset()
    depends_on_year = False
    # Whether a seal closes what the page keeps; else the year only chooses what it shows.
    seals_with_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings
        self.status = ""
        self._stale = True
        workspace.changed.connect(self._on_workspace_changed)
        workspace.year_changed.connect(self._on_year_changed)

    def refresh(self) -> None:
        """Read again what the page shows."""

    def shown(self) -> None:
        """Be shown: read again when something changed meanwhile."""
        if self._stale:
            self._stale = False
            self.attempt(self.refresh)
        self.status_changed.emit(self.status)

    def show_target(self, target: object) -> None:
        """Show what another page asked for, such as the record with this id."""

    def current_target(self) -> object:
        """Return what `show_target` takes to show again what is seen now; None for nothing."""
        return None

    @property
    def can_write(self) -> bool:
        """Return whether what the page keeps may be changed."""
        if self.depends_on_year and self.seals_with_year:
            return self.workspace.can_write
        return self.workspace.can_write_ledger

    def show_writable(self) -> None:
        """Offer what changes records, or offer it no longer: the year or its seal is another."""

    def leave(self) -> bool:
        """Save what is unsaved; return False when that failed and the page must stay."""
        return True

    def attempt(self, action: Callable[[], Result]) -> Result | None:
        """Return what the action returns, or None when it failed, which is told in words."""
        try:
            return action()
        except LedgerError as error:
            self.failed.emit(error)
            return None

    def tell(self, text: str, *actions: NoticeAction) -> None:
        """Say quietly that something is done."""
        self.told.emit(Notice(text, "done", actions))

    def tell_undoable(self, text: str, *actions: NoticeAction) -> None:
        """Say that what was saved last is done, and offer to undo that and nothing else."""
        saved = self.workspace.last_saved
        if saved is None or (action_id := saved.change_set_id) is None:
            self.tell(text, *actions)
            return

        def undo() -> None:
            self.attempt(lambda: self.workspace.undo_action(action_id))

        self.tell(text, *actions, NoticeAction(_("Undo"), undo))

    def set_status(self, text: str) -> None:
        """Say what the list shows, in the status bar."""
        self.status = text
        if self.isVisible():
            self.status_changed.emit(text)

    def _on_workspace_changed(self, kinds: frozenset[str]) -> None:
        is_sealed = self.depends_on_year and "year_seal" in kinds
        if is_sealed:
            self.attempt(self.show_writable)
        if is_sealed or self.kinds & kinds:
            self._make_stale()

    def _on_year_changed(self) -> None:
        if self.depends_on_year:
            self.attempt(self.show_writable)
            self._make_stale()

    def _make_stale(self) -> None:
        if self.isVisible():
            self.attempt(self.refresh)
        else:
            self._stale = True
