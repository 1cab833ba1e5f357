"""The measure of whether the meetings that were held have minutes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func

from deskapp.i18n import N_, _, ngettext
from deskapp.queries.measures.measure import (
    EvidenceColumn,
    Measure,
    MeasureParameter,
    MeasureParameters,
    Remedy,
)
from deskapp.records.branch import Branch
from deskapp.records.meeting import MEETING_KINDS, Meeting
from deskapp.records.unit import Unit
from deskapp.rules.count_words import CountWords


def _write_minutes(number: int) -> str:
    text = ngettext("Write the minutes of {n} meeting", "Write the minutes of {n} meetings", number)
    return text.format(n=number)


_HOST_UNIT: Any = func.coalesce(Branch.unit_id, Meeting.host_unit_id)


def _held(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join the meetings of the year held by a day that a unit or one of its branches hosted."""
    statement = (
        statement.select_from(Meeting)
        .outerjoin(Branch, Branch.id == Meeting.host_branch_id)
        .where(Meeting.year == year, Meeting.state != "planned", Meeting.held_on <= as_of)
    )
    kinds = parameters.get("kinds")
    return statement.where(Meeting.kind.in_(kinds)) if kinds else statement


def _shown(statement: Select[Any]) -> Select[Any]:
    return statement.join(Unit, Unit.id == _HOST_UNIT)


def _has_minutes(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count meetings whose minutes are written."""
    return func.trim(Meeting.minutes) != ""


MINUTES_COMPLETE = Measure(
    label=N_("Minutes complete"),
    counts_label=N_("Has minutes"),
    words=CountWords(
        N_("share of meetings with minutes"),
        N_("meeting without minutes"),
        N_("meeting with minutes"),
    ),
    table="meeting",
    record_id=Meeting.id,
    unit_id=_HOST_UNIT,
    branch_id=Meeting.host_branch_id,
    columns=(
        EvidenceColumn(N_("Meeting"), 36, Meeting.title),
        EvidenceColumn(N_("Date"), 12, Meeting.held_on, kind="date"),
        EvidenceColumn(
            N_("Kind of meeting"), 14, Meeting.kind, lambda code: _(MEETING_KINDS[code])
        ),
        EvidenceColumn(N_("Host branch"), 24, Branch.name),
    ),
    rows=_held,
    counts=_has_minutes,
    order=(Meeting.held_on, Meeting.id),
    shown=_shown,
    parameters=(MeasureParameter("kinds", N_("Kinds of meeting that count"), MEETING_KINDS),),
    remedy=Remedy(lambda as_of, parameters: func.trim(Meeting.minutes) == "", _write_minutes),
)
