"""What was given under a scheme: which changes of the scheme it stands in the way of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import update_rows
from deskapp.i18n import _
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import Appeal, AssessorScore, GradeGiven, SelfScore
from deskapp.rules.grades import Grade, grades_from
from deskapp.usecases.saving import ids_of_parts

SCORES: tuple[Any, ...] = (AssessorScore, SelfScore, Appeal)


def complaint_about_appraised(session: Session, scheme: Scheme, appraised: str) -> str:
    """Return why the scheme must go on appraising what it does; empty when it need not."""
    if scheme.appraised == appraised:
        return ""
    indicators = ids_of_parts(session, Indicator.scheme_id, [scheme.id])
    scored = any(ids_of_parts(session, r.indicator_id, indicators) for r in SCORES)
    if scored or ids_of_parts(session, GradeGiven.scheme_id, [scheme.id]):
        return _("Points were given under this scheme already; copy it to appraise others.")
    return ""


def scored_otherwise(
    session: Session, scheme_id: int, counted: Mapping[int, tuple[str, bool]]
) -> dict[int, tuple[str, str]]:
    """Return the indicators under which something was given that would mean another thing now.

    `counted` is, by the id of each, its section and whether it is measured. The answer is the
    field that changed, with a sentence.
    """
    statement = select(Indicator.id, Indicator.section, Indicator.measure).where(
        Indicator.scheme_id == scheme_id
    )
    found = {}
    for indicator_id, section, measure in session.execute(statement).all():
        new = counted.get(indicator_id, (section, bool(measure)))
        if new == (section, bool(measure)):
            continue
        if any(ids_of_parts(session, r.indicator_id, [indicator_id]) for r in SCORES):
            text = _(
                "Something was given under this indicator and would count as another thing; "
                "duplicate the indicator, change the copy, and take this one out."
            )
            found[indicator_id] = ("section" if new[0] != section else "measure", text)
    return found


def complaint_about_grades(session: Session, scheme: Scheme, grades: Sequence[Grade]) -> str:
    """Return which grade may not go since it was decided on; empty when none."""
    kept = {grade.name for grade in grades} | _renamed(scheme, grades).keys()
    if gone := [name for name in _grades_given(session, scheme.id) if name not in kept]:
        text = _("The grade “{grade}” was given already; take that decision back first.")
        return text.format(grade=gone[0])
    return ""


def rename_given(session: Session, scheme: Scheme, grades: Sequence[Grade]) -> None:
    """Let the decisions on a grade follow its new name: what begins at the same total is it."""
    renamed = _renamed(scheme, grades)
    given = _grades_given(session, scheme.id)
    rows = {
        given_id: {"grade": new} for old, new in renamed.items() for given_id in given.get(old, ())
    }
    if rows:
        update_rows(session, GradeGiven, rows)


def _renamed(scheme: Scheme, grades: Sequence[Grade]) -> dict[str, str]:
    """Return old name -> new one of the grades that begin at the same total as before."""
    names = {grade.at_least: grade.name for grade in grades}
    kept = set(names.values())
    return {
        old.name: names[old.at_least]
        for old in grades_from(scheme.grades)
        if old.name not in kept and old.at_least in names
    }


def _grades_given(session: Session, scheme_id: int) -> dict[str, list[int]]:
    """Return the grades that were decided on, each with the decisions."""
    statement = (
        select(GradeGiven.grade, GradeGiven.id)
        .where(GradeGiven.scheme_id == scheme_id)
        .order_by(GradeGiven.id)
    )
    found: dict[str, list[int]] = {}
    for grade, given_id in session.execute(statement):
        found.setdefault(grade, []).append(given_id)
    return found
