"""Measures over the year's study requirements: from the same statements as the coverage grid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, and_, func, literal_column, or_, true

from deskapp.i18n import N_, _, ngettext
from deskapp.queries.measures.measure import (
    EvidenceColumn,
    Measure,
    MeasureParameter,
    MeasureParameters,
    Remedy,
)
from deskapp.queries.study.expected import OF_EVERYBODY, required
from deskapp.queries.study.leaders_first import leaders_first_compared
from deskapp.queries.study.outcomes import branch_outcomes, people_outcomes
from deskapp.queries.study.seminars import included, seminars_required
from deskapp.records.branch import Branch
from deskapp.records.document import Document
from deskapp.records.meeting import Meeting
from deskapp.records.person import Person
from deskapp.records.unit import Unit
from deskapp.rules.count_words import CountWords
from deskapp.rules.coverage import LEADERS_FIRST_OUTCOMES, LEADING_RANKS
from deskapp.rules.task_states import judged_on

# What was expected is a statement of the year and the day, so its columns are known by name.
_FOUND = "expected_study"
_REQUIREMENT_ID: Any = literal_column(f"{_FOUND}.requirement_id", Integer)
_DOCUMENT_ID: Any = literal_column(f"{_FOUND}.document_id", Integer)
_BRANCH_ID: Any = literal_column(f"{_FOUND}.branch_id", Integer)
_PERSON_ID: Any = literal_column(f"{_FOUND}.person_id", Integer)
_UNIT_ID: Any = literal_column(f"{_FOUND}.unit_id", Integer)
_DUE_ON: Any = literal_column(f"{_FOUND}.due_on", Date)
_STUDIED_ON: Any = literal_column(f"{_FOUND}.studied_on", Date)
_BRANCH_STUDIED_ON: Any = literal_column(f"{_FOUND}.branch_studied_on", Date)
_LAST_LEADER_ON: Any = literal_column(f"{_FOUND}.last_leader_on", Date)
_OUTCOME: Any = literal_column(f"{_FOUND}.outcome")

_Rows = Callable[[Select[Any], int, date, MeasureParameters], Select[Any]]


def _studied(as_of: date, parameters: MeasureParameters) -> Any:
    """Count what was studied by its due day; what was studied later where the scheme says so."""
    if parameters.get("late"):
        return _STUDIED_ON.is_not(None)
    return and_(_STUDIED_ON.is_not(None), or_(_DUE_ON.is_(None), _STUDIED_ON <= _DUE_ON))


def _is_due(as_of: date) -> ColumnElement[bool]:
    due: ColumnElement[bool] = or_(_DUE_ON.is_(None), judged_on(as_of, date.today()) > _DUE_ON)
    return due


def _is_due_or_studied(as_of: date) -> ColumnElement[bool]:
    """Leave out what still has its due day ahead, unless it is studied already."""
    return or_(_is_due(as_of), _STUDIED_ON.is_not(None))


def _is_due_or_told(as_of: date) -> ColumnElement[bool]:
    """Leave out branches without leaders, and what is ahead and cannot be told yet."""
    told = or_(_is_due(as_of), _OUTCOME.in_(("kept", "broken")))
    return and_(told, _OUTCOME != "not_applicable")


def _branches(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join every requirement due so far with the branches that have to study it as branches."""
    found = branch_outcomes(required(year, as_of), year, as_of).subquery(_FOUND)
    return statement.select_from(found).where(_is_due_or_studied(as_of))


def _shown_of_branches(statement: Select[Any]) -> Select[Any]:
    return (
        statement.join(Document, Document.id == _DOCUMENT_ID)
        .join(Branch, Branch.id == _BRANCH_ID)
        .join(Unit, Unit.id == _UNIT_ID)
    )


def _people(only: Any) -> _Rows:
    """Return what joins every requirement due so far with the people of a kind it is of."""

    def rows(
        statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
    ) -> Select[Any]:
        asked = required(year, as_of)
        found = people_outcomes(asked, year, as_of, OF_EVERYBODY, only=only).subquery(_FOUND)
        return statement.select_from(found).where(_is_due_or_studied(as_of))

    return rows


def _shown_of_people(statement: Select[Any]) -> Select[Any]:
    return (
        statement.join(Document, Document.id == _DOCUMENT_ID)
        .join(Person, Person.id == _PERSON_ID)
        .join(Unit, Unit.id == _UNIT_ID)
    )


