"""Measures over the branches that must have a secretary and a liaison, and those that have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    Subquery,
    and_,
    func,
    literal,
    literal_column,
    select,
    true,
)
from sqlalchemy.orm import aliased

from deskapp.i18n import N_, ngettext
from deskapp.queries.day_count import days_between
from deskapp.queries.measures.measure import (
    EvidenceColumn,
    Measure,
    MeasureParameter,
    MeasureParameters,
    Remedy,
)
from deskapp.queries.periods import (
    earlier,
    is_active,
    is_in_post,
    last_day_in_post,
    later,
    touches,
)
from deskapp.queries.vacancies import exists_from, needs
from deskapp.records.appointment import Appointment
from deskapp.records.branch import Branch
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.rules.count_words import CountWords

_Holder = aliased(Appointment, name="holder")
_InPost = aliased(Person, name="in_post")


_VACANT_DAYS: Any = literal_column("vacant.days", Integer)


def _in_post(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count the branches in which somebody holds the post.

    Where the scheme says so, only those in which it was vacant for no more than so many days.
    """
    return and_(_Holder.id.is_not(None), _not_vacant_too_long(parameters))


def _can_be_filled(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Find the branches where an appointment would still make the post count."""
    return and_(_Holder.id.is_(None), _not_vacant_too_long(parameters))


def _not_vacant_too_long(parameters: MeasureParameters) -> ColumnElement[bool]:
    most = parameters.get("vacant_days")
    return true() if most is None else _VACANT_DAYS.between(0, int(most))


def _vacant_days(post: str, year: int, as_of: date) -> Subquery:
    """Return the days of the year until a day on which each branch had nobody in a post.

    They are those of `vacant_periods`: a branch counts from the first day on which it and its
    unit exist.
    """
    first, last = date(year, 1, 1), literal(as_of, Date)
    begins = exists_from(first)
    starts = later(begins, Appointment.starts_on)
    ends = earlier(last, last_day_in_post())
    held = (
        select(func.coalesce(func.sum(days_between(starts, ends) + 1), 0))
        .select_from(Appointment)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.branch_id == Branch.id,
            Appointment.post == post,
            touches(first, as_of),
            starts <= ends,
        )
        .correlate(Branch, Unit)
        .scalar_subquery()
    )
    days = days_between(begins, last) + 1 - held
    of_branches = select(Branch.id.label("branch_id"), days.label("days"))
    return of_branches.join(Unit, Unit.id == Branch.unit_id).subquery("vacant")


def _rows_for(post: str) -> Any:
    def rows(
        statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
    ) -> Select[Any]:
        """Join the branches that must have somebody in the post, with whoever is."""
        vacant = _vacant_days(post, year, as_of)
        is_holder = and_(
            _Holder.branch_id == Branch.id, _Holder.post == post, is_in_post(as_of, _Holder)
        )
        return (
            statement.select_from(Branch)
            .join(Unit, Unit.id == Branch.unit_id)
            .join(vacant, vacant.c.branch_id == Branch.id)
            .outerjoin(_Holder, is_holder)
            .where(needs(literal(post), as_of), is_active(Branch, as_of), is_active(Unit, as_of))
        )

    return rows


def _shown(statement: Select[Any]) -> Select[Any]:
    return statement.outerjoin(_InPost, _InPost.id == _Holder.person_id)


_COLUMNS = (
    EvidenceColumn(N_("Branch"), 26, Branch.name),
    EvidenceColumn(N_("Held by"), 10, _InPost.name, lambda name: name or ""),
    EvidenceColumn(N_("In post from"), 12, _Holder.starts_on, kind="date"),
    EvidenceColumn(N_("In post until"), 12, _Holder.ends_on, kind="date"),
    EvidenceColumn(N_("Days vacant in the year"), 12, _VACANT_DAYS, kind="whole"),
)


_PARAMETERS = (
    MeasureParameter("vacant_days", N_("Days vacant in the year at most"), is_number=True),
)


def _appoint_secretaries(number: int) -> str:
    text = ngettext(
        "Appoint a secretary in {n} branch", "Appoint a secretary in {n} branches", number
    )
    return text.format(n=number)


def _appoint_liaisons(number: int) -> str:
    text = ngettext("Appoint a liaison in {n} branch", "Appoint a liaison in {n} branches", number)
    return text.format(n=number)


def _measure(label: str, post: str, words: CountWords, appoint: Callable[[int], str]) -> Measure:
    return Measure(
        label=label,
        counts_label=N_("In post"),
        words=words,
        table="branch",
        record_id=Branch.id,
        unit_id=Branch.unit_id,
        branch_id=Branch.id,
        columns=_COLUMNS,
        rows=_rows_for(post),
        counts=_in_post,
        order=(Branch.office_order, Branch.id),
        shown=_shown,
        parameters=_PARAMETERS,
        remedy=Remedy(_can_be_filled, appoint),
    )


SECRETARY_IN_POST = _measure(
    N_("Secretary in post"),
    "secretary",
    CountWords(
        N_("share of branches with a secretary"),
        N_("branch without a secretary"),
        N_("branch with a secretary"),
    ),
    _appoint_secretaries,
)
LIAISON_IN_POST = _measure(
    N_("Liaison in post"),
    "liaison",
    CountWords(
        N_("share of branches with a liaison"),
        N_("branch without a liaison"),
        N_("branch with a liaison"),
    ),
    _appoint_liaisons,
)
