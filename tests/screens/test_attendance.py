"""Attendance is taken by keyboard, as from a signed sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deskapp.database import Database, create_ledger
from deskapp.database.connection import sqlite_engine
from deskapp.errors import LedgerError
from deskapp.queries.attendance import list_attendance
from deskapp.screens.attendance.invite import InviteDialog
from deskapp.screens.attendance.panel import AttendancePanel
from deskapp.usecases.attendance import AttendanceMark, invite_people, mark_attendance
from deskapp.usecases.meetings import MeetingDraft, save_meeting
from deskapp.usecases.people import PersonDraft, save_person
from deskapp.usecases.units import UnitDraft, save_unit
from deskapp.workspace.workspace import Workspace

SURNAMES = "张李王赵陈徐钱邓周吴郑孙"
GIVEN = "伟芳娜敏静丽强磊军洋"
DAY = date(2021, 4, 20)


class Office:
    """A ledger with one meeting, and the panel that takes its attendance."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(create_ledger(folder / "台账.ledger"))
        do = self.workspace.do
        self.unit = do(save_unit, UnitDraft(name="办公室"))
        self.meeting = do(save_meeting, MeetingDraft(title="工作会议", year=2021, held_on=DAY))
        self.errors: list[str] = []

    def staff(self, *names: str, unit: int | None = None) -> list[int]:
        def save_all(session: object) -> list[int]:
            home = unit or self.unit
            return [save_person(session, PersonDraft(name=n, unit_id=home)) for n in names]

        return self.workspace.do(save_all)

    def invite(self, *names: str) -> None:
        self.workspace.do(invite_people, self.meeting, self.staff(*names))

    def attempt(self, action):
        try:
            return action()
        except LedgerError as error:
            self.errors.append(str(error))
            return None

    def panel(self, qtbot: QtBot) -> AttendancePanel:
        panel = AttendancePanel(self.workspace, self.attempt)
        qtbot.addWidget(panel)
        panel.resize(780, 560)
        panel.show_meeting(self.meeting, DAY)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        panel.table.setFocus()
        qtbot.waitUntil(panel.table.hasFocus)
        return panel

    def marks(self) -> dict[str, tuple[str, str]]:
        rows = self.workspace.ask(list_attendance, self.meeting)
        return {row.name: (row.state, row.stand_in or row.reason) for row in rows}

    def states(self) -> list[str]:
        return [row.state for row in self.workspace.ask(list_attendance, self.meeting)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.workspace.close()


class Keyboard:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.pressed = 0

    def press(self, key: Qt.Key, times: int = 1) -> None:
        for _time in range(times):
            self._qtbot.keyClick(self._focus(), key)
            self.pressed += 1

    def type(self, text: str) -> None:
        for letter in text:
            self._qtbot.keyClick(self._focus(), letter)
            self.pressed += 1

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


@pytest.fixture
def keyboard(qtbot: QtBot) -> Keyboard:
    return Keyboard(qtbot)


def current_name(panel: AttendancePanel) -> str:
    return panel.model.row_at(panel.table.current_row()).name


def test_space_marks_present_and_goes_on(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四", "王五")
    panel = office.panel(qtbot)
    keyboard.type("  ")
    assert office.states() == ["present", "present", "expected"]
    assert current_name(panel) == "王五"
    assert panel.summary.headline.text() == "Present 2 / 3 expected"


def test_initials_jump_to_the_person_and_the_overlay_shows_them(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("李四", "王五", "张三", "赵六")
    panel = office.panel(qtbot)
    keyboard.type("zs")
    assert current_name(panel) == "张三"
    assert panel.table._overlay.isVisible()
    keyboard.press(Qt.Key.Key_Backspace)
    keyboard.type("l")
    assert current_name(panel) == "赵六"
    keyboard.press(Qt.Key.Key_Escape)
    assert current_name(panel) == "李四"
    assert not panel.table.is_searching


def test_a_surname_with_a_reading_of_its_own_is_found(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("李四", "单雄", "曾国")
    panel = office.panel(qtbot)
    keyboard.type("sx")
    assert current_name(panel) == "单雄"


def test_q_puts_the_cursor_in_the_reason(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四")
    panel = office.panel(qtbot)
    keyboard.type("q")
    assert panel.table.editor is not None
    assert panel.table.editor.hasFocus()
    keyboard.type("flu")
    keyboard.press(Qt.Key.Key_Return)
    assert office.marks()["张三"] == ("excused", "flu")
    assert current_name(panel) == "李四"
    assert panel.table.hasFocus()


def test_escape_in_the_reason_changes_nothing(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三", "李四")
    panel = office.panel(qtbot)
    keyboard.type("qabc")
    keyboard.press(Qt.Key.Key_Escape)
    assert office.states() == ["expected", "expected"]
    assert panel.table.hasFocus()


def test_a_reason_is_kept_when_the_list_is_left(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三")
    panel = office.panel(qtbot)
    keyboard.type("qflu")
    panel.walk_in.setFocus()
    assert office.marks()["张三"] == ("excused", "flu")


def test_a_customary_reason_is_found_by_its_initial_letters(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三")
    office.panel(qtbot)
    keyboard.type("2sick")
    keyboard.press(Qt.Key.Key_Return)
    assert office.marks()["张三"] == ("excused", "Sick leave")


def test_x_marks_absent_and_c_late(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四")
    panel = office.panel(qtbot)
    keyboard.type("xc")
    assert office.states() == ["absent", "present"]
    assert panel.model.attendance_at(1).late
    keyboard.type("c")
    assert not panel.model.attendance_at(1).late


def test_d_finds_the_stand_in_by_initials(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四")
    office.staff("赵六", "马六")
    panel = office.panel(qtbot)
    keyboard.type("dzl")
    keyboard.press(Qt.Key.Key_Return)
    assert office.marks()["张三"] == ("stood_in", "赵六")
    assert current_name(panel) == "李四"
    assert panel.summary.headline.text() == "Present 1 / 2 expected"


def test_in_a_search_the_mark_letters_are_initials(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("李四", "陈勇", "徐达", "邓超", "张三")
    panel = office.panel(qtbot)
    keyboard.type("zs1")
    assert current_name(panel) == "张三"
    for letters, name in (("cy", "陈勇"), ("xd", "徐达"), ("dc", "邓超")):
        keyboard.type(letters)
        assert current_name(panel) == name
        keyboard.type("3")
    assert office.states() == ["expected", "absent", "absent", "absent", "present"]
    assert panel.table.is_searching


def test_a_name_spelled_out_is_marked_by_letter(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("李四", "张三", "王五")
    office.panel(qtbot)
    keyboard.type("zsx")
    assert office.states() == ["expected", "absent", "expected"]


def test_a_letter_that_goes_on_with_a_name_never_marks(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三", "张思贤", "张世超")
    panel = office.panel(qtbot)
    keyboard.type("zsx")
    assert current_name(panel) == "张思贤"
    assert set(office.states()) == {"expected"}


def test_nobody_is_marked_while_the_initials_fit_nobody(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("李四", "张三")
    office.panel(qtbot)
    keyboard.type("zw 13")
    assert office.states() == ["expected", "expected"]


def test_a_slash_starts_a_search_for_a_name_in_c(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("李四", "陈勇")
    panel = office.panel(qtbot)
    keyboard.type("/cy ")
    assert office.states() == ["expected", "present"]
    assert current_name(panel) == "陈勇"


def test_down_goes_through_all_who_fit(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四", "赵四", "周舜")
    panel = office.panel(qtbot)
    keyboard.type("zs")
    seen = [current_name(panel)]
    for _time in range(3):
        keyboard.press(Qt.Key.Key_Down)
        seen.append(current_name(panel))
    assert seen == ["张三", "赵四", "周舜", "张三"]


def test_many_are_marked_at_once(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四", "王五")
    panel = office.panel(qtbot)
    panel.table.selectAll()
    keyboard.type("x")
    assert office.states() == ["absent"] * 3


def test_undo_takes_one_mark_back(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四")
    panel = office.panel(qtbot)
    keyboard.type(" x")
    qtbot.keyClick(panel.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert office.states() == ["present", "expected"]
    assert panel.summary.headline.text() == "Present 1 / 2 expected"


def test_the_cursor_and_the_scroll_stay_where_they_are(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite(*(f"{s}{g}" for s in SURNAMES for g in GIVEN))
    panel = office.panel(qtbot)
    panel.table.go_to(60)
    top = panel.table.verticalScrollBar().value()
    keyboard.type("c")
    assert panel.table.current_row() == 60
    assert panel.table.verticalScrollBar().value() == top > 0


def test_the_rest_is_marked_present_by_one_button(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三", "李四", "王五")
    panel = office.panel(qtbot)
    keyboard.type("3")
    qtbot.mouseClick(panel.rest_present, Qt.MouseButton.LeftButton)
    assert office.states() == ["absent", "present", "present"]
    assert not panel.rest_present.isEnabled()
    assert panel.table.hasFocus()


def test_a_line_is_read_shown_and_applied(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四", "王五", "赵六")
    panel = office.panel(qtbot)
    panel.line.line.setFocus()
    panel.line.line.setText("张三、李四请假;王五由赵六代")
    keyboard.press(Qt.Key.Key_Return)
    assert panel.line.reading.isVisible()
    assert set(office.states()) == {"expected"}
    keyboard.press(Qt.Key.Key_Return)
    assert office.marks()["王五"] == ("stood_in", "赵六")
    assert office.states() == ["excused", "excused", "stood_in", "expected"]
    assert panel.line.line.text() == ""
    office.workspace.undo()
    assert set(office.states()) == {"expected"}


def test_the_rest_of_a_line_keeps_the_marks_made_before(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三", "李四", "王五")
    panel = office.panel(qtbot)
    keyboard.type("3")  # 张三 is absent
    panel.line.line.setFocus()
    panel.line.line.setText("李四请假,其余到会")
    keyboard.press(Qt.Key.Key_Return, times=2)
    assert office.states() == ["absent", "excused", "present"]


def test_a_doubt_is_settled_by_choosing_who_is_meant(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    other = office.workspace.do(save_unit, UnitDraft(name="科普部"))
    office.invite("张伟")
    (twin,) = office.staff("张伟", unit=other)
    office.workspace.do(invite_people, office.meeting, [twin])
    panel = office.panel(qtbot)
    panel.line.line.setFocus()
    panel.line.line.setText("张伟请假")
    keyboard.press(Qt.Key.Key_Return)
    assert not panel.line.reading.apply.isEnabled()
    panel.line._on_chosen("张伟", twin)
    assert panel.line.line.text() == "科普部张伟请假"
    qtbot.mouseClick(panel.line.reading.apply, Qt.MouseButton.LeftButton)
    assert office.states() == ["expected", "excused"]


def test_a_walk_in_is_added_from_the_keyboard(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三")
    office.staff("马六")
    panel = office.panel(qtbot)
    keyboard.type("+ml")
    keyboard.press(Qt.Key.Key_Return)
    assert office.marks()["马六"] == ("present", "")
    assert panel.walk_in.text() == ""
    assert panel.walk_in.hasFocus()
    assert panel.summary.headline.text() == "Present 0 / 1 expected"
    assert "Walk-ins 1" in panel.summary.rest.text()
    keyboard.press(Qt.Key.Key_Escape)
    assert panel.table.hasFocus()


def test_who_was_searched_in_vain_becomes_a_walk_in(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三")
    office.staff("马六")
    office.panel(qtbot)
    keyboard.type("ml+")
    keyboard.press(Qt.Key.Key_Return)
    assert office.marks()["马六"] == ("present", "")


def test_somebody_on_the_list_is_marked_and_not_added_again(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三")
    panel = office.panel(qtbot)
    with qtbot.waitSignal(panel.told) as told:
        keyboard.type("+zs")
        keyboard.press(Qt.Key.Key_Return)
    assert told.args == ["张三 is on the list and was marked."]
    assert office.states() == ["present"]


def test_people_are_taken_off_the_list(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三", "李四")
    panel = office.panel(qtbot)
    keyboard.press(Qt.Key.Key_Delete)
    assert list(office.marks()) == ["李四"]
    assert current_name(panel) == "李四"


def test_a_role_is_changed(office: Office, qtbot: QtBot) -> None:
    office.invite("张三")
    panel = office.panel(qtbot)
    panel.chosen.menu().actions()[0].trigger()
    assert panel.model.row_at(0).role == "Presides"


def test_the_chosen_people_are_copied_for_excel(office: Office, qtbot: QtBot) -> None:
    office.invite("张三", "李四")
    panel = office.panel(qtbot)
    panel.table.selectAll()
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert [line.split("\t")[1] for line in lines] == ["张三", "李四"]


def test_names_pasted_into_the_list_are_shown_before_they_are_invited(
    office: Office, qtbot: QtBot
) -> None:
    office.staff("张三", "李四")
    panel = office.panel(qtbot)
    QApplication.clipboard().setText("张三\n李四\n")
    qtbot.keyClick(panel.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = panel.findChild(InviteDialog)
    assert office.states() == []
    qtbot.mouseClick(dialog.invite_button, Qt.MouseButton.LeftButton)
    assert list(office.marks()) == ["张三", "李四"]


def test_a_reading_is_taken_away_when_the_line_changes(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三")
    panel = office.panel(qtbot)
    panel.line.line.setFocus()
    panel.line.line.setText("张三请假")
    keyboard.press(Qt.Key.Key_Return)
    panel.line.line.setFocus()
    keyboard.type("x")
    assert not panel.line.reading.isVisible()


def test_a_closed_list_cannot_be_marked(office: Office, qtbot: QtBot, keyboard: Keyboard) -> None:
    office.invite("张三")
    panel = office.panel(qtbot)
    panel.show_meeting(office.meeting, DAY, can_mark=False)
    with qtbot.waitSignal(panel.told):
        keyboard.type(" ")
    keyboard.type("qxdc12345")
    assert office.states() == ["expected"]
    assert not panel.walk_in.isEnabled()


def test_a_ledger_that_can_only_be_read_shows_the_list(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite("张三")
    path = office.workspace.database.location
    office.workspace.close()
    readable = Database(sqlite_engine(Path(path), read_only=True), path, read_only=True)
    office.workspace = Workspace(readable)
    panel = AttendancePanel(office.workspace, office.attempt)
    qtbot.addWidget(panel)
    panel.show_meeting(office.meeting, DAY, can_mark=office.workspace.can_write)
    panel.show()
    assert panel.model.rowCount() == 1
    assert not panel.invite.isEnabled()
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)
    assert office.states() == ["expected"]


def test_an_empty_list_says_what_to_do_first(office: Office, qtbot: QtBot) -> None:
    panel = office.panel(qtbot)
    assert panel.empty.isVisible()
    assert "Invite by rule" in panel.empty.text


def test_a_hundred_and_twenty_people_by_keyboard_alone(
    office: Office, qtbot: QtBot, keyboard: Keyboard
) -> None:
    office.invite(*(f"{surname}{given}" for surname in SURNAMES for given in GIVEN))
    office.staff("马六", "牛七")
    panel = office.panel(qtbot)
    marks = {17: "x", 40: "qsick\r", 41: "qbusiness\r", 63: "dml\r", 90: "c", 118: "4nq\r"}
    for row in range(120):
        for key in marks.get(row, " "):
            keyboard.press(Qt.Key.Key_Return) if key == "\r" else keyboard.type(key)
        if marks.get(row) == "c":
            keyboard.press(Qt.Key.Key_Down)
    assert "expected" not in office.states()
    assert panel.summary.headline.text() == "Present 117 / 120 expected"
    assert keyboard.pressed <= 150  # about one key a person


def test_a_mark_made_in_another_window_is_shown_before_it_is_written_over(office, qtbot):
    office.invite("张伟")
    panel = office.panel(qtbot)
    (row,) = office.workspace.ask(list_attendance, office.meeting)
    mark = AttendanceMark(row.id, "excused", "出差")
    office.workspace.database.do(mark_attendance, office.meeting, [mark])
    panel.table.go_to(0)
    qtbot.keyClick(panel.table, Qt.Key.Key_3)
    assert "meanwhile" in office.errors[0]
    assert office.marks() == {"张伟": ("excused", "出差")}
    assert panel.model.row_at(0).explanation == "出差"
    qtbot.keyClick(panel.table, Qt.Key.Key_3)
    assert office.states() == ["absent"]
