"""The study ledger of a year: what meetings studied, and what people studied alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Cell, Column, Sheet, safe_sheet_name
from deskapp.i18n import _
from deskapp.queries.facts import working_day
from deskapp.queries.lists import Order
from deskapp.queries.study import (
    StudyLedgerRow,
    list_study_entries,
    study_ledger,
)
from deskapp.records.meeting import ATTENDANCE_STATES, MEETING_KINDS
from deskapp.reports.words import when
from deskapp.rules.document_titles import in_title_marks


def study_sheets(session: Session, year: int) -> list[Sheet]:
    """Return the ledger of the studies held, and that of the self studies, the earliest first."""
    names: list[str] = []
    for title in (_("Study ledger"), _("Self study")):
        names.append(safe_sheet_name(title, names))
    return [
        Sheet(
            name=names[0],
            title=_("Study ledger of {year}").format(year=year),
            columns=_columns(),
            rows=list(_rows(session, year)),
            freeze_columns=2,
        ),
        Sheet(
            name=names[1],
            title=_("Self study of {year}").format(year=year),
            columns=_self_study_columns(),
            rows=list(_self_studies(session, year)),
            landscape=False,
        ),
    ]


def _columns() -> list[Column]:
    return [
        Column(_("No."), 5, "whole"),
        Column(_("Time of study"), 11, "wrapped"),
        Column(_("Place"), 11, "wrapped"),
        Column(_("Form"), 9, "wrapped"),
        Column(_("Content (documents and numbers)"), 34, "wrapped"),
        Column(_("Led by"), 8),
        Column(_("Expected"), 6, "whole"),
        Column(_("Attended"), 6, "whole"),
        Column(_("Absentees and reasons"), 24, "wrapped"),
        Column(_("What was made up"), 18, "wrapped"),
        Column(_("Recorder"), 8),
        Column(_("Remark"), 14, "wrapped"),
    ]


def _rows(session: Session, year: int) -> Iterator[Sequence[Cell]]:
    studies = study_ledger(session, year, working_day(session, year))
    for number, study in enumerate(studies, start=1):
        yield [
            number,
            when(study.held_on, study.starts_at, study.ends_at),
            study.place,
            _(MEETING_KINDS[study.kind]),
            _content(study),
            study.presider,
            study.expected,
            study.present,
            _absentees(study),
            _made_up(study),
            study.recorder,
            study.host,
        ]


def _content(study: StudyLedgerRow) -> str:
    """Return the documents with their numbers; the title of a meeting that names none."""
    documents = [f"{in_title_marks(title)} {number}".strip() for title, number in study.documents]
    return "\n".join(documents) or study.title


def _absentees(study: StudyLedgerRow) -> str:
    return _(", ").join(
        _("{name} ({reason})").format(name=name, reason=reason or _(ATTENDANCE_STATES[state]))
        for name, state, reason in study.absentees
    )


def _made_up(study: StudyLedgerRow) -> str:
    return _(", ").join(f"{name} {day.month}-{day.day}" for name, day in study.made_up)


def _self_study_columns() -> list[Column]:
    return [
        Column(_("No."), 5, "whole"),
        Column(_("Date"), 12, "date"),
        Column(_("Name"), 10),
        Column(_("Unit"), 20),
        Column(_("Document title"), 36, "wrapped"),
        Column(_("Document number"), 18),
        Column(_("Remark"), 14, "wrapped"),
    ]


def _self_studies(session: Session, year: int) -> Iterator[Sequence[Cell]]:
    entries = list_study_entries(session, year, kind="self_study", order=Order("studied_on"))
    for number, entry in enumerate(entries, start=1):
        yield [
            number,
            entry.studied_on,
            entry.person,
            entry.unit,
            entry.document,
            entry.number,
            entry.note,
        ]
