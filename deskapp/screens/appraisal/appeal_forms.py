"""What is asked to raise an appeal, to change it, and to answer it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from deskapp.fields import PointsField
from deskapp.i18n import N_, _
from deskapp.queries.appraisal import AppealRow
from deskapp.records.score import APPEAL_ANSWER_FIELDS, APPEAL_FIELDS, OUTCOMES
from deskapp.rules.points import plain
from deskapp.usecases.appeals import (
    CHANGES_POINTS,
    answer_appeal,
    open_appeal,
    raise_appeal,
    save_appeal,
)
from deskapp.widgets.form_dialog import FormDialog
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace

_ANSWER_FIELDS = (
    *APPEAL_ANSWER_FIELDS[:2],
    PointsField(
        name="points",
        label=N_("New points"),
        width=8,
        help=N_("Given by the assessors with the appeal as the reason; empty leaves the score."),
    ),
    *APPEAL_ANSWER_FIELDS[2:],
)
_TONES = {"upheld": "green", "partly": "yellow", "rejected": "grey"}


def outcome_in_words(outcome: str | None) -> str:
    """Return how an appeal was answered, or that it is open."""
    return _(OUTCOMES[outcome]) if outcome else _("Appeal open")


def outcome_tone(row: AppealRow) -> str:
    """Return the tone of an appeal's outcome."""
    return _TONES.get(row.outcome or "", "blue")


def two_decimals(points: Decimal) -> str:
    """Return points as a column of them shows each."""
    return f"{points:.2f}"


def changes_points(outcome: str | None) -> bool:
    """Return whether the points are to be given anew after such an outcome."""
    return outcome in CHANGES_POINTS


def raise_dialog(
    workspace: Workspace,
    place: tuple[int, int],
    title: str,
    points: Decimal,
    parent: QWidget,
) -> FormDialog:
    """Return the dialog that raises an appeal against the points of a (subject, indicator)."""
    form = RecordForm(APPEAL_FIELDS, year=workspace.year)
    form.set_values({"raised_on": workspace.today, "text": ""})
    subject_id, indicator_id = place

    def run(values: dict[str, Any]) -> int:
        return workspace.do(
            raise_appeal, indicator_id, subject_id, values["raised_on"], values["text"], points
        )

    explanation = _("{title}: {points} points now. The appeal keeps them.").format(
        title=title, points=plain(points)
    )
    return _dialog(_("New appeal"), explanation, form, _("Raise appeal"), run, parent, "text")


def change_dialog(workspace: Workspace, appeal_id: int, parent: QWidget) -> FormDialog:
    """Return the dialog that changes what an open appeal says; raises LedgerError."""
    draft = workspace.ask(open_appeal, appeal_id)
    form = RecordForm(APPEAL_FIELDS, year=workspace.year)
    form.show_draft(draft)

    def run(_values: dict[str, Any]) -> int:
        form.write_into(draft)
        return workspace.do(save_appeal, draft)

    return _dialog(_("Change appeal"), "", form, _("Save"), run, parent, "text")


def answer_dialog(workspace: Workspace, row: AppealRow, parent: QWidget) -> FormDialog:
    """Return the dialog that answers an appeal; its result is the outcome."""
    form = answer_form(workspace)
    form.set_values(answer_at_first(workspace, row))

    def run(values: dict[str, Any]) -> str:
        return answer(workspace, row.id, values)

    return _dialog(_("Answer appeal"), row.text, form, _("Answer"), run, parent, "outcome")


def answer_form(workspace: Workspace) -> RecordForm:
    """Return the form of an answer; it asks for new points where the outcome changes them."""
    form = RecordForm(_ANSWER_FIELDS, year=workspace.year)

    def ask_for_points() -> None:
        outcome = form.editors["outcome"].value()
        form.set_field_visible("points", changes_points(str(outcome) if outcome else None))

    form.changed.connect(lambda _name: ask_for_points())
    form.dirty_changed.connect(lambda _dirty: ask_for_points())  # also when it is discarded
    form.set_field_visible("points", False)
    return form


def answer_at_first(workspace: Workspace, row: AppealRow) -> dict[str, Any]:
    """Return what stands in the form of an answer before anything is typed."""
    day = max(workspace.today, row.raised_on)
    return {
        "answered_on": row.answered_on or day,
        "outcome": row.outcome,
        "points": None,
        "answer": row.answer,
    }


def answer(workspace: Workspace, appeal_id: int, values: dict[str, Any]) -> str:
    """Answer an appeal with the values of the form; return the outcome, raises LedgerError."""
    points = values["points"] if changes_points(values["outcome"]) else None
    workspace.do(
        answer_appeal,
        appeal_id,
        values["answered_on"],
        values["outcome"],
        values["answer"],
        points,
    )
    return str(values["outcome"])


def _dialog(
    title: str,
    explanation: str,
    form: RecordForm,
    do_it: str,
    run: Callable[[dict[str, Any]], object],
    parent: QWidget,
    first: str,
) -> FormDialog:
    dialog = FormDialog(title, explanation, form, do_it, run, parent)
    form.editors[first].setFocus()
    return dialog
