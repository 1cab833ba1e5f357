"""Make the meetings of the sample: the work meeting of 20 April 2021 and those around it."""

from __future__ import annotations

import random
from datetime import date, time
from typing import Any

from deskapp.records.document import Document
from deskapp.records.meeting import (
    AgendaDocument,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
)
from deskapp.usecases.sample.attendance import AttendanceMaker, Gathering
from deskapp.usecases.sample.organisation import Member, Organisation
from deskapp.usecases.sample.sizes import SEED, Size
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter


def make_documents(writer: SampleWriter) -> dict[str, int]:
    """Write the documents; return their ids by the key that meetings and tasks name them by."""
    texts = read_texts("documents")
    rows = [
        {
            **{name: text[name] for name in ("title", "number", "issuer", "kind")},
            "issued_on": date.fromisoformat(text["issued_on"]),
        }
        for text in texts
    ]
    ids = writer.write(Document, rows)
    return {text["key"]: row_id for text, row_id in zip(texts, ids, strict=True)}


class MeetingMaker:
    """Writes the meetings that the office remembers one by one."""

    def __init__(
        self,
        writer: SampleWriter,
        organisation: Organisation,
        documents: dict[str, int],
        attendance: AttendanceMaker,
    ) -> None:
        self._writer = writer
        self._organisation = organisation
        self._documents = documents
        self._attendance = attendance
        self._chance = random.Random(SEED)  # noqa: S311 - the same guests every time
        self.decision_of_task: dict[int, int] = {}
        self.meetings_written = 0
        self.attendance_written = 0

    def make(self, size: Size) -> None:
        """Write the meetings with agenda, attendance and decisions."""
        for text in read_texts("meetings"):
            if text.get("small") or not size.only_small:
                self._make_one(text)

    def _make_one(self, text: dict[str, Any]) -> None:
        invited = self._invited(text)
        presider, recorder = self._chair_and_recorder(text)
        if recorder not in invited:
            invited = [*invited, recorder]
        held_on = date.fromisoformat(text["held_on"])
        row = self._meeting_row(text, held_on, presider, recorder)
        [meeting_id] = self._writer.write(Meeting, [row])
        self._write_agenda(meeting_id, text["agenda"])
        self._write_decisions(meeting_id, text.get("decisions", ()))
        self.meetings_written += 1
        if text.get("marks") != "none":
            self._write_attendance(
                text,
                Gathering(
                    meeting_id=meeting_id,
                    kind=text["kind"],
                    held_on=held_on,
                    invited=invited,
                    presider_id=presider.id,
                    recorder_id=recorder.id,
                    marks=text.get("marks", "all"),
                    **self._guests(text, invited),
                ),
            )

    def _meeting_row(
        self, text: dict[str, Any], held_on: date, presider: Member, recorder: Member
    ) -> dict[str, Any]:
        branch = text.get("host_branch")
        return {
            "year": held_on.year,
            "kind": text["kind"],
            "title": text["title"],
            "held_on": held_on,
            "starts_at": time.fromisoformat(text["starts_at"]),
            "ends_at": time.fromisoformat(text["ends_at"]),
            "place": text["place"],
            "host_unit_id": None if branch else self._organisation.unit_named[text["host"]],
            "host_branch_id": self._organisation.branch_of(*branch).id if branch else None,
            "presider_id": presider.id,
            "recorder_id": recorder.id,
            "state": text["state"],
            "outsiders": text.get("outsiders", 0),
            "minutes": text.get("minutes", ""),
        }

    def _hosts(self, text: dict[str, Any]) -> list[Member]:
        if branch := text.get("host_branch"):
            branch_id = self._organisation.branch_of(*branch).id
            return self._organisation.staff_of_branch[branch_id]
        return self._organisation.staff_of_unit[self._organisation.unit_named[text["host"]]]

    def _chair_and_recorder(self, text: dict[str, Any]) -> tuple[Member, Member]:
        hosts = self._hosts(text)
        leader = text.get("leader")
        return (hosts[0] if leader is None else self._organisation.leaders[leader], hosts[-1])

    def _invited(self, text: dict[str, Any]) -> list[Member]:
        match text["invite"]:
            case "officers":
                return self._organisation.officers()
            case "leaders":
                return self._organisation.leaders
            case "top_leaders":
                return self._organisation.top_leaders()
        return self._hosts(text)

    def _guests(self, text: dict[str, Any], invited: list[Member]) -> dict[str, list[Member]]:
        """Return who sits in and who walks in: staff below section level who were not invited."""
        there = {member.id for member in invited}
        others = [m for m in self._organisation.staff if m.id not in there and m.rank == "below"]
        sitting, walking = text.get("sits_in", 0), text.get("walk_ins", 0)
        chosen = self._chance.sample(others, min(sitting + walking, len(others)))
        return {"sits_in": chosen[:sitting], "walk_ins": chosen[sitting:]}

    def _write_agenda(self, meeting_id: int, agenda: list[dict[str, Any]]) -> None:
        rows = [
            {
                "meeting_id": meeting_id,
                "position": place,
                "kind": item["kind"],
                "title": item["title"],
                "speakers": item["speakers"],
                "minutes": item.get("minutes", ""),
            }
            for place, item in enumerate(agenda, start=1)
        ]
        ids = self._writer.write(AgendaItem, rows)
        studied = [
            {"agenda_item_id": item_id, "document_id": self._documents[key]}
            for item_id, item in zip(ids, agenda, strict=True)
            for key in item.get("documents", ())
        ]
        self._writer.write(AgendaDocument, studied)

    def _write_decisions(self, meeting_id: int, decisions: list[dict[str, Any]]) -> None:
        rows = [
            {
                "meeting_id": meeting_id,
                "position": place,
                "text": decision["text"],
                "state": "task" if "task" in decision else decision["state"],
            }
            for place, decision in enumerate(decisions, start=1)
        ]
        for decision, row_id in zip(decisions, self._writer.write(Decision, rows), strict=True):
            if "task" in decision:
                self.decision_of_task[decision["task"]] = row_id

    def _write_attendance(self, text: dict[str, Any], gathering: Gathering) -> None:
        ids = self._writer.write(Attendance, self._attendance.rows(gathering))
        self.attendance_written += len(ids)
