"""Fill a ledger up with the branches' regular study meetings, for measuring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import cycle, islice
from typing import Any

from deskapp.records.meeting import AgendaDocument, AgendaItem, Attendance, Meeting
from deskapp.usecases.sample.attendance import AttendanceMaker, Gathering
from deskapp.usecases.sample.organisation import Member, Organisation
from deskapp.usecases.sample.sizes import SEED, YEAR
from deskapp.usecases.sample.writing import SampleWriter

# One meeting in so many was held in one of the two years before.
_EARLIER_EVERY = 8
# Meetings are written by so many, to keep the rows in hand few.
_BATCH = 100
_HOURS = ((time(9), time(11)), (time(14, 30), time(16, 30)))


def make_routine_meetings(
    writer: SampleWriter,
    organisation: Organisation,
    attendance: AttendanceMaker,
    documents: list[int],
    *,
    meetings: int,
    people: int,
) -> None:
    """Write so many study meetings, with so many people expected at all of them together."""
    rows = _meeting_rows(organisation, meetings)
    for start in range(0, meetings, _BATCH):
        batch = list(islice(rows, _BATCH))
        ids = writer.write(Meeting, [row for row, _invited in batch])
        _write_agenda(writer, ids, documents)
        marks: list[dict[str, Any]] = []
        for place, (meeting_id, (row, circle)) in enumerate(
            zip(ids, batch, strict=True), start=start
        ):
            share = people // meetings + (place < people % meetings)
            marks += attendance.rows(_gathering(meeting_id, row, circle[:share]))
        writer.write(Attendance, marks)


def _meeting_rows(
    organisation: Organisation, meetings: int
) -> Iterator[tuple[dict[str, Any], list[Member]]]:
    """Yield meeting rows, each with everybody of the host's unit, the branch's own first."""
    chance = random.Random(SEED)  # noqa: S311 - the same dates every time
    branches = islice(cycle(organisation.branches), meetings)
    for place, branch in enumerate(branches):
        own = organisation.staff_of_branch[branch.id]
        others = [m for m in organisation.staff_of_unit[branch.unit_id] if m.branch_id != branch.id]
        year = YEAR - (place % 2 + 1 if place % _EARLIER_EVERY == 0 else 0)
        held_on = date(year, 1, 4) + timedelta(days=chance.randint(0, 300))
        starts_at, ends_at = chance.choice(_HOURS)
        number = place // len(organisation.branches) + 1
        row = {
            "year": year,
            "kind": "branch_study",
            "title": f"{branch.name}{year}年第{number}次集中学习",
            "held_on": held_on,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "place": "会议室",
            "host_unit_id": None,
            "host_branch_id": branch.id,
            "presider_id": own[0].id,
            "recorder_id": own[-1].id,
            "state": "held" if place % 10 == 3 else "closed",
            "outsiders": 0,
            "minutes": "" if place % 10 == 3 else "支部全体党员参加学习并交流体会。",
        }
        yield row, own + others


def _gathering(meeting_id: int, row: dict[str, Any], invited: list[Member]) -> Gathering:
    return Gathering(
        meeting_id=meeting_id,
        kind=row["kind"],
        held_on=row["held_on"],
        invited=invited,
        presider_id=row["presider_id"],
        recorder_id=row["recorder_id"],
    )


def _write_agenda(writer: SampleWriter, meeting_ids: list[int], documents: list[int]) -> None:
    rows = [
        {
            "meeting_id": meeting_id,
            "position": 1,
            "kind": "study",
            "title": "集中学习有关文件",
            "speakers": "支部书记",
            "minutes": "",
        }
        for meeting_id in meeting_ids
    ]
    studied = zip(writer.write(AgendaItem, rows), cycle(documents), strict=False)
    writer.write(
        AgendaDocument,
        [{"agenda_item_id": item_id, "document_id": key} for item_id, key in studied],
    )
