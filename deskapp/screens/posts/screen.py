"""The posts of the branches: the roster of any day, what is vacant, and which terms end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel

from deskapp.fields import DateField
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.appointments import count_appointments
from deskapp.screens.lookups import lookups_for
from deskapp.screens.people import UnitFilter
from deskapp.screens.posts.bulk import PostsBulkPanel
from deskapp.screens.posts.detail import AppointmentDetail
from deskapp.screens.posts.dialogs import ending_dialog, successor_dialog
from deskapp.screens.posts.lines import COLUMNS, PostLine, vacancy_id
from deskapp.screens.posts.lists import (
    ALL,
    IN_POST,
    POST_LISTS,
    VACANT,
    PostChips,
    lines_of_list,
    numbers_of_lists,
)
from deskapp.usecases.appointments import (
    AppointmentDraft,
    appoint_successor,
    delete_appointments,
    end_appointments,
)
from deskapp.widgets.date_editor import NullableDateEdit
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_page import RecordPage
from deskapp.widgets.theme import text_width

_DAY = DateField(name="day", label=N_("As of"))
_SIZES = [660, 490]
# What an empty list of gaps says: that there are none.
_NONE = {
    "no_secretary": N_("Every branch has a secretary on {date}."),
    "no_liaison": N_("Every branch has a liaison on {date}."),
    "ending": N_("No term ends in the 90 days after {date} without a successor."),
    "left": N_("Nobody in post on {date} has left the office."),
}


class PostsScreen(RecordPage):
    """List and form of the appointments, as of a day that can be chosen."""

    key = "posts"
    pastes_as = "appointments"
    title = N_("Posts")
    new_text = N_("New appointment")
    empty_text = N_(
        "Who holds which post of a branch belongs here, from when until when. Enter the first "
        "appointment, or take the roster over from a workbook."
    )
    kinds = frozenset({"appointment", "branch", "unit", "person", "fact"})
    depends_on_year = True
    seals_with_year = False
    can_duplicate = False
    columns = COLUMNS
    detail: AppointmentDetail
    bulk: PostsBulkPanel

    def make_detail(self) -> AppointmentDetail:
        detail = AppointmentDetail(self.workspace, self.settings, self.workspace.today)
        detail.successor_asked.connect(self._on_successor_asked)
        detail.end_asked.connect(lambda: self._end([self.current_id or 0]))
        detail.appointment_asked.connect(self._on_appointment_asked)
        return detail

    def make_bulk_panel(self) -> PostsBulkPanel:
        bulk = PostsBulkPanel(can_write=self.workspace.can_write_ledger)
        bulk.end_asked.connect(lambda: self._end(bulk.ids))
        return bulk

    def set_up(self) -> None:
        self.unit = UnitFilter(lookups_for(self.workspace)["unit"])
        self.unit.setToolTip("")
        self.unit.chosen.connect(lambda: self.attempt(self.refresh))
        self.as_of = NullableDateEdit(_DAY, self.workspace.year)
        self.as_of.set_name(_("As of"))
        self.as_of.set_value(self.workspace.today)
        self.as_of.setFixedWidth(text_width(self.font(), 16))
        self.as_of.setToolTip(_("Show who is in post, and what is vacant, as of this day"))
        self.as_of.changed.connect(self._on_day_changed)
        label = QLabel(_("As of"))
        label.setBuddy(self.as_of)
        for widget in (label, self.as_of, self.unit):
            self.tools.addWidget(widget)
        self.lists = PostChips(self.chips)
        self.search.setPlaceholderText(_("Name, branch or document (Ctrl+F)"))
        self.splitter.setSizes(self.settings.splitters.get(self.key, _SIZES))

    # --- the list

    @property
    def day(self) -> date:
        """Return the day that is looked at."""
        return self.as_of.value() or self.workspace.today

    def list_rows(self, search: str) -> Sequence[PostLine]:
        return lines_of_list(
            self.workspace,
            self.lists.chosen or IN_POST,
            self.day,
            search=search,
            unit_id=self.unit.unit_id,
            order=self.order,
        )

    def count_all(self) -> int | None:
        """Return how many appointments there are; a list of gaps is counted by itself."""
        if self.lists.chosen in (IN_POST, ALL):
            return self.workspace.ask(count_appointments)
        return None

    def refresh(self) -> None:
        if self.current_id is None and not self.detail.is_dirty():
            self._show_hint()  # a vacancy may be filled meanwhile
        self.lists.show_numbers(numbers_of_lists(self.workspace, self.day))
        super().refresh()
        self._say_why_empty()

    def _say_why_empty(self) -> None:
        chosen = self.lists.chosen
        is_searched = bool(self.search.words()) or self.unit.unit_id is not None
        if not self.workspace.ask(count_appointments):
            can_write = self.workspace.can_write_ledger
            self.table.set_empty(_(self.empty_text), *self.empty_actions() if can_write else ())
        elif chosen in _NONE and not is_searched:
            self.table.set_empty(_(_NONE[chosen]).format(date=self.as_of.text()))

    def is_narrowed(self) -> bool:
        searched = bool(self.search.words()) or self.unit.unit_id is not None
        return searched or self.lists.chosen != ALL

    def show_everything(self) -> None:
        self.unit.clear()
        self.search.clear()
        self.chips.press("list", ALL)

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        there = NoticeAction(
            _("Import from Excel"), lambda: self.page_requested.emit("exchange", self.pastes_as)
        )
        return (*super().empty_actions(), there)

    def _on_day_changed(self) -> None:
        if not self.as_of.complaint():
            self.detail.show_day(self.day)
            self.attempt(self.refresh)

    def _on_year_changed(self) -> None:
        self.as_of.year = self.workspace.year
        self.as_of.set_value(self.workspace.today)
        self.detail.show_day(self.day)
        super()._on_year_changed()

    # --- one line

    def _open(self, record_id: int) -> None:
        if record_id > 0:
            super()._open(record_id)
        elif (place := self.table.rows.row_of(record_id)) is not None:
            self.current_id = None
            self.detail.open_vacancy(self.table.rows.row_at(place))
            self.panel.note.clear()
            self._show_panel()

    def show_target(self, target: object) -> None:
        """Open an appointment by its id, a list by its name, or the vacancy of a branch.

        A vacancy is asked for as ("vacancy", branch id, post).
        """
        if isinstance(target, str) and target in POST_LISTS:
            self._show_list(target)
        elif isinstance(target, tuple) and target[:1] == ("vacancy",):
            self._show_vacancy(*target[1:])
        else:
            super().show_target(target)

    def _show_list(self, name: str) -> None:
        self.search.clear()
        self.unit.clear()
        self.chips.press("list", name)

    def _show_vacancy(self, branch_id: int, post: str) -> None:
        name = next((one for one, vacant in VACANT.items() if vacant == post), None)
        if name is not None and self.save_if_dirty():
            self._show_list(name)
            wanted = vacancy_id(branch_id, post)
            if self.table.rows.row_of(wanted) is not None:
                self.select(wanted)
                self.detail.focus_first()

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_appointments, ids)

    def delete_selected(self) -> None:
        """Delete the chosen appointments; of a vacancy there is nothing to delete."""
        if all(one > 0 for one in self.table.selected_ids()):
            super().delete_selected()
        else:
            self.tell(_("A vacancy cannot be deleted; appoint somebody instead."))

    def _on_appointment_asked(self, appointment_id: int) -> None:
        if appointment_id != self.current_id:
            self.show_target(appointment_id)

    # --- successors and ends

    def _on_successor_asked(self) -> None:
        before = self.current_id
        if before is None or not self.save_if_dirty():
            return

        def appoint(draft: AppointmentDraft) -> int:
            return self.workspace.do(appoint_successor, before, draft)

        dialog = successor_dialog(
            self.detail.draft,
            self.detail.name_of_person(),
            self.detail.lookups,
            self.workspace.year,
            appoint,
            self,
        )
        if dialog.exec():
            self.tell_undoable(_("The successor is appointed"))
            self.show_target(dialog.result_of_run)

    def _end(self, ids: Sequence[int]) -> None:
        if not self.save_if_dirty():
            return

        def end(on: date) -> int:
            return self.workspace.do(end_appointments, list(ids), on)

        dialog = ending_dialog(len(ids), self.day, self.workspace.year, end, self)
        if dialog.exec():
            number: Any = dialog.result_of_run
            text = ngettext("{number} appointment ended", "{number} appointments ended", number)
            self.tell_undoable(text.format(number=number))
