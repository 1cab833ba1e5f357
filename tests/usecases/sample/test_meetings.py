from __future__ import annotations

import pytest

from deskapp.records.meeting import ATTENDANCE_ROLES, ATTENDANCE_STATES, MEETING_KINDS

APRIL = "SELECT id FROM meeting WHERE held_on = '2021-04-20'"


def test_the_work_meeting_of_april_has_its_whole_agenda(office) -> None:
    kinds = office.column(
        f"SELECT kind FROM agenda_item WHERE meeting_id = ({APRIL}) ORDER BY position"
    )
    assert kinds == ["convey", "convey", "study", "discuss", "sum_up", "lay_out", "speech"]


def test_the_work_meeting_of_april_studies_three_documents(office) -> None:
    titles = office.column(
        "SELECT document.title FROM document"
        " JOIN agenda_document ON document_id = document.id"
        " JOIN agenda_item ON agenda_item.id = agenda_item_id"
        f" WHERE agenda_item.kind = 'study' AND meeting_id = ({APRIL}) ORDER BY document.id"
    )
    assert [title[:6] for title in titles] == ["中国共产党统", "示例市委统一", "关于学习宣传"]


def test_the_work_meeting_of_april_is_presided_over_by_a_vice_president(office) -> None:
    [(post, rank, starts_at)] = office.rows(
        "SELECT post, rank, starts_at FROM meeting JOIN person ON person.id = presider_id"
        f" WHERE meeting.id = ({APRIL})"
    )
    assert (post, rank, starts_at[:5]) == ("党组成员、副主席", "bureau", "09:00")


def test_officers_of_every_unit_are_invited_in_april(office) -> None:
    [(people, units)] = office.rows(
        "SELECT count(*), count(DISTINCT unit_id) FROM attendance"
        " JOIN person ON person.id = person_id"
        f" WHERE invited AND meeting_id = ({APRIL})"
    )
    assert units == 36
    assert 110 <= people <= 130


def test_the_attendance_of_april_shows_every_outcome(office) -> None:
    here = f"meeting_id = ({APRIL})"
    for state in ("present", "excused", "absent", "stood_in"):
        assert office.count("attendance", f"{here} AND state = '{state}'") > 0, state
    assert office.count("attendance", f"{here} AND late") > 0
    assert office.count("attendance", f"{here} AND NOT invited") == 3
    assert office.count("study_entry", "meeting_id IS NOT NULL") > 0
    assert office.count("attendance", f"{here} AND state = 'excused' AND reason = ''") == 0


def test_the_six_demands_of_april_became_key_tasks(office) -> None:
    pairs = office.rows(
        "SELECT position, number, state FROM decision"
        " JOIN key_task ON decision_id = decision.id"
        f" WHERE meeting_id = ({APRIL}) ORDER BY position"
    )
    assert pairs == [(place, place, "task") for place in range(1, 7)]


@pytest.mark.parametrize(
    ("table", "column", "choices"),
    [
        ("meeting", "kind", MEETING_KINDS),
        ("meeting", "state", ("planned", "held", "closed")),
        ("attendance", "state", ATTENDANCE_STATES),
        ("attendance", "role", ATTENDANCE_ROLES),
        ("decision", "state", ("open", "task", "note")),
    ],
)
def test_every_choice_occurs(office, table: str, column: str, choices) -> None:
    assert set(office.column(f"SELECT DISTINCT {column} FROM {table}")) == set(choices)


def test_stand_ins_are_of_the_same_unit_and_were_not_invited_themselves(office) -> None:
    stood_in = office.rows(
        "SELECT own.unit_id = other.unit_id, EXISTS (SELECT 1 FROM attendance AS theirs"
        " WHERE theirs.meeting_id = attendance.meeting_id AND theirs.person_id = other.id)"
        " FROM attendance JOIN person AS own ON own.id = person_id"
        " JOIN person AS other ON other.id = stand_in_id"
    )
    assert set(stood_in) == {(1, 0)}


def test_nobody_who_left_is_at_a_meeting(office) -> None:
    assert office.count("person", '"left" IS NOT NULL') > 0
    gone = office.rows(
        'SELECT 1 FROM attendance JOIN person ON person.id = person_id WHERE "left" IS NOT NULL'
    )
    assert gone == []


def test_some_meetings_lack_minutes_or_attendance(office) -> None:
    nobody = "NOT EXISTS (SELECT 1 FROM attendance WHERE meeting_id = meeting.id)"
    assert office.count("meeting", "state = 'held' AND minutes = ''") > 0
    assert office.count("meeting", f"state = 'held' AND {nobody}") > 0
    assert office.count("meeting", f"state = 'closed' AND (minutes = '' OR {nobody})") == 0


def test_last_years_work_meeting_is_there_to_be_duplicated(office) -> None:
    title = office.column("SELECT title FROM meeting WHERE year = 2020 AND kind = 'work'")
    assert title == ["示例市科协2020年统一战线工作会议"]
