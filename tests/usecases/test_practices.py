"""Practices kept, brought on, pointed out as doubles, deleted and brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from deskapp.database import create_ledger
from deskapp.database.file_store import FileStore
from deskapp.database.undo import next_undo
from deskapp.errors import ChangedElsewhere, FieldProblems, LedgerError
from deskapp.i18n import language
from deskapp.queries.files import list_files
from deskapp.queries.lists import Order
from deskapp.queries.practice_duplicates import possible_duplicates
from deskapp.queries.practices import (
    PRACTICE_LISTS,
    count_practices,
    counts_of_practice_lists,
    list_practices,
    practice_forms,
    practices_past_due,
    years_of_adopted_practices,
    years_of_practices,
)
from deskapp.rules.practice_states import ADOPTION_LEVELS, PRACTICE_STATES, is_in_time, may_follow
from deskapp.usecases.files import attach_files
from deskapp.usecases.key_tasks import delete_key_tasks
from deskapp.usecases.practices import (
    PracticeDraft,
    delete_practices,
    open_practice,
    save_practice,
    set_practice_state,
    update_practices,
)
from deskapp.usecases.undo import undo_action
from deskapp.usecases.units import UnitDraft, save_unit

DAY = date(2021, 11, 10)
WRITTEN = {"background": "背景", "approach": "做法", "effect": "成效"}


@pytest.fixture
def draft(world):
    return PracticeDraft(year=2021, title="流动科普课堂进社区", unit_id=world.science, due_on=DAY)


def _saved(world, draft, **more):
    """Save a practice as a note, and bring it on step by step to the state asked for."""
    wanted = replace(draft, **more)
    saved = world.do(save_practice, replace(wanted, state="noted"))
    states = list(PRACTICE_STATES)
    for state in states[1 : states.index(wanted.state) + 1]:
        opened = world.ask(open_practice, saved)
        step = replace(opened, state=state, adoption_level=wanted.adoption_level)
        world.do(save_practice, step)
    return saved


def test_a_new_practice_begins_as_a_note(world, draft):
    with pytest.raises(FieldProblems) as refused:
        world.do(save_practice, replace(draft, state="combed"))
    assert set(refused.value.by_field) == {"state"}


def _undo(world):
    world.do(undo_action, world.ask(next_undo).id)


def test_deleting_a_key_task_leaves_the_practice_without_it(world, draft):
    saved = _saved(world, draft, key_task_ids=[world.task])
    opened = world.ask(open_practice, saved)

    world.do(delete_key_tasks, [world.task])

    assert world.ask(open_practice, saved).key_task_ids == []
    with pytest.raises(ChangedElsewhere):
        world.do(save_practice, opened)
    _undo(world)
    assert world.ask(open_practice, saved).key_task_ids == [world.task]


def test_a_practice_keeps_what_it_grew_from(world, draft):
    saved = _saved(world, draft, key_task_ids=[world.task], meeting_ids=[world.meeting])
    opened = world.ask(open_practice, saved)
    assert (opened.key_task_ids, opened.meeting_ids) == ([world.task], [world.meeting])
    world.do(save_practice, replace(opened, key_task_ids=[]))
    again = world.ask(open_practice, saved)
    assert (again.key_task_ids, again.meeting_ids) == ([], [world.meeting])
    with pytest.raises(ChangedElsewhere):
        world.do(save_practice, opened)


def test_a_branch_of_another_unit_is_complained_about(world, draft):
    with pytest.raises(FieldProblems) as failure:
        _saved(world, draft, branch_id=world.branch)
    assert list(failure.value.by_field) == ["branch_id"]


def test_a_summary_needs_its_texts_and_names_those_that_are_missing(world, draft):
    saved = _saved(world, draft, background="背景")
    world.do(set_practice_state, [saved], "combed", on=DAY)
    with pytest.raises(FieldProblems, match="Approach") as failure:
        world.do(set_practice_state, [saved], "summarised", on=DAY)
    assert list(failure.value.by_field) == ["approach", "effect"]
    assert draft.title in failure.value.what
    assert world.ask(open_practice, saved).state == "combed"


def test_the_day_of_the_first_summary_is_kept(world, draft):
    saved = _saved(world, draft, **WRITTEN)
    for state, on in (
        ("combed", date(2021, 9, 1)),
        ("summarised", date(2021, 10, 1)),
        ("combed", date(2021, 10, 2)),
        ("summarised", date(2021, 12, 1)),
    ):
        world.do(set_practice_state, [saved], state, on=on)
    assert world.ask(open_practice, saved).summarised_on == date(2021, 10, 1)


def test_adopting_needs_a_level_which_goes_when_it_is_taken_up_again(world, draft):
    saved = _saved(world, draft, state="summarised", **WRITTEN)
    with pytest.raises(FieldProblems) as failure:
        world.do(set_practice_state, [saved], "adopted", on=DAY)
    assert list(failure.value.by_field) == ["adoption_level"]
    world.do(set_practice_state, [saved], "adopted", on=DAY, level="municipal")
    adopted = world.ask(open_practice, saved)
    assert (adopted.adoption_level, adopted.adopted_on) == ("municipal", DAY)
    world.do(set_practice_state, [saved], "summarised", on=DAY)
    assert world.ask(open_practice, saved).adoption_level is None
    _undo(world)
    assert world.ask(open_practice, saved).adoption_level == "municipal"


def test_a_form_cannot_leap_over_a_state_nor_empty_what_a_state_needs(world, draft):
    saved = _saved(world, draft)
    with pytest.raises(FieldProblems) as failure:
        world.do(save_practice, replace(world.ask(open_practice, saved), state="adopted"))
    assert {"state", "adoption_level", "effect"} <= set(failure.value.by_field)
    summary = _saved(world, draft, state="summarised", **WRITTEN)
    with pytest.raises(FieldProblems):
        world.do(save_practice, replace(world.ask(open_practice, summary), effect=" "))


def test_many_are_moved_together_or_not_at_all(world, draft):
    first = _saved(world, draft)
    second = _saved(world, draft, state="summarised", **WRITTEN)
    with pytest.raises(FieldProblems):
        world.do(set_practice_state, [first, second], "adopted", on=DAY, level="own")
    assert world.ask(open_practice, second).state == "summarised"
    world.do(set_practice_state, [first, second], "combed", on=DAY)
    assert {world.ask(open_practice, one).state for one in (first, second)} == {"combed"}
    _undo(world)
    assert world.ask(open_practice, first).state == "noted"


def test_many_get_the_same_due_day_and_nothing_else(world, draft):
    saved = [_saved(world, draft, title=f"做法{n}") for n in range(3)]
    assert world.do(update_practices, saved, {"due_on": date(2021, 12, 1)}) == 3
    with pytest.raises(LedgerError, match="many"):
        world.do(update_practices, saved, {"title": "x"})
    with pytest.raises(ChangedElsewhere):
        world.do(update_practices, saved, {"due_on": None}, versions={saved[0]: 1})


def test_deleting_takes_links_and_files_along_and_one_undo_brings_all_back(
    world, draft, tmp_path: Path
):
    scan = tmp_path / "scan.txt"
    scan.write_text("照片", encoding="utf-8")
    saved = _saved(world, draft, key_task_ids=[world.task], meeting_ids=[world.meeting])
    kept = FileStore(world.database.location).add(scan)
    world.do(attach_files, "practice_id", saved, [kept])
    assert world.do(delete_practices, [saved]) == 1
    _undo(world)
    opened = world.ask(open_practice, saved)
    assert (opened.key_task_ids, opened.meeting_ids) == ([world.task], [world.meeting])
    assert [file.name for file in world.ask(list_files, "practice_id", saved)] == ["scan.txt"]


# --- lists


@pytest.fixture
def year(world, draft):
    """Return a year with a practice in every list."""
    day = date(2021, 11, 9)
    made = {
        "past_due": _saved(world, draft, title="逾期的做法", due_on=day),
        "due_soon": _saved(world, draft, title="将到期的做法", due_on=date(2021, 11, 12)),
        "combed": _saved(world, draft, title="梳理的做法", due_on=None, state="combed"),
        "adopted": _saved(
            world, draft, title="采纳的做法", unit_id=world.office, state="adopted",
            adoption_level="municipal", summarised_on=day, due_on=date(2021, 11, 1), **WRITTEN,
        ),
    }  # fmt: skip
    _saved(world, draft, year=2020, title="去年的做法")
    return made


def test_each_list_holds_what_its_number_says(world, year):
    numbers = world.ask(counts_of_practice_lists, 2021, DAY)
    assert numbers == {
        "past_due": 1, "due_soon": 1, "noted": 2, "combed": 1, "summarised": 0, "adopted": 1,
    }  # fmt: skip
    for name in PRACTICE_LISTS:
        rows = world.ask(list_practices, 2021, today=DAY, chosen=name)
        assert len(rows) == numbers[name]
        assert world.ask(count_practices, 2021, today=DAY, chosen=name) == numbers[name]
    [past] = world.ask(practices_past_due, 2021, DAY)
    assert (past.id, past.in_time) == (year["past_due"], False)


def test_practices_stand_in_office_order_and_are_found_by_title_unit_and_initials(world, year):
    rows = world.ask(list_practices, 2021, today=DAY)
    assert [row.unit for row in rows] == ["办公室", "科普部", "科普部", "科普部"]
    assert rows[0].in_time is False  # summarised eight days after it was due
    assert rows[1].missing == ("background", "approach", "effect")
    for words in ("梳理", "kpb 梳理"):
        [found] = world.ask(list_practices, 2021, words, today=DAY)
        assert found.id == year["combed"]
    first = world.ask(list_practices, 2021, today=DAY, order=Order("due_on", descending=True))[0]
    assert first.id == year["due_soon"]
    assert len(world.ask(list_practices, 2021, today=DAY, unit_id=world.office)) == 1


def test_adopted_ones_come_by_level_then_in_office_order(world, draft, year):
    for level, unit in (("national", world.science), ("municipal", world.science)):
        _saved(
            world, draft, unit_id=unit, state="adopted", adoption_level=level, **WRITTEN
        )  # fmt: skip
    forms = world.ask(practice_forms, 2021, today=DAY, adopted_only=True)
    assert [(form.row.adoption_level, form.row.unit) for form in forms] == [
        ("national", "科普部"), ("municipal", "办公室"), ("municipal", "科普部"),
    ]  # fmt: skip
    assert world.ask(years_of_adopted_practices) == [2021]
    assert world.ask(years_of_practices) == [2021, 2020]


# --- doubles


def test_the_same_event_is_pointed_out_with_the_reason(world, draft):
    happened = date(2021, 9, 12)
    other = _saved(world, draft, happened_on=happened, meeting_ids=[world.meeting])
    _saved(world, draft, title="青年志愿服务队进校园", happened_on=happened)
    typed = replace(
        draft, title="流动科普课堂走进社区", unit_id=world.office, happened_on=date(2021, 9, 13),
        meeting_ids=[world.meeting],
    )  # fmt: skip
    [hint] = world.ask(possible_duplicates, typed)
    assert (hint.practice_id, hint.unit) == (other, "科普部")
    assert hint.why == "a similar title, days close together, a shared task or meeting"
    assert world.ask(possible_duplicates, world.ask(open_practice, other)) == []


# --- whatever is done


class PracticeMachine(RuleBasedStateMachine):
    """Does anything in any order; refusals are fine, a wrong state is not."""

    practices = Bundle("practices")
    folder: Path

    @initialize()
    def begin(self):
        self.database = create_ledger(self.folder / f"{id(self)}.ledger")
        self.unit = self.database.do(save_unit, UnitDraft(name="办公室")).result
        self.seen: dict[int, str] = {}

    def _attempt(self, *action, **more):
        try:
            return self.database.do(*action, **more).result
        except LedgerError:
            return None

    @rule(target=practices, written=st.booleans())
    def note(self, written):
        draft = PracticeDraft(year=2021, title="做法", unit_id=self.unit, due_on=DAY)
        return self._attempt(save_practice, replace(draft, **WRITTEN) if written else draft)

    @rule(
        one=practices,
        state=st.sampled_from(list(PRACTICE_STATES)),
        level=st.none() | st.sampled_from(list(ADOPTION_LEVELS)),
    )
    def move(self, one, state, level):
        self._attempt(set_practice_state, [one], state, on=DAY, level=level)

    @rule(one=practices, state=st.sampled_from(list(PRACTICE_STATES)), text=st.sampled_from("ab "))
    def save(self, one, state, text):
        with self.database.reading() as session:
            try:
                opened = open_practice(session, one)
            except ChangedElsewhere:
                return
        self._attempt(save_practice, replace(opened, state=state, effect=text))

    @rule()
    def undo(self):
        with self.database.reading() as session:
            last = next_undo(session)
        if last is not None and "practice" in last.action:
            self._attempt(undo_action, last.id)
            self.seen = {}  # undo goes back any number of steps

    @rule(one=consumes(practices))
    def delete(self, one):
        self._attempt(delete_practices, [one])

    @invariant()
    def every_state_was_entered_along_the_table_with_what_it_needs(self):
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            forms = practice_forms(session, 2021, today=DAY)
        for form in forms:
            row = form.row
            old = self.seen.get(row.id, row.state)
            assert old == row.state or may_follow(old, row.state)
            if row.state in ("summarised", "adopted"):
                assert row.missing == ()
                assert row.summarised_on is not None
            assert (row.adoption_level is not None) == (row.state == "adopted")
            assert row.in_time is is_in_time(row.state, row.due_on, row.summarised_on, DAY)
        self.seen = {form.row.id: form.row.state for form in forms}

    def teardown(self):
        if hasattr(self, "database"):
            self.database.close()


@pytest.mark.slow
def test_no_sequence_of_use_cases_leaves_the_table_of_states(tmp_path: Path):
    PracticeMachine.folder = tmp_path
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    with language("en"):
        run_state_machine_as_test(
            PracticeMachine,
            settings=settings(
                max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=checks
            ),
        )
