"""The workspace says what changed, names what it would undo, and works in the background."""

from __future__ import annotations

import gc
from datetime import date
from threading import Event

import pytest

from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, current_language, language
from deskapp.queries.units import list_units
from deskapp.usecases.facts import save_office_name
from deskapp.usecases.units import UnitDraft, save_unit
from deskapp.workspace.workspace import action_in_words


def test_a_save_says_which_tables_changed_and_what_was_saved(workspace):
    changed, saved = [], []
    workspace.changed.connect(changed.append)
    workspace.saved.connect(saved.append)
    workspace.do(save_unit, UnitDraft(name="科普部"))
    assert changed == [frozenset({"unit"})]
    assert [one.text for one in saved] == ["Save unit 科普部"]
    assert workspace.last_saved is saved[0]


def test_a_failed_action_changes_and_says_nothing(workspace, qtbot):
    with qtbot.assertNotEmitted(workspace.changed), pytest.raises(FieldProblems):
        workspace.do(save_unit, UnitDraft(name=""))
    assert workspace.ask(list_units) == []


def test_undo_and_redo_are_named(workspace):
    assert workspace.undo_text() == workspace.redo_text() == ""
    workspace.do(save_unit, UnitDraft(name="科普部"))
    assert workspace.undo_text() == "Undo: Save unit 科普部"
    workspace.undo()
    assert workspace.redo_text() == "Redo: Save unit 科普部"
    assert workspace.ask(list_units) == []
    workspace.redo()
    assert [row.name for row in workspace.ask(list_units)] == ["科普部"]


def test_an_empty_ledger_starts_in_this_year_and_says_when_it_is_changed(workspace, qtbot):
    assert workspace.year == date.today().year
    with qtbot.waitSignal(workspace.year_changed) as heard:
        workspace.year = 2021
    assert heard.args == [2021]


def test_the_office_name_can_be_changed_and_undone(workspace):
    workspace.do(save_office_name, " 市科协 ")
    assert workspace.office_name == "市科协"
    workspace.undo()
    assert workspace.office_name == ""


def test_a_job_speaks_the_language_of_its_caller(workspace, qtbot):
    heard: list[str] = []
    with language("zh_CN"):
        job = workspace.in_background(
            lambda progress, cancelled: current_language(), title="x", on_done=heard.append
        )
    qtbot.waitSignal(job.finished).wait()
    assert heard == ["zh_CN"]


def test_a_job_reports_progress_on_the_windows_thread(workspace, qtbot):
    steps: list[tuple[int, int]] = []

    def work(progress, cancelled):
        progress(1, 2)
        progress(2, 2)

    job = workspace.in_background(
        work, title="x", on_progress=lambda done, total: steps.append((done, total))
    )
    qtbot.waitSignal(job.finished).wait()
    assert steps == [(1, 2), (2, 2)]
    assert not workspace.is_busy()


def test_the_failure_of_a_job_is_handed_over(workspace, qtbot):
    failures: list[Exception] = []

    def work(progress, cancelled):
        raise LedgerError("It is wrong.", "Do this.")

    job = workspace.in_background(work, title="x", on_failed=failures.append)
    qtbot.waitSignal(job.finished).wait()
    assert str(failures[0]) == "It is wrong. Do this."


def test_a_cancelled_job_stops_at_its_next_look(workspace, qtbot):
    began, ended = Event(), []

    def work(progress, cancelled):
        began.set()
        while not cancelled():
            pass
        return "stopped"

    job = workspace.in_background(work, title="x", on_done=ended.append)
    assert began.wait(5)
    job.cancel()
    qtbot.waitSignal(job.finished).wait()
    assert ended == ["stopped"]
    assert job.was_cancelled


def test_closing_waits_for_the_jobs(workspace):
    done = Event()

    def work(progress, cancelled):
        while not cancelled():
            pass
        done.set()

    workspace.in_background(work, title="x")
    workspace.wait_for_jobs()
    assert done.is_set()


def test_nothing_is_collected_beside_the_windows_thread_while_a_job_runs(workspace, qtbot):
    heard = []
    job = workspace.in_background(
        lambda _progress, _cancelled: gc.isenabled(), title="Job", on_done=heard.append
    )
    qtbot.waitSignal(job.finished).wait()

    assert heard == [False]
    assert gc.isenabled()


def test_garbage_is_collected_again_after_a_ledger_was_closed_under_its_jobs(workspace):
    workspace.in_background(lambda _progress, _cancelled: None, title="Job")
    workspace.close()

    assert gc.isenabled()


def test_quotes_within_the_quotes_of_an_action_are_inner_ones():
    action, title = N_("Save practice {title}"), "“三张清单”工作法"
    with language("zh_CN"):
        assert action_in_words(action, {"title": title}) == "保存做法“‘三张清单’工作法”"
    assert action_in_words("Import {number} from {title}", {"number": 3, "title": title}) == (
        "Import 3 from “三张清单”工作法"
    )
