"""Say who was invited to the sample's meetings, and what became of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any, Literal

from deskapp.usecases.sample.organisation import Member, Organisation
from deskapp.usecases.sample.sizes import SEED
from deskapp.usecases.sample.texts import read_texts

Marks = Literal["all", "partly", "expected"]

_STUDY_KINDS = ("work", "branch_study", "theory_study", "training")
# Of a hundred people of a unit of usual diligence: so many are not simply there.
_EXCUSED, _STOOD_IN, _ABSENT, _LATE = 7, 5, 2, 4
_MADE_UP_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Gathering:
    """The people of one meeting: who is invited, in which role, and how far it was marked."""

    meeting_id: int
    kind: str
    held_on: date
    invited: Sequence[Member]
    presider_id: int | None
    recorder_id: int | None
    sits_in: Sequence[Member] = ()
    walk_ins: Sequence[Member] = ()
    marks: Marks = "all"


class AttendanceMaker:
    """Makes attendance rows, the same ones every time."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._chance = random.Random(SEED)  # noqa: S311 - the same marks every time
        self._reasons = cycle(read_texts("tasks")["absence_reasons"])
        # The make-up studies of those who missed a study: rows of study_entry.
        self.made_up: list[dict[str, Any]] = []

    def rows(self, gathering: Gathering) -> list[dict[str, Any]]:
        """Return a row for everybody of the meeting."""
        listed = {
            member.id for member in (*gathering.invited, *gathering.sits_in, *gathering.walk_ins)
        }
        free = self._stand_ins(gathering, listed)
        rows = [self._invited(gathering, member, free) for member in gathering.invited]
        rows += [self._row(gathering, member, role="sits_in") for member in gathering.sits_in]
        rows += [self._row(gathering, member, invited=False) for member in gathering.walk_ins]
        return rows

    def _stand_ins(self, gathering: Gathering, listed: set[int]) -> dict[int, list[int]]:
        """Return by unit who could stand in: staff who were not asked to come themselves."""
        units = {member.unit_id for member in gathering.invited}
        listed = listed | {gathering.presider_id or 0, gathering.recorder_id or 0}
        staff = self._organisation.staff_of_unit
        return {
            unit_id: [m.id for m in staff[unit_id][:20] if m.id not in listed] for unit_id in units
        }

    def _invited(
        self, gathering: Gathering, member: Member, free: dict[int, list[int]]
    ) -> dict[str, Any]:
        if member.id == gathering.presider_id:
            return self._row(gathering, member, role="presides")
        if member.id == gathering.recorder_id:
            return self._row(gathering, member, role="records")
        if gathering.marks == "expected" or (gathering.marks == "partly" and member.id % 3 == 0):
            return self._row(gathering, member, state="expected")
        draw = self._chance.random() * 100 * self._organisation.diligence[member.unit_id]
        if draw < _EXCUSED:
            return self._missed(gathering, member, "excused")
        if draw < _EXCUSED + _STOOD_IN and free[member.unit_id]:
            stand_in_id = free[member.unit_id].pop(0)
            return self._missed(gathering, member, "stood_in", stand_in_id)
        if draw < _EXCUSED + _STOOD_IN + _ABSENT:
            return self._missed(gathering, member, "absent")
        return self._row(gathering, member, late=self._chance.random() * 100 < _LATE)

    def _missed(
        self, gathering: Gathering, member: Member, state: str, stand_in_id: int | None = None
    ) -> dict[str, Any]:
        row = self._row(gathering, member, state=state)
        row["stand_in_id"] = stand_in_id
        row["reason"] = "" if state == "absent" else next(self._reasons)
        if gathering.kind in _STUDY_KINDS and state != "stood_in" and self._chance.random() < 0.6:
            self.made_up.append(
                {
                    "person_id": member.id,
                    "meeting_id": gathering.meeting_id,
                    "studied_on": gathering.held_on + _MADE_UP_AFTER,
                }
            )
        return row

    def _row(
        self,
        gathering: Gathering,
        member: Member,
        *,
        role: str = "attends",
        state: str = "present",
        late: bool = False,
        invited: bool = True,
    ) -> dict[str, Any]:
        expected = gathering.marks == "expected"
        return {
            "meeting_id": gathering.meeting_id,
            "person_id": member.id,
            "role": role,
            "state": "expected" if expected else state,
            "reason": "",
            "stand_in_id": None,
            "late": late and not expected,
            "invited": invited,
        }
