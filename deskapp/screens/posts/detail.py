"""One appointment or vacancy: its form, who follows, and the time line of its branch."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.queries.appointments import tenures_of_branch
from deskapp.queries.vacancies import posts_needed
from deskapp.records.appointment import APPOINTMENT_FIELDS, POSTS
from deskapp.screens.lookups import lookups_for
from deskapp.screens.posts.lanes import lanes_of
from deskapp.screens.posts.lines import PostLine, remark_about, state_in_words
from deskapp.screens.posts.timeline import TimeLine
from deskapp.settings import Settings
from deskapp.usecases.appointments import (
    AppointmentDraft,
    open_appointment,
    save_appointment,
)
from deskapp.widgets.icons import icon
from deskapp.widgets.record_detail import FormDetail
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace


class AppointmentDetail(FormDetail):
    """Edits an appointment; a vacancy is shown as an appointment with everything but the name."""

    successor_asked = Signal()
    end_asked = Signal()
    appointment_asked = Signal(int)

    def __init__(self, workspace: Workspace, settings: Settings, day: date) -> None:
        self.day = day
        self.lookups = lookups_for(workspace)
        self._vacancy: PostLine | None = None
        self._state = ("", "")
        form = RecordForm(APPOINTMENT_FIELDS, self.lookups, year=workspace.year)
        form.enter_goes_on = settings.enter_goes_on
        super().__init__(
            workspace,
            form,
            new=AppointmentDraft,
            open_=open_appointment,
            save=save_appointment,
            heading=self._name,
            new_heading=_("New appointment"),
            badge=lambda draft: self._state,
        )
        self._add_parts()
        form.changed.connect(self._on_changed)

    def _add_parts(self) -> None:
        self.successor_button = QPushButton(icon("user-plus"), _("Appoint a successor…"))
        self.end_button = QPushButton(_("End appointment…"))
        self.appoint_button = QPushButton(icon("user-plus"), _("Appoint"))
        self.successor_button.clicked.connect(self.successor_asked)
        self.end_button.clicked.connect(self.end_asked)
        self.appoint_button.clicked.connect(self.focus_first)
        self.actions_bar = QWidget()
        row = QHBoxLayout(self.actions_bar)
        row.setContentsMargins(16, 4, 16, 0)
        for button in (self.appoint_button, self.successor_button, self.end_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.time_line = TimeLine()
        self.time_line.appointment_asked.connect(self.appointment_asked)
        self.time_line.piece_chosen.connect(self._on_piece_chosen)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        around = self.form.parentWidget()
        layout, page = self.layout(), around.layout() if around is not None else None
        assert isinstance(layout, QVBoxLayout)
        assert isinstance(page, QVBoxLayout)
        layout.insertWidget(0, self.actions_bar)
        # Under the form, and scrolled with it: with large letters both need the room.
        page.setSpacing(8)
        page.insertSpacing(1, 8)
        page.insertWidget(2, self.time_line)
        page.insertWidget(3, self.said)

    # --- what is shown

    def open_vacancy(self, line: PostLine) -> None:
        """Show the form of whoever will fill a vacancy, branch and post filled in."""
        self._vacancy = line
        self._show(AppointmentDraft(branch_id=line.branch_id, post=line.post))

    def open_record(self, record_id: int) -> None:
        self._vacancy = None
        super().open_record(record_id)

    def open_new(self) -> None:
        self._vacancy = None
        super().open_new()

    def heading(self) -> str:
        if self.draft.id is None and self._vacancy is not None:
            return f"{self._vacancy.post_in_words} · {self._vacancy.branch}"
        return super().heading()

    def focus_first(self) -> None:
        """Go to the name where branch and post are filled in already."""
        if self.draft.id is None and self._vacancy is not None:
            self.form.editors["person_id"].setFocus()
        else:
            super().focus_first()

    def name_of_person(self) -> str:
        """Return the name of who is appointed; empty when nobody is chosen."""
        person = self.lookups["person"].named(self.draft.person_id or 0)
        return person.text if person else ""

    def show_day(self, day: date) -> None:
        """Look at the branch as of another day."""
        self.day = day
        self._show_branch()
        self.heading_changed.emit()

    def _show(self, draft: AppointmentDraft) -> None:
        self.draft = draft
        self._show_branch()
        is_saved, can_write = draft.id is not None, self.workspace.can_write_ledger
        self.successor_button.setVisible(is_saved and can_write)
        self.end_button.setVisible(is_saved and can_write)
        self.end_button.setEnabled(draft.ends_on is None or draft.ends_on > self.day)
        self.appoint_button.setVisible(self._vacancy is not None and can_write)
        self.actions_bar.setVisible(can_write and (is_saved or self._vacancy is not None))
        super()._show(draft)
        self._show_title_field()

    def _show_branch(self) -> None:
        """Show the time line of the branch, and how the appointment stands on the day."""
        branch_id = self.draft.branch_id
        self._state = ("", "")
        if branch_id is None:
            self.time_line.show_lanes(None)
            return
        rows = self.workspace.ask(tenures_of_branch, branch_id)
        needed = self.workspace.ask(posts_needed, branch_id, self.day)
        self.time_line.show_lanes(lanes_of(rows, needed, self.day))
        mine = next((row for row in rows if row.id == self.draft.id), None)
        if mine is not None:
            self._state = state_in_words(mine, self.day)
            self._on_piece_chosen(remark_about(mine, self.day))
        elif self._vacancy is not None:
            self._state = (self._vacancy.state, self._vacancy.tone)
            self._on_piece_chosen(self._vacancy.remark)

    def _name(self, draft: AppointmentDraft) -> str:
        post = draft.title or _(POSTS[draft.post or "other"])
        return f"{self.name_of_person()} · {post}"

    def _on_changed(self, name: str) -> None:
        if name == "post":
            self._show_title_field()

    def _show_title_field(self) -> None:
        """Ask what the post is called only where it is none of the usual ones."""
        editors = self.form.editors
        is_other = editors["post"].value() == "other" or bool(editors["title"].value())
        self.form.set_field_visible("title", is_other)

    def _on_piece_chosen(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
