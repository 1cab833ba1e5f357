"""The key tasks of the year, and how far the branches are with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter

from deskapp.i18n import N_, _, ngettext
from deskapp.queries.facts import colour_rules
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.rules.task_states import USUAL_RULES, ColourRules, judged_on
from deskapp.screens.practices.button import PracticeButton
from deskapp.screens.practices.new_practice import NewPractice
from deskapp.screens.tasks.day import as_of
from deskapp.screens.tasks.delegates import BarDelegate
from deskapp.screens.tasks.generate import GenerateDialog
from deskapp.screens.tasks.key_bulk import KeyTaskBulkPanel
from deskapp.screens.tasks.key_detail import KeyTaskDetail
from deskapp.screens.tasks.key_lines import KEY_TASK_COLUMNS, KeyTaskLine, key_task_line
from deskapp.screens.tasks.of_key_task import TasksOfKeyTask
from deskapp.usecases.key_tasks import delete_key_tasks, update_key_tasks
from deskapp.widgets.icons import icon
from deskapp.widgets.list_chips import ListChips
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_page import RecordPage

_Fits = Callable[[KeyTaskLine, date, ColourRules], bool]

_CHIPS: dict[str, tuple[str, _Fits]] = {
    "not_handed_down": (N_("Not handed down"), lambda line, day, rules: not line.is_handed_down),
    "open": (N_("Not all done"), lambda line, day, rules: line.is_open),
    "due_soon": (
        N_("Due in {days} days"),
        lambda line, day, rules: line.is_open and 0 <= _days_left(line, day) <= rules.due_soon_days,
    ),
    "overdue": (N_("Overdue"), lambda line, day, rules: line.is_open and _days_left(line, day) < 0),
}

_SIZES = [680, 470]


def _days_left(line: KeyTaskLine, day: date) -> int:
    """Return how many days are left; below 0 once the deadline has passed."""
    return (
        9999 if line.deadline_on is None else (line.deadline_on - judged_on(day, date.today())).days
    )


class KeyTasksScreen(RecordPage):
    """The key tasks above, the branch tasks of the chosen one below, its form at the right."""

    key = "key_tasks"
    title = N_("Key tasks")
    new_text = N_("New key task")
    empty_text = N_(
        "The year's division of work belongs here. Enter the first key task, or make one of "
        "the decisions of a meeting."
    )
    kinds = frozenset(
        {
            "key_task",
            "key_task_unit",
            "branch_task",
            "unit",
            "person",
            "document",
            "decision",
            "fact",
        }
    )
    depends_on_year = True
    pastes_as = "tasks"
    columns = KEY_TASK_COLUMNS
    detail: KeyTaskDetail
    bulk: KeyTaskBulkPanel

    def make_bulk_panel(self) -> KeyTaskBulkPanel:
        bulk = KeyTaskBulkPanel(self.workspace)
        bulk.values_asked.connect(lambda values: self._set_values(bulk.ids, values))
        bulk.delete_asked.connect(lambda: self.attempt(self.delete_selected))
        return bulk

    def _set_values(self, ids: Sequence[int], values: dict[str, object]) -> None:
        number = self.attempt(lambda: self.workspace.do(update_key_tasks, ids, values))
        if number is not None:
            text = ngettext("{number} task changed", "{number} tasks changed", number)
            self.tell_undoable(text.format(number=number))

    def make_detail(self) -> KeyTaskDetail:
        return KeyTaskDetail(self.workspace, self.settings)

    def set_up(self) -> None:
        lists = {name: chip[0] for name, chip in _CHIPS.items()}
        self.lists = ListChips(self.chips, lists, days=USUAL_RULES.due_soon_days)
        place = [column.key for column in self.columns].index("progress")
        self.table.setItemDelegateForColumn(place, BarDelegate(lambda row: row.share, self.table))
        self.day_note = QLabel()
        self.day_note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.tools.addWidget(self.day_note)
        self.hand_down_button = QPushButton(icon("git-branch"), _("Hand down…"))
        self.hand_down_button.setToolTip(_("Hand down to units and branches"))
        self.panel.foot_buttons.addWidget(self.hand_down_button)
        self.practice_button = PracticeButton()
        self.panel.foot_buttons.addWidget(self.practice_button)
        self.tasks = TasksOfKeyTask(self.workspace, self.settings)
        self._put_tasks_below_the_list()
        self._connect_parts()

    def _put_tasks_below_the_list(self) -> None:
        self.left = QSplitter(Qt.Orientation.Vertical)
        self.left.addWidget(self.table)
        self.left.addWidget(self.tasks)
        self.left.setChildrenCollapsible(False)
        self.left.setSizes(self.settings.splitters.get(f"{self.key}.left", [340, 220]))
        self.splitter.insertWidget(0, self.left)
        self.splitter.setSizes(self.settings.splitters.get(self.key, _SIZES))

    def _connect_parts(self) -> None:
        self.left.splitterMoved.connect(self._on_left_moved)
        self.hand_down_button.clicked.connect(lambda: self.attempt(self.hand_down))
        self.practice_button.clicked.connect(lambda: self.attempt(self.begin_practice))
        self.tasks.hand_down_requested.connect(lambda: self.attempt(self.hand_down))
        self.tasks.task_activated.connect(
            lambda task_id: self.page_requested.emit("branch_tasks", task_id)
        )
        self.detail.heading_changed.connect(self._show_tasks)
        self._right.currentChanged.connect(self._show_tasks)
        self.detail.meeting_requested.connect(
            lambda meeting_id: self.page_requested.emit("meetings", meeting_id)
        )

    # --- the list

    def list_rows(self, search: str) -> Sequence[KeyTaskLine]:
        lines, day = self._lines(search), self.workspace.today
        if (chosen := self.chips.value("list")) is not None:
            rules = self.workspace.ask(colour_rules)
            lines = [line for line in lines if _CHIPS[chosen][1](line, day, rules)]
        return self._sorted(lines)

    def _lines(self, search: str = "") -> list[KeyTaskLine]:
        rows = self.workspace.ask(list_key_tasks, self.workspace.year, search)
        return [key_task_line(row) for row in rows]

    def _sorted(self, lines: list[KeyTaskLine]) -> list[KeyTaskLine]:
        """Sort here: a year has a few dozen key tasks."""
        if self.order is None:
            return lines
        key, descending = self.order

        def place(line: KeyTaskLine) -> tuple[bool, object]:
            value = line.sorted_by(key)
            return value is None, value

        return sorted(lines, key=place, reverse=descending)

    def count_all(self) -> int:
        return len(self._lines())

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_key_tasks, ids)

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        return (
            *super().empty_actions(),
            NoticeAction(_("Go to the meetings"), self._on_meetings),
        )

    def _on_meetings(self) -> None:
        self.page_requested.emit("meetings", None)

    # --- its branch tasks

    def refresh(self) -> None:
        day = self.workspace.today
        self.day_note.setText(as_of(day))
        lines, rules = self._lines(), self.workspace.ask(colour_rules)
        numbers = {
            name: sum(fits(line, day, rules) for line in lines)
            for name, (_words, fits) in _CHIPS.items()
        }
        self.lists.show_numbers(numbers, total=len(lines), days=rules.due_soon_days)
        super().refresh()
        self._show_tasks()

    def _show_tasks(self) -> None:
        """Show the branch tasks of the task in the form."""
        task_id = self.detail.draft.id if self._right.currentWidget() is self.panel else None
        self.tasks.show_tasks_of(task_id)
        self.hand_down_button.setEnabled(task_id is not None and self.workspace.can_write)
        self.practice_button.setEnabled(task_id is not None and self.workspace.can_write)

    def begin_practice(self) -> None:
        """Begin a practice of the unit that leads the open task."""
        if self.current_id is not None and self.save_if_dirty():
            task = self.detail.draft
            leading = next(iter(task.lead_unit_ids), None)
            wanted = NewPractice(unit_id=leading, key_task_id=task.id)
            self.page_requested.emit("practices", wanted)

    def hand_down(self) -> None:
        """Choose who carries the open task, and make their branch tasks."""
        if self.current_id is None or not self.save_if_dirty():
            return
        day = self.workspace.today
        heading = self.detail.heading()
        dialog = GenerateDialog(self.workspace, self.current_id, heading, day, self)
        if dialog.exec():
            made = dialog.made
            text = ngettext("{number} branch task made", "{number} branch tasks made", made)
            self.tell_undoable(text.format(number=made))

    def _on_left_moved(self) -> None:
        self.settings.splitters[f"{self.key}.left"] = self.left.sizes()
