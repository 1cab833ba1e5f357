"""Make a whole sample ledger, or none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from deskapp.database import Database, create_ledger
from deskapp.database.connection import is_server
from deskapp.database.ledger import remember_fact
from deskapp.i18n import language as speaking
from deskapp.records.fact import OFFICE_NAME, SAMPLE, WORKING_DAY
from deskapp.records.registry import METADATA
from deskapp.usecases.sample.appointments import make_appointments
from deskapp.usecases.sample.appraisal import make_appraisal
from deskapp.usecases.sample.attendance import AttendanceMaker
from deskapp.usecases.sample.meetings import MeetingMaker, make_documents
from deskapp.usecases.sample.organisation import make_organisation
from deskapp.usecases.sample.practices import make_practices
from deskapp.usecases.sample.routine_meetings import make_routine_meetings
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SIZES, SampleSize, Size
from deskapp.usecases.sample.study import make_study
from deskapp.usecases.sample.supervision import make_supervision
from deskapp.usecases.sample.tasks import TaskMaker
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import Progress, SampleWriter


def make_sample(
    location: str | Path,
    size: SampleSize = "office",
    language: str = "zh_CN",
    progress: Progress | None = None,
) -> Database:
    """Create a ledger that holds the made-up year 2021 and return it open.

    The office's records are Chinese always; `language` is the one its failures are told in.
    `progress` is called with (rows written, rows expected) and may raise to stop. Raises
    LedgerError when there is something at the location already. A making that fails or is
    stopped leaves nothing behind.
    """
    with speaking(language):
        database = create_ledger(location)
        try:
            database.fill(_fill, SIZES[size], progress)
        except BaseException:
            _discard(database)
            raise
    return database


def _fill(session: Session, size: Size, progress: Progress | None) -> None:
    remember_fact(session, OFFICE_NAME, read_texts("organisation")["office_name"])
    remember_fact(session, SAMPLE, size.name)
    remember_fact(session, WORKING_DAY, RECORDED_UNTIL.isoformat())
    writer = SampleWriter(session, size.rows, progress)
    organisation = make_organisation(writer, size)
    make_appointments(writer, organisation)
    documents = make_documents(writer)
    attendance = AttendanceMaker(organisation)
    meetings = MeetingMaker(writer, organisation, documents, attendance)
    meetings.make(size)
    if size.is_for_measuring:
        make_routine_meetings(
            writer,
            organisation,
            attendance,
            list(documents.values()),
            meetings=size.meetings - meetings.meetings_written,
            people=size.attendance - meetings.attendance_written,
        )
    make_study(session, writer, organisation, documents, attendance, size)
    TaskMaker(writer, organisation, documents, meetings.decision_of_task).make(size)
    make_supervision(writer, session)
    make_practices(session, writer, organisation, size)
    make_appraisal(session, writer)
    writer.finish()


def _discard(database: Database) -> None:
    """Take away a ledger that was only half made."""
    if is_server(database.location):
        database.fill(_drop_tables)
        database.close()
        return
    database.close()
    for suffix in ("", "-journal"):
        with suppress(OSError):
            Path(f"{database.location}{suffix}").unlink()


def _drop_tables(session: Session) -> None:
    METADATA.drop_all(session.connection())
    session.execute(text("DROP TABLE IF EXISTS alembic_version"))
