"""The turn of the year in the window: carry forward, seal, reopen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from deskapp.database import open_ledger
from deskapp.database.backup import backups_folder, list_backups
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.screens.main_window import MainWindow
from deskapp.usecases.seals import reopen_year, seal_year
from deskapp.widgets.record_form import RecordForm
from deskapp.workspace.workspace import Workspace


def choose(window: MainWindow, text: str) -> QDialog:
    """Choose an action of the ledger menu and return the dialog it opens."""
    menu = window.top_bar.ledger_menu
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()
    return window.years.dialog


def offered(window: MainWindow) -> list[str]:
    window.top_bar.ledger_menu.aboutToShow.emit()
    return [action.text() for action in window.top_bar.ledger_menu.actions()]


def year_words(window: MainWindow, year: int) -> str:
    box = window.top_bar.year
    return box.itemText(box.findData(year))


def click(qtbot, dialog: QDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    window = dialog.parentWidget()
    qtbot.waitUntil(lambda: not window.workspace.is_busy())  # a backup is made first


def test_a_new_year_is_made_from_the_old_one_and_shown(qtbot, window) -> None:
    dialog = choose(window, "New year…")
    assert (dialog.from_year.value(), dialog.to_year.value()) == (2021, 2022)
    assert dialog.view.chosen() >= {"key_tasks", "scheme"}
    assert "meetings" not in dialog.view.chosen()
    assert "go on by themselves" in dialog.view.details["people"].text()
    assert "branch tasks, with their reports" in dialog.view.details["key_tasks"].text()

    click(qtbot, dialog, "Carry forward")

    assert window.workspace.year == 2022
    assert window.top_bar.year.currentData() == 2022
    new = window.workspace.ask(list_key_tasks, 2022)
    old = window.workspace.ask(list_key_tasks, 2021)
    assert [row.text for row in new] == [row.text for row in old]
    assert "Carried forward" in window.toast.text
    assert "Carry 2021 forward to 2022" in window.workspace.undo_text()
    window.workspace.undo()
    assert window.workspace.ask(list_key_tasks, 2022) == []


def test_the_second_time_says_what_is_there_already(qtbot, window) -> None:
    click(qtbot, choose(window, "New year…"), "Carry forward")
    window.workspace.year = 2021
    dialog = choose(window, "New year…")
    assert "in the new year already" in dialog.view.details["key_tasks"].text()
    assert not dialog.view.ticks["key_tasks"].isEnabled()
    dialog.reject()


def test_what_is_not_ticked_does_not_go_along(qtbot, window) -> None:
    dialog = choose(window, "New year…")
    dialog.view.ticks["key_tasks"].setChecked(False)
    assert not dialog.only_open.isEnabled()
    click(qtbot, dialog, "Carry forward")
    assert window.workspace.ask(list_key_tasks, 2022) == []


def test_a_year_before_the_old_one_is_refused_in_the_dialog(qtbot, window) -> None:
    dialog = choose(window, "New year…")
    dialog.to_year.setValue(2020)
    click(qtbot, dialog, "Carry forward")
    assert not dialog.complaint.isHidden()
    assert "must come after 2021" in dialog.complaint.text()
    dialog.reject()


def test_the_old_year_can_be_sealed_afterwards(qtbot, window) -> None:
    dialog = choose(window, "New year…")
    dialog.seal_old.setChecked(True)
    click(qtbot, dialog, "Carry forward")
    assert window.workspace.sealed_years() == {2021}
    assert year_words(window, 2021) == "Year 2021, sealed"
    assert "The year 2021 is sealed." in window.toast.text


@pytest.mark.parametrize(("action", "button"), [("New year…", "Carry forward"),
                                                ("Seal 2021…", "Seal")])  # fmt: skip
def test_a_backup_is_kept_before_a_large_step(qtbot, window, ledger_file, action, button) -> None:
    assert list_backups(ledger_file) == []
    click(qtbot, choose(window, action), button)
    [backup] = list_backups(ledger_file)
    before = Workspace(open_ledger(backup.path))
    assert before.ask(list_key_tasks, 2022) == []
    assert before.sealed_years() == frozenset()
    before.close()


def test_without_a_backup_the_large_step_is_not_begun(qtbot, window, ledger_file) -> None:
    backups_folder(ledger_file).write_text("in the way", encoding="utf-8")
    dialog = choose(window, "Seal 2021…")
    click(qtbot, dialog, "Seal")
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "No backup" in said
    assert window.workspace.sealed_years() == frozenset()
    dialog.reject()


def test_a_sealed_year_says_so_and_is_reopened_with_a_reason(qtbot, window) -> None:
    click(qtbot, choose(window, "Seal 2021…"), "Seal")
    assert year_words(window, 2021) == "Year 2021, sealed"
    assert "2021 is sealed" in window.message_bar.notice.text
    assert "Reopen 2021…" in offered(window)
    assert "Seal 2021…" not in offered(window)

    window.message_bar.notice.actions[0].run()
    dialog = window.years.dialog
    click(qtbot, dialog, "Reopen")
    assert dialog.isVisible(), "a reason is required"
    dialog.form.editors["reason"].set_value("补录一次会议")
    click(qtbot, dialog, "Reopen")
    assert window.workspace.sealed_years() == frozenset()
    assert window.message_bar.notice is None
    assert year_words(window, 2021) == "Year 2021"


def test_the_message_goes_with_the_year(qtbot, window) -> None:
    window.workspace.do(seal_year, 2021)
    assert window.message_bar.notice is not None
    window.workspace.year = 2022
    assert window.message_bar.notice is None
    window.workspace.year = 2021
    assert "2021 is sealed" in window.message_bar.notice.text


def test_what_was_typed_stays_when_the_year_is_sealed(qtbot, window, type_into) -> None:
    window.show_page("key_tasks")
    screen = window.current_screen()
    screen.show_target(window.workspace.ask(list_key_tasks, 2021)[0].id)
    window.workspace.do(seal_year, 2021)
    goal = next(
        form.editors["goal"]
        for form in screen.detail.findChildren(RecordForm)
        if "goal" in form.editors
    )
    goal.set_value("新的目标")
    screen.detail.forms.mark_dirty()

    assert not screen.leave()

    assert goal.value() == "新的目标"
    assert "2021 is sealed" in screen.panel.note.text() + str(window.message_bar.notice)


def test_the_pages_of_a_sealed_year_offer_no_changes(qtbot, window) -> None:
    window.show_page("people")
    people = window.current_screen()
    for name in ("meetings", "key_tasks", "practices", "posts"):
        window.show_page(name)
        page = window.current_screen()
        assert page.new_action.isEnabled(), name

        window.workspace.do(seal_year, 2021)
        is_kept = name == "posts"
        assert page.new_action.isEnabled() == page.delete_action.isEnabled() == is_kept, name
        window.workspace.year = 2022
        assert page.new_action.isEnabled(), name
        window.workspace.year = 2021
        assert page.new_action.isEnabled() == is_kept, name
        assert people.new_action.isEnabled(), "people belong to no year"

        window.workspace.do(reopen_year, 2021, "补录")
        assert page.new_action.isEnabled(), name


def test_a_record_of_a_sealed_year_is_shown_to_be_read(qtbot, window) -> None:
    window.show_page("meetings")
    detail = window.current_screen().detail
    assert not detail.facts.editors["title"].control.isReadOnly()
    window.workspace.do(seal_year, 2021)
    assert detail.facts.editors["title"].control.isReadOnly()
    window.workspace.do(reopen_year, 2021, "补录")
    assert not detail.facts.editors["title"].control.isReadOnly()


def test_a_page_first_shown_in_a_sealed_year_is_read_only(qtbot, window) -> None:
    window.workspace.do(seal_year, 2021)
    window.show_page("key_tasks")
    page = window.current_screen()
    assert not page.new_action.isEnabled()
    page.detail.forms.mark_dirty()
    assert not page.panel.save_button.isEnabled()
    page.revert()


def test_home_only_shows_what_a_sealed_year_lacks(qtbot, window) -> None:
    window.show_page("home")
    home = window.current_screen()
    qtbot.waitUntil(lambda: bool(home.missing.lines))
    words = {code: line.repair.text() for code, line in home.missing.lines.items()}
    assert "View" not in words.values()

    window.workspace.do(seal_year, 2021)
    of_posts = {"no_secretary", "no_liaison", "term_ends"}
    for code, line in home.missing.lines.items():
        expected = words[code] if code in of_posts else "View"
        assert line.repair.text() == expected, code
        assert line.repair.accessibleName().startswith(expected)


def test_undo_does_not_take_a_seal_off_and_offers_to_reopen(qtbot, window) -> None:
    window.workspace.do(seal_year, 2021)
    window.top_bar.undo_action.trigger()
    assert window.workspace.sealed_years() == {2021}
    assert "2021" in window.message_bar.notice.text
    window.message_bar.notice.actions[0].run()
    assert "Reopen" in window.years.dialog.windowTitle()
    window.years.dialog.reject()


def test_the_dialog_says_what_a_seal_leaves_open(qtbot, window) -> None:
    dialog = choose(window, "Seal 2021…")
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for word in ("Units", "branches", "people", "posts", "documents"):
        assert word in said
    dialog.reject()
