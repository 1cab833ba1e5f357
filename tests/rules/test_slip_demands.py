"""What a supervision slip demands before anybody words it otherwise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from deskapp.rules.slips import SLIP_COLOURS, usual_demand

DEADLINE = date(2021, 8, 1)


def _demand(colour: str, issued_on: date) -> str:
    return usual_demand(colour, DEADLINE, issued_on, issued_on + timedelta(days=7))


@pytest.mark.parametrize("colour", SLIP_COLOURS)
def test_a_task_is_called_overdue_once_its_deadline_has_passed(colour):
    assert "is overdue" in _demand(colour, DEADLINE + timedelta(days=1))
    assert "is overdue" not in _demand(colour, DEADLINE)


def test_before_the_deadline_a_blue_slip_urges_and_a_later_one_asks_why():
    assert "done in time" in _demand("blue", DEADLINE)
    assert "is behind" in _demand("yellow", DEADLINE)
    assert _demand("yellow", DEADLINE) == _demand("red", DEADLINE)


def test_without_a_deadline_nothing_is_said_of_one():
    said = usual_demand("red", None, DEADLINE, DEADLINE)
    assert said.startswith("Please get on with this task")
