"""The measures by the code that an indicator stores."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.queries.measures.attendance import ABSENCES, MEETING_ATTENDANCE
from deskapp.queries.measures.measure import Measure, MeasureParameters
from deskapp.queries.measures.meetings import MINUTES_COMPLETE
from deskapp.queries.measures.posts import LIAISON_IN_POST, SECRETARY_IN_POST
from deskapp.queries.measures.practices import PRACTICES_ADOPTED, PRACTICES_IN_TIME
from deskapp.queries.measures.study import (
    BRANCH_STUDY_COVERAGE,
    LEADERS_FIRST_KEPT,
    SECTION_LEVEL_COVERAGE,
    SEMINARS_INCLUDE,
    TOP_LEADER_COVERAGE,
)
from deskapp.queries.measures.supervision import (
    PROGRESS_REPORTED_EACH_QUARTER,
    SLIPS_ANSWERED_LATE,
    SUPERVISION_SLIPS,
)
from deskapp.queries.measures.tasks import TASKS_ON_TIME, TASKS_OVERDUE
from deskapp.rules.count_words import CountWords

MEASURES: Mapping[str, Measure] = {
    "meeting_attendance": MEETING_ATTENDANCE,
    "absences": ABSENCES,
    "tasks_on_time": TASKS_ON_TIME,
    "tasks_overdue": TASKS_OVERDUE,
    "secretary_in_post": SECRETARY_IN_POST,
    "liaison_in_post": LIAISON_IN_POST,
    "progress_reported_each_quarter": PROGRESS_REPORTED_EACH_QUARTER,
    "supervision_slips": SUPERVISION_SLIPS,
    "slips_answered_late": SLIPS_ANSWERED_LATE,
    "practices_in_time": PRACTICES_IN_TIME,
    "practices_adopted": PRACTICES_ADOPTED,
    "branch_study_coverage": BRANCH_STUDY_COVERAGE,
    "section_level_coverage": SECTION_LEVEL_COVERAGE,
    "top_leader_coverage": TOP_LEADER_COVERAGE,
    "leaders_first_kept": LEADERS_FIRST_KEPT,
    "seminars_include": SEMINARS_INCLUDE,
    "minutes_complete": MINUTES_COMPLETE,
}


def words_of(code: str, parameters: MeasureParameters | None = None) -> CountWords | None:
    """Return what a measure calls what it counts with a scheme's choices; None if not known."""
    measure = MEASURES.get(code)
    return None if measure is None else measure.words_with(parameters or {})
