"""Ask on which day slips are closed, and whether their tasks are done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from deskapp.fields import DateField, YesNoField
from deskapp.i18n import N_, _, ngettext
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm

_FIELDS = (
    DateField(name="closed_on", label=N_("Closed on"), required=True),
    YesNoField(name="task_done", label=N_("The task is done too")),
)


def closing_dialog(
    ids: Sequence[int],
    today: date,
    close: Callable[[date, bool], object],
    parent: QWidget,
) -> FormDialog:
    """Return the dialog that closes slips; `close(day, task_done)` does it."""
    form = RecordForm(_FIELDS, year=today.year)
    form.set_values({"closed_on": today, "task_done": False})

    def run(values: dict[str, Any]) -> object:
        return close(values["closed_on"], bool(values["task_done"]))

    number = len(ids)
    title = ngettext("Close {number} slip", "Close {number} slips", number)
    said = _("A closed slip asks for nothing more; it can be reopened.")
    return FormDialog(title.format(number=number), said, form, _("Close slip"), run, parent)
