"""The minutes of the open meeting as a Word document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from deskapp.queries.meetings import list_meetings


@pytest.fixture
def screen(window, workspace):
    meeting = next(row for row in workspace.ask(list_meetings, year=2021) if row.state == "closed")
    window.show_page("meetings", (meeting.id, "minutes"))
    return window.current_screen()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer the question for a file with the name that is suggested, and keep it."""
    names: list[str] = []

    def answer(_parent, _title, suggested, _kinds):
        names.append(suggested)
        return suggested, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return names


def test_the_button_writes_the_minutes_even_of_a_closed_meeting(
    screen, settings, workspace, qtbot, tmp_path: Path, asked
):
    settings.last_folder = str(tmp_path)
    told = []
    screen.told.connect(told.append)
    qtbot.mouseClick(screen.detail.minutes.word_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    [path] = [Path(name) for name in asked]
    assert path.name == f"{screen.detail.heading()} minutes.docx"
    first = docx.Document(str(path)).paragraphs[0]
    assert first.text == screen.detail.heading()
    assert len(told[0].actions) == 2


def test_a_new_meeting_is_saved_first(screen, asked):
    screen.new_record()
    screen.detail.minutes.editor.control.setPlainText("记录")
    screen.detail.minutes.word_button.click()
    assert asked == []
