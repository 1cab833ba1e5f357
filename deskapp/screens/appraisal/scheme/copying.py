"""Ask into which year a scheme is copied, or which scheme a year takes over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from deskapp.fields import ChoiceField, WholeField
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import SchemeRow
from deskapp.usecases.schemes import copy_scheme
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_YEAR = WholeField(
    name="year", label=N_("Into the year"), required=True, lowest=1949, highest=2200, width=8
)


def copy_to_year_dialog(workspace: Workspace, scheme: SchemeRow, parent: QWidget) -> FormDialog:
    """Return the dialog that copies a scheme; its `result_of_run` is (year, id of the copy)."""

    def run(values: dict[str, Any]) -> tuple[int, int]:
        return values["year"], workspace.do(copy_scheme, scheme.id, values["year"])

    form = RecordForm((_YEAR,))
    form.set_values({"year": scheme.year + 1})
    said = _(
        "“{title}” is copied with its indicators and grades, and the years in its texts move "
        "along. Scores stay behind."
    ).format(title=scheme.title)
    return FormDialog(_("Copy the scheme"), said, form, _("Copy it"), run, parent)


def copy_from_dialog(
    workspace: Workspace, schemes: Sequence[SchemeRow], parent: QWidget
) -> FormDialog:
    """Return the dialog that copies one of the schemes into the window's year."""
    year = workspace.year
    names = {str(one.id): f"{one.year} {one.title}" for one in schemes}
    field = ChoiceField(name="scheme", label=N_("Scheme to copy"), required=True, choices=names)

    def run(values: dict[str, Any]) -> tuple[int, int]:
        return year, workspace.do(copy_scheme, int(values["scheme"]), year)

    form = RecordForm((field,))
    form.set_values({"scheme": str(schemes[0].id)})
    said = _("The copy belongs to {year}; the years in its texts move along.").format(year=year)
    return FormDialog(_("Copy a scheme"), said, form, _("Copy it"), run, parent)
