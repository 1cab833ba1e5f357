"""The scheme of the year, entered and changed: the part between who is appraised and scores."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow, list_schemes
from deskapp.queries.appraisal.given_under import given_under_indicator, given_under_scheme
from deskapp.queries.appraisal.standing import final_of
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.appraisal.scheme.compare_dialog import CompareDialog
from deskapp.screens.appraisal.scheme.copying import copy_from_dialog, copy_to_year_dialog
from deskapp.screens.appraisal.scheme.questions import ask_to_take_along
from deskapp.screens.appraisal.scheme.scheme_detail import SchemeDetail
from deskapp.settings import Settings
from deskapp.usecases.schemes import IndicatorDraft, delete_schemes
from deskapp.widgets.detail_panel import DetailPanel
from deskapp.widgets.discarding import ask_to_discard
from deskapp.widgets.empty_state import EmptyState
from deskapp.widgets.form_dialog import FormDialog
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
        self.dialog: QDialog | None = None
        self.question: QMessageBox | None = None
        self.detail = SchemeDetail(workspace, settings, self._may_remove)
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

    def _add_actions(self) -> None:
        self.new_action = self._action("plus", _("New scheme"), self.new_scheme, "Ctrl+N")
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
        self.new_action.setEnabled(self.can_write)
        self.copy_action.setEnabled(saved is not None and self.workspace.can_write_ledger)
        self.compare_action.setEnabled(saved is not None)
        self.delete_action.setEnabled(saved is not None and can_write)
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
            actions.append(NoticeAction(_("New scheme"), lambda: self.attempt(self.new_scheme)))
            if schemes := self._schemes_elsewhere():
                words = _("Copy the scheme of {year}…").format(year=schemes[0].year)
                actions.append(NoticeAction(words, lambda: self.attempt(self.copy_from)))
        self.empty.set_content(text.format(year=self.workspace.year), actions)
        self.set_status("")

    def _schemes_elsewhere(self) -> list[SchemeRow]:
        """Return the schemes of other years, those before the window's year first."""
        year = self.workspace.year
        schemes = [one for one in self.workspace.ask(list_schemes) if one.year != year]
        return sorted(schemes, key=lambda one: (one.year > year, -one.year))

    def show_target(self, target: object) -> None:
        """Begin what another part asked for: "new", "copy"."""
        begin = {"new": self.new_scheme, "copy": self.copy_from}.get(str(target))
        if begin is not None and self.can_write:
            self.attempt(begin)

    # --- saving

    def save(self) -> bool:
        """Save the scheme that is shown; return whether it is saved."""
        if not self.detail.is_dirty() and not self._is_new:
            return True
        was_new, self._is_new = self._is_new, False
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
        self.scheme_requested.emit(saved)
        self.attempt(self.refresh)
        if self.workspace.last_saved is not None:
            self.panel.show_saved(self.workspace.last_saved.at)
        return True

    def leave(self) -> bool:
        return not self.detail.is_dirty() or bool(self.attempt(self.save))

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

    def delete_scheme(self) -> None:
        """Delete the scheme; ask first where something was given under it."""
        scheme = self.scheme
        if scheme is None:
            return
        given = self.workspace.ask(given_under_scheme, scheme.id)
        if given.is_nothing:
            self._delete(scheme)
            return
        words = _("Delete “{title}”?").format(title=scheme.title)
        self.question = ask_to_take_along(
            self, words, given, _("Delete"), lambda: self.attempt(lambda: self._delete(scheme))
        )

    def _delete(self, scheme: SchemeRow) -> None:
        self.detail.open_new()  # what was typed into it goes with it
        self.workspace.do(delete_schemes, [scheme.id])
        self.refresh()
        done = self.workspace.last_saved
        self.tell_undoable(done.text if done else _("Deleted"))

    def _may_remove(self, indicator: IndicatorDraft, take_out: Callable[[], None]) -> None:
        """Take an indicator out; ask first where something was given under it."""
        given = None
        if indicator.id is not None:
            given = self.workspace.ask(given_under_indicator, indicator.id)
        if given is None or given.is_nothing:
            take_out()
            return
        words = _("Take “{name}” out of the scheme?").format(name=indicator.level2)
        self.question = ask_to_take_along(self, words, given, _("Take it out"), take_out)

    def copy_to_year(self) -> None:
        """Ask into which year the scheme is copied."""
        if self.scheme is not None and self.leave():
            self._copy_by(copy_to_year_dialog(self.workspace, self.scheme, self))

    def copy_from(self) -> None:
        """Ask which scheme of another year is copied into this one."""
        if self.leave() and (schemes := self._schemes_elsewhere()):
            self._copy_by(copy_from_dialog(self.workspace, schemes, self))

    def _copy_by(self, dialog: FormDialog) -> None:
        def on_copied() -> None:
            year, scheme_id = dialog.result_of_run
            if year == self.workspace.year:
                self._show(year, scheme_id)
                self.tell(_("The scheme was copied."))
                return
            there = NoticeAction(
                _("Show {year}").format(year=year), lambda: self._show(year, scheme_id)
            )
            self.tell_undoable(_("The scheme was copied to {year}.").format(year=year), there)

        dialog.accepted.connect(on_copied)
        self._open(dialog)

    def _show(self, year: int, scheme_id: int) -> None:
        if self.leave():
            self._is_new = False
            self.workspace.year = year
            self.scheme_requested.emit(scheme_id)

    def compare(self) -> None:
        """Show what is different between this scheme and another."""
        scheme = self.scheme
        if scheme is None or not self.leave():
            return
        others = [*self._schemes_elsewhere(), *self.workspace.ask(list_schemes, scheme.year)]
        others = [one for one in others if one.id != scheme.id]
        if not others:
            self.tell(_("There is no other scheme to compare with."))
            return
        self._open(CompareDialog(self.workspace, self.settings, scheme, others, self))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
