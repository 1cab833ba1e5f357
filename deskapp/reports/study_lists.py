"""The lists behind the study coverage: leaders first, seminars, and what was not made up."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Column, Sheet, Tint, Tinted
from deskapp.i18n import _, ngettext
from deskapp.queries.study import LeadersFirstRow, leaders_first, not_made_up, seminars
from deskapp.records.meeting import ATTENDANCE_STATES
from deskapp.rules.coverage import (
    CANNOT_TELL,
    LEADERS_FIRST_OUTCOMES,
    SEMINAR_STATES,
    Outcome,
    SeminarState,
)

_TINTS: dict[Outcome, Tint] = {
    "kept": "green",
    "broken": "red",
    "cannot_tell": "yellow",
    "not_applicable": "grey",
}
_SEMINAR_TINTS: dict[SeminarState, Tint] = {
    "included": "green",
    "missing": "red",
    "planned": "blue",
    "nothing_required": "grey",
}


def leaders_first_sheet(session: Session, year: int, as_of: date, name: str) -> Sheet:
    """Return every document and branch where leaders go first, with the outcome."""
    return Sheet(
        name=name,
        title=_("Leaders first in the study of {year}").format(year=year),
        columns=[
            Column(_("No."), 5, "whole"),
            Column(_("Document title"), 36, "wrapped"),
            Column(_("Unit"), 20),
            Column(_("Branch"), 22),
            Column(_("Branch studied on"), 12, "date"),
            Column(_("Leaders first"), 10),
            Column(_("Days behind"), 7, "whole"),
            Column(_("Who was behind, or why it cannot be told"), 30, "wrapped"),
        ],
        rows=[
            [
                number,
                row.document,
                row.unit,
                row.branch,
                row.branch_studied_on,
                Tinted(_(LEADERS_FIRST_OUTCOMES[row.outcome]), _TINTS[row.outcome]),
                row.days or None,
                reason_in_words(row),
            ]
            for number, row in enumerate(leaders_first(session, year, as_of), start=1)
        ],
    )


def reason_in_words(row: LeadersFirstRow) -> str:
    """Return why leaders went first, did not, or why nobody can tell."""
    if row.outcome == "broken":
        text = ngettext(
            "{who}: {n} day after the branch", "{who}: {n} days after the branch", row.days
        )
        names = (_("{name} (not yet)").format(name=n) if n in row.not_yet else n for n in row.who)
        return text.format(who=_(", ").join(names), n=row.days)
    if row.why:
        return _(CANNOT_TELL[row.why])
    return _("All leaders studied it no later than the branch")


def seminars_sheet(session: Session, year: int, as_of: date, name: str) -> Sheet:
    """Return every training seminar with every document that it has to include."""
    return Sheet(
        name=name,
        title=_("Documents in the training seminars of {year}").format(year=year),
        columns=[
            Column(_("No."), 5, "whole"),
            Column(_("Training seminar"), 32, "wrapped"),
            Column(_("Date"), 12, "date"),
            Column(_("Host"), 20),
            Column(_("Document title"), 36, "wrapped"),
            Column(_("Included"), 10),
        ],
        rows=[
            [
                number,
                row.title,
                row.held_on,
                row.host or _("No host"),
                row.document,
                Tinted(_(SEMINAR_STATES[row.state]), _SEMINAR_TINTS[row.state]),
            ]
            for number, row in enumerate(seminars(session, year, as_of), start=1)
        ],
    )


def make_up_sheet(session: Session, year: int, as_of: date, name: str) -> Sheet:
    """Return who missed a study and has not made up for it."""
    return Sheet(
        name=name,
        title=_("Studies of {year} not made up").format(year=year),
        columns=[
            Column(_("No."), 5, "whole"),
            Column(_("Name"), 10),
            Column(_("Unit"), 20),
            Column(_("Meeting title"), 32, "wrapped"),
            Column(_("Date"), 12, "date"),
            Column(_("Attendance"), 8),
            Column(_("Reason"), 14),
            Column(_("Documents studied"), 40, "wrapped"),
        ],
        rows=[
            [
                number,
                row.person,
                row.unit,
                row.meeting,
                row.held_on,
                _(ATTENDANCE_STATES[row.state]),
                row.reason,
                row.documents,
            ]
            for number, row in enumerate(not_made_up(session, year, as_of), start=1)
        ],
    )
