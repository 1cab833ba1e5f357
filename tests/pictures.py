"""Render every page of the sample ledger to PNG, in both languages and both themes."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from deskapp.screens.main_window import MainWindow
    from deskapp.workspace.workspace import Workspace

SIZE = (1366, 768)
WORK_MEETING = date(2021, 4, 20)


def main() -> int:
    """Write the pictures and say how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--page", action="append", help="only this page; may be repeated")
    parser.add_argument("--language", action="append", choices=("zh_CN", "en"))
    parser.add_argument("--theme", action="append", choices=("light", "dark"))
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    given.to.mkdir(parents=True, exist_ok=True)
    number = 0
    with tempfile.TemporaryDirectory() as folder:
        ledger = _sample(Path(folder))
        for language in given.language or ("zh_CN", "en"):
            for theme in given.theme or ("light", "dark"):
                number += _render(ledger, language, theme, given.page, given.to)
    sys.stdout.write(f"{number} pictures in {given.to}\n")
    return 0


def _sample(folder: Path) -> Path:
    from deskapp.usecases.sample import make_sample

    # The file's name is seen in the status bar.
    ledger = folder / "示例台账2021.ledger"
    make_sample(ledger).close()
    return ledger


def _work_a_little(workspace: Workspace) -> None:
    """Save and undo something, so that the history has a page to show."""
    from deskapp.queries.people import list_people
    from deskapp.queries.units import list_units
    from deskapp.usecases.people import update_people
    from deskapp.usecases.units import open_unit, reorder_units, save_unit

    units = [row.id for row in workspace.ask(list_units)]
    workspace.do(reorder_units, [units[1], units[0], *units[2:]])
    people = [row.id for row in workspace.ask(list_people, limit=6)]
    workspace.do(update_people, people, {"rank": "section"})
    workspace.undo()
    draft = workspace.ask(open_unit, units[4])
    draft.short_name = f"{draft.short_name}(新)"
    workspace.do(save_unit, draft)


def _render(ledger: Path, language: str, theme: str, pages: list[str] | None, to: Path) -> int:
    from PySide6.QtCore import Qt

    from deskapp.app import Program, make_application
    from deskapp.database import open_ledger
    from deskapp.screens.first_start import FirstStart
    from deskapp.screens.main_window import MainWindow
    from deskapp.settings import Settings
    from deskapp.workspace.workspace import Workspace

    app = make_application()
    app.setApplicationDisplayName("")
    settings = Settings(language=language, theme=theme, path=ledger.with_suffix(".json"))
    settings.last_page = pages[0] if pages else ""
    program = Program(app, settings)
    window = MainWindow(settings)
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen offstage is a small one
    window.resize(*SIZE)
    workspace = Workspace(open_ledger(ledger))
    _work_a_little(workspace)
    window.show()
    window.attach(workspace)
    names = [name for name in window.page_names() if pages is None or name in pages]
    number = 0
    for name in names:
        window.show_page(name)
        _settle(app, workspace)
        window.grab().save(str(to / f"{name}-{language}-{theme}.png"))
        number += 1
        if name == "meetings":
            number += _render_tabs(app, window, to, f"{language}-{theme}")
        else:
            number += _render_parts(app, window, to, f"{name}-{{part}}-{language}-{theme}")
    if pages is None:
        dialog = FirstStart()
        dialog.show()
        app.processEvents()
        dialog.grab().save(str(to / f"first_start-{language}-{theme}.png"))
        dialog.deleteLater()
    window.hide()
    window.detach()
    workspace.close()
    window.deleteLater()
    app.processEvents()
    del program
    return number + (pages is None)


def _settle(app: QApplication, workspace: Workspace) -> None:
    """Let what the page does in the background end, and the page paint."""
    for _turn in range(5):
        app.processEvents()
    while workspace.is_busy():
        app.processEvents()
    for _turn in range(5):
        app.processEvents()


def _render_tabs(app: QApplication, window: MainWindow, to: Path, suffix: str) -> int:
    """Open the sample's work meeting of 20 April 2021 on each of its tabs."""
    from deskapp.queries.meetings import list_meetings
    from deskapp.screens.meetings.parts import TABS
    from deskapp.usecases.meetings import reopen_meeting

    assert window.workspace is not None
    meetings = window.workspace.ask(list_meetings, year=2021, kind="work")
    meeting = next(row.id for row in meetings if row.held_on == WORK_MEETING)
    window.workspace.do(reopen_meeting, meeting, "补充签到")
    for tab in TABS[1:]:
        window.show_page("meetings", (meeting, tab))
        _settle(app, window.workspace)
        window.grab().save(str(to / f"{tab}-{suffix}.png"))
    return len(TABS) - 1


def _render_parts(app: QApplication, window: MainWindow, to: Path, name: str) -> int:
    """Open the page that is shown on each part of its tab strips, but the first."""
    from PySide6.QtWidgets import QTabBar

    assert window.workspace is not None
    screen = window.current_screen()
    number = 0
    for strip in screen.findChildren(QTabBar) if screen is not None else ():
        for tab in range(1, strip.count() if strip.isVisibleTo(screen) else 0):
            strip.setCurrentIndex(tab)
            _settle(app, window.workspace)
            number += 1
            window.grab().save(str(to / f"{name.format(part=number)}.png"))
        strip.setCurrentIndex(0)
    return number


if __name__ == "__main__":
    sys.exit(main())
