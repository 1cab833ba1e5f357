"""The branch tasks of the year: what is overdue, what is due, who reported nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from deskapp.i18n import N_, _
from deskapp.queries.branch_tasks import count_branch_tasks, counts_of_lists, list_branch_tasks
from deskapp.queries.facts import colour_rules
from deskapp.queries.lists import Order
from deskapp.rules.task_states import USUAL_RULES
from deskapp.screens.lookups import lookups_for
from deskapp.screens.practices.button import PracticeButton
from deskapp.screens.practices.new_practice import NewPractice
from deskapp.screens.tasks.branch_detail import BranchTaskDetail
from deskapp.screens.tasks.bulk import BranchTaskBulkPanel, Chosen
from deskapp.screens.tasks.cells import paint_cells
from deskapp.screens.tasks.changes import TaskChanges
from deskapp.screens.tasks.day import as_of
from deskapp.screens.tasks.filters import BRANCH_TASK_LISTS, MoreFilters
from deskapp.screens.tasks.lines import ALL_AT_ONCE, LINE_COLUMNS, lines_of
from deskapp.screens.tasks.part_chip import PartChip
from deskapp.screens.tasks.target import TaskTarget
from deskapp.usecases.key_tasks import delete_branch_tasks
from deskapp.widgets.icons import icon
from deskapp.widgets.list_chips import ListChips
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_page import RecordPage

# What the query sorts by where a column shows more than one thing.
_SORTED_BY = {"carrier": "unit", "deadline": "deadline_on", "text": "number"}
_SIZES = [700, 465]
_SOON = 50  # milliseconds


class BranchTasksScreen(RecordPage):
    """List and detail of the branch tasks; several chosen ones are changed together."""

    key = "branch_tasks"
    title = N_("Branch tasks")
    new_text = N_("New branch task")
    empty_text = N_(
        "What each unit and branch has to do belongs here. Choose a key task first and hand it "
        "down to them."
    )
    kinds = frozenset(
        {"branch_task", "progress_entry", "key_task", "unit", "branch", "person", "fact"}
    )
    depends_on_year = True
    can_duplicate = False
    columns = LINE_COLUMNS
    detail: BranchTaskDetail
    bulk: BranchTaskBulkPanel
    _total: int | None = None  # of the year; None when it must be counted again

    def make_detail(self) -> BranchTaskDetail:
        self.changes = TaskChanges(self)
        detail = BranchTaskDetail(self.workspace, self.settings)
        detail.state_asked.connect(self._on_state_asked)
        detail.progress.delete_requested.connect(self.changes.delete_reports)
        detail.follow_asked.connect(lambda followed: self._follow(self.current_id, followed))
        detail.slip_requested.connect(lambda: self.attempt(self.issue_slip))
        detail.slips.slip_activated.connect(
            lambda slip_id: self.page_requested.emit("supervision", slip_id)
        )
        detail.told.connect(self.tell)
        detail.failed.connect(self.failed)
        return detail

    def make_bulk_panel(self) -> BranchTaskBulkPanel:
        bulk = BranchTaskBulkPanel(self.workspace, self._chosen)
        changes = self.changes
        bulk.state_asked.connect(
            lambda state: changes.set_state(bulk.ids, state, self._versions(bulk.ids))
        )
        bulk.values_asked.connect(
            lambda values: changes.set_values(bulk.ids, values, self._versions(bulk.ids))
        )
        bulk.extension_asked.connect(lambda: self._extend(bulk.ids))
        bulk.slips_asked.connect(lambda: self.attempt(lambda: changes.issue_slips(bulk.ids)))
        bulk.follow_asked.connect(lambda followed: changes.follow(bulk.ids, followed=followed))
        bulk.delete_asked.connect(lambda: self.attempt(self.delete_selected))
        return bulk

    def set_up(self) -> None:
        self.lists = ListChips(self.chips, BRANCH_TASK_LISTS, days=USUAL_RULES.due_soon_days)
        self.part = PartChip(TaskTarget())
        self.part.let_go.connect(lambda: self.attempt(self.refresh))
        self.chips.changed.connect(self._on_chip)
        self.filters = MoreFilters(lookups_for(self.workspace)["unit"])
        self.filters.changed.connect(lambda: self.attempt(self.refresh))
        if isinstance(layout := self.layout(), QVBoxLayout):  # the chips fill their line
            layout.insertWidget(2, self.part, 0, Qt.AlignmentFlag.AlignLeft)
        self.day_note = QLabel()
        self.day_note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.tools.addWidget(self.filters)
        self.tools.addWidget(self.day_note)
        self.splitter.setSizes(self.settings.splitters.get(self.key, _SIZES))
        paint_cells(self.table)
        self.table.clicked.connect(self._on_clicked)
        self.slip_button = QPushButton(icon("clipboard-list"), _("Slip…"))  # the foot has no room
        self.slip_button.setToolTip(_("Issue slip…"))
        self.slip_button.setAccessibleName(_("Issue slip…"))
        self.slip_button.clicked.connect(lambda: self.attempt(self.issue_slip))
        self.panel.foot_buttons.addWidget(self.slip_button)
        self.practice_button = PracticeButton()
        self.practice_button.clicked.connect(lambda: self.attempt(self.begin_practice))
        self.panel.foot_buttons.addWidget(self.practice_button)
        self.detail.heading_changed.connect(self._enable_buttons)

    # --- the list

    def list_rows(self, search: str) -> Sequence[Any]:
        year = self.workspace.year
        day = self.workspace.today
        asked: dict[str, Any] = {
            "today": day,
            "chosen": self.part.target.chosen or self.chips.value("list"),
            "quarter": self.part.target.quarter,
            "state": self.filters.state_value(),
            "unit_id": self.filters.unit_id(),
        }
        order = self._order()

        def page(offset: int, limit: int | None) -> Any:
            return self.workspace.ask(
                list_branch_tasks, year, search, order=order, offset=offset, limit=limit, **asked
            )

        number = self.workspace.ask(count_branch_tasks, year, search, **asked)
        rules = self.workspace.ask(colour_rules)
        return lines_of(number, page, day, self.table.currentIndex().row(), rules)

    def _order(self) -> Order | None:
        """Sort as asked; what is overdue or due soon by its date, if nothing was asked."""
        if self.order is not None:
            key, descending = self.order
            return Order(_SORTED_BY.get(key, key), descending)
        by_date = self.chips.value("list") in ("overdue", "behind", "due_soon")
        return Order("deadline_on") if by_date else None

    def refresh(self) -> None:
        self.day_note.setText(as_of(self.workspace.today))
        if self._total is None:
            self._recount()
        super().refresh()

    def _make_stale(self) -> None:
        self._total = None
        super()._make_stale()

    def _recount(self) -> None:
        if self.count_all() <= ALL_AT_ONCE:
            self._show_numbers()
        else:  # a long list is shown first, and its numbers once it is seen
            QTimer.singleShot(_SOON, self, self._show_numbers)

    def _show_numbers(self) -> None:
        """Show how many tasks each list holds."""
        year, day = self.workspace.year, self.workspace.today
        numbers = self.attempt(lambda: self.workspace.ask(counts_of_lists, year, day))
        rules = self.attempt(lambda: self.workspace.ask(colour_rules))
        if numbers is not None and rules is not None:
            total, days = self.count_all(), rules.due_soon_days
            self.lists.show_numbers(numbers, total=total, days=days)

    def count_all(self) -> int:
        if self._total is None:
            year = self.workspace.year
            self._total = self.workspace.ask(count_branch_tasks, year, today=self.workspace.today)
        return self._total

    def is_narrowed(self) -> bool:
        return super().is_narrowed() or self.filters.is_any_set() or self.part.is_set()

    def show_everything(self) -> None:
        self.part.clear()
        self.filters.clear()
        super().show_everything()

    def leave(self) -> bool:
        if not super().leave():
            return False
        self._forget_part()
        return True

    def _on_year_changed(self) -> None:
        self._forget_part()
        super()._on_year_changed()

    def _forget_part(self) -> None:
        """Let go of the list that another page opened: it belonged to what was read there."""
        if self.part.is_set():
            self.part.clear()
            self.filters.clear()
            self._make_stale()

    def _on_chip(self) -> None:
        if self.chips.is_any_pressed() and self.part.is_set():
            self.part.clear()
            self.attempt(self.refresh)

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        key_tasks = NoticeAction(
            _("Go to the key tasks"), lambda: self.page_requested.emit("key_tasks", None)
        )
        return (key_tasks, *super().empty_actions())

    def show_target(self, target: object) -> None:
        """Open a task by its id, or show a list: by its name, or as a TaskTarget."""
        if isinstance(target, str) and target in self.lists.buttons:
            self._show_list(TaskTarget(target))
        elif isinstance(target, TaskTarget):
            self._show_list(target)
        else:
            super().show_target(target)

    def _show_list(self, target: TaskTarget) -> None:
        if not self.save_if_dirty():
            return
        self.search.clear()
        self.filters.clear()
        self.filters.unit.set_value(target.unit_id)
        if target.words():
            self.part.show_target(target)
            self.chips.clear()
        else:
            self.part.clear()
            self.chips.press("list", target.chosen)

    # --- what is done to one or many

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_branch_tasks, ids)

    def revert(self) -> None:
        self.detail.discard_report()
        super().revert()

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.columns[index.column()].key == "followed" and self.workspace.can_write:
            line = self.table.rows.row_at(index.row())
            self._follow(line.id, not line.followed)

    def _follow(self, task_id: int | None, followed: bool) -> None:
        if task_id is not None and self.save_if_dirty():
            self.changes.follow([task_id], followed=followed)

    def issue_slip(self) -> None:
        """Ask what the next slip of the open task demands, and issue it."""
        if self.current_id is not None and self.save_if_dirty():
            self.changes.issue_slip(self.current_id)

    def begin_practice(self) -> None:
        """Begin a practice of whoever carries the open task."""
        if self.current_id is not None and self.save_if_dirty():
            task = self.detail.draft
            wanted = NewPractice(task.unit_id, task.branch_id, task.key_task_id)
            self.page_requested.emit("practices", wanted)

    def _enable_buttons(self) -> None:
        self.slip_button.setEnabled(self.detail.slips.issue_button.isEnabled())
        self.practice_button.setEnabled(self.detail.draft.id is not None and self.can_write)

    def _on_state_asked(self, state: str) -> None:
        if self.current_id is None or not self.save_if_dirty():
            return
        ids = [self.current_id]
        if state == "extended":
            self._extend(ids)
        else:
            self.changes.set_state(ids, state, self._versions(ids))

    def _extend(self, ids: Sequence[int]) -> None:
        self.changes.extend(ids, self._chosen().deadlines, self._versions(ids))

    def _chosen(self) -> Chosen:
        rows = [self.table.rows.row_at(index.row()) for index in self._selected()]
        return Chosen(frozenset(row.state for row in rows), tuple(row.deadline_on for row in rows))

    def _versions(self, ids: Sequence[int]) -> dict[int, int]:
        """Return the version of each task as the form shows it, or of many as the list does."""
        if self.current_id is not None and list(ids) == [self.current_id]:
            return {self.current_id: self.detail.draft.version}
        rows = (self.table.rows.row_at(index.row()) for index in self._selected())
        return {row.id: row.version for row in rows}

    def _selected(self) -> Sequence[Any]:
        return self.table.selectionModel().selectedRows()
