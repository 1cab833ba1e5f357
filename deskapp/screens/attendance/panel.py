"""Take attendance as it is done from a signed sheet, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import _, ngettext
from deskapp.queries.attendance import AttendanceRow, list_attendance
from deskapp.queries.attendance_counts import counts_of
from deskapp.records.meeting import ATTENDANCE_ROLES
from deskapp.screens.attendance.finders import people_finder, reason_finder
from deskapp.screens.attendance.invite import InviteDialog
from deskapp.screens.attendance.line import AttendanceLine
from deskapp.screens.attendance.model import AttendanceModel
from deskapp.screens.attendance.summary import AttendanceSummary
from deskapp.screens.attendance.table import AttendanceTable
from deskapp.screens.meetings.attempt import Attempt
from deskapp.usecases.attendance import (
    AttendanceMark,
    add_walk_ins,
    mark_attendance,
    mark_rest_present,
    set_role,
    take_off_list,
)
from deskapp.widgets.empty_state import EmptyState
from deskapp.widgets.field_editor import Choice
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.offering_line import OfferingLine
from deskapp.workspace.workspace import Workspace

_KINDS = frozenset({"attendance", "person", "unit"})


class AttendancePanel(QWidget):
    """The list of a meeting's people with everything that is done to it."""

    told = Signal(str)  # what was done, in words
    counts_changed = Signal(int, int)  # present, expected

    def __init__(self, workspace: Workspace, attempt: Attempt) -> None:
        super().__init__()
        self._workspace = workspace
        self._attempt = attempt
        self._meeting_id: int | None = None
        self._held_on: date | None = None
        self._rows: list[AttendanceRow] = []
        self._can_mark = True
        find_people = people_finder(workspace, lambda: self._held_on)
        self.summary = AttendanceSummary()
        self.model = AttendanceModel()
        find_reasons = reason_finder(self._reasons_used)
        self.table = AttendanceTable(self.model, self.apply_marks, find_people, find_reasons)
        self.empty = EmptyState(self.table.viewport())
        self.line = AttendanceLine(workspace, lambda: self._rows, lambda: self._held_on)
        self.walk_in = OfferingLine(find_people, _("Walk-in"))
        self.walk_in.setPlaceholderText(_("Walk-in: name or initials (+)"))
        self.hints = QLabel()
        self.hints.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hints.setWordWrap(True)
        self._make_buttons()
        self._lay_out()
        self._connect()

    # Building

    def _make_buttons(self) -> None:
        self.rest_present = QPushButton(icon("user-check"), _("Mark the &rest present"))
        self.invite = QPushButton(icon("user-plus"), _("&Invite…"))
        self.chosen = QPushButton(_("&Chosen people"))
        self.chosen.setToolTip(_("Change their role, or take them off the list"))
        menu = QMenu(self.chosen)
        for code, words in ATTENDANCE_ROLES.items():
            action = menu.addAction(_("Role: {role}").format(role=_(words)))
            action.triggered.connect(lambda _on=False, c=code: self.set_role(c))
        menu.addSeparator()
        take_off = menu.addAction(icon("x"), _("Take off the list (Del)"))
        take_off.triggered.connect(self.remove_chosen)
        self.chosen.setMenu(menu)
        self.rest_present.clicked.connect(self.mark_rest)
        self.invite.clicked.connect(lambda: self.open_invitation())
        for button in self._buttons():
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().replace("&", ""))

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.rest_present, self.invite, self.chosen

    def _lay_out(self) -> None:
        for button in self._buttons():
            self.summary.tools.addWidget(button)
        entry = QHBoxLayout()
        entry.addWidget(self.walk_in, 2)
        entry.addWidget(self.line, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 6)
        layout.setSpacing(6)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.hints)
        layout.addWidget(self.line.reading)
        layout.addLayout(entry)

    def _connect(self) -> None:
        self.table.removal_wanted.connect(self.remove_chosen)
        self.table.names_pasted.connect(self.open_invitation)
        self.table.walk_in_wanted.connect(self._on_walk_in_wanted)
        self.table.undo_wanted.connect(lambda: self._attempt(self._workspace.undo))
        self.line.reading_shown.connect(self.hints.setHidden)
        self.walk_in.chosen.connect(self._on_walk_in)
        self.walk_in.entered.connect(self._on_walk_in_unknown)
        self.walk_in.given_up.connect(self._on_walk_in_given_up)
        self.line.apply_wanted.connect(self._on_line_applied)
        self._workspace.changed.connect(self._on_changed)

    # What is shown

    def show_meeting(
        self, meeting_id: int | None, held_on: date | None = None, *, can_mark: bool = True
    ) -> None:
        """Show the people of a meeting; a closed one can only be read."""
        is_another = meeting_id != self._meeting_id
        self._meeting_id, self._held_on = meeting_id, held_on
        self._set_can_mark(can_mark)
        if is_another:
            self.table.close_editor()
            self.line.forget()
            self.walk_in.clear()
        self.refresh()
        if is_another:
            self.table.clearSelection()
            self.table.go_to(0)

    def refresh(self) -> None:
        """Read the list again; cursor, selection and scroll stay with their people."""
        self._rows = []
        if self._meeting_id is not None:
            self._rows = self._workspace.ask(list_attendance, self._meeting_id)
        current, top = self._current_person(), self.table.verticalScrollBar().value()
        before = self.model.all_ids()
        self.model.show_rows(self._rows)
        if before != self.model.all_ids():
            self._go_back_to(current, top)
        counts = counts_of(self._rows)
        self.summary.show_counts(counts)
        self._show_empty()
        self.rest_present.setEnabled(self._can_mark and counts.unmarked > 0)
        self.counts_changed.emit(counts.came, counts.invited)

    def _current_person(self) -> int | None:
        row = self.table.current_row()
        return self.model.row_at(row).id if 0 <= row < self.model.rowCount() else None

    def _go_back_to(self, attendance_id: int | None, top: int) -> None:
        row = self.model.row_of(attendance_id) if attendance_id is not None else None
        self.table.go_to(row or 0)
        self.table.verticalScrollBar().setValue(top)

    def _show_empty(self) -> None:
        actions = (NoticeAction(_("Invite…"), self.open_invitation),) if self._can_mark else ()
        text = _(
            "Nobody is on the list yet. Invite by rule or paste the names; then mark who came."
        )
        self.empty.set_content(text, actions)
        self.empty.setVisible(not self._rows)

    def _set_can_mark(self, can_mark: bool) -> None:
        self._can_mark = self.table.can_mark = can_mark
        for widget in (*self._buttons(), self.walk_in, self.line):
            widget.setEnabled(can_mark)
        self.hints.setText(_hints() if can_mark else _("This list can only be read."))

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & _KINDS:
            self._attempt(self.refresh)

    def _reasons_used(self) -> list[str]:
        return [row.reason for row in self._rows if row.reason]

    # What is done

    def apply_marks(self, marks: Sequence[AttendanceMark]) -> bool:
        """Save marks in one step; return whether they were saved."""
        if not self._can_mark:
            self.told.emit(_("The list of a closed meeting can only be read."))
            return False
        seen = {row.id: row.version for row in self._rows}
        return self._do(
            mark_attendance,
            [replace(mark, version=seen.get(mark.attendance_id)) for mark in marks],
        )

    def _do(self, use_case: Callable[..., Any], *args: Any) -> bool:
        meeting_id = self._meeting_id
        if meeting_id is None:
            return False

        def run() -> bool:
            try:
                self._workspace.do(use_case, meeting_id, *args)
            except ChangedElsewhere:
                self.refresh()  # what is there now is seen before anything is written over it
                raise
            return True

        return bool(self._attempt(run))

    def mark_rest(self) -> None:
        """Mark everybody present who has no mark yet."""
        number = counts_of(self._rows).unmarked
        if self._do(mark_rest_present):
            text = ngettext("{number} person marked present", "{number} marked present", number)
            self.told.emit(text.format(number=number))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_role(self, role: str) -> None:
        """Give the chosen people a role."""
        people = self.table.chosen_people()
        if people:
            self._do(set_role, [person.id for person in people], role)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_chosen(self) -> None:
        """Take the chosen people off the list."""
        people = self.table.chosen_people()
        if self._can_mark and people and self._do(take_off_list, [one.id for one in people]):
            number = len(people)
            text = ngettext(
                "{number} person taken off the list", "{number} people taken off the list", number
            )
            self.told.emit(text.format(number=number))

    def open_invitation(self, names: str = "") -> None:
        """Ask whom to invite; `names` were pasted already."""
        if self._meeting_id is None or not self._can_mark:
            return
        there = frozenset(row.person_id for row in self._rows)
        day = self._held_on or date.today()
        dialog = InviteDialog(self._workspace, self._meeting_id, day, there, self)
        dialog.people_invited.connect(self._on_invited)
        dialog.finished.connect(dialog.deleteLater)
        if names:
            dialog.paste(names)
        dialog.open()

    def _on_invited(self, number: int) -> None:
        text = ngettext("{number} person invited", "{number} people invited", number)
        self.told.emit(text.format(number=number))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_line_applied(self, marks: list[AttendanceMark]) -> None:
        if self.apply_marks(marks):
            self.line.applied()
            text = ngettext("{number} mark applied", "{number} marks applied", len(marks))
            self.told.emit(text.format(number=len(marks)))

    # Walk-ins

    def _on_walk_in_wanted(self, typed: str) -> None:
        if self._can_mark:
            self.walk_in.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.walk_in.setText(typed)
            self.walk_in.offer(typed)

    def _on_walk_in(self, person: Choice) -> None:
        """Add somebody who came; who is on the list already is marked there."""
        row = next((one for one in self._rows if one.person_id == person.id), None)
        if row is None:
            done = self._do(add_walk_ins, [person.id])
        else:
            done = row.state == "present" or self.apply_marks([AttendanceMark(row.id, "present")])
        if not done:
            return
        self.walk_in.clear()
        if row is not None:
            self.told.emit(_("{name} is on the list and was marked.").format(name=person.text))
        row_id = next(one.id for one in self._rows if one.person_id == person.id)
        self.table.go_to(self.model.row_of(row_id) or 0)

    def _on_walk_in_unknown(self, text: str) -> None:
        if text:
            self.told.emit(
                _("“{text}” is not among the staff; add the person under Units and people.").format(
                    text=text
                )
            )

    def _on_walk_in_given_up(self) -> None:
        self.walk_in.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _hints() -> str:
    return _(
        "Space/1 present  2/Q excused  3/X absent  4/D stand-in  5/C late  0 none · "
        "initials find (/ before QXDC)"
    )
