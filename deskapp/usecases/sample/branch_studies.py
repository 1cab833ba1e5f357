"""Make the meetings at which the sample's branches, and two more seminars, study."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from deskapp.records.meeting import AgendaDocument, AgendaItem, Attendance, Meeting
from deskapp.rules.coverage import LEADING_RANKS
from deskapp.usecases.sample.attendance import AttendanceMaker, Gathering
from deskapp.usecases.sample.organisation import Member, Organisation, SampleBranch
from deskapp.usecases.sample.sizes import SEED, YEAR
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter

# Of so many branches one is unlike the others, at this place.
_EARLY = (11, 4)
_LATE = (13, 6)
_MISSING = (17, 10)
_APART = (5, 0)
_LATE_IN_SUMMER = (15, 5)
_IN_AUTUMN = (3, 1)
_NO_MINUTES = (20, 7)
# Before the work meeting of 20 April: whoever was away there studied after the branch.
_EARLY_DAY = date(2021, 4, 13)
_LATE_DAY = date(2021, 6, 8)
_SUMMER_LATE_DAY = date(2021, 7, 9)
# In spring, in summer and in autumn, within these days.
_STARTS = date(2021, 4, 26), date(2021, 5, 31), date(2021, 10, 8)
_WITHIN = timedelta(days=26)
_TRAINEES = 24


@dataclass(frozen=True, slots=True)
class _Study:
    """One meeting to write: how the texts tell of it, who is invited, and who was away."""

    title: str
    item: str
    documents: Sequence[str]
    held_on: date
    invited: Sequence[Member]
    branch: SampleBranch | None = None
    host: str = ""
    has_minutes: bool = True
    leaders_away: bool = False


def make_branch_studies(
    writer: SampleWriter,
    organisation: Organisation,
    documents: dict[str, int],
    attendance: AttendanceMaker,
    texts: dict[str, Any],
) -> None:
    """Write the studies of the branches; some are late, some missing, some before leaders'."""
    studies = [*_branch_studies(organisation, texts), *_seminars(organisation, texts)]
    studies.sort(key=lambda study: study.held_on)
    rows = [_meeting_row(study, organisation, texts) for study in studies]
    ids = writer.write(Meeting, rows)
    _write_agenda(writer, ids, studies, documents, texts["speaker"])
    marks: list[dict[str, Any]] = []
    for meeting_id, study, row in zip(ids, studies, rows, strict=True):
        came = attendance.rows(_gathering(meeting_id, row, study.invited))
        marks += _with_leaders_away(came, study, texts["away"]) if study.leaders_away else came
    writer.write(Attendance, marks)


def _branch_studies(organisation: Organisation, texts: dict[str, Any]) -> Iterator[_Study]:
    chance = random.Random(SEED)  # noqa: S311 - the same days every time
    has_studied = _branches_told_of(organisation)
    for place, branch in enumerate(organisation.branches):
        days = [_workday(start + chance.random() * _WITHIN) for start in _STARTS]
        for kind, held_on in _plan(place, *days, in_spring=branch.id not in has_studied):
            text = texts["sessions"][kind]
            yield _Study(
                title=text["title"].format(branch=branch.name),
                item=text["item"],
                documents=_asked_of(branch, text["documents"], organisation, texts),
                held_on=held_on,
                invited=organisation.staff_of_branch[branch.id],
                branch=branch,
                has_minutes=not _is(place, _NO_MINUTES),
                leaders_away=held_on == _EARLY_DAY,
            )


def _plan(
    place: int, spring: date, summer: date, autumn: date, *, in_spring: bool
) -> Iterator[tuple[str, date]]:
    """Yield the kinds and days of the studies of the branch at a place."""
    if not in_spring:
        yield "summer", summer
    elif _is(place, _EARLY):
        yield "together", _EARLY_DAY
    elif _is(place, _LATE):
        yield "together", _LATE_DAY
    elif _is(place, _APART):
        yield "spring", spring
        yield "summer", _SUMMER_LATE_DAY if _is(place, _LATE_IN_SUMMER) else summer
    elif not _is(place, _MISSING):
        yield "together", spring
    if _is(place, _IN_AUTUMN):
        yield "autumn", autumn


