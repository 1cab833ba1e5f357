"""The one window: sidebar, top bar, message bar, pages, status bar.

It is shown empty first, so that something is painted before the ORM is imported, and gets its
ledger afterwards through `attach`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import CannotWrite, LedgerError, SealedYear
from deskapp.i18n import _
from deskapp.locations import without_password
from deskapp.screens.giving_up import ask_to_give_up
from deskapp.screens.ledger_menu import LedgerMenu
from deskapp.screens.page_stack import PageStack
from deskapp.screens.pages import PAGES, Page
from deskapp.screens.seen import seen_of, show_again
from deskapp.screens.trail import Step, Trail
from deskapp.screens.window_foot import WindowFoot
from deskapp.settings import Settings
from deskapp.widgets.icons import program_icon
from deskapp.widgets.message_bar import MessageBar
from deskapp.widgets.notice import Notice, NoticeAction
from deskapp.widgets.part_keys import PartKeys
from deskapp.widgets.screen import Screen
from deskapp.widgets.sidebar import Sidebar
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
        self.search: SearchEverything | None = None
        self.years: YearActions | None = None
        self._pages: dict[str, Page] = {page.name: page for page in PAGES}
        self._sealed_notice: Notice | None = None
        self._trail = Trail()
        self._location = ""
        self._has_painted = False
        self._gives_up = False
        self.sidebar = Sidebar()
        self.top_bar = TopBar()
        self.message_bar = MessageBar()
        self.ledger_menu = LedgerMenu(self.top_bar.ledger_menu, self)
        self.stack = PageStack()
        self.foot = WindowFoot()
        self.toast = self.foot.toast
        self.job_indicator = self.foot.job_indicator
        self.setWindowIcon(program_icon())
        self.setWindowTitle(_("Departmental ledger"))
        self._lay_out()
        self._fill_sidebar()
        self._connect()
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
        work.addWidget(self.foot)
        middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(work, 1)
        self.setCentralWidget(middle)

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
                shortcut.activated.connect(lambda name=page.name: self.choose_page(name))

    def _connect(self) -> None:
        self.sidebar.page_chosen.connect(self.choose_page)
        self.top_bar.back_wanted.connect(self.go_back)
        self._back_keys = QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        self._show_way_back()
        PartKeys(self, self.sidebar, self.current_screen)
        self.top_bar.year_chosen.connect(self._on_year_chosen)
        self.top_bar.undo_action.triggered.connect(lambda: self._turn("undo"))
        self.top_bar.redo_action.triggered.connect(lambda: self._turn("redo"))
        self.addActions([self.top_bar.undo_action, self.top_bar.redo_action])
        find = QShortcut(QKeySequence("Ctrl+K"), self)
        find.activated.connect(self.top_bar.search.take_focus)
        menu = self.ledger_menu
        menu.menu.aboutToShow.connect(self._fill_ledger_menu)
        menu.open_requested.connect(self.open_requested)
        menu.new_requested.connect(self.new_requested)
        menu.sample_requested.connect(self.sample_requested)
        menu.backups_requested.connect(self.backups_requested)
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
        workspace.year_changed.connect(self._on_year_changed)
        self._connect_search_and_years(workspace)
        location = without_password(str(workspace.database.location))
        self._location = location
        self.foot.show_ledger(location)
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
        self.stack.clear()
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
        if name := self.stack.first_unsaved():
            self.show_page(name)
        return not name

    def _show_facts(self) -> None:
        if self.workspace is None:
            return
        sample = _("Sample data") if self.workspace.is_sample else ""
        self.top_bar.show_office(self.workspace.office_name, sample)
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
        workspace = self.workspace
        others = [one for one in self.settings.recent if not workspace or one != self._location]
        is_file = workspace is not None and workspace.is_file
        self.ledger_menu.fill(self.years, others, is_file=is_file)

    # --- the pages

    def show_page(self, name: str, target: object = None) -> None:
        """Show a page, and on it what it was asked for; the one before must be saved first."""
        if self.workspace is None or name not in self._pages:
            return
        current = self.current_screen()
        new = self.stack.screen_of(name)
        if current is not None and current is not new and not current.leave():
            self.sidebar.show_page(self.current_page())
            return
        new = new or self._make_screen(self._pages[name], self.workspace)
        self.sidebar.show_page(name)
        self.settings.last_page = name
        if current is not new:
            self.toast.hide()
            self.foot.status.clear()
            self.stack.setCurrentWidget(new)
            new.shown()
            self.stack.show_again(name)
        if target is not None:
            new.show_target(target)

    def choose_page(self, name: str) -> None:
        """Show a page that was chosen by its name, which ends the way back."""
        self.show_page(name)
        if self.current_page() == name:
            self._trail.clear()
            self._show_way_back()

    def jump(self, name: str, target: object = None) -> None:
        """Show on a page what is asked for, and offer the way back to what was seen before."""
        screen, workspace, page = self.current_screen(), self.workspace, self.current_page()
        if screen is None or workspace is None:
            return
        step = Step(page, workspace.year, seen_of(screen))
        self.show_page(name, target)
        shown = self.current_screen()
        if shown is not None and (shown is not screen or seen_of(shown) != step.seen):
            self._trail.add(step)
            self._show_way_back()

    def go_back(self) -> None:
        """Show the page again that was left by the last jump, as it was."""
        step, workspace, screen = self._trail.last, self.workspace, self.current_screen()
        if step is None or workspace is None or (screen is not None and not screen.leave()):
            return
        workspace.year = step.year
        self.show_page(step.page)
        if (shown := self.current_screen()) is not None and self.current_page() == step.page:
            self._trail.drop_last()
            self._show_way_back()
            show_again(shown, step.seen)

    def _show_way_back(self) -> None:
        step = self._trail.last
        self.top_bar.show_way_back(_(self._pages[step.page].text) if step else "")
        # Without a way back the keys are free for others, such as the chips of a row.
        self._back_keys.setEnabled(step is not None)

    def current_screen(self) -> Screen | None:
        """Return the page that is shown; None before there is one."""
        return self.stack.current_screen()

    def current_page(self) -> str:
        """Return the name of the page that is shown; empty before there is one."""
        return self.stack.current_name()

    def page_names(self) -> list[str]:
        """Return the names of all pages in the order of the sidebar."""
        return list(self._pages)

    def _make_screen(self, page: Page, workspace: Workspace) -> Screen:
        screen = page.screen_class()(workspace, self.settings)
        screen.told.connect(self.toast.show_notice)
        screen.failed.connect(self.show_error)
        screen.status_changed.connect(self.foot.status.setText)
        screen.page_requested.connect(self.jump)
        screen.setting_changed.connect(self.setting_changed)
        screen.sample_requested.connect(self.sample_requested)
        self.stack.add(page.name, screen)
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
        self.toast.hide()  # what it says, and offers to undo, is no longer the last that was done
        self.foot.show_saved(saved)
        self.message_bar.clear()
        self._say_sealed()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & _TELL_YEARS:
            self._show_facts()
        else:
            self._show_turns()

    def _on_year_changed(self, year: int) -> None:
        self.settings.year = year
        self._show_facts()
        self._say_sealed()

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
        self.jump(hit.page, hit.target)
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
            ask_to_give_up(self, self.message_bar.notice, self._give_up)
            return
        self.settings.window = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.save()
        event.accept()
        self.closed.emit()

    def _give_up(self) -> None:
        self._gives_up = True
        QTimer.singleShot(0, self, self.close)
