"""The calendar of the office: a month at the left, the chosen day at the right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout

from deskapp.i18n import _, ngettext
from deskapp.queries.calendar import CALENDAR_KINDS, CalendarRow, calendar_entries
from deskapp.screens.calendar.day_panel import DayPanel
from deskapp.screens.calendar.month import first_of, months_later, weeks_of
from deskapp.screens.calendar.month_view import MonthView
from deskapp.screens.calendar.words import month_in_words
from deskapp.screens.exchange.outgoing_bar import Export, ExportBar, open_actions
from deskapp.screens.places import place_of_record
from deskapp.settings import Settings
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.icons import icon
from deskapp.widgets.screen import Screen
from deskapp.widgets.theme import heading_font, text_width
from deskapp.widgets.tool_button import tool_button
from deskapp.workspace.workspace import Workspace

_KEY = "calendar"
_SIZES = [840, 320]


class CalendarScreen(Screen):
    """Shows one month; Alt+Left and Alt+Right turn it, T goes to the working day."""

    kinds = frozenset(
        {
            "meeting", "key_task", "branch_task", "supervision_slip", "practice",
            "study_requirement", "document", "appointment", "person", "branch", "unit", "fact",
        }
    )  # fmt: skip
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.day = self._first_day()
        self._rows: list[CalendarRow] = []
        self.month_name = QLabel()
        self.chips = FilterChips()
        self.month = MonthView()
        self.panel = DayPanel()
        self.bar = ExportBar(workspace, settings)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._add_actions()
        self._lay_out()
        # Only once they belong to the page: chips that are added show themselves.
        self.chips.add_group("kind", [(kind, _(text)) for kind, text in CALENDAR_KINDS.items()])
        buttons = self.chips.findChildren(QToolButton)
        self.chip_buttons = dict(zip(CALENDAR_KINDS, buttons, strict=True))
        self._connect()

    def _first_day(self) -> date:
        """Return the working day, or the year's first where the year has not begun."""
        today = self.workspace.today
        return today if today.year == self.workspace.year else date(self.workspace.year, 1, 1)

    # --- building

    def _add_actions(self) -> None:
        self.back_action = self._action("chevron-left", _("Previous month"), "Alt+Left")
        self.on_action = self._action("chevron-right", _("Next month"), "Alt+Right")
        self.today_action = self._action("calendar", _("Today"), "T")
        self.export_action = self._action("download", _("Export .ics"), "Ctrl+E")
        self.back_action.triggered.connect(lambda: self.show_day(months_later(self.day, -1)))
        self.on_action.triggered.connect(lambda: self.show_day(months_later(self.day, 1)))
        self.today_action.triggered.connect(lambda: self.show_day(self._first_day()))
        self.export_action.triggered.connect(self._on_export)

    def _action(self, picture: str, text: str, keys: str) -> QAction:
        action = QAction(icon(picture), text, self)
        action.setShortcut(QKeySequence(keys))
        # Of the window, as on every page: pages that are hidden do not hear it.
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{text} ({action.shortcut().toString()})")
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        self.month_name.setFont(heading_font(self.font()))
        self.month_name.setMinimumWidth(text_width(self.month_name.font(), 12))
        head = QHBoxLayout()
        head.addWidget(self.month_name)
        for action in (self.back_action, self.today_action, self.on_action):
            button = tool_button(action)
            if action is not self.today_action:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(tool_button(self.export_action))
        self.splitter.addWidget(self.month)
        self.splitter.addWidget(self.panel)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes(self.settings.splitters.get(_KEY, _SIZES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 4)
        layout.addLayout(head)
        layout.addWidget(self.chips)
        layout.addWidget(self.bar)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.chips.changed.connect(self._show)
        self.month.day_asked.connect(self.show_day)
        self.month.day_entered.connect(self._on_day_entered)
        self.panel.entry_asked.connect(self._on_entry_asked)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self.bar.done.connect(self._on_exported)
        self.bar.failed.connect(self.failed)

    # --- what is shown

    def refresh(self) -> None:
        """Read the entries of the weeks shown, and show them."""
        weeks = weeks_of(self.day)
        self._rows = self.workspace.ask(
            calendar_entries, self.workspace.year, weeks[0][0], weeks[-1][-1]
        )
        self._show()

    def show_day(self, day: date) -> None:
        """Choose a day; its month is read when another one is shown."""
        is_other_month = first_of(day) != first_of(self.day)
        self.day = day
        if is_other_month:
            self.attempt(self.refresh)
        else:
            self._show_chosen()

    def show_target(self, target: object) -> None:
        """Show a day."""
        if isinstance(target, date):
            self.show_day(target)

    def _show(self) -> None:
        kind = self.chips.value("kind")
        rows = [row for row in self._rows if kind in (None, row.kind)]
        self.month_name.setText(month_in_words(self.day))
        self.month.show_month(self.day, rows, self._first_day())
        self._show_numbers()
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.month.choose(self.day)
        self.panel.show_day(self.day, self.month.days.entries_of(self.day))

    def _show_numbers(self) -> None:
        """Say in the chips, and below, how many entries the month itself has."""
        here = [row.kind for row in self._rows if first_of(row.day) == first_of(self.day)]
        for kind, button in self.chip_buttons.items():
            button.setText(f"{_(CALENDAR_KINDS[kind])} {here.count(kind)}")
            button.setAccessibleName(button.text())
        number = len(here)
        text = ngettext("{number} entry in the month", "{number} entries in the month", number)
        self.set_status(text.format(number=number))

    def _on_year_changed(self) -> None:
        self.day = self._first_day()
        super()._on_year_changed()

    # --- what is done

    def _on_day_entered(self, _day: date) -> None:
        if self.panel.rows:
            self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entry_asked(self, row: CalendarRow) -> None:
        if (place := place_of_record(row.table, row.record_id)) is not None:
            self.page_requested.emit(place.page, place.target)

    def _on_export(self) -> None:
        self.bar.ask_and_export(Export("calendar", self.day.year))

    def _on_exported(self, path: Path) -> None:
        self.tell(_("Exported: {name}").format(name=path.name), *open_actions(path))

    def _on_splitter_moved(self) -> None:
        self.settings.splitters[_KEY] = self.splitter.sizes()
