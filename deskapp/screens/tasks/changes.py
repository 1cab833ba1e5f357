"""What is done to one or many branch tasks from their list: each a step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from deskapp.errors import ChangedElsewhere
from deskapp.i18n import _, ngettext
from deskapp.screens.supervision.issue import issue_dialog, issue_many_dialog
from deskapp.screens.tasks.extension import extension_dialog
from deskapp.usecases.branch_tasks import (
    extend_deadline,
    follow_branch_tasks,
    set_task_state,
    update_branch_tasks,
)
from deskapp.usecases.progress import delete_progress
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.screen import Screen

Versions = Mapping[int, int]


class TaskChanges:
    """Carries changes out for a page, which tells what came of them and offers to undo it."""

    def __init__(self, page: Screen) -> None:
        self._page = page
        self._workspace = page.workspace

    def set_state(self, ids: Sequence[int], state: str, seen: Versions) -> None:
        """Move tasks to a state."""
        day = self._workspace.today
        self._carry_out(
            lambda: self._workspace.do(set_task_state, ids, state, on=day, versions=seen)
        )

    def set_values(self, ids: Sequence[int], values: Mapping[str, object], seen: Versions) -> None:
        """Set the same values of tasks."""
        self._carry_out(lambda: self._workspace.do(update_branch_tasks, ids, values, versions=seen))

    def follow(self, ids: Sequence[int], *, followed: bool) -> None:
        """Mark tasks that the office keeps an eye on, or take the mark off."""
        self._carry_out(lambda: self._workspace.do(follow_branch_tasks, ids, followed=followed))

    def extend(self, ids: Sequence[int], deadlines: Sequence[date | None], seen: Versions) -> None:
        """Ask for a later deadline of tasks, and why."""

        def extend(deadline: date, reason: str) -> int:
            return self._workspace.do(extend_deadline, ids, deadline, reason, versions=seen)

        dialog = extension_dialog(deadlines, self._workspace.year, extend, self._page)
        if dialog.exec():
            self._tell_changed(dialog.result_of_run)

    def delete_reports(self, ids: Sequence[int]) -> None:
        """Delete progress reports."""
        number = self._page.attempt(lambda: self._workspace.do(delete_progress, ids))
        if number is not None:
            text = ngettext("{number} report deleted", "{number} reports deleted", number)
            self._page.tell_undoable(text.format(number=number))

    def issue_slip(self, branch_task_id: int) -> None:
        """Ask what the next slip of a task demands, and issue it."""
        dialog = issue_dialog(self._workspace, branch_task_id, self._page)
        if dialog.exec():
            self._tell_issued([dialog.result_of_run])

    def issue_slips(self, ids: Sequence[int]) -> None:
        """Ask once what slips for many tasks demand, and issue them."""
        dialog = issue_many_dialog(self._workspace, ids, self._page)
        if dialog.exec():
            self._tell_issued(dialog.result_of_run)

    def _carry_out(self, action: Callable[[], int]) -> None:
        def run() -> None:
            try:
                number = action()
            except ChangedElsewhere:
                self._page.refresh()
                raise
            self._tell_changed(number)

        self._page.attempt(run)

    def _tell_changed(self, number: int) -> None:
        text = ngettext("{number} task changed", "{number} tasks changed", number)
        self._page.tell_undoable(text.format(number=number))

    def _tell_issued(self, slip_ids: Sequence[int]) -> None:
        number = len(slip_ids)
        text = ngettext("{number} slip issued", "{number} slips issued", number)
        show = NoticeAction(
            _("Show"), lambda: self._page.page_requested.emit("supervision", slip_ids[0])
        )
        self._page.tell_undoable(text.format(number=number), show)
