"""The ledger of a year's practices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Cell, Column, Sheet, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.facts import working_day
from deskapp.queries.practices import PracticeForm, PracticeRow, practice_forms
from deskapp.reports.words import signature_line
from deskapp.rules.practice_states import ADOPTION_LEVELS, PRACTICE_STATES


def practices_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the one sheet of the year's practices in office order."""
    forms = practice_forms(session, year, today=working_day(session, year))
    return [
        Sheet(
            name=safe_sheet_name(_("Practices ledger"), []),
            title=_("Practices ledger of {year}").format(year=year),
            columns=_columns(),
            rows=list(_rows(forms)),
            footer=["", signature_line(_("Filled in by"), _("Checked by"))],
            freeze_columns=4,
        )
    ]


def _columns() -> list[Column]:
    return [
        Column(_("No."), 5, "whole"),
        Column(_("Unit"), 12, "wrapped"),
        Column(_("Branch"), 12, "wrapped"),
        Column(_("Practice"), 18, "wrapped"),
        Column(_("Date"), 11, "date"),
        Column(_("Background"), 24, "wrapped"),
        Column(_("Approach"), 36, "wrapped"),
        Column(_("Effect"), 24, "wrapped"),
        Column(_("What to spread"), 18, "wrapped"),
        Column(_("State of practice"), 9, "wrapped"),
        Column(_("Adoption level"), 8, "wrapped"),
        Column(_("Summary due"), 11, "date"),
        Column(_("Summarised on"), 11, "date"),
        Column(_("In time"), 6),
    ]


def _rows(forms: Sequence[PracticeForm]) -> Iterator[Sequence[Cell]]:
    for number, form in enumerate(forms, start=1):
        row = form.row
        yield [
            number,
            row.unit,
            row.branch,
            row.title,
            row.happened_on,
            form.background,
            form.approach,
            form.effect,
            form.to_spread,
            _(PRACTICE_STATES[row.state]),
            _(ADOPTION_LEVELS[row.adoption_level]) if row.adoption_level else "",
            row.due_on,
            row.summarised_on,
            _in_time(row),
        ]


def _in_time(row: PracticeRow) -> str:
    """Return whether it was in time; nothing while that cannot be told."""
    return "" if row.in_time is None else _("Yes") if row.in_time else _("No")
