"""The dialogs that fill a gap: plan a branch study, enter self study, enter make-up study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from deskapp.fields import DateField
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.study.behind import PersonMissing
from deskapp.records.study import STUDY_ENTRY_FIELDS
from deskapp.rules.document_titles import in_title_marks
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
_ID = "document_id"


class PlanStudyDialog(FormDialog):
    """Plans a study of what is lacking; its `result_of_run` are the ids of the meetings.

    Where there is more than one document, each has a box; all are ticked at first.
    """

    def __init__(
        self,
        workspace: Workspace,
        branches: Sequence[tuple[int, str]],
        documents: Sequence[tuple[int, str]],
        parent: QWidget,
    ) -> None:
        year = workspace.year
        ids = [branch_id for branch_id, _name in branches]
        self.documents = [_box(title, document_id) for document_id, title in documents]

        def run(values: dict[str, Any]) -> list[int]:
            first, *more = self.document_ids()
            on = values["on"]
            return workspace.do(plan_branch_study, ids, first, on, year, more_document_ids=more)

        form = RecordForm((_DAY,), year=year)
        explanation = _explained(branches, [title for _id, title in documents])
        super().__init__(_("Plan a branch study"), explanation, form, _("Plan it"), run, parent)
        self._add_boxes()

    def _add_boxes(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        for place, box in enumerate(self.documents, start=1):
            box.setVisible(len(self.documents) > 1)
            box.toggled.connect(self._enable)
            layout.insertWidget(place, box)

    def document_ids(self) -> list[int]:
        """Return the documents that are ticked."""
        return [int(box.property(_ID)) for box in self.documents if box.isChecked()]

    def _enable(self) -> None:
        self.accept_button.setEnabled(bool(self.document_ids()))


def _box(title: str, document_id: int) -> QCheckBox:
    box = QCheckBox(in_title_marks(title).replace("&", "&&"))
    box.setProperty(_ID, document_id)
    box.setChecked(True)
    return box


def _explained(branches: Sequence[tuple[int, str]], titles: Sequence[str]) -> str:
    if len(titles) > 1:
        text = _(
            "{branch}: a meeting is planned, all members invited. On its agenda are the documents "
            "that are ticked; the branch has studied none of them yet."
        )
    elif len(branches) == 1:
        text = _("{branch}: a meeting is planned, with {document} on its agenda, all invited.")
    else:
        text = _(
            "A meeting is planned at each of {n} branches, with {document} on its agenda, all "
            "members invited."
        )
    document = in_title_marks(titles[0])
    return text.format(branch=branches[0][1], n=len(branches), document=document)


class SelfStudyDialog(FormDialog):
    """Enters that people studied a document alone; all of them are ticked at first."""

    def __init__(
        self,
        workspace: Workspace,
        people: Sequence[PersonMissing],
        document: tuple[int, str],
        parent: QWidget,
        hint: str = "",
    ) -> None:
        document_id, title = document
        self.people = PeopleChecklist([_choice(person) for person in people])

        def run(values: dict[str, Any]) -> int:
            return workspace.do(enter_self_study, self.people.ids(), document_id, **values)

        text = _("Who studied {document} outside a meeting, and when:")
        explanation = text.format(document=in_title_marks(title))
        form = RecordForm(_WHEN, year=workspace.year)
        super().__init__(
            _("Enter self study"),
            f"{explanation}\n{hint}".strip(),
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
