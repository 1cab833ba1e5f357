"""What is particular about importing sign-in lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from sqlalchemy import select

from deskapp.database.bulk import batched_ids
from deskapp.errors import LedgerError
from deskapp.fields import Field, FieldSet, ReferenceField, TextField
from deskapp.i18n import N_, _
from deskapp.records.meeting import ATTENDANCE_FIELDS, Attendance, Meeting
from deskapp.rules.attendance_cells import CellReading, read_attendance_cells
from deskapp.rules.attendance_words import NameFinder
from deskapp.usecases.imports.columns import MeetingTimeField
from deskapp.usecases.imports.kind import Particulars, Reading, Values
from deskapp.usecases.imports.meetings_named import MeetingKnown, MeetingsNamed
from deskapp.usecases.imports.rows import ReadRow
from deskapp.usecases.meetings import closed_meeting

_OF_RECORD: dict[str, Field] = {field.name: field for field in ATTENDANCE_FIELDS}
# Read together: what one cell leaves open another one says.
_CELLS = ("signed", "remark", "instead")

ATTENDANCE_COLUMNS: FieldSet = (
    TextField(
        name="meeting",
        label=N_("Meeting"),
        width=24,
        synonyms=("会议名称", "会议", "会议主题", "会议标题"),
    ),
    MeetingTimeField(
        name="day",
        label=N_("Day of the meeting"),
        synonyms=("会议时间", "会议日期", "日期", "时间"),
    ),
    ReferenceField(
        name="person_id",
        label=N_("Name"),
        required=True,
        to="person",
        synonyms=("姓名", "名字", "参会人员", "参加人员", "人员", "应到人员", "name"),
    ),
    TextField(
        name="unit",
        label=N_("Unit"),
        width=20,
        synonyms=("单位", "所在单位", "部门", "处室", "工作单位", "所在部门"),
    ),
    TextField(
        name="signed",
        label=N_("Attendance"),
        width=10,
        synonyms=(
            "签到", "签到情况", "出席情况", "到会情况", "参会情况", "考勤", "考勤情况", "出勤情况",
            "签名", "签字", "状态", "是否到会", "是否参会", "出席",
        ),
    ),
    TextField(
        name="remark",
        label=N_("Reason"),
        width=18,
        synonyms=("事由", "请假事由", "请假原因", "原因", "缺席原因", "备注", "说明"),
    ),
    TextField(
        name="instead",
        label=N_("Stand-in"),
        synonyms=("代会人", "代会人员", "代会", "代参会人", "代签", "代参会人员"),
    ),
    *(_OF_RECORD[name] for name in ("state", "reason", "stand_in_id", "late")),
)  # fmt: skip
COMPUTED = ("state", "reason", "stand_in_id", "late")


class AttendanceParticulars(Particulars):
    """A list belongs to one meeting, which is chosen or said over it, or each row says its own."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._meetings = MeetingsNamed(reading.session)
        self._of_row: dict[int, MeetingKnown] = {}
        self._unit_of: dict[int, int] = {}
        self._roles: dict[int, dict[int | None, str]] = {}
        self._chosen = self._meeting_of_list()
        if self._chosen is not None:
            text = _("The list is that of “{title}”, {day}.")
            day = self._chosen.held_on.isoformat() if self._chosen.held_on else _("without a date")
            self.remarks.append(text.format(title=self._chosen.title, day=day))

    def _meeting_of_list(self) -> MeetingKnown | None:
        """Return the meeting of all rows; None where the rows name their own."""
        setting, table = self.reading.setting, self.reading.table
        if setting.meeting not in (None, ""):
            found = self._meetings.chosen(setting.meeting or "", setting.year)
        elif {"meeting", "day"} & set(table.columns):
            return None
        else:
            told = self._meetings.told_by(table.above, setting.year)
            if told is None:
                raise LedgerError(
                    _("The list does not say of which meeting it is."),
                    _("Choose the meeting, then read the list again."),
                )
            found = told
        if found.state == "closed":
            raise closed_meeting(found.title)
        return found

    def before(self, row: ReadRow) -> None:
        """Find the meeting, and read how the person attended."""
        title, day = str(row.values.pop("meeting", "")), row.values.pop("day", None)
        meeting = self._chosen or self._meeting_of_row(row, title, day)
        if meeting is not None:
            self._of_row[row.number] = meeting
            row.values["meeting_id"] = meeting.id
        unit = self.reading.references.sure("unit", str(row.values.pop("unit", "")))
        if unit is not None:
            self._unit_of[row.number] = unit
        said = self._said(row)
        if said.puzzle:
            text = _("“{text}” does not say who was present, excused, absent or stood in for.")
            name = "signed" if "signed" in row.written else "remark"
            self.reading.questions.complain(row, name, text.format(text=said.puzzle))
        elif said.state is not None:
            row.values |= {"state": said.state, "reason": said.reason[:200], "late": said.late}
            if said.state == "stood_in":
                self._name_stand_in(row, said.stand_in)

    def _said(self, row: ReadRow) -> CellReading:
        cells = {name: str(row.values.pop(name, "") or "") for name in _CELLS}
        name = row.written.get("person_id", "")
        return read_attendance_cells(
            name, cells["signed"], cells["remark"], cells["instead"], self._names
        )

    @cached_property
    def _names(self) -> NameFinder:
        return NameFinder(self.reading.references.people.names.values())

    def _name_stand_in(self, row: ReadRow, name: str) -> None:
        if name:
            row.values["stand_in_id"] = name
        else:
            self.reading.questions.complain(row, "signed", _("Name who stood in."))

    def _meeting_of_row(self, row: ReadRow, title: str, day: date | None) -> MeetingKnown | None:
        name = "meeting" if "meeting" in self.reading.table.columns else "day"
        if not title and day is None:
            if name not in row.written:
                complaint = _("The row does not say of which meeting it is.")
                self.reading.questions.complain(row, name, complaint)
            return None
        found = self._meetings.find(title, day, self.reading.setting.year)
        if len(found) != 1:
            text = _("{n} meetings fit this row; name the meeting and its day.")
            if not found:
                text = _("The ledger has no such meeting; enter it there first.")
            self.reading.questions.complain(row, name, text.format(n=len(found)))
            return None
        if found[0].state == "closed":
            complaint = str(closed_meeting(found[0].title))
            self.reading.questions.complain(row, name, complaint)
        return found[0]

    def within(self, row: ReadRow, name: str) -> Sequence[int]:
        """Look for people in the unit that is written beside them."""
        unit = self._unit_of.get(row.number)
        person = row.values.get("person_id")
        if unit is None and name == "stand_in_id" and isinstance(person, int):
            unit = self.reading.references.people.unit_of(person)
        return [] if unit is None else [unit]

    def understand(self, row: ReadRow) -> None:
        """Refuse somebody who stands in for himself."""
        if row.values.get("stand_in_id") == row.values.get("person_id", 0):
            self.reading.questions.complain(row, "signed", _("Nobody stands in for himself."))

    def stored(self) -> dict[int, Values]:
        """Return who is on the lists of the meetings that the rows are of."""
        found: dict[int, Values] = {}
        meetings = {meeting.id for meeting in self._of_row.values()}
        columns = [
            getattr(Attendance, name) for name in ("id", "meeting_id", "person_id", *COMPUTED)
        ]
        for chunk in batched_ids(sorted(meetings)):
            rows = self.reading.session.execute(
                select(*columns).where(Attendance.meeting_id.in_(chunk))
            ).mappings()
            found |= {row["id"]: {str(name): row[name] for name in row} for row in rows}
        return found

    def check_all(self, rows: Sequence[ReadRow], stored: Mapping[int, Values]) -> None:
        """Complain about stand-ins who were not there, or stand in for two."""
        after = {(one["meeting_id"], one["person_id"]): one for one in stored.values()}
        good = [row for row in rows if not row.problems and "person_id" in row.values]
        for row in good:
            key = (row.values["meeting_id"], row.values["person_id"])
            after[key] = {**after.get(key, {}), **row.values}
        first: dict[tuple[int, int], int] = {}
        for (meeting, person), one in after.items():
            if one.get("state") == "stood_in":
                first.setdefault((meeting, one["stand_in_id"]), person)
        for row in good:
            if row.values.get("state") == "stood_in":
                self._check_stand_in(row, after, first)

    def _check_stand_in(
        self,
        row: ReadRow,
        after: Mapping[tuple[int, int], Values],
        first: Mapping[tuple[int, int], int],
    ) -> None:
        meeting, stand_in = row.values["meeting_id"], row.values.get("stand_in_id")
        if stand_in is None:
            return
        name = self.reading.references.people.names.get(stand_in, "")
        place = "instead" if "instead" in row.written else "signed"
        if first[meeting, stand_in] != row.values["person_id"]:
            text = _("{name} stands in for two people.")
            self.reading.questions.complain(row, place, text.format(name=name))
        elif after.get((meeting, stand_in), {}).get("state") not in (None, "expected", "present"):
            text = _("{name} stands in, but was not there himself.")
            self.reading.questions.complain(row, place, text.format(name=name))

    def shown(self, row: ReadRow) -> dict[str, str]:
        """Say the title of the meeting and the unit as written."""
        meeting = self._of_row.get(row.number)
        shown = {name: row.written[name] for name in ("unit", *_CELLS) if name in row.written}
        return {**shown, "meeting": meeting.title} if meeting else shown

    def columns(self, values: Values) -> Values:
        """Say in which role somebody is on the list, and that who just came was not invited.

        Who is excused or stood in for was expected, though nobody wrote the name on the list.
        """
        state = values["state"] or "expected"
        return {
            "state": state,
            "role": self._roles_at(values["meeting_id"]).get(values["person_id"], "attends"),
            "invited": state != "present",
            "late": bool(values["late"]),
        }

    def _roles_at(self, meeting_id: int) -> dict[int | None, str]:
        if meeting_id not in self._roles:
            statement = select(Meeting.presider_id, Meeting.recorder_id)
            row = self.reading.session.execute(statement.where(Meeting.id == meeting_id)).one()
            self._roles[meeting_id] = {row.recorder_id: "records", row.presider_id: "presides"}
        return self._roles[meeting_id]
