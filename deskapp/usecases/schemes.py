"""Enter, change, copy and delete appraisal schemes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action, update_rows
from deskapp.database.bulk import raise_versions
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.appraisal.problems import checked as checked_indicator
from deskapp.queries.measures import MEASURES
from deskapp.records.scheme import INDICATOR_FIELDS, SCHEME_FIELDS, Indicator, Scheme
from deskapp.records.score import GradeGiven, SelfScore
from deskapp.rules.grades import Grade, grades_from, grades_to
from deskapp.rules.points import plain
from deskapp.rules.scheme_checks import CheckedIndicator, rule_complaint
from deskapp.usecases.files import delete_files_of
from deskapp.usecases.saving import (
    changed_elsewhere,
    existing,
    ids_of_parts,
    name_deletion,
    save_draft,
)
from deskapp.usecases.scheme_copies import copy_schemes
from deskapp.usecases.scheme_given import (
    SCORES,
    complaint_about_appraised,
    complaint_about_grades,
    rename_given,
    scored_otherwise,
)
from deskapp.usecases.scored_place import refuse_final

_FIRST_GRADES = (
    (N_("Excellent"), Decimal(90), Decimal(20)),
    (N_("Good"), Decimal(80), None),
    (N_("Qualified"), Decimal(60), None),
    (N_("Unqualified"), Decimal(0), None),
)
_YEARS = (1949, 2200)


@dataclass(slots=True)
class IndicatorDraft:
    """One indicator as the form edits it; its place is its place in the list.

    The parameters are in the form in which they are stored.
    """

    id: int | None = None
    section: str = "ordinary"
    level1: str = ""
    level2: str = ""
    points: Decimal | None = None
    criteria: str = ""
    measure: str = ""
    measure_parameters: dict[str, Any] = field(default_factory=dict)
    rule: str = "by_hand"
    rule_parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class SchemeDraft:
    """A scheme with its indicators in their order."""

    id: int | None = None
    version: int = 0
    year: int | None = None
    title: str = ""
    appraised: str = "units"
    scope: str = "all"
    bonus_cap: Decimal | None = None
    deduction_cap: Decimal | None = None
    grades: tuple[Grade, ...] = ()
    indicators: list[IndicatorDraft] = field(default_factory=list)


def new_scheme(_session: Session, year: int) -> SchemeDraft:
    """Return the draft of a new scheme for a year, with the grades that offices usually give."""
    return SchemeDraft(
        year=year,
        title=_("{year} appraisal scheme").format(year=year),
        grades=tuple(Grade(_(name), at_least, quota) for name, at_least, quota in _FIRST_GRADES),
    )


def open_scheme(session: Session, scheme_id: int) -> SchemeDraft:
    """Return the draft of a scheme with its indicators."""
    scheme = existing(session, Scheme, scheme_id)
    names = ("id", "version", "year", "title", "appraised", "scope", "bonus_cap", "deduction_cap")
    return SchemeDraft(
        **{name: getattr(scheme, name) for name in names},
        grades=grades_from(scheme.grades),
        indicators=_open_indicators(session, scheme_id),
    )


def _open_indicators(session: Session, scheme_id: int) -> list[IndicatorDraft]:
    names = IndicatorDraft.__annotations__
    statement = (
        select(*(getattr(Indicator, name) for name in names))
        .where(Indicator.scheme_id == scheme_id)
        .order_by(Indicator.position, Indicator.id)
    )
    drafts = [IndicatorDraft(*row) for row in session.execute(statement)]
    for draft in drafts:
        draft.measure_parameters = dict(draft.measure_parameters)
        draft.rule_parameters = dict(draft.rule_parameters)
    return drafts


def checked(indicator: IndicatorDraft) -> CheckedIndicator:
    """Return what the checks of a scheme look at in an indicator."""
    return checked_indicator(indicator, indicator.rule_parameters)


def save_scheme(session: Session, draft: SchemeDraft) -> int:
    """Save a scheme with exactly these indicators in this order; return its id.

    Indicators keep their ids, and with them what was given under them; who is taken out takes
    scores, self-scores and appeals along. Points that do not add up yet are no hindrance.
    Raises FieldProblems, in which the fields of an indicator stand behind its place ("3.points");
    ChangedElsewhere; LedgerError when the scores are final.
    """
    if draft.id is not None:
        refuse_final(session, draft.id)
    _check(session, draft)
    name_action(session, N_("Save appraisal scheme {title}"), title=draft.title)
    scheme = save_draft(session, Scheme, SCHEME_FIELDS, draft)
    grades = grades_to(draft.grades)
    if scheme.grades != grades:
        if draft.id is not None:
            rename_given(session, scheme, draft.grades)
        scheme.grades = grades
    session.flush()
    if _set_indicators(session, scheme.id, draft.indicators) and draft.id is not None:
        # The indicators are a part of the scheme: who saves it from before this is refused.
        raise_versions(session, Scheme, [scheme.id])
    return scheme.id


def _check(session: Session, draft: SchemeDraft) -> None:
    found = {f.name: f.complaint(getattr(draft, f.name)) for f in SCHEME_FIELDS}
    for name in ("bonus_cap", "deduction_cap"):
        if getattr(draft, name) == 0:
            found[name] = _("Enter more than 0, or nothing where there is no limit.")
    try:
        grades_from(grades_to(draft.grades))
    except LedgerError as error:
        found["grades"] = str(error)
    for place, indicator in enumerate(draft.indicators, start=1):
        found |= {f"{place}.{name}": text for name, text in _complaints(indicator).items()}
    if draft.id is not None:
        against = _against_what_was_given(session, existing(session, Scheme, draft.id), draft)
        found |= {name: text for name, text in against.items() if not found.get(name)}
    found = {name: text for name, text in found.items() if text}
    if found:
        raise FieldProblems(next(iter(found.values())), found)


def _against_what_was_given(
    session: Session, scheme: Scheme, draft: SchemeDraft
) -> Mapping[str, str]:
    """Return complaints about changes that would turn into something else what was given."""
    counted = {one.id: (one.section, bool(one.measure)) for one in draft.indicators if one.id}
    places = {one.id: place for place, one in enumerate(draft.indicators, start=1)}
    return {
        "appraised": complaint_about_appraised(session, scheme, draft.appraised),
        "grades": complaint_about_grades(session, scheme, draft.grades),
    } | {
        f"{places[indicator_id]}.{name}": text
        for indicator_id, (name, text) in scored_otherwise(session, scheme.id, counted).items()
    }


def _complaints(indicator: IndicatorDraft) -> dict[str, str]:
    found = {f.name: f.complaint(getattr(indicator, f.name)) for f in INDICATOR_FIELDS}
    if indicator.measure and indicator.measure not in MEASURES:
        found["measure"] = _("There are no figures of the kind {code}.").format(
            code=indicator.measure
        )
    return found | {"rule": rule_complaint(checked(indicator))}


def _set_indicators(session: Session, scheme_id: int, drafts: Sequence[IndicatorDraft]) -> bool:
    """Give the scheme these indicators; return whether anything changed."""
    there = set(ids_of_parts(session, Indicator.scheme_id, [scheme_id]))
    kept = {draft.id: place for place, draft in enumerate(drafts, start=1) if draft.id is not None}
    if not kept.keys() <= there:
        raise changed_elsewhere()
    gone = sorted(there - kept.keys())
    _delete_indicators(session, gone)
    placed = list(enumerate(drafts, start=1))
    changed = update_rows(
        session,
        Indicator,
        {draft.id: _row(place, draft) for place, draft in placed if draft.id is not None},
    )
    new = [
        {"scheme_id": scheme_id, **_row(place, draft)}
        for place, draft in placed
        if draft.id is None
    ]
    insert_rows(session, Indicator, new)
    return bool(gone or changed or new)


def _row(place: int, draft: IndicatorDraft) -> Mapping[str, Any]:
    names = (name for name in IndicatorDraft.__annotations__ if name != "id")
    row = {name: getattr(draft, name) for name in names}
    return row | {"position": place, "points": Decimal(plain(draft.points or Decimal(0)))}


def _delete_indicators(session: Session, indicator_ids: Sequence[int]) -> None:
    """Delete indicators with all that was said of scores under them."""
    own = ids_of_parts(session, SelfScore.indicator_id, indicator_ids)
    delete_files_of(session, "self_score_id", own)
    for record in SCORES:
        ids = ids_of_parts(session, record.indicator_id, indicator_ids)
        delete_rows(session, record, ids)
    delete_rows(session, Indicator, indicator_ids)


def delete_schemes(session: Session, scheme_ids: Sequence[int]) -> int:
    """Delete schemes with their indicators and all that was given under them; return how many.

    Raises LedgerError for one whose scores are final.
    """
    for scheme_id in scheme_ids:
        refuse_final(session, scheme_id)
    name_deletion(
        session,
        Scheme.title,
        scheme_ids,
        one=N_("Delete appraisal scheme {name}"),
        many=N_("Delete {number} appraisal schemes"),
    )
    _delete_indicators(session, ids_of_parts(session, Indicator.scheme_id, scheme_ids))
    delete_rows(session, GradeGiven, ids_of_parts(session, GradeGiven.scheme_id, scheme_ids))
    return delete_rows(session, Scheme, scheme_ids)


def copy_scheme(session: Session, scheme_id: int, year: int) -> int:
    """Copy a scheme with its indicators into a year; return the id of the copy.

    The years in its texts move along, scores stay behind. Raises FieldProblems for a year that
    is none.
    """
    scheme = existing(session, Scheme, scheme_id)
    lowest, highest = _YEARS
    if not lowest <= year <= highest:
        complaint = _("Enter a year between {lowest} and {highest}.").format(
            lowest=lowest, highest=highest
        )
        raise FieldProblems(complaint, {"year": complaint})
    name_action(
        session, N_("Copy appraisal scheme {title} to {year}"), title=scheme.title, year=year
    )
    [copy_id] = copy_schemes(session, [scheme_id], year)
    return copy_id
