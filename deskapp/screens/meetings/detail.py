"""One meeting with all it holds: a tab for each part, saved together."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskapp.errors import FieldProblems
from deskapp.i18n import _
from deskapp.queries.completeness import missing_in_meeting
from deskapp.queries.meetings import counts_of_meeting
from deskapp.records.meeting import MEETING_FIELDS, MEETING_STATES, Meeting
from deskapp.screens.attendance.panel import AttendancePanel
from deskapp.screens.files import FilesPanel
from deskapp.screens.lookups import lookups_for
from deskapp.screens.meetings.agenda import MeetingAgenda
from deskapp.screens.meetings.attempt import Attempt
from deskapp.screens.meetings.decisions import MeetingDecisions
from deskapp.screens.meetings.minutes import MeetingMinutes
from deskapp.screens.meetings.parts import STATE_TONES, TAB_WORDS, TABS, MeetingState
from deskapp.screens.meetings.state_bar import MeetingStateBar
from deskapp.usecases.meetings import MeetingDraft, open_meeting, save_meeting
from deskapp.usecases.saving import open_draft
from deskapp.widgets.field_editor import commit_input_method
from deskapp.widgets.record_detail import RecordDetail, in_scroll_area
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.workspace import Workspace

# In pairs, as they stand side by side: kind and year, date and place, start and end ...
_IN_PAIRS = (
    *("title", "kind", "year", "held_on", "place", "starts_at", "ends_at"),
    *("host_unit_id", "host_branch_id", "presider_id", "recorder_id", "outsiders"),
)
_BY_NAME = {field.name: field for field in MEETING_FIELDS}
_FACTS = tuple(_BY_NAME[name] for name in _IN_PAIRS)
_COUNTED = frozenset({"meeting", "agenda_item", "decision", "attachment"})
_SHOWN_TITLES = frozenset({"agenda_item", "agenda_document", "document", "meeting"})


class MeetingDetail(RecordDetail):
    """The right side of the meetings page."""

    told = Signal(str)
    failed = Signal(object)
    task_wanted = Signal(int)
    opens = staticmethod(open_meeting)

    def __init__(self, workspace: Workspace, attempt: Attempt, *, enter_goes_on: bool) -> None:
        super().__init__()
        self.workspace = workspace
        self._attempt = attempt
        self._can_write = workspace.can_write
        self.draft = MeetingDraft()
        self.state = MeetingState()
        self.facts = RecordForm(
            _FACTS, lookups_for(workspace), two_columns=True, year=workspace.year
        )
        self.facts.enter_goes_on = enter_goes_on
        self.agenda = MeetingAgenda(workspace, attempt)
        self.attendance = AttendancePanel(workspace, attempt)
        self.decisions = MeetingDecisions(workspace, attempt)
        self.minutes = MeetingMinutes()
        self.files = FilesPanel(workspace, "meeting_id")
        self.bar = MeetingStateBar()
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        pages: dict[str, QWidget] = {
            "facts": in_scroll_area(self.facts),
            "agenda": self.agenda,
            "attendance": self.attendance,
            "decisions": self.decisions,
            "minutes": self.minutes,
            "files": self.files,
        }
        for name in TABS:
            self.tabs.addTab(pages[name], _(TAB_WORDS[name]))
        self.tabs.tabBar().setAccessibleName(_("Parts of the meeting"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.facts.dirty_changed.connect(self._say_dirty)
        self.facts.save_requested.connect(self.save_requested)
        self.agenda.editor.changed.connect(self._say_dirty)
        self.agenda.editor.form.save_requested.connect(self.save_requested)
        self.decisions.editor.changed.connect(self._say_dirty)
        self.decisions.editor.form.save_requested.connect(self.save_requested)
        self.minutes.changed.connect(self._say_dirty)
        self.attendance.told.connect(self.told)
        self.attendance.counts_changed.connect(self._show_attendance_count)
        self.files.told.connect(self.told)
        self.files.failed.connect(self.failed)
        self.decisions.task_wanted.connect(self.task_wanted)
        self.decisions.task_made.connect(self._on_task_made)
        self.tabs.tabBarClicked.connect(self._on_tab_clicked)
        self.workspace.changed.connect(self._on_changed)

    # --- opening

    def open_record(self, record_id: int) -> None:
        is_another = record_id != self.draft.id
        self.draft = self.workspace.ask(open_meeting, record_id)
        self._read_state(record_id)
        if is_another:
            self.bar.clear()
        self._show_all()

    def open_new(self) -> None:
        self.draft = MeetingDraft(year=self.workspace.year)
        self.state = MeetingState(year=self.workspace.year)
        self.bar.clear()
        self._show_all()
        self.tabs.setCurrentIndex(0)

    def _read_state(self, meeting_id: int) -> None:
        self.state = self.workspace.ask(open_draft, MeetingState, Meeting, meeting_id)

    def _show_all(self) -> None:
        self.facts.show_draft(self.draft)
        self.minutes.show_text(self.draft.minutes)
        self.agenda.open_meeting(self.draft.id)
        self.decisions.open_meeting(self.draft.id)
        self.files.open_record(self.draft.id)
        self._apply_read_only()
        self._say_dirty()
        self.heading_changed.emit()

    def _apply_read_only(self) -> None:
        is_closed = self.state.state == "closed"
        read_only = is_closed or not self._can_write
        for part in (self.facts, self.agenda, self.decisions, self.minutes, self.files):
            part.set_read_only(read_only)
        self.attendance.show_meeting(
            self.draft.id, self.state.held_on, can_mark=not read_only and self.draft.id is not None
        )
        self._show_bar()
        self._show_counts()

    def _show_bar(self) -> None:
        """Keep the bar true: the closed meeting, or what is still missing to close it."""
        if self.state.state == "closed":
            if self.bar.mode not in ("closed", "reason"):
                self.bar.show_closed()
        elif self.bar.mode == "gaps" and self.draft.id is not None:
            gaps = self.workspace.ask(missing_in_meeting, self.draft.id)
            self.bar.show_gaps(gaps)
        else:
            self.bar.clear()

    def _show_counts(self) -> None:
        is_new = self.draft.id is None
        counts: dict[str, str] = {}
        if self.draft.id is not None:
            found = self.workspace.ask(counts_of_meeting, self.draft.id)
            counts = {
                "agenda": str(found.agenda or ""),
                "decisions": str(found.decisions or ""),
                "files": str(found.files or ""),
            }
        for place, name in enumerate(TABS):
            if name == "attendance":
                continue
            words = f"{_(TAB_WORDS[name])} {counts.get(name, '')}".strip()
            self.tabs.setTabText(place, words)
        for place, name in enumerate(TABS):
            needs_saving = is_new and name not in ("facts", "minutes")
            self.tabs.setTabEnabled(place, not needs_saving)
            hint = _("Save the new meeting first.") if needs_saving else ""
            self.tabs.setTabToolTip(place, hint)

    def _show_attendance_count(self, present: int, expected: int) -> None:
        count = f" {present}/{expected}" if expected else ""
        word = TAB_WORDS["attendance"]
        self.tabs.setTabText(TABS.index("attendance"), _(word) + count)

    # --- the draft

    def is_dirty(self) -> bool:
        return (
            self.facts.is_dirty
            or self.minutes.is_dirty
            or self.agenda.editor.is_dirty
            or self.decisions.editor.is_dirty
        )

    def _say_dirty(self) -> None:
        self.dirty_changed.emit(self.is_dirty())

    def save(self) -> int | None:
        """Save what was changed: basics and minutes, then the agenda, then the decisions."""
        commit_input_method()
        if self._facts_changed() and not self._save_facts():
            return None
        meeting_id = self.draft.id
        assert meeting_id is not None
        if self.agenda.editor.is_dirty and not self.agenda.save(meeting_id):
            self.show_tab("agenda")
            return None
        if self.decisions.editor.is_dirty and not self.decisions.save(meeting_id):
            self.show_tab("decisions")
            return None
        return meeting_id

    def _facts_changed(self) -> bool:
        return self.draft.id is None or self.facts.is_dirty or self.minutes.is_dirty

    def _save_facts(self) -> bool:
        if not self.facts.check():
            self.show_tab("facts")
            return False
        if not self.minutes.check():
            self.show_tab("minutes")
            return False
        draft = replace(self.draft)
        self.facts.write_into(draft)
        draft.minutes = self.minutes.text()
        try:
            saved = self.workspace.do(save_meeting, draft)
        except FieldProblems as problems:
            self.show_tab("facts")
            self.facts.show_complaints(problems.by_field)
            return False
        self.facts.mark_clean()
        self.minutes.is_dirty = False
        self.draft = self.workspace.ask(open_meeting, saved)
        return True

    # --- the frame's questions

    def heading(self) -> str:
        return self.state.title or _("New meeting")

    def badge(self) -> tuple[str, str]:
        if self.draft.id is None:
            return "", ""
        return _(MEETING_STATES[self.state.state]), STATE_TONES[self.state.state]

    def set_read_only(self, read_only: bool) -> None:
        if read_only == self._can_write:
            self._can_write = not read_only
            self._apply_read_only()

    def focus_first(self) -> None:
        """Put the cursor where the open tab begins."""
        if self.tabs.currentIndex() == TABS.index("attendance"):
            self.attendance.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.tabs.currentIndex() == 0:
            self.facts.focus_first()
        else:
            self.tabs.currentWidget().focusNextChild()

    # --- tabs

    def show_tab(self, name: str, field: str = "") -> None:
        """Show a tab, and put the cursor into a field of the basics."""
        self.tabs.setCurrentIndex(TABS.index(name))
        if field:
            self.facts.editors[field].setFocus(Qt.FocusReason.OtherFocusReason)
        elif name == "attendance":
            self.attendance.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name == "minutes":
            self.minutes.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tab_clicked(self, place: int) -> None:
        if place == TABS.index("attendance") and self.tabs.isTabEnabled(place):
            self.show_tab("attendance")

    def _on_task_made(self, number: int) -> None:
        self.told.emit(_("Key task no. {number} was made.").format(number=number))

    def _on_changed(self, kinds: frozenset[str]) -> None:
        """Follow what changed while something is being typed; else the page opens all again."""
        if self.draft.id is None:
            return
        self._attempt(lambda: self._follow(kinds))

    def _follow(self, kinds: frozenset[str]) -> None:
        if kinds & _COUNTED:
            self._show_counts()
        if kinds & {*_COUNTED, "attendance"}:
            self._show_bar()
        if kinds & _SHOWN_TITLES and not self.agenda.editor.is_dirty:
            self.agenda.open_meeting(self.draft.id)
        if kinds & {"decision", "key_task", "meeting"} and not self.decisions.editor.is_dirty:
            self.decisions.open_meeting(self.draft.id)
