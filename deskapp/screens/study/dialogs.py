"""The dialogs that fill a gap: plan a branch study, enter self study, enter make-up study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskapp.fields import DateField
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.study.behind import PersonMissing
from deskapp.records.study import STUDY_ENTRY_FIELDS
from deskapp.screens.study.people_checklist import PeopleChecklist
from deskapp.usecases.study import enter_self_study, make_up_study, plan_branch_study
from deskapp.widgets.field_editor import Choice
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_DAY = DateField(
    name="on", label=N_("Day of the study"), help=N_("Leave it empty while the day is open.")
)
_BY_NAME = {field.name: field for field in STUDY_ENTRY_FIELDS}
_WHEN = (_BY_NAME["studied_on"], _BY_NAME["note"])
_LIST_HEIGHT = 220


def plan_dialog(
    workspace: Workspace,
    branches: Sequence[tuple[int, str]],
    document: tuple[int, str],
    parent: QWidget,
) -> FormDialog:
    """Return the dialog that plans a study; its `result_of_run` are the meetings' ids."""
    year = workspace.year
    document_id, title = document
    one = _(
        "{branch}: a meeting is planned, with “{document}” on its agenda and all members invited."
    )
    each = _(
        "A meeting is planned at each of {n} branches, with “{document}” on its agenda and all "
        "members invited."
    )
    explanation = one if len(branches) == 1 else each
    form = RecordForm((_DAY,), year=year)

    def run(values: dict[str, Any]) -> list[int]:
        ids = [branch_id for branch_id, _name in branches]
        return workspace.do(plan_branch_study, ids, document_id, values["on"], year)

    return FormDialog(
        _("Plan a branch study"),
        explanation.format(branch=branches[0][1], n=len(branches), document=title),
        form,
        _("Plan it"),
        run,
        parent,
    )


class SelfStudyDialog(FormDialog):
    """Enters that people studied a document alone; all of them are ticked at first."""

    def __init__(
        self,
        workspace: Workspace,
        people: Sequence[PersonMissing],
        document: tuple[int, str],
        parent: QWidget,
    ) -> None:
        document_id, title = document
        self.people = PeopleChecklist([_choice(person) for person in people])

        def run(values: dict[str, Any]) -> int:
            return workspace.do(enter_self_study, self.people.ids(), document_id, **values)

        explanation = _("Who studied “{document}” outside a meeting, and when:")
        form = RecordForm(_WHEN, year=workspace.year)
        super().__init__(
            _("Enter self study"),
            explanation.format(document=title),
            form,
            _("Enter them"),
            run,
            parent,
        )
        self.people.list.setMinimumHeight(_LIST_HEIGHT)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.people, 1)
        self.people.changed.connect(self._enable)

    def _enable(self) -> None:
        self.accept_button.setEnabled(bool(self.people.ids()))


def make_up_dialog(
    workspace: Workspace, pairs: Sequence[tuple[int, int]], parent: QWidget
) -> FormDialog:
    """Return the dialog that enters make-up study for (person, meeting) pairs.

    Its `result_of_run` is how many were new.
    """
    people = len({person_id for person_id, _meeting in pairs})
    explanation = ngettext(
        "{n} person made up for what was missed at the meeting.",
        "{n} people made up for what they missed at the meetings.",
        people,
    ).format(n=people)
    form = RecordForm(_WHEN, year=workspace.year)

    def run(values: dict[str, Any]) -> int:
        return workspace.do(make_up_study, pairs, **values)

    return FormDialog(_("Enter make-up study"), explanation, form, _("Enter them"), run, parent)


def _choice(person: PersonMissing) -> Choice:
    where = (person.unit, person.branch or "", person.post)
    return Choice(person.person_id, person.person, " · ".join(part for part in where if part))
