"""Measures over who was invited to the year's meetings and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import aliased

from deskapp.i18n import N_, _
from deskapp.queries.measures.measure import (
    EvidenceColumn,
    Measure,
    MeasureParameter,
    MeasureParameters,
)
from deskapp.records.meeting import ATTENDANCE_STATES, MEETING_KINDS, Attendance, Meeting
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.rules.count_words import CountWords

_StandIn = aliased(Person, name="stand_in")


def _invited(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join everybody invited to the year's meetings that were held by a day."""
    statement = (
        statement.select_from(Attendance)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Person, Person.id == Attendance.person_id)
        .where(
            Meeting.year == year,
            Meeting.state != "planned",
            Meeting.held_on <= as_of,
            Attendance.invited,
            Attendance.state != "expected",
        )
    )
    kinds = parameters.get("kinds")
    return statement.where(Meeting.kind.in_(kinds)) if kinds else statement


def _shown(statement: Select[Any]) -> Select[Any]:
    return statement.join(Unit, Unit.id == Person.unit_id).outerjoin(
        _StandIn, _StandIn.id == Attendance.stand_in_id
    )


def _came(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count who came; a stand-in counts unless the scheme says otherwise."""
    states = ["present", "stood_in"] if parameters.get("stand_ins", True) else ["present"]
    return Attendance.state.in_(states)


def _stayed_away(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count who was absent without leave, or in the states the scheme names."""
    return Attendance.state.in_(parameters.get("states", ["absent"]))


_COLUMNS = (
    EvidenceColumn(N_("Meeting"), 36, Meeting.title),
    EvidenceColumn(N_("Date"), 12, Meeting.held_on, kind="date"),
    EvidenceColumn(N_("Kind of meeting"), 14, Meeting.kind, lambda code: _(MEETING_KINDS[code])),
    EvidenceColumn(N_("Name"), 10, Person.name),
    EvidenceColumn(N_("Post"), 14, Person.post),
    EvidenceColumn(N_("Attendance"), 10, Attendance.state, lambda code: _(ATTENDANCE_STATES[code])),
    EvidenceColumn(N_("Stand-in"), 10, _StandIn.name),
    EvidenceColumn(N_("Reason"), 18, Attendance.reason),
)


def _measure(
    label: str, counts_label: str, words: CountWords, counts: Any, *parameters: MeasureParameter
) -> Measure:
    return Measure(
        label=label,
        counts_label=counts_label,
        words=words,
        table="meeting",
        record_id=Meeting.id,
        unit_id=Person.unit_id,
        branch_id=Person.branch_id,
        columns=_COLUMNS,
        rows=_invited,
        counts=counts,
        order=(Meeting.held_on, Meeting.id, Person.office_order, Person.id),
        shown=_shown,
        parameters=(_KINDS, *parameters),
    )


_KINDS = MeasureParameter("kinds", N_("Kinds of meeting that count"), MEETING_KINDS)
_STATES = {code: ATTENDANCE_STATES[code] for code in ("absent", "excused", "stood_in")}

MEETING_ATTENDANCE = _measure(
    N_("Meeting attendance"),
    N_("Came"),
    CountWords(N_("attendance rate"), N_("invited person who did not come"), N_("person who came")),
    _came,
    MeasureParameter("stand_ins", N_("A stand-in counts as having come"), default=True),
)
ABSENCES = _measure(
    N_("Absence from meetings"),
    N_("Absence"),
    CountWords(N_("share of absences"), N_("invited person not absent"), N_("absence")),
    _stayed_away,
    MeasureParameter("states", N_("What counts as absence"), _STATES, ["absent"]),
)
