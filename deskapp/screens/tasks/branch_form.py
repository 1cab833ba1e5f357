"""The form of a branch task: who answers for it and until when; a new one says whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from deskapp.i18n import _
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.records.task import BRANCH_TASK_FIELDS
from deskapp.usecases.branch_tasks import BranchTaskDraft
from deskapp.usecases.key_tasks import open_key_task
from deskapp.widgets.field_editor import Choice, Lookup
from deskapp.widgets.form_stack import keep_room_for_date
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_WHOSE = ("key_task_id", "unit_id", "branch_id")
_EDITED = (*_WHOSE, "responsible_id", "deadline_on", "extension_reason", "leader_comment")

_WIDE = {"unit_id": 40, "branch_id": 40, "extension_reason": 40}  # a row of their own


class BranchTaskForm(RecordForm):
    """Asks for the reason as soon as the deadline of a saved task is changed."""

    def __init__(self, workspace: Workspace, lookups: Mapping[str, Lookup]) -> None:
        fields = tuple(field for field in BRANCH_TASK_FIELDS if field.name in _EDITED)
        fields = tuple(sorted(fields, key=lambda field: _EDITED.index(field.name)))
        fields = tuple(replace(field, width=_WIDE.get(field.name, field.width)) for field in fields)
        lookups = {**lookups, "key_task": _key_tasks(workspace)}
        super().__init__(fields, lookups, two_columns=True, year=workspace.year)
        keep_room_for_date(self, "deadline_on")
        comment = self.editors["leader_comment"].control
        comment.setFixedHeight(self.fontMetrics().lineSpacing() * 2 + 14)
        self._draft = BranchTaskDraft()
        self.changed.connect(self._on_field_changed)

    def show_draft(self, draft: object) -> None:
        if isinstance(draft, BranchTaskDraft):
            self._draft = draft
        super().show_draft(draft)
        for name in _WHOSE:
            self.set_field_visible(name, self._draft.id is None)
        self.set_field_visible("extension_reason", visible=False)

    def values(self) -> dict[str, Any]:
        values = super().values()
        if not self._deadline_is_changed():
            values["extension_reason"] = self._draft.extension_reason
        return values

    def _deadline_is_changed(self) -> bool:
        before = self._draft.deadline_on
        return before is not None and self.editors["deadline_on"].value() != before

    def _on_field_changed(self, name: str) -> None:
        if name != "deadline_on" or self._draft.id is None:
            return
        reason = self.editors["extension_reason"]
        if self._deadline_is_changed() and reason.value() == self._draft.extension_reason:
            reason.set_value("")  # the reason of the last extension is none for this one
        self.set_field_visible("extension_reason", self._deadline_is_changed())


def _key_tasks(workspace: Workspace) -> Lookup:
    """Return how the key tasks of the year are found: by their number or their words."""

    def find(text: str) -> list[Choice]:
        rows = workspace.ask(list_key_tasks, workspace.year, "" if text.isdigit() else text)
        fitting = [row for row in rows if not text.isdigit() or str(row.number) == text]
        return [
            Choice(row.id, _("{number}. {text}").format(number=row.number, text=row.text))
            for row in fitting
        ]

    def named(task_id: int) -> Choice | None:
        task = workspace.ask(open_key_task, task_id)
        return Choice(task_id, _("{number}. {text}").format(number=task.number, text=task.text))

    return Lookup(find, named)
