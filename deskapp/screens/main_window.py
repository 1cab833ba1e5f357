"""The one window: sidebar, top bar, message bar, pages, status bar.

It is shown empty first, so that something is painted before the ORM is imported, and gets its
ledger afterwards through `attach`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QPalette, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import CannotWrite, LedgerError, SealedYear
from deskapp.i18n import _
from deskapp.locations import without_password
from deskapp.screens.pages import PAGES, Page
from deskapp.settings import Settings
from deskapp.widgets.icons import icon, program_icon
from deskapp.widgets.job_indicator import JobIndicator
from deskapp.widgets.message_bar import MessageBar
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.screen import Screen
from deskapp.widgets.sidebar import Sidebar
from deskapp.widgets.toast import Toast
from deskapp.widgets.top_bar import TopBar
from deskapp.widgets.undo_keys import UndoKeys
from deskapp.workspace.workspace import Saved, Workspace

if TYPE_CHECKING:  # the ORM is imported when a ledger is opened, after the window has painted
    from deskapp.queries.search import Hit
    from deskapp.screens.search import SearchEverything
    from deskapp.screens.years.actions import YearActions

FIRST_SIZE = (1280, 720)
SMALL_SCREEN = (1600, 900)
# What may give the ledger another name, or another year.
_TELL_YEARS = frozenset(
    {"fact", "meeting", "key_task", "scheme", "study_requirement", "practice", "year_seal"}
)


class MainWindow(QMainWindow):
    """Shows one ledger; asks its owner to open, make or leave one."""

    first_painted = Signal()
    open_requested = Signal(str)  # a location; empty asks the person for a file
    new_requested = Signal()
    sample_requested = Signal()
    backups_requested = Signal()
    setting_changed = Signal(str)  # its name, such as "language"
    closed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.workspace: Workspace | None = None
        self._screens: dict[str, Screen] = {}
        self.search: SearchEverything | None = None
        self.years: YearActions | None = None
        self._pages: dict[str, Page] = {page.name: page for page in PAGES}
        self._sealed_notice: Notice | None = None
        self._has_painted = False
        self._gives_up = False
        self.sidebar = Sidebar()
        self.top_bar = TopBar()
        self.message_bar = MessageBar()
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())
        self.job_indicator = JobIndicator()
        self._saved_note, self._status_note, self._ledger_note = QLabel(), QLabel(), QLabel()
        self.setWindowIcon(program_icon())
        self.setWindowTitle(_("Departmental ledger"))
        self._lay_out()
        self._fill_sidebar()
        self._connect()
        self.toast = Toast(self)
        if not self.restoreGeometry(QByteArray.fromBase64(settings.window.encode())):
            self._take_first_size()

    def _take_first_size(self) -> None:
        """Fill a small screen; on a large one a window is enough."""
        self.resize(*FIRST_SIZE)
        room = self.screen().availableSize()
        if room.width() < SMALL_SCREEN[0] or room.height() < SMALL_SCREEN[1]:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _lay_out(self) -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(line.palette().ColorRole.Mid)
        work = QVBoxLayout()
        work.setSpacing(0)
        for widget in (self.top_bar, line, self.message_bar):
            work.addWidget(widget)
        work.addWidget(self.stack, 1)
        work.addLayout(self._foot())
        middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(work, 1)
        self.setCentralWidget(middle)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 2, 16, 6)
        foot.setSpacing(16)
        for note in (self._saved_note, self._status_note, self._ledger_note):
            note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        foot.addWidget(self._saved_note)
        foot.addStretch(1)
        foot.addWidget(self.job_indicator)
        foot.addWidget(self._status_note)
        foot.addWidget(self._ledger_note)
        return foot

    def _fill_sidebar(self) -> None:
        group = 0
        for place, page in enumerate(self._pages.values(), start=1):
            if page.group != group:
                self.sidebar.add_gap()
                group = page.group
            keys = f"Ctrl+{place}" if place <= 9 else ""
            self.sidebar.add_page(page.name, _(page.text), page.icon, keys)
            if keys:
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.activated.connect(lambda name=page.name: self.show_page(name))

    def _connect(self) -> None:
        self.sidebar.page_chosen.connect(self.show_page)
        self.top_bar.year_chosen.connect(self._on_year_chosen)
        self.top_bar.undo_action.triggered.connect(lambda: self._turn("undo"))
        self.top_bar.redo_action.triggered.connect(lambda: self._turn("redo"))
        self.addActions([self.top_bar.undo_action, self.top_bar.redo_action])
        find = QShortcut(QKeySequence("Ctrl+K"), self)
        find.activated.connect(self.top_bar.search.take_focus)
        self.top_bar.ledger_menu.aboutToShow.connect(self._fill_ledger_menu)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            UndoKeys(app, self)

    # --- the ledger

    def attach(self, workspace: Workspace) -> None:
        """Show this ledger; raises LedgerError when it cannot be read."""
        self.workspace = workspace
        workspace.saved.connect(self._on_saved)
        workspace.changed.connect(self._on_changed)
        workspace.job_started.connect(self.job_indicator.follow)
        if self.settings.year in workspace.years():
            workspace.year = self.settings.year
        workspace.year_changed.connect(self._show_facts)
        workspace.year_changed.connect(self._say_sealed)
        self._connect_search_and_years(workspace)
        location = without_password(str(workspace.database.location))
        self._ledger_note.setText(Path(location).stem)
        self._ledger_note.setToolTip(location)
        self.message_bar.clear()
        self._show_facts()
        self._say_sealed()
        if not workspace.can_write_ledger:
            self.message_bar.show_notice(
                Notice(_("This ledger was opened to be read only."), "warning")
            )
        names = list(self._pages)
        last = self.settings.last_page
        if names:
            self.show_page(last if last in self._pages else names[0])

    def _connect_search_and_years(self, workspace: Workspace) -> None:
        from deskapp.screens.search import SearchEverything
        from deskapp.screens.years.actions import YearActions

        box = self.top_bar.search
        self.search = SearchEverything(box, workspace, frozenset(self._pages), self)
        self.search.hit_chosen.connect(self._on_hit_chosen)
        self.search.failed.connect(self.show_error)
        self.years = YearActions(workspace, self)
        self.years.year_wanted.connect(self._on_year_chosen)
        self.years.told.connect(self.toast.show_notice)

    def detach(self) -> Workspace | None:
        """Take the ledger's pages away, once they are saved, and return the ledger."""
        for screen in self._screens.values():
            self.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens = {}
        if self.workspace is not None:
            self.settings.year = self.workspace.year
        for part in (self.search, self.years):
            if part is not None:
                part.deleteLater()
        self.search = self.years = None
        self.top_bar.search.clear()
        workspace, self.workspace = self.workspace, None
        return workspace

    def leave(self) -> bool:
        """Save what is unsaved on any page; show the page that cannot be saved."""
        for name, screen in self._screens.items():
            if not screen.leave():
                self.show_page(name)
                return False
        return True

    def _show_facts(self) -> None:
        if self.workspace is None:
            return
        office = self.workspace.office_name
        self.top_bar.office.setText(office)
        self.top_bar.office.setToolTip(office)
        sample = _("Sample data") if self.workspace.is_sample else ""
        self.top_bar.badge.show_state(sample, "yellow")
        self._show_years()
        self._show_turns()

    def _show_years(self) -> None:
        if (workspace := self.workspace) is not None:
            self.top_bar.show_years(workspace.years(), workspace.year, workspace.sealed_years())

    def _say_sealed(self) -> None:
        """Say that the year can only be read, where nothing else has to be said."""
        notice = self.years.notice() if self.years is not None else None
        if self.message_bar.notice in (None, self._sealed_notice):
            if notice is None:
                self.message_bar.clear()
            else:
                self.message_bar.show_notice(notice)
            self._sealed_notice = notice

    def _show_turns(self) -> None:
        if self.workspace is not None:
            can_write = self.workspace.can_write_ledger
            undo, redo = self.workspace.undo_text(), self.workspace.redo_text()
            self.top_bar.show_turns(undo if can_write else "", redo if can_write else "")

    def _fill_ledger_menu(self) -> None:
        menu = self.top_bar.ledger_menu
        menu.clear()
        opened = menu.addAction(icon("folder-open"), _("Open a ledger…"))
        opened.triggered.connect(lambda: self.open_requested.emit(""))
        made = menu.addAction(icon("plus"), _("New ledger…"))
        made.triggered.connect(self.new_requested)
        sample = menu.addAction(icon("book-open"), _("Open the sample"))
        sample.triggered.connect(self.sample_requested)
        if self.workspace is not None and self.workspace.is_file:
            backups = menu.addAction(icon("rotate-ccw"), _("Backups…"))
            backups.triggered.connect(self.backups_requested)
        current = self._ledger_note.toolTip() if self.workspace else ""
        if self.years is not None:
            menu.addSeparator()
            self.years.fill(menu)
        others = [location for location in self.settings.recent if location != current]
        if others:
            menu.addSeparator()
        for location in others:
            action = menu.addAction(Path(location).stem)
            action.setToolTip(location)
            action.triggered.connect(lambda _on, to=location: self.open_requested.emit(to))

    # --- the pages

    def show_page(self, name: str, target: object = None) -> None:
        """Show a page, and on it what it was asked for; the one before must be saved first."""
        if self.workspace is None or name not in self._pages:
            return
        current = self.current_screen()
        new = self._screens.get(name)
        if current is not None and current is not new and not current.leave():
            self.sidebar.show_page(self._name_of(current))
            return
        new = new or self._make_screen(self._pages[name], self.workspace)
        self.sidebar.show_page(name)
        self.settings.last_page = name
        if current is not new:
            self._status_note.clear()
            self.stack.setCurrentWidget(new)
            new.shown()
        if target is not None:
            new.show_target(target)

    def current_screen(self) -> Screen | None:
        """Return the page that is shown; None before there is one."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def current_page(self) -> str:
        """Return the name of the page that is shown; empty before there is one."""
        screen = self.current_screen()
        return "" if screen is None else self._name_of(screen)

    def page_names(self) -> list[str]:
        """Return the names of all pages in the order of the sidebar."""
        return list(self._pages)

    def _name_of(self, screen: Screen) -> str:
        return next(name for name, one in self._screens.items() if one is screen)

    def _make_screen(self, page: Page, workspace: Workspace) -> Screen:
        screen = page.screen_class()(workspace, self.settings)
        screen.told.connect(self.toast.show_notice)
        screen.failed.connect(self.show_error)
        screen.status_changed.connect(self._status_note.setText)
        screen.page_requested.connect(self.show_page)
        screen.setting_changed.connect(self.setting_changed)
        screen.sample_requested.connect(self.sample_requested)
        self._screens[page.name] = screen
        self.stack.addWidget(screen)
        return screen

    def show_error(self, error: LedgerError) -> None:
        """Say in the message bar what is wrong and what to do."""
        if isinstance(error, CannotWrite) and self.workspace is not None:
            again = NoticeAction(_("Try again"), self._save_current)
            self.message_bar.show_error(error, again)
        elif isinstance(error, SealedYear) and self.years is not None and self.years.is_sealed():
            self.message_bar.show_error(error, self.years.reopen_action())
        else:
            self.message_bar.show_error(error)

    def _save_current(self) -> None:
        if (screen := self.current_screen()) is not None:
            screen.leave()

    # --- what is heard

    def _on_saved(self, saved: Saved) -> None:
        time = saved.at.strftime("%H:%M")
        self._saved_note.setText(_("Saved {time}").format(time=time))
        self._saved_note.setToolTip(saved.text)
        self.message_bar.clear()
        self._say_sealed()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & _TELL_YEARS:
            self._show_facts()
        else:
            self._show_turns()

    def _on_year_chosen(self, year: int) -> None:
        screen = self.current_screen()
        if self.workspace is not None and (screen is None or screen.leave()):
            self.workspace.year = year
        else:
            self._show_years()

    def _on_hit_chosen(self, hit: Hit) -> None:
        """Show what was found, in its year; the page before must be saved first."""
        screen = self.current_screen()
        if self.workspace is None or (screen is not None and not screen.leave()):
            return
        if hit.works_in is not None:
            self.workspace.year = hit.works_in
        self.show_page(hit.page, hit.target)
        if (screen := self.current_screen()) is not None:
            screen.setFocus()

    def _turn(self, way: str) -> None:
        if self.workspace is None:
            return
        try:
            if way == "undo":
                self.workspace.undo()
            else:
                self.workspace.redo()
        except LedgerError as error:
            self.show_error(error)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._gives_up and not self.leave():
            event.ignore()
            self._ask_to_give_up()
            return
        self.settings.window = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.save()
        event.accept()
        self.closed.emit()

    def _ask_to_give_up(self) -> None:
        """Ask whether to close all the same: the ledger may be gone, as with its USB stick."""
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            self.windowTitle(),
            _("What you typed is not saved yet."),
            parent=self,
        )
        notice = self.message_bar.notice
        box.setInformativeText(notice.text if notice else _("A field needs to be put right."))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roles = QMessageBox.ButtonRole
        give_up = box.addButton(_("Close without saving"), roles.DestructiveRole)
        stay = box.addButton(_("Stay"), roles.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        give_up.clicked.connect(self._give_up)
        box.open()

    def _give_up(self) -> None:
        self._gives_up = True
        QTimer.singleShot(0, self, self.close)
