"""The pages of the window in the order of the sidebar; each is imported when first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from deskapp.i18n import N_
from deskapp.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, its words, its icon, its group, and where its class is."""

    name: str
    text: str
    icon: str
    group: int
    factory: str  # "module:Class"

    def screen_class(self) -> type[Screen]:
        """Import the page and return its class."""
        module, _colon, name = self.factory.partition(":")
        found: type[Screen] = getattr(import_module(module), name)
        return found


PAGES = (
    Page("home", N_("Home"), "house", 0, "deskapp.screens.home.screen:HomeScreen"),
    Page(
        "calendar", N_("Calendar"), "calendar", 0, "deskapp.screens.calendar.screen:CalendarScreen"
    ),
    Page(
        "meetings",
        N_("Meetings"),
        "calendar-days",
        1,
        "deskapp.screens.meetings.screen:MeetingsScreen",
    ),
    Page("study", N_("Study"), "book-open", 1, "deskapp.screens.study.screen:StudyScreen"),
    Page(
        "documents",
        N_("Documents"),
        "file-text",
        1,
        "deskapp.screens.documents.screen:DocumentsScreen",
    ),
    Page(
        "key_tasks",
        N_("Key tasks"),
        "list-checks",
        1,
        "deskapp.screens.tasks.key_tasks:KeyTasksScreen",
    ),
    Page(
        "branch_tasks",
        N_("Branch tasks"),
        "clipboard-check",
        1,
        "deskapp.screens.tasks.branch_tasks:BranchTasksScreen",
    ),
    Page(
        "supervision",
        N_("Supervision"),
        "clipboard-list",
        1,
        "deskapp.screens.supervision.screen:SupervisionScreen",
    ),
    Page(
        "practices",
        N_("Practices"),
        "lightbulb",
        1,
        "deskapp.screens.practices.screen:PracticesScreen",
    ),
    Page(
        "appraisal", N_("Appraisal"), "award", 1, "deskapp.screens.appraisal.screen:AppraisalScreen"
    ),
    Page("units", N_("Units"), "building-2", 2, "deskapp.screens.units:UnitsScreen"),
    Page("branches", N_("Branches"), "network", 2, "deskapp.screens.branches:BranchesScreen"),
    Page("people", N_("People"), "users", 2, "deskapp.screens.people:PeopleScreen"),
    Page("posts", N_("Posts"), "user-check", 2, "deskapp.screens.posts.screen:PostsScreen"),
    Page(
        "exchange",
        N_("Excel in and out"),
        "file-spreadsheet",
        3,
        "deskapp.screens.exchange.screen:ExchangeScreen",
    ),
    Page("history", N_("Changes"), "history", 3, "deskapp.screens.history:HistoryScreen"),
    Page("settings", N_("Settings"), "settings", 3, "deskapp.screens.settings:SettingsScreen"),
)
