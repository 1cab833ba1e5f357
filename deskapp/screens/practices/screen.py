"""The practices of the year: from a note, combed and summarised, to what is adopted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.facts import colour_rules
from deskapp.queries.lists import Order
from deskapp.queries.practices import count_practices, counts_of_practice_lists, list_practices
from deskapp.rules.practice_states import PRACTICE_STATES
from deskapp.screens.practices.bulk import PracticeBulkPanel
from deskapp.screens.practices.chips import PracticeChips
from deskapp.screens.practices.detail import PracticeDetail
from deskapp.screens.practices.lines import LINE_COLUMNS, lines_of
from deskapp.screens.practices.new_practice import NewPractice
from deskapp.screens.tasks.day import as_of
from deskapp.screens.tasks.delegates import CarrierTip
from deskapp.usecases.practices import delete_practices, set_practice_state, update_practices
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.record_page import RecordPage

_SORTED_BY = {"carrier": "unit", "time": "due_on"}
_SIZES = [650, 500]


class PracticesScreen(RecordPage):
    """List and detail of the practices; the chips of the states are the way they go."""

    key = "practices"
    title = N_("Practices")
    new_text = N_("New practice")
    empty_text = N_(
        "What units do well belongs here: a line is enough at first. It is combed through, "
        "summarised in its fixed form and then adopted as distinctive experience."
    )
    kinds = frozenset(
        {"practice", "practice_task", "practice_meeting", "unit", "branch", "key_task", "meeting"}
    )
    depends_on_year = True
    can_duplicate = False
    pastes_as = "practices"
    columns = LINE_COLUMNS
    detail: PracticeDetail
    bulk: PracticeBulkPanel
    _total = 0  # of the year

    def make_detail(self) -> PracticeDetail:
        detail = PracticeDetail(self.workspace, self.settings)
        detail.step_asked.connect(self._on_step)
        detail.practice_requested.connect(self.show_target)
        detail.sources.task_requested.connect(
            lambda task: self.page_requested.emit("key_tasks", task)
        )
        detail.sources.meeting_requested.connect(
            lambda meeting: self.page_requested.emit("meetings", meeting)
        )
        detail.files.told.connect(lambda text: self.told.emit(Notice(text, "done")))
        detail.files.failed.connect(self.failed)
        return detail

    def make_bulk_panel(self) -> PracticeBulkPanel:
        bulk = PracticeBulkPanel(self.workspace, self._states_of_chosen)
        bulk.due_day_asked.connect(lambda day: self._set_values(bulk.ids, {"due_on": day}))
        bulk.state_asked.connect(lambda state, level: self._set_state(bulk.ids, state, level))
        bulk.delete_asked.connect(lambda: self.attempt(self.delete_selected))
        return bulk

    def set_up(self) -> None:
        self.lists = PracticeChips(self.chips)
        place = [column.key for column in self.columns].index("carrier")
        self.table.setItemDelegateForColumn(place, CarrierTip(self.table))
        self.day_note = QLabel()
        self.day_note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.tools.addWidget(self.day_note)
        self.splitter.setSizes(self.settings.splitters.get(self.key, _SIZES))

    # --- the list

    def list_rows(self, search: str) -> Sequence[Any]:
        year, today = self.workspace.year, self.workspace.today
        chosen = self.chips.value("list")
        order = self._order(chosen)

        def page(offset: int, limit: int | None) -> Any:
            return self.workspace.ask(
                list_practices,
                year,
                search,
                today=today,
                chosen=chosen,
                order=order,
                offset=offset,
                limit=limit,
            )

        number = self.workspace.ask(count_practices, year, search, today=today, chosen=chosen)
        soon = self.workspace.ask(colour_rules).due_soon_days
        return lines_of(number, page, today, soon, self.table.currentIndex().row())

    def _order(self, chosen: str | None) -> Order | None:
        """Sort as asked; what is past due or due soon by its day, if nothing was asked."""
        if self.order is not None:
            key, descending = self.order
            return Order(_SORTED_BY.get(key, key), descending)
        return Order("due_on") if chosen in ("past_due", "due_soon") else None

    def refresh(self) -> None:
        today = self.workspace.today
        self.day_note.setText(as_of(today))
        numbers = self.workspace.ask(counts_of_practice_lists, self.workspace.year, today)
        self._total = sum(numbers[state] for state in PRACTICE_STATES)
        self.lists.show_numbers(numbers, total=self._total)
        super().refresh()

    def count_all(self) -> int:
        return self._total

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        return (
            *super().empty_actions(),
            NoticeAction(
                _("Import from Excel"), lambda: self.page_requested.emit("exchange", "practices")
            ),
        )

    def show_target(self, target: object) -> None:
        """Open a practice by its id, show a list by its name, or begin a NewPractice."""
        if isinstance(target, NewPractice):
            self._begin(target)
        elif isinstance(target, str) and target in self.lists.buttons:
            self.chips.press("list", target)
        else:
            super().show_target(target)

    def _begin(self, wanted: NewPractice) -> None:
        if self.workspace.can_write and self.save_if_dirty():
            self.new_record()
            self.detail.begin(wanted)

    # --- what is done to one or many

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_practices, ids)

    def _on_step(self, state: str, level: str | None) -> None:
        if self.current_id is not None and self.save_if_dirty():
            self._set_state([self.current_id], state, level)

    def _set_state(self, ids: Sequence[int], state: str, level: str | None) -> None:
        day, seen = self.workspace.today, self._versions(ids)
        self._carry_out(
            lambda: self.workspace.do(
                set_practice_state, ids, state, on=day, level=level, versions=seen
            )
        )

    def _set_values(self, ids: Sequence[int], values: dict[str, object]) -> None:
        seen = self._versions(ids)
        self._carry_out(lambda: self.workspace.do(update_practices, ids, values, versions=seen))

    def _carry_out(self, action: Callable[[], int]) -> None:
        def run() -> None:
            try:
                number = action()
            except ChangedElsewhere:
                self.refresh()
                raise
            text = ngettext("{number} practice changed", "{number} practices changed", number)
            self.tell_undoable(text.format(number=number))

        self.attempt(run)

    def _states_of_chosen(self) -> frozenset[str]:
        return frozenset(line.state for line in self._chosen_lines())

    def _versions(self, ids: Sequence[int]) -> dict[int, int]:
        """Return the version of each practice as the form shows it, or of many as the list does."""
        if self.current_id is not None and list(ids) == [self.current_id]:
            return {self.current_id: self.detail.draft.version}
        return {line.id: line.version for line in self._chosen_lines()}

    def _chosen_lines(self) -> list[Any]:
        chosen = self.table.selectionModel().selectedRows()
        return [self.table.rows.row_at(index.row()) for index in chosen]
