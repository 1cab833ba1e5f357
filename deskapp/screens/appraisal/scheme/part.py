"""The scheme of the year, entered and changed: the part between who is appraised and scores."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow
from deskapp.queries.appraisal.standing import final_of
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.appraisal.scheme.questions import ask_on_leaving
from deskapp.screens.appraisal.scheme.scheme_detail import SchemeDetail
from deskapp.screens.appraisal.scheme.scheme_dialogs import SchemeDialogs
from deskapp.settings import Settings
from deskapp.usecases.schemes import delete_schemes
from deskapp.widgets.detail_panel import DetailPanel
from deskapp.widgets.discarding import ask_to_discard
from deskapp.widgets.empty_state import EmptyState
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.tool_button import tool_button
from deskapp.workspace.workspace import Workspace


class SchemePart(AppraisalPart):
    """Shows the chosen scheme as one form, or what to begin a year without one with."""

    kinds = frozenset({"scheme", "indicator", "final_scoring"})

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self._is_new = False
        self.dialogs = SchemeDialogs(workspace, settings, self)
        self.dialogs.made.connect(self._on_made)
        self.detail = SchemeDetail(workspace, settings, self.dialogs.ask_to_take_out)
        self.panel = DetailPanel(self.detail, can_write=self.can_write)
        self._nothing = QWidget()
        self.empty = EmptyState(self._nothing)
        self.empty.show()
        self._stack = QStackedWidget()
        self._add_actions()
        self._lay_out()
        self.panel.save_clicked.connect(lambda: self.attempt(self.save))
        self.panel.revert_clicked.connect(lambda: self.attempt(self.ask_to_revert))
        self.detail.save_requested.connect(lambda: self.attempt(self.save))
        self.detail.sums.indicator_wanted.connect(self.detail.indicators.show_place)

    def _add_actions(self) -> None:
        self.new_action = self._action("plus", _("New scheme"), self.new_scheme, "Ctrl+N")
        self.import_action = self._action("file-spreadsheet", _("Import…"), self.import_scheme)
        self.import_action.setToolTip(_("Read a scheme from an Excel scoring table"))
        self.copy_action = self._action("copy", _("Copy to a year…"), self.copy_to_year)
        self.compare_action = self._action("columns-3", _("Compare…"), self.compare)
        self.delete_action = self._action("trash-2", _("Delete"), self.delete_scheme)
        self.delete_action.setToolTip(_("Delete this scheme with all its scores"))
        self._action("save", _("Save"), self.save, "Ctrl+S")

    def _action(
        self, picture: str, text: str, run: Callable[[], object], keys: str = ""
    ) -> QAction:
        action = QAction(icon(picture), text, self)
        action.setIconText(text)  # a button drops the dots of a question else
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setToolTip(f"{text} ({keys})")
        action.triggered.connect(lambda: self.attempt(run))
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 8, 16, 0)
        tools.addWidget(self.detail.sums, 1)
        for action in (
            self.new_action,
            self.import_action,
            self.copy_action,
            self.compare_action,
            self.delete_action,
        ):
            tools.addWidget(tool_button(action))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tools)
        layout.addWidget(self.panel, 1)
        self._stack.addWidget(page)
        self._stack.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    # --- what is shown

    def refresh(self) -> None:
        """Read the scheme again, unless it is being edited."""
        if self.detail.is_dirty() or self._is_new:
            self._allow()
            return
        if self.scheme is None:
            self._show_empty()
            return
        try:
            self.detail.open_record(self.scheme.id)
        except ChangedElsewhere:  # deleted a moment ago: the page hears of it next
            self._show_empty()
            return
        self._show_panel()

    def show_scheme(self, scheme: SchemeRow | None) -> None:
        """Show another scheme; a new one nothing was typed into is given up."""
        is_other = (scheme.id if scheme else None) != (self.scheme.id if self.scheme else None)
        if is_other and not self.detail.is_dirty():
            self._is_new = False
        super().show_scheme(scheme)

    def _on_year_changed(self) -> None:
        if not self.detail.is_dirty():
            self._is_new = False
        super()._on_year_changed()

    def show_writable(self) -> None:
        self._allow()

    def _show_panel(self) -> None:
        self.panel.show_new(is_new=self._is_new)
        self._allow()
        self._stack.setCurrentIndex(0)
        self.set_status("")

    def _allow(self) -> None:
        """Offer what may be done with the scheme that is shown."""
        saved = None if self._is_new else self.scheme
        self.detail.is_final = (
            saved is not None and self.workspace.ask(final_of, saved.id) is not None
        )
        can_write = self.can_write and not self.detail.is_final
        self.detail.set_read_only(not can_write)
        self.panel.allow_saving(can_write)
        self.panel.update_heading()
        for action in (self.new_action, self.import_action):
            action.setEnabled(self.can_write)
        self.copy_action.setEnabled(saved is not None and self.workspace.can_write_ledger)
        self.compare_action.setEnabled(saved is not None)
        self.delete_action.setEnabled(saved is not None and can_write)
        if self._is_new:
            self.panel.note.setText(_("Not saved yet"))
        if self.detail.is_final:
            self.panel.note.setText(_("Final: reopen the appraisal to change it."))

    def _show_empty(self) -> None:
        self._stack.setCurrentIndex(1)
        text = _(
            "{year} has no appraisal scheme yet. A scheme says who is appraised, by which "
            "indicators, and what each is worth."
        )
        actions = []
        if self.can_write:
            actions.append(NoticeAction(_("New scheme"), self.new_action.trigger))
            actions.append(NoticeAction(_("Import a scheme…"), self.import_action.trigger))
            if schemes := self.dialogs.schemes_elsewhere():
                words = _("Copy the scheme of {year}…").format(year=schemes[0].year)
                actions.append(NoticeAction(words, lambda: self.attempt(self.copy_from)))
        self.empty.set_content(text.format(year=self.workspace.year), actions)
        self.set_status("")

    def show_target(self, target: object) -> None:
        """Begin what another part asked for: "new", "import", ("import", Path) or "copy"."""
        begins = {"new": self.new_scheme, "import": self.import_scheme, "copy": self.copy_from}
        begin = begins.get(str(target))
        if isinstance(target, tuple):
            _import, path = target
            begin = partial(self.import_scheme, path)
        if begin is not None and self.can_write:
            self.attempt(begin)

    # --- saving

    def save(self) -> bool:
        """Save the scheme that is shown; return whether it is saved."""
        if not self.detail.is_dirty() and not self._is_new:
            return True
        was_new, self._is_new = self._is_new, False
        year = self.detail.head.typed()["year"]  # the save makes this page show another scheme
        try:
            saved = self.detail.save()
        except ChangedElsewhere:
            self._is_new = was_new
            self.detail.take_over_saved()
            raise
        except BaseException:
            self._is_new = was_new
            raise
        if saved is None:
            self._is_new = was_new
            return False
        if year == self.workspace.year:
            self.scheme_requested.emit(saved)
            if words := self.detail.sum_in_words():  # points are entered over days
                self.tell(_("Saved. {what}").format(what=words))
        else:
            self._on_made(year, saved)
        self.attempt(self.refresh)
        if self.workspace.last_saved is not None:
            self.panel.show_saved(self.workspace.last_saved.at)
        return True

    def leave(self) -> bool:
        if not self.detail.is_dirty():
            return True
        if self.detail.stops_adding_up():
            answer = ask_on_leaving(self, self.detail.sum_in_words())
            if answer == "discard":
                self.attempt(self.revert)
            if answer != "save":
                return answer == "discard"
        return bool(self.attempt(self.save))

    def ask_to_revert(self) -> None:
        """Go back to what was saved; ask first where nothing of it is saved."""
        if self._is_new and self.detail.is_dirty():
            ask_to_discard(self, self.detail.heading(), lambda: self.attempt(self.revert))
        else:
            self.revert()

    def revert(self) -> None:
        """Go back to what was saved."""
        self._is_new = False
        self.detail.open_new()  # lets go of what was typed
        self.refresh()

    # --- what one does with schemes

    def new_scheme(self) -> None:
        """Begin a new scheme for the year, once what is open is saved."""
        if self.leave():
            self._is_new = True
            self.detail.open_new()
            self._show_panel()
            self.detail.head.unfold()
            self.detail.head.form.focus_first()

    def import_scheme(self, path: Path | None = None) -> None:
        """Read a scheme from a workbook, once what is open is saved."""
        if self.leave():
            self.dialogs.import_scheme(path)

    def delete_scheme(self) -> None:
        """Delete the scheme; ask first where something was given under it."""
        if (scheme := self.scheme) is not None:
            self.dialogs.ask_to_delete(scheme, lambda: self.attempt(lambda: self._delete(scheme)))

    def _delete(self, scheme: SchemeRow) -> None:
        self.detail.open_new()  # what was typed into it goes with it
        self.workspace.do(delete_schemes, [scheme.id])
        self.refresh()
        done = self.workspace.last_saved
        self.tell_undoable(done.text if done else _("Deleted"))

    def copy_to_year(self) -> None:
        """Ask into which year the scheme is copied."""
        if self.scheme is not None and self.leave():
            self.dialogs.copy_to_year(self.scheme)

    def copy_from(self) -> None:
        """Ask which scheme of another year is copied into this one."""
        if self.leave():
            self.dialogs.copy_from()

    def compare(self) -> None:
        """Show what is different between this scheme and another."""
        if self.scheme is not None and self.leave() and not self.dialogs.compare(self.scheme):
            self.tell(_("There is no other scheme to compare with."))

    def _on_made(self, year: int, scheme_id: int) -> None:
        """Show the scheme that was made; offer to, where it belongs to another year."""
        done = self.workspace.last_saved
        said = done.text if done else _("Saved")
        if year == self.workspace.year:
            self._show(year, scheme_id)
            self.tell_undoable(said)
        else:
            words = _("Show {year}").format(year=year)
            there = NoticeAction(words, lambda: self._show(year, scheme_id))
            self.tell_undoable(said, there)

    def _show(self, year: int, scheme_id: int) -> None:
        if self.leave():
            self._is_new = False
            self.workspace.year = year
            self.scheme_requested.emit(scheme_id)
