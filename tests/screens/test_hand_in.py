"""The hand-in, used as a person does: export, make a box, check it, go where something lacks."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from sqlalchemy import select

from deskapp.database import update_rows
from deskapp.queries.appraisal import list_schemes
from deskapp.records.scheme import Indicator, Scheme
from deskapp.records.score import AssessorScore
from deskapp.reports.evidence_box.check import check_box
from deskapp.screens.appraisal.hand_in.part import HandInPart
from deskapp.screens.appraisal.screen import AppraisalScreen

LEFT = Qt.MouseButton.LeftButton
LONG = 120_000  # milliseconds: a box of a busy machine takes its time


@pytest.fixture
def part(qtbot, workspace, settings, tmp_path) -> HandInPart:
    settings.last_folder = str(tmp_path)
    page = HandInPart(workspace, settings)
    qtbot.addWidget(page)
    page.notices, page.errors, page.asked = [], [], []
    page.told.connect(page.notices.append)
    page.failed.connect(page.errors.append)
    page.part_requested.connect(lambda name, _target: page.asked.append(name))
    page.page_requested.connect(lambda name, _target: page.asked.append(name))
    page.show_scheme(workspace.ask(list_schemes, 2021)[0])
    page.resize(1180, 680)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: page.state is not None and not page.reader.is_running)
    return page


def make_zip(qtbot, part: HandInPart, path: Path) -> None:
    part.choose_new_zip = lambda _suggested: str(path)
    qtbot.mouseClick(part.zip_button, LEFT)
    qtbot.waitUntil(lambda: not part.box_bar.is_running, timeout=LONG)


def test_the_hand_in_is_a_part_of_the_appraisal(qtbot, workspace, settings):
    whole = AppraisalScreen(workspace, settings)
    qtbot.addWidget(whole)
    whole.show()
    whole.shown()
    whole.show_part("hand_in")
    assert isinstance(whole.current_part(), HandInPart)
    assert whole.current_part().scheme == whole.scheme
    qtbot.waitUntil(lambda: not whole.current_part().reader.is_running)


@pytest.mark.parametrize("report", ["appraisal", "scheme"])
def test_a_workbook_is_named_after_its_scheme_and_made(qtbot, part, tmp_path, report):
    suggested = []
    part.export_bar.choose_file = lambda name: suggested.append(name) or str(tmp_path / "x.xlsx")
    button = part.appraisal_button if report == "appraisal" else part.scheme_button
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: bool(part.notices), timeout=LONG)
    assert part.scheme.title in suggested[0]
    assert load_workbook(tmp_path / "x.xlsx").sheetnames


def test_a_box_is_made_as_one_zip_and_checked(qtbot, part, tmp_path):
    make_zip(qtbot, part, tmp_path / "box.zip")
    assert check_box(tmp_path / "box.zip").is_whole
    assert part.result.isVisible()
    assert "box.zip" in part.notices[-1].text
    part.choose_zip = lambda _folder: str(tmp_path / "box.zip")
    qtbot.mouseClick(part.check_zip_button, LEFT)
    qtbot.waitUntil(lambda: not part.box_bar.is_running, timeout=LONG)
    assert "The box is whole" in part.result.text.text()
    assert not part.result.list.isVisible()


def test_the_banner_of_a_box_leads_to_its_folder(qtbot, part, tmp_path, monkeypatch):
    opened, shown = [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    part.workspace.job_started.connect(shown.append)
    make_zip(qtbot, part, tmp_path / "box.zip")
    assert not shown  # how far it is stands above the banner, and nowhere else
    assert part.result.folder_button.isVisible()
    qtbot.mouseClick(part.result.folder_button, LEFT)
    assert [Path(folder) for folder in opened] == [tmp_path]
    part.choose_zip = lambda _folder: str(tmp_path / "box.zip")
    qtbot.mouseClick(part.check_zip_button, LEFT)
    qtbot.waitUntil(lambda: not part.box_bar.is_running, timeout=LONG)
    assert not part.result.folder_button.isVisible()


def test_who_goes_elsewhere_still_sees_how_far_a_box_is(qtbot, part, tmp_path):
    shown = []
    part.workspace.job_started.connect(shown.append)
    part.choose_new_zip = lambda _suggested: str(tmp_path / "box.zip")
    qtbot.mouseClick(part.zip_button, LEFT)
    for _time in range(2):
        part.hide()
        part.show()
    assert [job.title for job in shown] == ["Evidence box"]
    part.box_bar.cancel()
    qtbot.waitUntil(lambda: not part.box_bar.is_running, timeout=LONG)


def test_a_box_as_a_folder_gets_a_name_that_is_free(qtbot, part, tmp_path):
    part.whole_year.setChecked(False)
    (tmp_path / part.suggested_name()).mkdir()
    part.choose_folder = lambda _folder: str(tmp_path)
    qtbot.mouseClick(part.folder_button, LEFT)
    qtbot.waitUntil(lambda: not part.box_bar.is_running, timeout=LONG)
    made = [path for path in tmp_path.iterdir() if path.is_dir() and path.name.endswith("(2)")]
    assert len(made) == 1
    assert part.scheme.title[:6] in made[0].name
    (made[0] / "more.txt").write_text("more")
    part.choose_folder = lambda _folder: str(made[0])
    qtbot.mouseClick(part.check_folder_button, LEFT)
    qtbot.waitUntil(lambda: not part.box_bar.is_running, timeout=LONG)
    assert part.result.list.item(0).text() == "Additional: more.txt"


def test_a_box_holds_all_schemes_of_the_year_unless_one_is_wanted(qtbot, part, tmp_path):
    titles = [scheme.title for scheme in part.workspace.ask(list_schemes, 2021)]
    assert len(titles) > 1
    assert part.whole_year.isVisible()
    assert "2021" in part.suggested_name()
    make_zip(qtbot, part, tmp_path / "all.zip")
    part.whole_year.setChecked(False)
    make_zip(qtbot, part, tmp_path / "one.zip")
    tops = [
        {name.split("/")[0] for name in ZipFile(tmp_path / name).namelist()}
        for name in ("all.zip", "one.zip")
    ]
    assert set(titles) <= tops[0]
    assert not set(titles) & tops[1]


def test_a_box_as_one_zip_never_replaces_another(qtbot, part, tmp_path):
    (tmp_path / "box.zip").write_bytes(b"mine")
    make_zip(qtbot, part, tmp_path / "box.zip")
    assert (tmp_path / "box.zip").read_bytes() == b"mine"
    assert check_box(tmp_path / "box (2).zip").is_whole


def test_a_box_that_is_cancelled_leaves_nothing(qtbot, part, tmp_path):
    before = sorted(path.name for path in tmp_path.iterdir())
    part.choose_new_zip = lambda _suggested: str(tmp_path / "box.zip")
    qtbot.mouseClick(part.zip_button, LEFT)
    assert part.box_bar.isVisible()
    qtbot.mouseClick(part.box_bar.cancel_button, LEFT)
    qtbot.waitUntil(lambda: not part.box_bar.is_running, timeout=LONG)
    assert not part.box_bar.isVisible()
    assert part.notices[-1].text == "It was cancelled; nothing is left."
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_what_is_no_box_is_told_in_words(qtbot, part, tmp_path):
    part.choose_folder = lambda _folder: str(tmp_path)
    qtbot.mouseClick(part.check_folder_button, LEFT)
    qtbot.waitUntil(lambda: bool(part.errors), timeout=LONG)
    assert "no evidence box" in str(part.errors[0])


def test_grades_over_their_quota_are_told_and_lead_to_the_results(qtbot, part):
    grades = [{"name": "优秀", "at_least": "0", "quota": "10"}]
    part.workspace.do(update_rows, Scheme, {part.scheme.id: {"grades": grades}})
    part.show_scheme(part.workspace.ask(list_schemes, 2021)[0])
    part.refresh()
    qtbot.waitUntil(lambda: bool(part.state and part.state.over_quota), timeout=LONG)
    [line] = [text for text in part.missing.buttons if "too many" in text]
    assert "“优秀” has a quota of" in line
    part.missing.buttons[line].click()
    assert part.asked == ["results"]


def test_every_line_of_what_is_missing_leads_somewhere(qtbot, part):
    buttons = dict(part.missing.buttons)
    assert next(iter(buttons)) == "The scores are not final and may still change."
    for place, button in enumerate(buttons.values(), start=1):
        button.click()
        assert len(part.asked) == place
    assert part.asked[0] == "results"
    assert not part.errors


def test_points_above_what_an_indicator_is_worth_are_told(qtbot, part):
    def lowered(session):
        given, indicator = session.execute(
            select(AssessorScore.points, AssessorScore.indicator_id)
            .join(Indicator, Indicator.id == AssessorScore.indicator_id)
            .where(
                Indicator.scheme_id == part.scheme.id,
                Indicator.section == "ordinary",
                AssessorScore.points > 0,
            )
        ).first()
        update_rows(session, Indicator, {indicator: {"points": given / 2}})

    part.workspace.do(lowered)
    part.refresh()
    qtbot.waitUntil(lambda: not part.reader.is_running, timeout=LONG)
    said = [line for line in part.missing.buttons if "more points than" in line]
    assert len(said) == 1
    part.missing.buttons[said[0]].click()
    assert part.asked == ["scores"]


def test_a_year_without_a_scheme_leads_to_where_one_is_made(qtbot, workspace, settings):
    workspace.year = 2019
    page = HandInPart(workspace, settings)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    assert page.nothing.isVisible()
    assert "2019" in page.nothing.empty.text
