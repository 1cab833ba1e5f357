"""Ask who follows in a post, and for the last day in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from deskapp.dates import shown_date
from deskapp.fields import DateField
from deskapp.i18n import N_, _, ngettext
from deskapp.records.appointment import APPOINTMENT_FIELDS
from deskapp.usecases.appointments import AppointmentDraft
from deskapp.widgets.field_editors import Lookups
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm

_ASKED_OF_SUCCESSOR = ("person_id", "starts_on", "ends_on", "document_number")
LAST_DAY = DateField(name="ends_on", label=N_("Last day in the post"), required=True)


def successor_dialog(
    before: AppointmentDraft,
    name: str,
    lookups: Lookups,
    year: int,
    appoint: Callable[[AppointmentDraft], int],
    parent: QWidget,
) -> FormDialog:
    """Return the dialog that appoints whoever follows on an appointment.

    `appoint(draft)` does it and returns the new id; what it raises is said in the dialog.
    """
    fields = tuple(field for field in APPOINTMENT_FIELDS if field.name in _ASKED_OF_SUCCESSOR)
    form = RecordForm(fields, lookups, year=year)

    def run(values: dict[str, Any]) -> int:
        return appoint(AppointmentDraft(branch_id=before.branch_id, post=before.post, **values))

    if before.ends_on is None:
        said = _("The last day of {name} in the post becomes the day before the successor's first.")
    else:
        said = _("{name} is in the post until {date}, or until the day before the successor's.")
    explanation = said.format(name=name, date=shown_date(before.ends_on))
    return FormDialog(_("Appoint a successor"), explanation, form, _("Appoint"), run, parent)


def ending_dialog(
    number: int, day: date, year: int, end: Callable[[date], int], parent: QWidget
) -> FormDialog:
    """Return the dialog that asks for the last day of so many people in their posts."""
    form = RecordForm((LAST_DAY,), year=year)
    form.set_values({"ends_on": day})
    title = ngettext("End {number} appointment", "End {number} appointments", number)
    return FormDialog(
        title.format(number=number),
        _("The appointment is kept, so that the roster of earlier days stays right."),
        form,
        _("End"),
        lambda values: end(values["ends_on"]),
        parent,
    )
