"""The measures by the code that an indicator stores."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.queries.measures.attendance import ABSENCES, MEETING_ATTENDANCE
from deskapp.queries.measures.measure import Measure
from deskapp.queries.measures.tasks import TASKS_ON_TIME, TASKS_OVERDUE

MEASURES: Mapping[str, Measure] = {
    "meeting_attendance": MEETING_ATTENDANCE,
    "absences": ABSENCES,
    "tasks_on_time": TASKS_ON_TIME,
    "tasks_overdue": TASKS_OVERDUE,
}
