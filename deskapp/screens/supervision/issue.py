"""Issue a supervision slip for one branch task, or one for each of many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from deskapp.i18n import _, ngettext
from deskapp.queries.slips_to_issue import CarriersOfTask, carriers_to_urge
from deskapp.queries.supervision import slips_issued
from deskapp.records.supervision import SLIP_FIELDS
from deskapp.rules.slips import REPLY_DAYS, SLIP_COLOURS, slip_name, usual_demand
from deskapp.usecases.branch_tasks import open_branch_task
from deskapp.usecases.supervision import SlipDraft, issue_slips, propose_slip, save_slip
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_BY_NAME = {field.name: field for field in SLIP_FIELDS}
_WORDED_FROM = ("colour", "issued_on", "reply_due_on")


def issue_dialog(workspace: Workspace, branch_task_id: int, parent: QWidget) -> FormDialog:
    """Return the dialog that issues a slip for a task; `result_of_run` is the slip's id."""
    draft = workspace.ask(propose_slip, branch_task_id, workspace.today)
    names = ("colour", "issued_on", "reply_due_on", "demand")
    form = _SlipForm(workspace, branch_task_id, names)
    form.show_draft(draft)

    def run(values: dict[str, Any]) -> int:
        return workspace.do(save_slip, replace(draft, **values))

    title = slip_name(draft.year or 0, draft.number or 0)
    said = _what_came_before(workspace, branch_task_id)
    return FormDialog(title, said, form, _("Issue"), run, parent)


class _SlipForm(RecordForm):
    """Words the usual demand anew when its colour or a day changes, until a person words it."""

    def __init__(self, workspace: Workspace, branch_task_id: int, names: Sequence[str]) -> None:
        fields = tuple(_BY_NAME[name] for name in names)
        super().__init__(fields, two_columns=True, year=workspace.year)
        self._deadline = workspace.ask(open_branch_task, branch_task_id).deadline_on
        self._worded = ""
        self.changed.connect(self._on_field_changed)

    def show_draft(self, draft: object) -> None:
        super().show_draft(draft)
        if isinstance(draft, SlipDraft):
            self._worded = draft.demand

    def _on_field_changed(self, name: str) -> None:
        colour, issued, reply = (self.editors[one].value() for one in _WORDED_FROM)
        is_own = self.editors["demand"].value() != self._worded
        if name not in _WORDED_FROM or is_own or not colour:
            return
        if not isinstance(issued, date) or not isinstance(reply, date):
            return
        self._worded = usual_demand(str(colour), self._deadline, issued, reply)
        self.editors["demand"].set_value(self._worded)


def _what_came_before(workspace: Workspace, branch_task_id: int) -> str:
    issued = workspace.ask(slips_issued, [branch_task_id]).get(branch_task_id, [])
    if not issued:
        return _("It is the first slip of this task.")
    last = issued[-1]
    return _("The last slip of this task: {slip}, {colour}.").format(
        slip=slip_name(last.year, last.number), colour=_(SLIP_COLOURS[last.colour])
    )


def issue_many_dialog(
    workspace: Workspace, branch_task_ids: Sequence[int], parent: QWidget, left_out: str = ""
) -> FormDialog:
    """Return the dialog that issues a slip for each task; `result_of_run` are the slips' ids.

    It names the tasks; `left_out` says which others get none, and why.
    """
    today = workspace.today
    fields = (
        _BY_NAME["issued_on"],
        _BY_NAME["reply_due_on"],
        replace(_BY_NAME["demand"], required=False),
    )
    form = RecordForm(fields, two_columns=True, year=workspace.year)
    form.set_values({"issued_on": today, "reply_due_on": today + timedelta(days=REPLY_DAYS)})

    def run(values: dict[str, Any]) -> list[int]:
        return workspace.do(issue_slips, branch_task_ids, **values)

    urged = workspace.ask(carriers_to_urge, branch_task_ids)
    number = sum(len(one.carriers) for one in urged)
    if finished := len(branch_task_ids) - number:
        left_out = _without_finished(finished)
    title = ngettext("Issue {number} slip", "Issue {number} slips", number).format(number=number)
    said = _(
        "Each slip gets the colour that its task calls for and its last slip allows. Without a "
        "demand of yours each says the usual sentence."
    )
    said = "\n".join(text for text in (said, left_out) if text)
    dialog = FormDialog(title, said, form, _("Issue"), run, parent)
    layout = dialog.layout()
    if isinstance(layout, QVBoxLayout):
        layout.insertWidget(1, _list_of(urged))
    return dialog


def _without_finished(number: int) -> str:
    words = ngettext(
        "{number} of the chosen tasks is done or cancelled and gets none.",
        "{number} of the chosen tasks are done or cancelled and get none.",
        number,
    )
    return words.format(number=number)


def _list_of(urged: Sequence[CarriersOfTask]) -> QListWidget:
    """Return a list to read: each key task, and who gets a slip for it."""
    tasks = QListWidget()
    tasks.setAccessibleName(_("Tasks that get a slip"))
    tasks.setWordWrap(True)
    tasks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tasks.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    tasks.setMinimumHeight(tasks.fontMetrics().lineSpacing() * 6)
    for one in urged:
        task = _("{number}. {text}").format(number=one.number, text=one.text)
        tasks.addItem(f"{task}\n{_(', ').join(one.carriers)}")
    return tasks