def _compared(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join every requirement that sends leaders first, due or told, with its branches."""
    found = leaders_first_compared(required(year, as_of), year, as_of).subquery(_FOUND)
    return (
        statement.select_from(found)
        .join(Branch, Branch.id == _BRANCH_ID)
        .where(_is_due_or_told(as_of))
    )


def _shown_of_compared(statement: Select[Any]) -> Select[Any]:
    return statement.join(Document, Document.id == _DOCUMENT_ID).join(
        Unit, Unit.id == Branch.unit_id
    )


def _seminars(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join every seminar with every document required of seminars, at the seminar's host."""
    joined: Select[Any] = seminars_required(statement, year, as_of)
    return joined


def _shown_of_seminars(statement: Select[Any]) -> Select[Any]:
    return statement.join(Unit, Unit.id == _SEMINAR_UNIT)


_SEMINAR_UNIT: Any = func.coalesce(Branch.unit_id, Meeting.host_unit_id)
_DOCUMENT = EvidenceColumn(N_("Document title"), 40, Document.title, kind="wrapped")
_DAYS = (
    EvidenceColumn(N_("Study by"), 12, _DUE_ON, kind="date"),
    EvidenceColumn(N_("Studied on"), 12, _STUDIED_ON, kind="date"),
)


def _still_counts(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Find what was not studied yet and would still count: where no due day has gone by."""
    still = true() if parameters.get("late") else _DUE_ON.is_(None)
    return and_(_STUDIED_ON.is_(None), still)


def _study_in_branches(number: int) -> str:
    text = ngettext(
        "Let {n} document be studied by its branch",
        "Let {n} documents be studied by their branches",
        number,
    )
    return text.format(n=number)


def _let_cadres_study(number: int) -> str:
    text = ngettext(
        "Let a section-level cadre study {n} document",
        "Let section-level cadres study {n} documents",
        number,
    )
    return text.format(n=number)


def _let_leaders_study(number: int) -> str:
    text = ngettext(
        "Let the top leader study {n} document", "Let top leaders study {n} documents", number
    )
    return text.format(n=number)


_TOLD = {code: LEADERS_FIRST_OUTCOMES[code] for code in ("kept", "broken", "cannot_tell")}
_OUTCOMES = MeasureParameter("outcomes", N_("Outcomes that count"), _TOLD, ["kept"])


def _of_outcomes(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count where leaders studied first, or the outcomes that the scheme names."""
    counted: ColumnElement[bool] = _OUTCOME.in_(parameters.get("outcomes") or ["kept"])
    return counted


_LATE = MeasureParameter("late", N_("What was studied after the due day counts too"), default=False)

BRANCH_STUDY_COVERAGE = Measure(
    label=N_("Branch study coverage"),
    counts_label=N_("Studied"),
    words=CountWords(
        N_("share of documents studied by branches"),
        N_("document that a branch did not study"),
        N_("document studied by a branch"),
    ),
    table="study_requirement",
    record_id=_REQUIREMENT_ID,
    unit_id=_UNIT_ID,
    branch_id=_BRANCH_ID,
    columns=(_DOCUMENT, EvidenceColumn(N_("Branch"), 24, Branch.name), *_DAYS),
    rows=_branches,
    counts=_studied,
    order=(_REQUIREMENT_ID, Branch.office_order, _BRANCH_ID),
    shown=_shown_of_branches,
    parameters=(_LATE,),
    remedy=Remedy(_still_counts, _study_in_branches),
)


def _coverage_of(
    label: str, words: CountWords, only: Any, let_study: Callable[[int], str]
) -> Measure:
    return Measure(
        label=label,
        counts_label=N_("Studied"),
        words=words,
        table="study_requirement",
        record_id=_REQUIREMENT_ID,
        unit_id=_UNIT_ID,
        branch_id=_BRANCH_ID,
        columns=(
            _DOCUMENT,
            EvidenceColumn(N_("Name"), 10, Person.name),
            EvidenceColumn(N_("Post"), 14, Person.post),
            *_DAYS,
        ),
        rows=_people(only),
        counts=_studied,
        order=(_REQUIREMENT_ID, Person.office_order, _PERSON_ID),
        shown=_shown_of_people,
        parameters=(_LATE,),
        remedy=Remedy(_still_counts, let_study),
    )


SECTION_LEVEL_COVERAGE = _coverage_of(
    N_("Section-level study coverage"),
    CountWords(
        N_("share of documents studied by section level"),
        N_("document that a section-level cadre did not study"),
        N_("document studied by a section-level cadre"),
    ),
    Person.rank.in_(LEADING_RANKS),
    _let_cadres_study,
)
TOP_LEADER_COVERAGE = _coverage_of(
    N_("Top-leader study coverage"),
    CountWords(
        N_("share of documents studied by top leaders"),
        N_("document that a top leader did not study"),
        N_("document studied by a top leader"),
    ),
    Person.is_top_leader,
    _let_leaders_study,
)

LEADERS_FIRST_KEPT = Measure(
    label=N_("Leaders study first"),
    counts_label=N_("Kept"),
    words=CountWords(
        N_("share of studies led by the leaders"),
        N_("study not led by the leaders"),
        N_("study led by the leaders"),
    ),
    table="study_requirement",
    record_id=_REQUIREMENT_ID,
    unit_id=Branch.unit_id,
    branch_id=_BRANCH_ID,
    columns=(
        _DOCUMENT,
        EvidenceColumn(N_("Branch"), 24, Branch.name),
        EvidenceColumn(N_("Branch studied on"), 12, _BRANCH_STUDIED_ON, kind="date"),
        EvidenceColumn(N_("Last leader studied on"), 12, _LAST_LEADER_ON, kind="date"),
        EvidenceColumn(
            N_("Leaders first"), 10, _OUTCOME, lambda code: _(LEADERS_FIRST_OUTCOMES[code])
        ),
    ),
    rows=_compared,
    counts=_of_outcomes,
    order=(_REQUIREMENT_ID, Branch.office_order, _BRANCH_ID),
    shown=_shown_of_compared,
    parameters=(_OUTCOMES,),
)

SEMINARS_INCLUDE = Measure(
    label=N_("Seminars that include the document"),
    counts_label=N_("Included"),
    words=CountWords(
        N_("share of seminars that include the document"),
        N_("seminar without the document"),
        N_("seminar with the document"),
    ),
    table="meeting",
    record_id=Meeting.id,
    unit_id=_SEMINAR_UNIT,
    branch_id=Meeting.host_branch_id,
    columns=(
        EvidenceColumn(N_("Training seminar"), 36, Meeting.title),
        EvidenceColumn(N_("Date"), 12, Meeting.held_on, kind="date"),
        _DOCUMENT,
    ),
    rows=_seminars,
    counts=lambda as_of, parameters: included(),
    order=(Meeting.held_on, Meeting.id, Document.id),
    shown=_shown_of_seminars,
)
