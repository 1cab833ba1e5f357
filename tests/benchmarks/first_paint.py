"""Print the moments of a start: run in a fresh process by start.py.

`first_paint.py empty` shows an empty window, `first_paint.py LEDGER` the program's own.
"""

from __future__ import annotations

import sys
import time


def tell(moment: str) -> None:
    """Print when a moment came, by the clock that the parent process reads too."""
    print(moment, time.time(), flush=True)


def show_empty_window() -> None:
    """Start Qt, paint a bare window, and leave."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Bare(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            tell("painted")
            QTimer.singleShot(0, app.quit)

    app = QApplication([])
    window = Bare()
    window.resize(1280, 720)
    window.show()
    app.exec()


def show_program(ledger: str) -> None:
    """Start the program on a ledger as a double click does; leave once its page is filled."""
    from collections.abc import Callable

    from deskapp.app import Program, make_application
    from deskapp.settings import Settings

    class Timed(Program):
        def _show_window(self, then: Callable[[], object]) -> object:
            def go_on() -> None:
                tell("painted")
                then()
                while self.window.workspace.is_busy():  # the home page reads in the background
                    self.app.processEvents()
                self.app.processEvents()
                tell("filled")
                self.app.quit()

            return super()._show_window(go_on)

    app = make_application()
    program = Timed(app, Settings(language="zh_CN"))
    program.start(ledger)
    app.exec()
    program.close_ledger()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        show_empty_window()
    else:
        show_program(sys.argv[1])
