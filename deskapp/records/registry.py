"""All tables with the fields and the word for one of their rows."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.fields import FieldSet
from deskapp.i18n import N_
from deskapp.records.appointment import APPOINTMENT_FIELDS, Appointment
from deskapp.records.appraisal import HAND_SCORE_FIELDS, HandScore, Indicator, Scheme
from deskapp.records.attachment import Attachment
from deskapp.records.branch import BRANCH_FIELDS, Branch
from deskapp.records.document import DOCUMENT_FIELDS, Document
from deskapp.records.fact import Fact
from deskapp.records.meeting import (
    AGENDA_FIELDS,
    ATTENDANCE_FIELDS,
    DECISION_FIELDS,
    MEETING_FIELDS,
    AgendaDocument,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
)
from deskapp.records.person import PERSON_FIELDS, Person
from deskapp.records.practice import (
    PRACTICE_FIELDS,
    Practice,
    PracticeMeeting,
    PracticeTask,
)
from deskapp.records.record import Base, Record
from deskapp.records.study import (
    STUDY_ENTRY_FIELDS,
    STUDY_REQUIREMENT_FIELDS,
    StudyAudience,
    StudyEntry,
    StudyRequirement,
)
from deskapp.records.supervision import SLIP_FIELDS, SupervisionSlip
from deskapp.records.task import (
    BRANCH_TASK_FIELDS,
    KEY_TASK_FIELDS,
    PROGRESS_FIELDS,
    BranchTask,
    KeyTask,
    KeyTaskUnit,
    ProgressEntry,
)
from deskapp.records.unit import UNIT_FIELDS, Unit
from deskapp.records.year_seal import YearSeal

METADATA = Base.metadata


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A table, the word for one of its rows, and the fields people see of it."""

    record: type[Record]
    label: str
    fields: FieldSet = ()


KINDS: dict[str, RecordKind] = {
    kind.record.__tablename__: kind
    for kind in (
        RecordKind(Fact, N_("Setting of the ledger")),
        RecordKind(Unit, N_("Unit"), UNIT_FIELDS),
        RecordKind(Branch, N_("Branch"), BRANCH_FIELDS),
        RecordKind(Person, N_("Person"), PERSON_FIELDS),
        RecordKind(Document, N_("Document"), DOCUMENT_FIELDS),
        RecordKind(Meeting, N_("Meeting"), MEETING_FIELDS),
        RecordKind(AgendaItem, N_("Agenda item"), AGENDA_FIELDS),
        RecordKind(AgendaDocument, N_("Document on the agenda")),
        RecordKind(Attendance, N_("Attendance"), ATTENDANCE_FIELDS),
        RecordKind(Decision, N_("Decision"), DECISION_FIELDS),
        RecordKind(KeyTask, N_("Key task"), KEY_TASK_FIELDS),
        RecordKind(KeyTaskUnit, N_("Unit of a key task")),
        RecordKind(BranchTask, N_("Branch task"), BRANCH_TASK_FIELDS),
        RecordKind(ProgressEntry, N_("Progress report"), PROGRESS_FIELDS),
        RecordKind(Scheme, N_("Appraisal scheme")),
        RecordKind(Indicator, N_("Indicator")),
        RecordKind(HandScore, N_("Points by hand"), HAND_SCORE_FIELDS),
        RecordKind(Attachment, N_("File")),
        RecordKind(Appointment, N_("Appointment"), APPOINTMENT_FIELDS),
        RecordKind(StudyRequirement, N_("Study requirement"), STUDY_REQUIREMENT_FIELDS),
        RecordKind(StudyAudience, N_("Audience of a study requirement")),
        RecordKind(StudyEntry, N_("Study entry"), STUDY_ENTRY_FIELDS),
        RecordKind(SupervisionSlip, N_("Supervision slip"), SLIP_FIELDS),
        RecordKind(Practice, N_("Practice"), PRACTICE_FIELDS),
        RecordKind(PracticeTask, N_("Key task of a practice")),
        RecordKind(PracticeMeeting, N_("Meeting of a practice")),
        RecordKind(YearSeal, N_("Seal of a year")),
    )
}
