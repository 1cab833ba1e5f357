"""All tables with the fields and the word for one of their rows."""

from __future__ import annotations

from deskapp.i18n import N_
from deskapp.records.appointment import APPOINTMENT_FIELDS, Appointment
from deskapp.records.attachment import Attachment
from deskapp.records.branch import BRANCH_FIELDS, Branch
from deskapp.records.document import DOCUMENT_FIELDS, Document
from deskapp.records.fact import Fact
from deskapp.records.final_scoring import FinalScoring
from deskapp.records.kind import NO_YEAR, OWN_YEAR, RecordKind, Searched, Years, part_of
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
from deskapp.records.record import Base
from deskapp.records.scheme import INDICATOR_FIELDS, SCHEME_FIELDS, Indicator, Scheme
from deskapp.records.score import (
    APPEAL_FIELDS,
    ASSESSOR_SCORE_FIELDS,
    SELF_SCORE_FIELDS,
    Appeal,
    AssessorScore,
    GradeGiven,
    SelfScore,
)
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

_OF_MEETING = part_of(meeting_id="meeting")

KINDS: dict[str, RecordKind] = {
    kind.record.__tablename__: kind
    for kind in (
        RecordKind(Fact, N_("Setting of the ledger"), NO_YEAR),
        RecordKind(
            Unit,
            N_("Unit"),
            NO_YEAR,
            UNIT_FIELDS,
            Searched(1, "units", ("name", "short_name"), initials=("initials",)),
        ),
        RecordKind(
            Branch,
            N_("Branch"),
            NO_YEAR,
            BRANCH_FIELDS,
            Searched(2, "branches", ("name",), initials=("initials",)),
        ),
        RecordKind(
            Person,
            N_("Person"),
            NO_YEAR,
            PERSON_FIELDS,
            Searched(3, "people", ("name", "post"), ("pinyin",), ("initials",)),
        ),
        RecordKind(
            Document,
            N_("Document"),
            NO_YEAR,
            DOCUMENT_FIELDS,
            Searched(4, "documents", ("title", "number", "issuer")),
        ),
        RecordKind(
            Meeting,
            N_("Meeting"),
            OWN_YEAR,
            MEETING_FIELDS,
            Searched(5, "meetings", ("title", "place", "minutes")),
        ),
        RecordKind(
            AgendaItem,
            N_("Agenda item"),
            _OF_MEETING,
            AGENDA_FIELDS,
            Searched(
                6,
                "meetings",
                ("title", "speakers", "minutes"),
                opens="meeting_id",
                part="agenda",
            ),
        ),
        RecordKind(
            AgendaDocument, N_("Document on the agenda"), part_of(agenda_item_id="agenda_item")
        ),
        RecordKind(Attendance, N_("Attendance"), _OF_MEETING, ATTENDANCE_FIELDS),
        RecordKind(
            Decision,
            N_("Decision"),
            _OF_MEETING,
            DECISION_FIELDS,
            Searched(7, "meetings", ("text",), opens="meeting_id", part="decisions"),
        ),
        RecordKind(
            KeyTask,
            N_("Key task"),
            OWN_YEAR,
            KEY_TASK_FIELDS,
            Searched(8, "key_tasks", ("text", "category", "goal", "source_clause")),
        ),
        RecordKind(KeyTaskUnit, N_("Unit of a key task"), part_of(key_task_id="key_task")),
        RecordKind(
            BranchTask,
            N_("Branch task"),
            part_of(key_task_id="key_task"),
            BRANCH_TASK_FIELDS,
            # What the task is stands once in its key task, not a thousand times here.
            Searched(9, "branch_tasks", ("leader_comment", "extension_reason")),
        ),
        RecordKind(
            ProgressEntry,
            N_("Progress report"),
            part_of(branch_task_id="branch_task"),
            PROGRESS_FIELDS,
            Searched(
                10, "branch_tasks", ("text", "problems", "next_steps"), opens="branch_task_id"
            ),
        ),
        RecordKind(Scheme, N_("Appraisal scheme"), OWN_YEAR, SCHEME_FIELDS),
        RecordKind(Indicator, N_("Indicator"), part_of(scheme_id="scheme"), INDICATOR_FIELDS),
        RecordKind(
            AssessorScore,
            N_("Assessors' score"),
            part_of(indicator_id="indicator"),
            ASSESSOR_SCORE_FIELDS,
        ),
        RecordKind(
            SelfScore, N_("Self-score"), part_of(indicator_id="indicator"), SELF_SCORE_FIELDS
        ),
        RecordKind(Appeal, N_("Appeal"), part_of(indicator_id="indicator"), APPEAL_FIELDS),
        RecordKind(GradeGiven, N_("Grade given"), part_of(scheme_id="scheme")),
        RecordKind(FinalScoring, N_("Final scores"), part_of(scheme_id="scheme")),
        RecordKind(
            Attachment,
            N_("File"),
            part_of(
                meeting_id="meeting",
                document_id="document",
                branch_task_id="branch_task",
                practice_id="practice",
                self_score_id="self_score",
            ),
        ),
        RecordKind(
            Appointment,
            N_("Appointment"),
            NO_YEAR,
            APPOINTMENT_FIELDS,
            Searched(11, "posts", ("document_number", "title")),
        ),
        RecordKind(
            StudyRequirement,
            N_("Study requirement"),
            OWN_YEAR,
            STUDY_REQUIREMENT_FIELDS,
            Searched(12, "study", ("note",), part="requirements"),
        ),
        RecordKind(
            StudyAudience,
            N_("Audience of a study requirement"),
            part_of(requirement_id="study_requirement"),
        ),
        RecordKind(
            StudyEntry,
            N_("Study entry"),
            # A make-up belongs to its meeting's year too, however late it is.
            Years(own=("studied_on",), owners={"meeting_id": "meeting"}),
            STUDY_ENTRY_FIELDS,
            Searched(13, "study", ("note",), part="entries"),
        ),
        RecordKind(
            SupervisionSlip,
            N_("Supervision slip"),
            Years(own=("year",), owners={"branch_task_id": "branch_task"}),
            SLIP_FIELDS,
            Searched(14, "supervision", ("demand", "answer")),
        ),
        RecordKind(
            Practice,
            N_("Practice"),
            OWN_YEAR,
            PRACTICE_FIELDS,
            Searched(15, "practices", ("title", "background", "approach", "effect", "to_spread")),
        ),
        RecordKind(PracticeTask, N_("Key task of a practice"), part_of(practice_id="practice")),
        RecordKind(PracticeMeeting, N_("Meeting of a practice"), part_of(practice_id="practice")),
        # A seal says which year is sealed, and is no part of it: it can be taken away.
        RecordKind(YearSeal, N_("Seal of a year"), NO_YEAR),
    )
}
