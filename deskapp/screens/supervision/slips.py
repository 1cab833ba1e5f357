"""The slips of the year: which replies are awaited, overdue, received; which are closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton

from deskapp.dates import shown_date
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.branch_tasks import count_branch_tasks
from deskapp.queries.lists import Order
from deskapp.queries.slips_to_issue import overdue_without_slip
from deskapp.queries.supervision import (
    count_slips,
    counts_of_slip_lists,
    list_slips,
)
from deskapp.rules.slips import SLIP_COLOURS, SLIP_STATES, slip_name
from deskapp.screens.supervision.bulk import SlipBulkPanel
from deskapp.screens.supervision.closing import closing_dialog
from deskapp.screens.supervision.detail import SlipDetail
from deskapp.screens.supervision.issue import issue_many_dialog
from deskapp.screens.supervision.target import SlipTarget
from deskapp.screens.supervision.words import (
    slip_colour_in_words,
    slip_state_in_words,
    slip_state_tone,
)
from deskapp.screens.supervision.written import FileWriting
from deskapp.screens.tasks.day import as_of
from deskapp.screens.tasks.delegates import CarrierTip
from deskapp.screens.tasks.part_chip import PartChip
from deskapp.usecases.slip_closing import close_slips, delete_slips, reopen_slips
from deskapp.widgets.icons import icon
from deskapp.widgets.list_chips import ListChips
from deskapp.widgets.record_page import RecordPage
from deskapp.widgets.row_table_model import RIGHT, TableColumn

SLIP_COLUMNS = (
    TableColumn("number", N_("Slip No."), 4, RIGHT),
    TableColumn(
        "colour", N_("Colour of slip"), 8, shown=slip_colour_in_words, tone=lambda row: row.colour
    ),
    TableColumn("carrier", N_("Unit or branch"), 12),
    TableColumn("task_text", N_("Key task"), 12),
    TableColumn("reply_due_on", N_("Reply due"), 10, shown=shown_date),
    TableColumn(
        "state", N_("State"), 10, shown=slip_state_in_words,
        tone=lambda row: slip_state_tone(row.state), sortable=False,
    ),
    TableColumn("issued_on", N_("Slip issued on"), 10, shown=shown_date),
    TableColumn("answered_on", N_("Replied on"), 10, shown=shown_date),
    TableColumn("closed_on", N_("Closed on"), 10, shown=shown_date),
    TableColumn("responsible", N_("Person responsible"), 9),
    TableColumn("demand", N_("What is demanded"), 30, sortable=False),
    TableColumn("unit", N_("Unit"), 24, hidden=True),
    TableColumn("branch", N_("Branch"), 18, hidden=True),
)  # fmt: skip


_SORTED_BY = {"carrier": "unit"}


class SlipsPart(RecordPage):
    """List and form of the slips of the year."""

    key = "supervision"
    title = N_("Supervision slips")
    new_text = N_("New slip")
    empty_text = N_(
        "The supervision slips of the year belong here. Issue one for a branch task, or for all "
        "that are overdue."
    )
    kinds = frozenset({"supervision_slip", "branch_task", "key_task", "unit", "branch", "person"})
    depends_on_year = True
    can_duplicate = False
    columns = SLIP_COLUMNS
    detail: SlipDetail
    bulk: SlipBulkPanel

    def make_detail(self) -> SlipDetail:
        detail = SlipDetail(self.workspace, self.settings)
        detail.task_requested.connect(
            lambda task_id: self.page_requested.emit("branch_tasks", task_id)
        )
        detail.close_asked.connect(lambda: self._close(self._current()))
        detail.reopen_asked.connect(lambda: self._take_up(self._current()))
        return detail

    def make_bulk_panel(self) -> SlipBulkPanel:
        bulk = SlipBulkPanel(can_write=self.workspace.can_write)
        bulk.close_asked.connect(lambda: self._close(bulk.ids))
        bulk.reopen_asked.connect(lambda: self._take_up(bulk.ids))
        bulk.delete_asked.connect(lambda: self.attempt(self.delete_selected))
        return bulk

    def set_up(self) -> None:
        self.lists = ListChips(self.chips, SLIP_STATES)
        colours = [(colour, _(words)) for colour, words in SLIP_COLOURS.items()]
        self.chips.add_group("colour", colours)
        self.part = PartChip(SlipTarget())
        self.part.let_go.connect(lambda: self.attempt(self.refresh))
        self.chips.changed.connect(self._on_chip)
        if (row := self.chips.layout()) is not None:
            row.addWidget(self.part)
        place = [column.key for column in self.columns].index("carrier")
        self.table.setItemDelegateForColumn(place, CarrierTip(self.table))
        self.files = FileWriting(self)
        self.day_note = QLabel()
        self.day_note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.overdue_button = QPushButton(icon("triangle-alert"), "")
        self.overdue_button.clicked.connect(lambda: self.attempt(self.issue_for_overdue))
        self.tools.addWidget(self.day_note)
        self.tools.addWidget(self.overdue_button)
        self.print_button = QPushButton(icon("printer"), _("Print…"))
        self.print_button.setToolTip(_("Write this slip as a page to print and sign"))
        self.print_button.clicked.connect(lambda: self.attempt(self.print_slip))
        self.panel.foot_buttons.addWidget(self.print_button)
        self.detail.heading_changed.connect(self._enable_print)

    # --- the list

    def list_rows(self, search: str) -> Sequence[Any]:
        key, descending = self.order or ("", False)
        order = Order(_SORTED_BY.get(key, key), descending) if key else None
        return self.workspace.ask(
            list_slips,
            self.workspace.year,
            search,
            today=self.workspace.today,
            chosen=self.part.target.chosen or self.chips.value("list"),
            colour=self._colour(),
            unit_id=self.part.target.unit_id,
            quarter=self.part.target.quarter,
            order=order,
        )

    def _colour(self) -> str | None:
        pressed: str | None = self.chips.value("colour")
        return self.part.target.colour or pressed

    def count_all(self) -> int:
        return self.workspace.ask(count_slips, self.workspace.year, today=self.workspace.today)

    def refresh(self) -> None:
        year, day = self.workspace.year, self.workspace.today
        self.day_note.setText(as_of(day))
        numbers = self.workspace.ask(counts_of_slip_lists, year, day)
        self.lists.show_numbers(numbers, total=self.count_all())
        overdue = len(self.workspace.ask(overdue_without_slip, year, day))
        words = _("Issue for all overdue ({number})").format(number=overdue)
        self.overdue_button.setText(words)
        self.overdue_button.setToolTip(_("Overdue tasks that no slip was issued for"))
        self.overdue_button.setEnabled(overdue > 0 and self.workspace.can_write)
        super().refresh()

    def is_narrowed(self) -> bool:
        return super().is_narrowed() or self.part.is_set()

    def show_everything(self) -> None:
        self.part.clear()
        super().show_everything()

    def leave(self) -> bool:
        if not super().leave():
            return False
        self.forget_part()
        return True

    def _on_year_changed(self) -> None:
        self.forget_part()
        super()._on_year_changed()

    def forget_part(self) -> None:
        """Let go of the list that another page opened: it belonged to what was read there."""
        if self.part.is_set():
            self.part.clear()
            self._make_stale()

    def _on_chip(self) -> None:
        if self.chips.is_any_pressed() and self.part.is_set():
            self.part.clear()
            self.attempt(self.refresh)

    def show_target(self, target: object) -> None:
        """Open a slip by its id, or show a list: by its name, or as a SlipTarget."""
        if isinstance(target, str) and target in self.lists.buttons:
            target = SlipTarget(target)
        if not isinstance(target, SlipTarget):
            super().show_target(target)
        elif self.save_if_dirty():
            self.search.clear()
            if target.words():
                self.part.show_target(target)
                self.chips.clear()
            else:
                self.part.clear()
                self.chips.press("list", target.chosen)

    # --- what is done to one or many

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_slips, ids)

    def issue_for_overdue(self) -> None:
        """Issue a slip for every overdue task that has none."""
        if not self.save_if_dirty():
            return
        ids = self.workspace.ask(overdue_without_slip, self.workspace.year, self.workspace.today)
        dialog = issue_many_dialog(self.workspace, ids, self, self._without_repeated(len(ids)))
        if dialog.exec():
            number = len(dialog.result_of_run)
            text = ngettext("{number} slip issued", "{number} slips issued", number)
            self.tell_undoable(text.format(number=number))

    def _without_repeated(self, number: int) -> str:
        """Say how many overdue tasks get no slip because they have one."""
        year, day = self.workspace.year, self.workspace.today
        others = self.workspace.ask(count_branch_tasks, year, today=day, chosen="overdue") - number
        words = ngettext(
            "{number} more task is overdue and has a slip already: its next one is issued at the "
            "task.",
            "{number} more tasks are overdue and have a slip already: their next ones are issued "
            "at the tasks.",
            others,
        )
        return words.format(number=others) if others else ""

    def _current(self) -> list[int]:
        if self.current_id is None or not self.save_if_dirty():
            return []
        return [self.current_id]

    def _close(self, ids: Sequence[int]) -> None:
        if not ids:
            return
        seen = self._versions(ids)

        def close(day: date, task_done: bool) -> int:
            return self.workspace.do(
                close_slips, ids, closed_on=day, task_done=task_done, versions=seen
            )

        dialog = closing_dialog(ids, self.workspace.today, close, self)
        if dialog.exec():
            number = dialog.result_of_run
            text = ngettext("{number} slip closed", "{number} slips closed", number)
            self.tell_undoable(text.format(number=number))

    def _take_up(self, ids: Sequence[int]) -> None:
        if not ids:
            return
        seen = self._versions(ids)
        number = self.attempt(lambda: self.workspace.do(reopen_slips, ids, versions=seen))
        if number is not None:
            text = ngettext("{number} slip reopened", "{number} slips reopened", number)
            self.tell_undoable(text.format(number=number))

    def _versions(self, ids: Sequence[int]) -> dict[int, int]:
        if list(ids) == [self.current_id]:
            return {ids[0]: self.detail.draft.version}
        rows = (self.table.rows.row_at(n) for n in range(self.table.rows.rowCount()))
        return {row.id: row.version for row in rows if row.id in set(ids)}

    # --- printing

    def print_slip(self) -> None:
        """Write the open slip as a page of a workbook, and offer to open it."""
        if self.current_id is None or not self.save_if_dirty():
            return
        draft = self.detail.draft
        name = slip_name(draft.year or 0, draft.number or 0)
        slip_id = self.current_id

        def write(path: Path, session: Any) -> None:
            from deskapp.excel.writer import write_workbook
            from deskapp.reports.supervision import slip_page

            write_workbook(path, [slip_page(session, slip_id)])

        self.files.write(f"{name}.xlsx", write)

    def _enable_print(self) -> None:
        self.print_button.setEnabled(self.detail.draft.id is not None)
