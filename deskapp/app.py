"""Build everything once, in its order: settings, language, looks, ledger, window."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QDialog

from deskapp.i18n import current_language, system_language, use_language
from deskapp.locations import whole_location
from deskapp.paths import log_folder
from deskapp.screens.ledger_in_window import LedgerInWindow
from deskapp.screens.main_window import MainWindow
from deskapp.settings import Settings, load_settings
from deskapp.widgets.crash_dialog import CrashWatch, keep_log
from deskapp.widgets.qt_texts import QtTexts
from deskapp.widgets.theme import apply_theme
from deskapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from deskapp.screens.first_start import FirstChoices

_REBUILD_FOR = ("language", "enter_goes_on", "font_percent")


def main(ledger: str | None, *, self_check: bool = False) -> int:
    """Open the window on a ledger, or on the one opened last; return the exit status.

    With `self_check`, open every page on a temporary ledger offscreen and say whether it worked.
    """
    if self_check:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_application()
    if self_check:
        from deskapp.screens.self_check import check_pages

        use_language(system_language())
        apply_theme(app, "light", 100)
        return check_pages(app)
    settings = load_settings()
    keep_log(log_folder())
    CrashWatch(log_folder()).install()
    program = Program(app, settings)
    if not program.start(ledger):
        return 0
    status = app.exec()
    program.close_ledger()
    settings.save()
    return status


def make_application() -> QApplication:
    """Return the application; on Linux it asks for the input methods that type Chinese."""
    if sys.platform.startswith("linux"):
        # The wheel has no plugin for fcitx, which answers to ibus' name as well.
        os.environ.setdefault("QT_IM_MODULES", "wayland;fcitx;ibus")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("deskapp")
    app.setDesktopFileName("deskapp")
    return app


class Program:
    """Holds the window and its ledger, and changes one for another."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.window: MainWindow | None = None
        self.ledger = LedgerInWindow(app, settings)
        self._translators: list[QTranslator] = []
        self._speak()
        apply_theme(app, settings.theme, settings.font_percent)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def start(self, ledger: str | None) -> bool:
        """Show the window, and open the ledger once it has painted; False when nothing began."""
        location = whole_location(ledger) if ledger else self.settings.ledger
        if not location:
            choices = self._ask_first()
            if choices is None:
                return False
            self._show_window(lambda: self._begin(choices))
        else:
            self._show_window(lambda: self.open(location))
        return True

    # --- the window

    def _show_window(self, then: Callable[[], object]) -> MainWindow:
        window = MainWindow(self.settings)
        window.setting_changed.connect(self._on_setting_changed)
        window.first_painted.connect(then)
        self.window = window
        self.ledger.show_in(window)
        window.show()
        return window

    def _on_setting_changed(self, name: str) -> None:
        if name in _REBUILD_FOR:
            QTimer.singleShot(0, self.app, self._rebuild)
        else:
            apply_theme(self.app, self.settings.theme, self.settings.font_percent)

    def _on_scheme_changed(self) -> None:
        if self.settings.theme == "system":
            apply_theme(self.app, self.settings.theme, self.settings.font_percent)

    def _rebuild(self) -> None:
        """Make the window anew on the same ledger: in another language, or with larger letters."""
        old = self.window
        if old is None or not old.leave():
            return
        self._speak()
        apply_theme(self.app, self.settings.theme, self.settings.font_percent)
        seen = old.stack.seen()
        workspace = old.detach()
        self.settings.window = bytes(old.saveGeometry().toBase64().data()).decode()
        new = self._show_window(lambda: self._attach(workspace))
        new.stack.remember(seen)
        old.hide()
        old.deleteLater()

    def _attach(self, workspace: Workspace | None) -> None:
        if self.window is not None and workspace is not None:
            self.window.attach(workspace)

    def _speak(self) -> None:
        """Put the language in force, for the program's texts and for Qt's own."""
        use_language(self.settings.language or system_language())
        for translator in self._translators:
            self.app.removeTranslator(translator)
        self._translators = []
        language = current_language()
        QLocale.setDefault(QLocale(language))
        translator = QtTexts(self.app)
        if translator.load_language(language):
            self.app.installTranslator(translator)
            self._translators.append(translator)

    def open(self, location: str) -> bool:
        """Open a ledger in the window; say what is wrong with it, and what else can be opened."""
        return self.ledger.open(location)

    def close_ledger(self) -> None:
        """Stop the background jobs and close the ledger."""
        self.ledger.close()

    # --- the first start

    def _ask_first(self) -> FirstChoices | None:
        """Ask the first questions, again in another language where one is chosen."""
        from deskapp.screens.first_start import FirstStart

        office = ""
        while True:
            dialog = FirstStart(office)
            chosen: list[str] = []
            dialog.language_chosen.connect(chosen.append)
            dialog.language_chosen.connect(dialog.reject)
            answer = dialog.exec()
            if not chosen:
                accepted = answer == QDialog.DialogCode.Accepted
                return dialog.choices() if accepted else None
            office = dialog.office.text()
            self.settings.language = chosen[0]
            self._speak()

    def _begin(self, choices: FirstChoices) -> None:
        if choices.location is None:
            self.ledger.open_sample()
        elif (
            self.ledger.make(choices.location, choices.office_name)
            and choices.roster is not None
            and self.window is not None
        ):
            self.window.show_page("exchange", choices.roster)
