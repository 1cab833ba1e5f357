"""Ask for a later deadline and its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from deskapp.dates import shown_date
from deskapp.fields import DateField, TextField
from deskapp.i18n import N_, _, ngettext
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm

_FIELDS = (
    DateField(name="deadline_on", label=N_("New deadline"), required=True),
    TextField(
        name="extension_reason",
        label=N_("Reason of the extension"),
        required=True,
        lines=3,
        width=40,
    ),
)


def extension_dialog(
    deadlines: Sequence[date | None],
    year: int,
    extend: Callable[[date, str], object],
    parent: QWidget,
) -> FormDialog:
    """Return the dialog that extends tasks which are due on these days.

    `extend(deadline, reason)` does it; what it raises is said in the dialog.
    """
    latest = max((day for day in deadlines if day is not None), default=None)

    def run(values: dict[str, Any]) -> object:
        return extend(values["deadline_on"], values["extension_reason"])

    number = len(deadlines)
    title = ngettext("Extend {number} task", "Extend {number} tasks", number)
    return FormDialog(
        title.format(number=number),
        _explanation(number, latest),
        RecordForm(_FIELDS, year=year),
        _("Extend"),
        run,
        parent,
    )


def _explanation(number: int, latest: date | None) -> str:
    kept = _("The original deadline and the reason are kept with the task.")
    if latest is None:
        return kept
    now = _("Due on {date} now.") if number == 1 else _("Due on {date} at the latest now.")
    return f"{now.format(date=shown_date(latest))} {kept}"
