"""The meetings of the year: list and detail, their states, and duplicating them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from deskapp.errors import FieldProblems
from deskapp.i18n import N_, _
from deskapp.queries.completeness import missing_in_meeting
from deskapp.queries.lists import Order
from deskapp.queries.meetings import MeetingRow, count_meetings, list_meetings
from deskapp.records.meeting import MEETING_FIELDS, MEETING_KINDS, MEETING_STATES, Meeting
from deskapp.screens.meetings.detail import MeetingDetail
from deskapp.screens.meetings.minutes_file import write_minutes
from deskapp.screens.meetings.parts import GAP_PLACES, STATE_TONES, TABS, MeetingState
from deskapp.screens.meetings.practice import begin_practice
from deskapp.screens.supervision.written import FileWriting
from deskapp.usecases.meetings import (
    close_meeting,
    closed_meeting,
    delete_meetings,
    duplicate_meeting,
    hold_meeting,
    reopen_meeting,
)
from deskapp.usecases.saving import open_draft
from deskapp.widgets.icons import icon
from deskapp.widgets.record_page import RecordPage
from deskapp.widgets.row_table_model import RIGHT, TableColumn

_SHOWN = {field.name: field.shown for field in MEETING_FIELDS}
# While people are marked one after another, the counts of the list may wait.
_COUNT_DELAY = 400
# The chip of the meetings that lack something, and what other pages ask for it by.
_GAPS = "gaps"
_INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting as the list shows it; `came` is 86/120."""

    id: int
    held_on: date | None
    title: str
    came: str
    state: str
    kind: str
    host: str | None


def _line(row: MeetingRow) -> MeetingLine:
    came = f"{row.present}/{row.expected}" if row.expected else ""
    return MeetingLine(row.id, row.held_on, row.title, came, row.state, row.kind, row.host)


def _state_in_words(state: str) -> str:
    return _(MEETING_STATES[state])


def _tone_of(line: MeetingLine) -> str:
    return STATE_TONES[line.state]


