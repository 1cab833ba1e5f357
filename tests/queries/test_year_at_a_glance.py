"""The figures of the year agree with the records behind them, in all and unit by unit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskapp.database import open_ledger
from deskapp.queries.branch_tasks import list_branch_tasks
from deskapp.queries.completeness.year import gap_counts
from deskapp.queries.demands import DEMANDS, in_all
from deskapp.queries.facts import colour_rules, working_day
from deskapp.queries.vacancies import vacancies
from deskapp.queries.year_at_a_glance import YearAtAGlance, year_at_a_glance
from deskapp.rules.points import Counted
from deskapp.rules.task_states import is_open, task_colour
from deskapp.usecases.sample import make_sample

YEAR = 2021


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return how the office's sample is asked."""
    path = tmp_path_factory.mktemp("office") / "office.ledger"
    make_sample(path).close()
    database = open_ledger(path)

    def asked(query: Any, *args: Any, **more: Any) -> Any:
        with database.reading() as session:
            return query(session, *args, **more)

    yield asked
    database.close()


@pytest.fixture(scope="module")
def today(ask: Any) -> date:
    return ask(working_day, YEAR)


@pytest.fixture(scope="module")
def year(ask: Any) -> YearAtAGlance:
    return ask(year_at_a_glance, YEAR)


def test_every_demand_has_a_figure_that_is_no_more_than_what_it_expects(
    year: YearAtAGlance,
) -> None:
    assert list(year.demands) == list(DEMANDS)
    units = {unit.id for unit in year.units}
    for by_unit in year.demands.values():
        assert set(by_unit) <= units
        assert in_all(by_unit).denominator > 0
        assert all(0 <= c.numerator <= c.denominator for c in by_unit.values())


def test_the_posts_that_are_missing_are_the_vacancies(
    ask: Any, year: YearAtAGlance, today: date
) -> None:
    posts = in_all(year.demands["posts"])
    assert posts.denominator - posts.numerator == len(ask(vacancies, today))


def test_a_task_is_divided_once_it_is_confirmed_and_somebody_is_responsible(
    ask: Any, year: YearAtAGlance, today: date
) -> None:
    tasks = [t for t in ask(list_branch_tasks, YEAR, today=today) if t.state != "cancelled"]
    taken_up = [
        task
        for task in tasks
        if task.responsible and task.state not in ("to_confirm", "adjustment_asked")
    ]
    assert in_all(year.demands["division"]) == Counted(len(taken_up), len(tasks))


def test_the_colours_are_those_of_the_tasks_one_by_one(
    ask: Any, year: YearAtAGlance, today: date
) -> None:
    rules = ask(colour_rules)
    colours = [
        task_colour(t.deadline_on, today, t.percent, t.assigned_on, t.state, rules)
        for t in ask(list_branch_tasks, YEAR, today=today)
        if is_open(t.state)
    ]
    assert year.colours["red"] == colours.count("red")
    assert year.colours["yellow"] == colours.count("yellow")
    assert year.colours["blue"] == len(ask(list_branch_tasks, YEAR, today=today, chosen="due_soon"))


def test_the_gaps_are_those_of_the_check(ask: Any, year: YearAtAGlance, today: date) -> None:
    assert year.gaps == ask(gap_counts, YEAR, today)


def test_the_next_dates_are_of_two_weeks_and_not_done(year: YearAtAGlance) -> None:
    assert year.dates
    assert all(0 <= (entry.day - year.today).days < 14 for entry in year.dates)
    assert not any(entry.is_done for entry in year.dates)


def test_a_ledger_without_units_and_people_is_empty(desk: Any) -> None:
    assert desk.ask(year_at_a_glance, YEAR).is_empty
    desk.unit("办公室")
    assert not desk.ask(year_at_a_glance, YEAR).is_empty
