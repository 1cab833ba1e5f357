from __future__ import annotations

from datetime import date

import pytest

from deskapp.rules.deadlines import read_deadline
from deskapp.rules.task_states import TASK_STATES


def test_the_six_demands_come_first_with_deadlines_of_every_form(office) -> None:
    deadlines = office.column("SELECT deadline_text FROM key_task ORDER BY number LIMIT 6")
    assert deadlines == ["2021-06-30", "全年", "2021年9月底前", "12月底前", "长期坚持", "每季度末"]


def test_the_date_beside_a_deadline_is_what_its_words_mean(office) -> None:
    for words, due in office.rows("SELECT deadline_text, deadline_on FROM key_task"):
        assert read_deadline(words, 2021).due == (due and date.fromisoformat(due)), words


def test_every_key_task_has_a_lead_and_branch_tasks(office) -> None:
    led = office.column("SELECT DISTINCT key_task_id FROM key_task_unit WHERE part = 'leads'")
    carried = office.column("SELECT DISTINCT key_task_id FROM branch_task")
    assert len(led) == len(carried) == office.count("key_task") == 12


@pytest.mark.parametrize("size", ["office", "small"])
def test_branch_tasks_are_in_every_state(size: str, request: pytest.FixtureRequest) -> None:
    ledger = request.getfixturevalue(size)
    assert set(ledger.column("SELECT DISTINCT state FROM branch_task")) == set(TASK_STATES)


@pytest.mark.parametrize(
    "condition",
    [
        "state = 'done' AND done_on <= deadline_on",
        "state = 'done' AND done_on > deadline_on",
        "state = 'in_progress' AND deadline_on < '2021-11-10'",
        "state = 'extended' AND original_deadline_on < deadline_on AND extension_reason <> ''",
        "branch_id IS NULL",
        "branch_id IS NOT NULL",
        "responsible_id IS NULL",
        "deadline_on BETWEEN '2021-11-10' AND '2021-11-24'",
    ],
)
def test_every_turn_that_a_task_can_take_occurs(office, condition: str) -> None:
    assert office.count("branch_task", condition) > 0


@pytest.mark.parametrize(
    "contradiction",
    [
        "(state = 'done') <> (done_on IS NOT NULL)",
        "state = 'done' AND percent <> 100",
        "state <> 'done' AND percent = 100",
        "state = 'to_confirm' AND percent <> 0",
        "(original_deadline_on IS NULL) <> (extension_reason = '')",
        "done_on < assigned_on",
        "done_on > '2021-11-10'",
    ],
)
def test_no_task_contradicts_itself(office, contradiction: str) -> None:
    assert office.count("branch_task", contradiction) == 0


def test_the_last_report_has_the_percent_of_the_task(office) -> None:
    differing = office.rows(
        "SELECT branch_task.id FROM branch_task JOIN progress_entry AS last"
        " ON last.branch_task_id = branch_task.id WHERE last.percent <> branch_task.percent"
        " AND NOT EXISTS (SELECT 1 FROM progress_entry AS later"
        " WHERE later.branch_task_id = branch_task.id AND later.reported_on > last.reported_on)"
    )
    assert differing == []


def test_some_open_tasks_are_silent_this_quarter(office) -> None:
    reported = (
        "EXISTS (SELECT 1 FROM progress_entry"
        " WHERE branch_task_id = branch_task.id AND reported_on >= '2021-10-01')"
    )
    assert office.count("branch_task", f"state = 'in_progress' AND NOT {reported}") > 0
    assert office.count("branch_task", f"state = 'in_progress' AND {reported}") > 0
