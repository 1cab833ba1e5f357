"""Say what the sample's people studied outside meetings."""

from __future__ import annotations

from deskapp.records.study import StudyEntry
from deskapp.usecases.sample.attendance import AttendanceMaker
from deskapp.usecases.sample.sizes import RECORDED_UNTIL
from deskapp.usecases.sample.writing import SampleWriter


def make_study(writer: SampleWriter, attendance: AttendanceMaker) -> None:
    """Write the make-up studies of those who missed a study."""
    made_up = [row for row in attendance.made_up if row["studied_on"] <= RECORDED_UNTIL]
    writer.write(StudyEntry, made_up)
