"""The dialog that makes scores final: the day it takes, what it agrees to, how it is stopped."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import select

from deskapp.database import delete_rows, insert_rows, update_rows
from deskapp.queries.appraisal import list_indicators, list_schemes
from deskapp.queries.appraisal.finality import finalisable
from deskapp.queries.appraisal.standing import final_of, live_scoring_of
from deskapp.records.attachment import Attachment
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.records.study import StudyRequirement
from deskapp.screens.appraisal.results.dialogs import FinaliseDialog
from deskapp.screens.appraisal.results.differences import DifferencesDialog
from deskapp.usecases.finalising import finalise_appraisal

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000  # milliseconds: a busy machine takes its time


@pytest.fixture
def scheme(workspace):
    return workspace.ask(list_schemes, workspace.year)[0]


@pytest.fixture
def parent(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(workspace, scheme, parent):
    found = workspace.ask(finalisable, scheme, workspace.ask(live_scoring_of, scheme))
    shown = FinaliseDialog(workspace, scheme, found, parent)
    shown.open()
    return shown


def wait(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog._job is None, timeout=LONG)


def test_a_day_before_the_figures_is_complained_of_at_its_field(qtbot, workspace, scheme, dialog):
    dialog.form.set_values({"finalised_on": date(1999, 1, 1)})
    qtbot.mouseClick(dialog.accept_button, LEFT)
    wait(qtbot, dialog)
    assert dialog.isVisible()
    assert "finalised_on" in dialog.form.complaints()
    assert dialog.accept_button.isEnabled()
    assert workspace.ask(final_of, scheme.id) is None


def test_it_can_be_stopped_while_it_computes(qtbot, workspace, scheme, dialog):
    qtbot.mouseClick(dialog.accept_button, LEFT)
    assert not dialog.accept_button.isEnabled()
    assert dialog.progress.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    assert dialog.result() == dialog.DialogCode.Rejected
    assert workspace.ask(final_of, scheme.id) is None


def test_what_came_to_be_missing_since_it_was_shown_is_not_agreed_to(
    qtbot, workspace, scheme, dialog
):
    given = workspace.ask(lambda s: list(s.execute(select(AssessorScore.id)).scalars()))
    workspace.do(delete_rows, AssessorScore, given)
    qtbot.mouseClick(dialog.accept_button, LEFT)
    wait(qtbot, dialog)
    assert "missing now" in dialog.form._general.text()
    assert workspace.ask(final_of, scheme.id) is None


def test_files_that_came_since_are_named_where_no_score_moved(
    qtbot, workspace, settings, scheme, parent
):
    workspace.do(finalise_appraisal, scheme.id, allow_missing=True)
    document = workspace.ask(
        lambda s: s.execute(select(StudyRequirement.document_id).limit(1)).scalar_one()
    )
    row = {"document_id": document, "sha256": "ab" * 32, "size": 7}
    workspace.do(insert_rows, Attachment, [row | {"name": f"补{n}.pdf"} for n in range(7)])
    shown = DifferencesDialog(workspace, settings, scheme, parent)
    qtbot.waitUntil(lambda: shown.comparison is not None, timeout=LONG)
    said = shown.summary.text()
    assert "The records give the same scores." in said
    assert "Files added: 补0.pdf" in said
    assert said.endswith("2 more")


def with_quota(workspace, scheme, percent):
    """Give the best grade of a scheme a quota that lets in next to nobody."""
    grades = [{"name": "优秀", "at_least": "0", "quota": percent}]
    workspace.do(update_rows, Scheme, {scheme.id: {"grades": grades}})
    return workspace.ask(list_schemes, workspace.year)[0]


def opened(workspace, scheme, parent):
    found = workspace.ask(finalisable, scheme, workspace.ask(live_scoring_of, scheme))
    shown = FinaliseDialog(workspace, scheme, found, parent)
    shown.open()
    return shown


def test_grades_over_their_quota_are_told_with_number_and_names(workspace, scheme, parent):
    scheme = with_quota(workspace, scheme, "10")
    found = workspace.ask(finalisable, scheme, workspace.ask(live_scoring_of, scheme))
    shown = opened(workspace, scheme, parent)
    assert shown.over_quota.isVisible()
    said = shown.over_quota.text()
    [over] = found.over_quota
    assert f"quota of {over.places}, {over.reached} stand in it" in said
    assert over.names[0] in said
    assert shown.accept_button.isEnabled()
    assert shown.accept_button.text() == "Make final as they are"


def test_what_keeps_scores_from_being_final_is_told_apart_and_nothing_is_promised(
    workspace, scheme, parent
):
    indicator = workspace.ask(list_indicators, scheme.id)[0]
    workspace.do(update_rows, Indicator, {indicator.id: {"points": indicator.points + 5}})
    shown = opened(workspace, scheme, parent)
    assert not shown.accept_button.isEnabled()
    assert shown.blocking.isVisible()
    assert "105" in shown.blocking.text()
    assert "105" not in shown.missing.text()
    said = [label.text() for label in shown.findChildren(QLabel) if label.isVisible()]
    assert not any("is frozen" in text for text in said)


def test_the_day_offered_is_the_working_day_of_a_sample(workspace, dialog):
    assert dialog.form.values()["finalised_on"] == workspace.today
