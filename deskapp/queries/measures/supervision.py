"""Measures over supervision slips, and over the progress that is asked each quarter."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from deskapp.i18n import N_, _
from deskapp.queries.measures.measure import (
    EvidenceColumn,
    Measure,
    MeasureParameter,
    MeasureParameters,
)
from deskapp.queries.measures.tasks import Responsible, of_year, shown_of_task
from deskapp.queries.quarters import (
    FIRST_DAY,
    LAST_DAY,
    QUARTER,
    has_gone_by,
    is_reported_between,
    quarters_of,
    was_open_on,
)
from deskapp.records.branch import Branch
from deskapp.records.supervision import SupervisionSlip
from deskapp.records.task import BranchTask, KeyTask, ProgressEntry
from deskapp.rules.count_words import CountWords
from deskapp.rules.slips import SLIP_COLOURS
from deskapp.rules.task_states import TASK_STATES, judged_on


def _slips(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join the year's slips issued by a day."""
    joined = of_year(statement, year).join(
        SupervisionSlip, SupervisionSlip.branch_task_id == BranchTask.id
    )
    # Every slip is of such a task: said so that the few slips are read first, not all tasks.
    have_slips = BranchTask.id.in_(select(SupervisionSlip.branch_task_id))
    return joined.where(SupervisionSlip.issued_on <= as_of, have_slips)


def _of_colours(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count slips of the colours that the scheme names; of all, where it names none."""
    return SupervisionSlip.colour.in_(parameters.get("colours") or list(SLIP_COLOURS))


def _answered_late(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count slips answered after the day set or, with that day passed, not at all.

    A slip that was closed without a reply asks for none any more.
    """
    unanswered = and_(
        SupervisionSlip.answered_on.is_(None),
        SupervisionSlip.closed_on.is_(None),
        SupervisionSlip.reply_due_on < judged_on(as_of, date.today()),
    )
    return or_(SupervisionSlip.answered_on > SupervisionSlip.reply_due_on, unanswered)


_NUMBER = EvidenceColumn(N_("No."), 6, KeyTask.number, kind="whole")
_TEXT = EvidenceColumn(N_("Key task"), 40, KeyTask.text, kind="wrapped")
_BRANCH = EvidenceColumn(N_("Branch"), 24, Branch.name)

_SLIP_COLUMNS = (
    EvidenceColumn(N_("Slip No."), 8, SupervisionSlip.number, kind="whole"),
    EvidenceColumn(
        N_("Colour of slip"), 10, SupervisionSlip.colour, lambda code: _(SLIP_COLOURS[code])
    ),
    _NUMBER,
    _TEXT,
    _BRANCH,
    EvidenceColumn(N_("Slip issued on"), 12, SupervisionSlip.issued_on, kind="date"),
    EvidenceColumn(N_("Reply due"), 12, SupervisionSlip.reply_due_on, kind="date"),
    EvidenceColumn(N_("Replied on"), 12, SupervisionSlip.answered_on, kind="date"),
    EvidenceColumn(N_("Closed on"), 12, SupervisionSlip.closed_on, kind="date"),
)


def _slip_measure(
    label: str, counts_label: str, words: CountWords, counts: Any, **more: Any
) -> Measure:
    return Measure(
        label=label,
        counts_label=counts_label,
        words=words,
        table="supervision_slip",
        record_id=SupervisionSlip.id,
        unit_id=BranchTask.unit_id,
        branch_id=BranchTask.branch_id,
        columns=_SLIP_COLUMNS,
        rows=_slips,
        counts=counts,
        order=(SupervisionSlip.number, SupervisionSlip.id),
        shown=shown_of_task,
        **more,
    )


def _quarters(
    statement: Select[Any], year: int, as_of: date, parameters: MeasureParameters
) -> Select[Any]:
    """Join each task of the year with the quarters that have gone by while it was open."""
    return (
        of_year(statement, year)
        .join(quarters_of(year), true())
        .where(has_gone_by(LAST_DAY, as_of), was_open_on(LAST_DAY))
    )


def _reported(as_of: date, parameters: MeasureParameters) -> ColumnElement[bool]:
    """Count quarters with a report."""
    return is_reported_between(FIRST_DAY, LAST_DAY)


def _last_report() -> Any:
    within = ProgressEntry.reported_on.between(FIRST_DAY, LAST_DAY)
    return (
        select(func.max(ProgressEntry.reported_on))
        .where(ProgressEntry.branch_task_id == BranchTask.id, within)
        .correlate_except(ProgressEntry)
        .scalar_subquery()
    )


def quarter_in_words(quarter: int) -> str:
    """Return what a quarter is called, such as Q3 or 第3季度."""
    return _("Q{number}").format(number=quarter)


SUPERVISION_SLIPS = _slip_measure(
    N_("Supervision slips"),
    N_("Counted slips"),
    CountWords(
        N_("share of the slips that count"),
        N_("slip that does not count"),
        N_("supervision slip"),
        at_level=N_("supervision slip ({level})"),
        together=N_("supervision slips that were issued"),
    ),
    _of_colours,
    parameters=(MeasureParameter("colours", N_("Colours of slip that count"), SLIP_COLOURS),),
    level=SupervisionSlip.colour,
    levels=SLIP_COLOURS,
)
SLIPS_ANSWERED_LATE = _slip_measure(
    N_("Supervision slips answered late"),
    N_("Answered late"),
    CountWords(
        N_("share of slips answered late"), N_("slip answered in time"), N_("slip answered late")
    ),
    _answered_late,
)
PROGRESS_REPORTED_EACH_QUARTER = Measure(
    label=N_("Progress reported each quarter"),
    counts_label=N_("Reported"),
    words=CountWords(
        N_("share of quarterly reports made"),
        N_("quarterly report missing"),
        N_("quarterly report"),
    ),
    table="branch_task",
    record_id=BranchTask.id,
    unit_id=BranchTask.unit_id,
    branch_id=BranchTask.branch_id,
    columns=(
        _NUMBER,
        _TEXT,
        _BRANCH,
        EvidenceColumn(N_("Person responsible"), 12, Responsible.name),
        EvidenceColumn(
            N_("State of task"), 10, BranchTask.state, lambda code: _(TASK_STATES[code])
        ),
        EvidenceColumn(N_("Quarter"), 10, QUARTER, quarter_in_words),
        EvidenceColumn(N_("Last report in it"), 14, _last_report(), kind="date"),
    ),
    rows=_quarters,
    counts=_reported,
    order=(KeyTask.number, BranchTask.id, QUARTER),
    shown=shown_of_task,
)
