"""Search everything from the top bar: type, see it grouped, open it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from deskapp.screens.main_window import MainWindow
from deskapp.screens.meetings.parts import TABS
from deskapp.widgets.search_line import SearchLine
from deskapp.widgets.search_palette import SearchPalette


@pytest.fixture
def box(window: MainWindow) -> SearchPalette:
    return window.top_bar.search


def hits(box: SearchPalette) -> list[SearchLine]:
    return [line for line in box.lines() if line.role == "hit"]


def headings(box: SearchPalette) -> list[str]:
    return [line.title for line in box.lines() if line.role == "heading"]


@pytest.fixture
def search_for(qtbot, box, type_into):
    """Return how somebody types a word and waits for the answer."""

    def search(text: str) -> None:
        box.hide_found()
        type_into(box, text)
        qtbot.waitUntil(lambda: bool(box.lines()))

    return search


def test_ctrl_k_puts_the_cursor_into_the_box(qtbot, window, box) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert box.hasFocus()


def test_what_is_found_is_grouped_by_kind_with_its_number(box, search_for) -> None:
    search_for("学习")
    kinds = [heading.split("  ")[0] for heading in headings(box)]
    assert kinds.index("Meeting") < kinds.index("Agenda item") < kinds.index("Key task")
    assert any(line.role == "more" for line in box.lines())
    for line in hits(box):
        shown = line.title + line.context + line.excerpt
        assert "学习" in shown


def test_initials_find_a_person(box, window, search_for) -> None:
    from deskapp.queries.people import list_people

    person = window.workspace.ask(list_people, "", limit=1)[0]
    search_for(person.name)
    assert hits(box)[0].title == person.name
    from deskapp.names import name_keys

    search_for(name_keys(person.name).initials.split()[0])
    assert person.name in [line.title for line in hits(box)]


def test_enter_opens_what_is_chosen_and_down_goes_on(qtbot, window, box, search_for) -> None:
    search_for("统一战线工作会议")
    meeting = hits(box)[0].target
    assert meeting.kind == "meeting"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.current_page() == "meetings"
    assert window.current_screen().table.selected_ids() == [meeting.target]
    assert box.lines() == []

    search_for("联络员")
    first = box.list.currentItem()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.list.currentItem() is not first
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.list.currentItem() is first


@pytest.mark.parametrize(
    ("word", "kind", "tab"),
    [("传达", "agenda_item", "agenda"), ("联系人", "decision", "decisions")],
)
def test_a_part_of_a_meeting_opens_its_tab(qtbot, window, box, search_for, word, kind, tab) -> None:
    search_for(word)
    line = next(line for line in hits(box) if line.target.kind == kind)
    row = box.lines().index(line)
    box.list.setCurrentRow(row)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    screen = window.current_screen()
    assert window.current_page() == "meetings"
    assert line.target.target == (tab, screen.current_id)
    assert screen.table.selected_ids() == [screen.current_id]
    assert screen.detail.tabs.currentIndex() == TABS.index(tab)


def test_a_click_opens_too(qtbot, window, box, search_for) -> None:
    search_for("条例")
    row = next(n for n, line in enumerate(box.lines()) if line.role == "hit")
    target = box.lines()[row].target
    place = box.list.visualItemRect(box.list.item(row)).center()
    qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.current_page() == target.page


def test_all_of_a_kind_can_be_listed(qtbot, box, search_for) -> None:
    search_for("学习")
    row = next(n for n, line in enumerate(box.lines()) if line.role == "more")
    kind = box.lines()[row].target
    box.list.setCurrentRow(row)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(headings(box)) == 1)
    assert len(hits(box)) > 5
    assert {line.target.kind for line in hits(box)} == {kind}


def test_nothing_found_is_said_in_words_and_esc_takes_it_away(qtbot, box, search_for) -> None:
    search_for("没有这样的词")
    assert [line.title for line in box.lines()] == ["Nothing found for “没有这样的词”."]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.lines() == []
    assert box.text()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_an_answer_that_is_no_longer_asked_for_is_dropped(qtbot, window, box, type_into) -> None:
    type_into(box, "学习")
    box.asked.emit("学习")
    type_into(box, "没有这样的词")
    box.asked.emit("没有这样的词")
    qtbot.waitUntil(lambda: bool(box.lines()))
    qtbot.wait(200)
    assert [line.role for line in box.lines()] == ["nothing"]


def test_what_is_new_is_found_and_what_is_undone_is_not(qtbot, window, box, search_for) -> None:
    from deskapp.usecases.units import UnitDraft, save_unit

    window.workspace.do(save_unit, UnitDraft(name="量子咨询处"))
    search_for("量子")
    assert [line.title for line in hits(box)] == ["量子咨询处"]
    search_for("lzzxc")
    assert [line.title for line in hits(box)] == ["量子咨询处"]
    window.workspace.undo()
    search_for("量子")
    assert hits(box) == []


def test_opening_what_is_of_another_year_shows_that_year(qtbot, window, box, search_for) -> None:
    from deskapp.usecases.meetings import MeetingDraft, save_meeting

    meeting = window.workspace.do(save_meeting, MeetingDraft(year=2019, title="量子座谈会"))
    assert window.workspace.year == 2021
    search_for("量子")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.workspace.year == 2019
    assert window.current_screen().table.selected_ids() == [meeting]


def test_this_years_come_first(box, window, search_for) -> None:
    from deskapp.usecases.meetings import MeetingDraft, save_meeting

    for year in (2020, 2021, 2022):
        window.workspace.do(save_meeting, MeetingDraft(year=year, title="量子座谈会"))
    search_for("量子")
    assert [line.year for line in hits(box)] == ["2021", "2022", "2020"]


def test_each_line_is_read_aloud_whole(box, search_for) -> None:
    search_for("统一战线工作会议")
    row = next(n for n, line in enumerate(box.lines()) if line.role == "hit")
    spoken = box.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "统一战线工作会议" in spoken
    assert "2021" in spoken
    assert box.accessibleName() == "Search everything"
    assert QApplication.focusWidget() is box
