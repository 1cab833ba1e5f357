"""Measures over the practices of the year: summarised in time, adopted on a level."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, true

from deskapp.i18n import N_, _
from deskapp.queries.measures.measure import (
    EvidenceColumn,
    Measure,
    MeasureParameter,
    MeasureParameters,
)
from deskapp.records.branch import Branch
from deskapp.records.practice import Practice
from deskapp.records.unit import Unit
from deskapp.rules.count_words import CountWords
from deskapp.rules.practice_states import ADOPTION_LEVELS, PRACTICE_STATES, SUMMARISED
from deskapp.rules.task_states import judged_on


def _practices(statement: Select[Any], year: int) -> Select[Any]:
    return statement.select_from(Practice).where(Practice.year == year)


def _shown(statement: Select[Any]) -> Select[Any]:
    return statement.join(Unit, Unit.id == Practice.unit_id).outerjoin(
        Branch, Branch.id == Practice.branch_id
    )


def _due(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join the practices whose due day has passed, or that were summarised before it.

    Those without a due day, or without the day of their summary, are not expected.
    """
    is_summarised = Practice.summarised_on <= as_of
    is_past = and_(
        Practice.due_on < judged_on(as_of, date.today()),
        or_(Practice.summarised_on.is_not(None), Practice.state.not_in(SUMMARISED)),
    )
    return _practices(statement, year).where(
        Practice.due_on.is_not(None), or_(is_summarised, is_past)
    )


def _in_time(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count practices summarised by their due day."""
    return and_(Practice.summarised_on <= Practice.due_on, Practice.summarised_on <= as_of)


def _adopted(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join the practices that were adopted by a day, on whatever level."""
    return _practices(statement, year).where(
        Practice.state == "adopted",
        or_(Practice.adopted_on.is_(None), Practice.adopted_on <= as_of),
    )


def _on_level(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count those adopted on the levels the scheme names; on any where it names none."""
    levels = parameters.get("levels")
    return Practice.adoption_level.in_(levels) if levels else true()


def _one_more_adopted(level: str) -> str:
    if not level:
        return _("Have one more practice adopted")
    text = _("Have one more practice adopted ({level})")
    return text.format(level=_(ADOPTION_LEVELS[level]))


_TITLE = EvidenceColumn(N_("Practice"), 36, Practice.title, kind="wrapped")
_BRANCH = EvidenceColumn(N_("Branch"), 24, Branch.name)
_STATE = EvidenceColumn(
    N_("State of practice"), 12, Practice.state, lambda code: _(PRACTICE_STATES[code])
)


def _measure(
    label: str,
    counts_label: str,
    words: CountWords,
    columns: tuple[EvidenceColumn, ...],
    rows: Any,
    counts: Any,
    **more: Any,
) -> Measure:
    return Measure(
        label=label,
        counts_label=counts_label,
        words=words,
        table="practice",
        record_id=Practice.id,
        unit_id=Practice.unit_id,
        branch_id=Practice.branch_id,
        columns=columns,
        rows=rows,
        counts=counts,
        order=(Practice.happened_on.is_(None), Practice.happened_on, Practice.id),
        shown=_shown,
        **more,
    )


PRACTICES_IN_TIME = _measure(
    N_("Practices summarised in time"),
    N_("In time"),
    CountWords(
        N_("share of practices summarised in time"),
        N_("practice not summarised in time"),
        N_("practice summarised in time"),
    ),
    (
        _TITLE,
        _BRANCH,
        EvidenceColumn(N_("Summary due"), 12, Practice.due_on, kind="date"),
        EvidenceColumn(N_("Summarised on"), 12, Practice.summarised_on, kind="date"),
        _STATE,
    ),
    _due,
    _in_time,
)
PRACTICES_ADOPTED = _measure(
    N_("Practices adopted"),
    N_("Adopted on the level"),
    CountWords(
        N_("share of practices adopted on the level"),
        N_("practice not adopted on the level"),
        N_("practice adopted"),
        at_level=N_("practice adopted ({level})"),
        together=N_("practices that were adopted"),
    ),
    (
        _TITLE,
        _BRANCH,
        EvidenceColumn(
            N_("Adoption level"),
            12,
            Practice.adoption_level,
            lambda code: _(ADOPTION_LEVELS[code]),
        ),
        EvidenceColumn(N_("Adopted on"), 12, Practice.adopted_on, kind="date"),
    ),
    _adopted,
    _on_level,
    parameters=(MeasureParameter("levels", N_("Adoption levels that count"), ADOPTION_LEVELS),),
    level=func.coalesce(Practice.adoption_level, ""),
    levels=ADOPTION_LEVELS,
    one_more=_one_more_adopted,
)
