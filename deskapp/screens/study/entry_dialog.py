"""Enter that several people studied a document outside a meeting."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from deskapp.errors import FieldProblems
from deskapp.fields import ReferenceField
from deskapp.i18n import N_, _
from deskapp.records.study import STUDY_ENTRY_FIELDS
from deskapp.screens.lookups import lookups_for
from deskapp.screens.tasks.unit_list import UnitListEditor
from deskapp.usecases.study import enter_self_study
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_BY_NAME = {field.name: field for field in STUDY_ENTRY_FIELDS}
_FIELDS = tuple(_BY_NAME[name] for name in ("document_id", "studied_on", "note"))
_PEOPLE = ReferenceField(name="person_ids", label=N_("Who studied it"), to="person")


class EntryDialog(FormDialog):
    """Asks for people, a document, a day; its `result_of_run` is how many entries were made."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        lookups = lookups_for(workspace)
        self.people = UnitListEditor(_PEOPLE, lookups["person"], numbered=False)
        self.people.chips.setToolTip(_("Delete takes a person out"))

        def run(values: dict[str, Any]) -> int:
            complaint = self.people.complaint()
            if complaint or not self.people.value():
                said = complaint or _("Choose at least one person.")
                raise FieldProblems(said, {"": said})
            return workspace.do(enter_self_study, self.people.value(), **values)

        explanation = _("Choose the people one after another by name or initials.")
        form = RecordForm(_FIELDS, lookups, year=workspace.year)
        super().__init__(_("Enter self study"), explanation, form, _("Enter them"), run, parent)
        line = QFormLayout()
        line.addRow(_("Who studied it"), self.people)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(1, line)
        self.people.setFocus()
