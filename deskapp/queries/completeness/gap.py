"""What a gap is, and every kind of gap that there can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from sqlalchemy.orm import Session

from deskapp.i18n import N_, _, ngettext

Urgency = Literal["overdue", "due", "missing"]


@dataclass(frozen=True, slots=True)
class GapKind:
    """One kind of gap: what it is called where it is counted, and at one record.

    `heading` names many of it, `sentence` one at the record {subject}; `repair` is the action
    that closes it.
    """

    code: str
    heading: str
    sentence: str
    urgency: Urgency
    repair: str


_KINDS = (
    GapKind(
        "task_overdue",
        N_("Branch tasks past their deadline"),
        N_("{subject}: past its deadline"),
        "overdue",
        N_("Press on"),
    ),
    GapKind(
        "slip_unanswered",
        N_("Supervision slips without a reply in time"),
        N_("{subject}: no reply in time"),
        "overdue",
        N_("Enter the reply"),
    ),
    GapKind(
        "practice_past_due",
        N_("Practices not summarised by their day"),
        N_("{subject}: not summarised in time"),
        "overdue",
        N_("Summarise"),
    ),
    GapKind(
        "not_studied",
        N_("Branches without the study of a required document"),
        N_("{subject}: not studied"),
        "overdue",
        N_("Plan a branch study"),
    ),
    GapKind(
        "not_reported",
        N_("Branch tasks without a report this quarter"),
        N_("{subject}: nothing reported this quarter"),
        "due",
        N_("Report progress"),
    ),
    GapKind(
        "term_ends",
        N_("Posts whose term ends soon"),
        N_("{subject}: the term ends soon"),
        "due",
        N_("Appoint again"),
    ),
    GapKind(
        "no_secretary",
        N_("Branches without secretary"),
        N_("{subject}: no secretary"),
        "missing",
        N_("Appoint a secretary"),
    ),
    GapKind(
        "no_liaison",
        N_("Branches without liaison"),
        N_("{subject}: no liaison"),
        "missing",
        N_("Appoint a liaison"),
    ),
    GapKind(
        "not_made_up",
        N_("People who missed a study and have not made up for it"),
        N_("{subject}: not made up for"),
        "missing",
        N_("Enter make-up study"),
    ),
    GapKind(
        "leaders_not_first",
        N_("Documents that leaders studied after their branch"),
        N_("{subject}: leaders were not first"),
        "missing",
        N_("Check the dates"),
    ),
    GapKind(
        "seminar_without_document",
        N_("Training seminars without a required document"),
        N_("{subject}: not in the seminar"),
        "missing",
        N_("Add to the agenda"),
    ),
    GapKind(
        "no_date",
        N_("Meetings without a date"),
        N_("{subject}: no date"),
        "missing",
        N_("Enter the date"),
    ),
    GapKind(
        "no_presider",
        N_("Meetings without presider"),
        N_("{subject}: no presider"),
        "missing",
        N_("Name the presider"),
    ),
    GapKind(
        "no_recorder",
        N_("Meetings without recorder"),
        N_("{subject}: no recorder"),
        "missing",
        N_("Name the recorder"),
    ),
    GapKind(
        "no_agenda",
        N_("Meetings without agenda"),
        N_("{subject}: no agenda"),
        "missing",
        N_("Enter the agenda"),
    ),
    GapKind(
        "nobody_invited",
        N_("Meetings to which nobody was invited"),
        N_("{subject}: nobody was invited"),
        "missing",
        N_("Invite people"),
    ),
    GapKind(
        "not_marked",
        N_("Meetings whose attendance is not complete"),
        N_("{subject}: attendance is not taken for everybody"),
        "missing",
        N_("Take attendance"),
    ),
    GapKind(
        "no_minutes",
        N_("Meetings without minutes"),
        N_("{subject}: no minutes"),
        "missing",
        N_("Write the minutes"),
    ),
    GapKind(
        "decision_open",
        N_("Meetings with a decision that is not assigned"),
        N_("{subject}: a decision is neither a task nor a note"),
        "missing",
        N_("Make it a task"),
    ),
    GapKind(
        "no_lead",
        N_("Key tasks without a leading unit"),
        N_("{subject}: no unit leads the key task"),
        "missing",
        N_("Name the leading unit"),
    ),
    GapKind(
        "no_branch_tasks",
        N_("Key tasks without branch tasks"),
        N_("{subject}: no branch tasks were made"),
        "missing",
        N_("Make branch tasks"),
    ),
    GapKind(
        "no_responsible",
        N_("Branch tasks without a person responsible"),
        N_("{subject}: nobody is responsible"),
        "missing",
        N_("Name who is responsible"),
    ),
    GapKind(
        "file_gone",
        N_("Files that are not in the ledger's folder"),
        N_("{subject}: the file is gone"),
        "missing",
        N_("Add the file again"),
    ),
)

# Every kind in the order in which gaps are told: what is overdue first.
GAP_KINDS: Mapping[str, GapKind] = MappingProxyType({kind.code: kind for kind in _KINDS})

# What each kind of gap is called; {subject} is the record it was found at.
GAPS: Mapping[str, str] = MappingProxyType({kind.code: kind.sentence for kind in _KINDS})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: what, and the record it is missing at.

    `days` tells how long it has been, or how long until it is so. `other_id` is the second
    record concerned, such as the document that a branch has to study.
    """

    kind: str
    table: str
    record_id: int
    subject: str
    days: int | None = None
    other_id: int | None = None

    def sentence(self) -> str:
        """Return the gap in words, in the language in force."""
        return _(GAPS[self.kind]).format(subject=self.subject)

    def line(self) -> str:
        """Return the record, and the days where they are known."""
        if self.days is None:
            return self.subject
        detail = _days_in_words(self.kind, self.days)
        return _("{subject} ({detail})").format(subject=self.subject, detail=detail)


def _days_in_words(kind: str, days: int) -> str:
    if kind in ("no_secretary", "no_liaison"):
        words = ngettext("vacant for {n} day", "vacant for {n} days", days)
    elif kind == "term_ends":
        words = ngettext("in {n} day", "in {n} days", days)
    elif kind == "not_made_up":
        words = ngettext("{n} day ago", "{n} days ago", days)
    elif kind == "leaders_not_first":
        words = ngettext("{n} day after the branch", "{n} days after the branch", days)
    else:
        words = ngettext("{n} day late", "{n} days late", days)
    return words.format(n=days)


@dataclass(frozen=True, slots=True)
class GapSource:
    """Where the gaps of some kinds are counted and listed.

    Both answer for a year as of a day: `counts` for all kinds at once, `find` for one of them,
    up to a limit.
    """

    kinds: tuple[str, ...]
    counts: Callable[[Session, int, date], Mapping[str, int]]
    find: Callable[[Session, str, int, date, int | None], Iterable[Gap]]