class MeetingsScreen(RecordPage):
    """List and detail of the meetings of the year."""

    key = "meetings"
    title = N_("Meetings")
    new_text = N_("New meeting")
    empty_text = N_(
        "The meetings of the year belong here, with agenda, attendance and decisions. Plan the "
        "first one, or duplicate one of last year."
    )
    kinds = frozenset({"meeting", "unit", "branch", "person"})
    depends_on_year = True
    pastes_as = "meetings"
    columns = (
        TableColumn("held_on", N_("Date"), 10, shown=_SHOWN["held_on"]),
        TableColumn("title", N_("Meeting title"), 25),
        TableColumn("came", N_("Came"), 7, RIGHT),
        TableColumn("state", N_("State"), 8, shown=_state_in_words, tone=_tone_of),
        TableColumn("kind", N_("Kind of meeting"), 12, shown=_SHOWN["kind"]),
        TableColumn("host", N_("Host"), 20),
    )
    detail: MeetingDetail

    # --- what the page says of itself

    def list_rows(self, search: str) -> Sequence[MeetingLine]:
        rows = self.workspace.ask(
            list_meetings,
            search,
            year=self.workspace.year,
            kind=self.chips.value("kind"),
            state=self.chips.value("state"),
            incomplete_on=self.workspace.today if self.chips.value(_GAPS) else None,
            order=self._order(),
        )
        return [_line(row) for row in rows]

    def _order(self) -> Order | None:
        if self.order is None:
            return None
        key, descending = self.order
        return Order("present" if key == "came" else key, descending)

    def count_all(self) -> int:
        return self.workspace.ask(count_meetings, year=self.workspace.year)

    def make_detail(self) -> MeetingDetail:
        return MeetingDetail(
            self.workspace, self.attempt, enter_goes_on=self.settings.enter_goes_on
        )

    def delete_selected(self) -> None:
        """Delete the chosen meetings, unless one of them is closed."""
        for meeting_id in self.table.selected_ids():
            row = self.table.rows.row_of(meeting_id)
            if row is not None and self.table.rows.row_at(row).state == "closed":
                self.failed.emit(closed_meeting(self.table.rows.row_at(row).title))
                return
        super().delete_selected()

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_meetings, ids)

    def set_up(self) -> None:
        self.chips.add_group("state", [(code, _(text)) for code, text in MEETING_STATES.items()])
        self.chips.add_group(_GAPS, [(_INCOMPLETE, _("Incomplete"))])
        self.chips.add_group("kind", [(code, _(text)) for code, text in MEETING_KINDS.items()])
        if self.key not in self.settings.splitters:
            self.splitter.setSizes([500, 690])
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 2)
        self.duplicate_action.setText(_("Copy to the next year"))
        self.duplicate_action.setToolTip(
            _("Plan the same meeting in the next year, with its agenda and people (Ctrl+D)")
        )
        self._add_state_buttons()
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.setInterval(_COUNT_DELAY)
        self._count_timer.timeout.connect(self._make_stale)
        self.workspace.changed.connect(self._on_attendance_changed)
        detail = self.detail
        detail.heading_changed.connect(self._show_state_buttons)
        detail.told.connect(self.tell)
        files = FileWriting(self)
        detail.minutes.word_wanted.connect(lambda: write_minutes(self, files))
        detail.minutes.practice_wanted.connect(lambda: begin_practice(self))
        detail.failed.connect(self.failed)
        detail.task_wanted.connect(lambda task: self.page_requested.emit("key_tasks", task))
        detail.bar.gap_chosen.connect(lambda kind: detail.show_tab(*GAP_PLACES[kind]))
        detail.bar.close_wanted.connect(lambda: self._close(despite_gaps=True))
        detail.bar.reopen_wanted.connect(self._reopen_meeting)
        self._show_state_buttons()

    def _on_attendance_changed(self, kinds: frozenset[str]) -> None:
        if "attendance" in kinds and not kinds & self.kinds:
            self._count_timer.start()

    # --- states

    def _add_state_buttons(self) -> None:
        self.hold_button = self._state_button("circle-check", _("Mark as held"), self.hold)
        self.close_button = self._state_button("lock", _("Close meeting"), self.close_current)
        self.reopen_button = self._state_button("lock-open", _("Reopen…"), self.ask_to_reopen)
        self.hold_button.setToolTip(_("Note that the meeting was held"))
        self.close_button.setToolTip(_("Check that it is complete, and make it read-only"))

    def _state_button(self, picture: str, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        self.panel.foot_buttons.addWidget(button)
        return button

    def _show_state_buttons(self) -> None:
        state = self.detail.state.state if self.detail.draft.id is not None else ""
        can_write = self.workspace.can_write
        self.hold_button.setVisible(state == "planned" and can_write)
        self.close_button.setVisible(state in ("planned", "held") and can_write)
        self.reopen_button.setVisible(state == "closed" and can_write)
        self.panel.save_button.setVisible(state != "closed")
        self.panel.revert_button.setVisible(state != "closed")
        self.detail.minutes.practice_button.setEnabled(bool(state) and can_write)

    def hold(self) -> None:
        """Note the open meeting as held."""
        if self.save_if_dirty() and self.current_id is not None:
            meeting_id = self.current_id
            try:
                self.attempt_do(hold_meeting, meeting_id)
            except FieldProblems as problems:
                self.detail.show_tab("facts")
                self.detail.facts.show_complaints(problems.by_field)

    def attempt_do(self, use_case: Callable[..., Any], *args: Any, **more: Any) -> bool:
        """Carry out a use case; return whether it could be done. Complaints are the caller's."""
        problems: list[FieldProblems] = []

        def run() -> bool:
            try:
                self.workspace.do(use_case, *args, **more)
            except FieldProblems as found:
                problems.append(found)
            return not problems

        done = bool(self.attempt(run))
        if problems:
            raise problems[0]
        return done

    def close_current(self) -> None:
        """Close the open meeting, or list what is missing first."""
        if not self.save_if_dirty() or self.current_id is None:
            return
        gaps = self.workspace.ask(missing_in_meeting, self.current_id)
        if gaps:
            self.detail.bar.show_gaps(gaps)
        else:
            self._close()

    def _close(self, *, despite_gaps: bool = False) -> None:
        if self.save_if_dirty() and self.current_id is not None:
            self.detail.bar.clear()
            if self.attempt_do(close_meeting, self.current_id, despite_gaps=despite_gaps):
                self.tell_undoable(_("The meeting is closed."))

    def ask_to_reopen(self) -> None:
        """Ask for the reason first."""
        self.detail.bar.ask_reason()

    def _reopen_meeting(self, reason: str) -> None:
        if self.current_id is None:
            return
        try:
            self.attempt_do(reopen_meeting, self.current_id, reason)
        except FieldProblems as problems:
            self.detail.bar.complain(str(problems))

    # --- other ways in

    def duplicate(self) -> None:
        """Plan the open meeting again: in the window's year, or in the year after its own."""
        if self.current_id is None or not self.save_if_dirty():
            return
        year = max(self.workspace.year, self.detail.state.year + 1)
        new_id = self.workspace.do(duplicate_meeting, self.current_id, year)
        self.current_id = None
        self.workspace.year = year
        self.show_target(new_id)
        self.detail.show_tab("facts", "held_on")
        title = self.detail.heading()
        self.tell(_("“{title}” is planned; enter its date.").format(title=title))

    def show_target(self, target: object) -> None:
        """Show a meeting by its id, whatever its year, or (id, tab) or (id, tab, field).

        The search asks for (tab, id), as it does of every page with parts.
        "incomplete" lists the meetings of the year that lack something.
        """
        if target == _INCOMPLETE:
            self._show_incomplete()
            return
        meeting_id, *part = target if isinstance(target, tuple) else (target,)
        if meeting_id in TABS:
            meeting_id, *part = (*part, meeting_id)
        if not isinstance(meeting_id, int) or not self.save_if_dirty():
            return
        found = self.attempt(
            lambda: self.workspace.ask(open_draft, MeetingState, Meeting, meeting_id)
        )
        if found is None:
            return
        self.workspace.year = found.year
        super().show_target(meeting_id)
        if part:
            self.detail.show_tab(*part)

    def _show_incomplete(self) -> None:
        if self.save_if_dirty():
            self.show_everything()
            self.chips.press(_GAPS, _INCOMPLETE)
