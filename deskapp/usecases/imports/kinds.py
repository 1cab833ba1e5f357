"""What can be imported, and what is particular about each kind."""

from __future__ import annotations

from deskapp.i18n import N_
from deskapp.records.appointment import Appointment
from deskapp.records.branch import BRANCH_FIELDS, Branch
from deskapp.records.document import DOCUMENT_FIELDS, Document
from deskapp.records.meeting import Attendance, Meeting
from deskapp.records.person import PERSON_FIELDS, Person
from deskapp.records.practice import Practice
from deskapp.records.task import KeyTask
from deskapp.records.unit import UNIT_FIELDS, Unit
from deskapp.usecases.imports.adding import KIND_OF_UNIT
from deskapp.usecases.imports.appointments import COLUMNS as APPOINTMENT_COLUMNS
from deskapp.usecases.imports.appointments import AppointmentParticulars
from deskapp.usecases.imports.attendance import (
    ATTENDANCE_COLUMNS,
    COMPUTED,
    AttendanceParticulars,
)
from deskapp.usecases.imports.documents import DocumentParticulars
from deskapp.usecases.imports.kind import ImportKind
from deskapp.usecases.imports.meetings import MEETING_COLUMNS, MeetingParticulars
from deskapp.usecases.imports.organisation import (
    BranchParticulars,
    PeopleParticulars,
    UnitParticulars,
)
from deskapp.usecases.imports.practices import PRACTICE_COLUMNS, PracticeParticulars
from deskapp.usecases.imports.task_columns import TASK_COLUMNS
from deskapp.usecases.imports.tasks import TaskParticulars

IMPORT_KINDS: dict[str, ImportKind] = {
    kind.name: kind
    for kind in (
        ImportKind(
            name="units",
            label=N_("Units"),
            record=Unit,
            fields=UNIT_FIELDS,
            needed=("name",),
            keys=(("name",),),
            period=("active_from", "active_until"),
            action=N_("Import {number} units from {file}"),
            defaults={"kind": KIND_OF_UNIT},
            particulars=UnitParticulars,
        ),
        ImportKind(
            name="branches",
            label=N_("Branches"),
            record=Branch,
            fields=BRANCH_FIELDS,
            needed=("name",),
            keys=(("name",),),
            period=("active_from", "active_until"),
            action=N_("Import {number} branches from {file}"),
            particulars=BranchParticulars,
        ),
        ImportKind(
            name="people",
            label=N_("People"),
            record=Person,
            fields=PERSON_FIELDS,
            needed=("name", "unit_id"),
            keys=(("name", "unit_id"),),
            period=("joined", "left"),
            action=N_("Import {number} people from {file}"),
            defaults={"rank": "other"},
            asks=("adds",),
            particulars=PeopleParticulars,
        ),
        ImportKind(
            name="documents",
            label=N_("Documents"),
            record=Document,
            fields=DOCUMENT_FIELDS,
            needed=("title",),
            keys=(("title",),),
            title="title",
            told_by=("number", "issuer"),
            action=N_("Import {number} documents from {file}"),
            particulars=DocumentParticulars,
        ),
        ImportKind(
            name="tasks",
            label=N_("Division of work"),
            record=KeyTask,
            fields=TASK_COLUMNS,
            needed=("text",),
            keys=(("year", "number"), ("year", "text")),
            title="text",
            told_by=("lead_unit_ids", "units", "deadline_text"),
            computed=("deadline_on",),
            as_written=("deadline_text",),
            action=N_("Import {number} key tasks from {file}"),
            asks=("year",),
            particulars=TaskParticulars,
        ),
        ImportKind(
            name="appointments",
            label=N_("Appointments"),
            record=Appointment,
            fields=APPOINTMENT_COLUMNS,
            needed=("branch_id", "person_id", "starts_on"),
            keys=(("branch_id", "post", "person_id", "starts_on"),),
            title="person_id",
            told_by=("post",),
            period=("starts_on", "ends_on"),
            action=N_("Import {number} appointments from {file}"),
            particulars=AppointmentParticulars,
        ),
        ImportKind(
            name="practices",
            label=N_("Practices"),
            record=Practice,
            fields=PRACTICE_COLUMNS,
            needed=("title",),
            keys=(("unit_id", "title"),),
            title="title",
            told_by=("background", "approach", "effect", "state", "adoption_level"),
            action=N_("Import {number} practices from {file}"),
            defaults={"state": "noted"},
            asks=("year",),
            particulars=PracticeParticulars,
        ),
        ImportKind(
            name="meetings",
            label=N_("Meetings"),
            record=Meeting,
            fields=MEETING_COLUMNS,
            needed=("title", "held_on"),
            keys=(("title", "held_on"),),
            title="title",
            told_by=("place", "kind", "host_unit_id", "presider_id"),
            period=("starts_at", "ends_at"),
            action=N_("Import {number} meetings from {file}"),
            particulars=MeetingParticulars,
        ),
        ImportKind(
            name="attendance",
            label=N_("Attendance"),
            record=Attendance,
            fields=ATTENDANCE_COLUMNS,
            needed=("person_id",),
            keys=(("meeting_id", "person_id"),),
            title="person_id",
            told_by=("signed", "instead"),
            computed=COMPUTED,
            action=N_("Import attendance of {number} people from {file}"),
            asks=("meeting",),
            particulars=AttendanceParticulars,
        ),
    )
}
