"""Practices that may be about the same event as another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.i18n import _
from deskapp.queries.practices import practices_of_sources
from deskapp.records.practice import Practice
from deskapp.records.unit import Unit
from deskapp.rules.similarity import Signs, bigrams, days_between, likeness

_MOST = 3
_SAME = 0.99


class Described(Protocol):
    """What is known of a practice, saved or still being typed; a PracticeDraft is one."""

    id: int | None
    year: int | None
    title: str
    unit_id: int | None
    happened_on: date | None
    key_task_ids: list[int]
    meeting_ids: list[int]


@dataclass(frozen=True, slots=True)
class DuplicateHint:
    """Another practice that may be about the same event, and why, in words."""

    practice_id: int
    unit: str
    title: str
    happened_on: date | None
    why: str


def possible_duplicates(session: Session, practice: Described) -> list[DuplicateHint]:
    """Return up to three practices of the same year that a person should compare with this one.

    The most alike comes first. Nothing follows from it by itself.
    """
    pairs = bigrams(practice.title)
    shared = practices_of_sources(session, practice.key_task_ids, practice.meeting_ids)
    found: list[tuple[float, DuplicateHint]] = []
    for row in _others(session, practice):
        signs = Signs(
            alike=likeness(pairs, bigrams(row.title)),
            days_apart=days_between(practice.happened_on, row.happened_on),
            same_unit=row.unit_id == practice.unit_id,
            shares_source=row.id in shared,
        )
        if signs.may_be_the_same():
            hint = DuplicateHint(row.id, row.unit, row.title, row.happened_on, _why(signs))
            found.append((signs.alike, hint))
    found.sort(key=lambda pair: -pair[0])
    return [hint for _alike, hint in found[:_MOST]]


def _others(session: Session, practice: Described) -> Sequence[Any]:
    statement = (
        select(
            Practice.id,
            Practice.unit_id,
            Unit.name.label("unit"),
            Practice.title,
            Practice.happened_on,
        )
        .join(Unit, Unit.id == Practice.unit_id)
        .where(Practice.year == practice.year)
        .order_by(Unit.office_order, Practice.id)
    )
    if practice.id is not None:
        statement = statement.where(Practice.id != practice.id)
    return session.execute(statement).all()


def _why(signs: Signs) -> str:
    """Return what speaks for the same event, as one line."""
    reasons = [_("the same title") if signs.alike >= _SAME else _("a similar title")]
    if signs.days_apart == 0:
        reasons.append(_("the same day"))
    elif signs.is_near:
        reasons.append(_("days close together"))
    if signs.same_unit:
        reasons.append(_("the same unit"))
    if signs.shares_source:
        reasons.append(_("a shared task or meeting"))
    return _(", ").join(reasons)