def _is(place: int, one_in: tuple[int, int]) -> bool:
    every, which = one_in
    return place % every == which


def _workday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _branches_told_of(organisation: Organisation) -> set[int]:
    """Return the branches whose study of the regulations is among the meetings told of."""
    return {
        organisation.branch_of(*text["host_branch"]).id
        for text in read_texts("meetings")
        if text["kind"] == "branch_study"
        and any("regulations" in item.get("documents", ()) for item in text["agenda"])
    }


def _asked_of(
    branch: SampleBranch, keys: Sequence[str], organisation: Organisation, texts: dict[str, Any]
) -> list[str]:
    """Return the documents without those that are required of other units only."""
    only_of = {text["document"]: text["units"] for text in texts["requirements"] if "units" in text}
    return [
        key
        for key in keys
        if key not in only_of
        or branch.unit_id in {organisation.unit_named[unit] for unit in only_of[key]}
    ]


def _seminars(organisation: Organisation, texts: dict[str, Any]) -> Iterator[_Study]:
    below = [member for member in organisation.staff if member.rank == "below"]
    for text in texts["seminars"]:
        yield _Study(
            title=text["title"],
            item=text["item"],
            documents=text["documents"],
            held_on=date.fromisoformat(text["held_on"]),
            invited=below[:: len(below) // _TRAINEES or 1],
            host=text["host"],
        )


def _meeting_row(
    study: _Study, organisation: Organisation, texts: dict[str, Any]
) -> dict[str, Any]:
    own = [m for m in study.invited if not (study.leaders_away and _leads(m))] or study.invited
    at_branch = study.branch is not None
    minutes = texts["minutes"] if at_branch else texts["seminar_minutes"]
    return {
        "year": YEAR,
        "kind": "branch_study" if at_branch else "training",
        "title": study.title,
        "held_on": study.held_on,
        "starts_at": time(15) if at_branch else time(9),
        "ends_at": time(16, 30) if at_branch else time(17),
        "place": texts["place"] if at_branch else texts["seminar_place"],
        "host_unit_id": None if at_branch else organisation.unit_named[study.host],
        "host_branch_id": study.branch.id if study.branch else None,
        "presider_id": own[0].id,
        "recorder_id": own[-1].id,
        "state": "closed" if study.has_minutes else "held",
        "outsiders": 0,
        "minutes": minutes if study.has_minutes else "",
    }


def _write_agenda(
    writer: SampleWriter,
    meeting_ids: Sequence[int],
    studies: Sequence[_Study],
    documents: dict[str, int],
    speaker: str,
) -> None:
    rows = [
        {
            "meeting_id": meeting_id,
            "position": 1,
            "kind": "study",
            "title": study.item,
            "speakers": speaker,
            "minutes": "",
        }
        for meeting_id, study in zip(meeting_ids, studies, strict=True)
    ]
    studied = [
        {"agenda_item_id": item_id, "document_id": documents[key]}
        for item_id, study in zip(writer.write(AgendaItem, rows), studies, strict=True)
        for key in study.documents
    ]
    writer.write(AgendaDocument, studied)


def _gathering(meeting_id: int, row: dict[str, Any], invited: Sequence[Member]) -> Gathering:
    return Gathering(
        meeting_id=meeting_id,
        kind=row["kind"],
        held_on=row["held_on"],
        invited=invited,
        presider_id=row["presider_id"],
        recorder_id=row["recorder_id"],
    )


def _leads(member: Member) -> bool:
    return member.is_top_leader or member.rank in LEADING_RANKS


def _with_leaders_away(
    rows: list[dict[str, Any]], study: _Study, reason: str
) -> list[dict[str, Any]]:
    leaders = {member.id for member in study.invited if _leads(member)}
    away = {"state": "excused", "reason": reason, "stand_in_id": None, "late": False}
    return [{**row, **away} if row["person_id"] in leaders else row for row in rows]
