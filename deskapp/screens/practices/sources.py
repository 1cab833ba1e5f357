"""The key tasks and meetings that a practice grew from, chosen from lists, each to be opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.dates import shown_date
from deskapp.i18n import _
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.queries.meetings import MeetingRow, list_meetings
from deskapp.usecases.key_tasks import open_key_task
from deskapp.widgets.field_editor import Choice, Lookup
from deskapp.widgets.icons import icon
from deskapp.widgets.offering_line import OfferingLine
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_ID = Qt.ItemDataRole.UserRole
_MOST = 40


class SourceList(QWidget):
    """Sources of one kind: typing adds one, Enter opens the chosen one, Delete removes it."""

    changed = Signal()
    open_requested = Signal(int)

    def __init__(self, title: str, add: str, lookup: Lookup) -> None:
        super().__init__()
        self._lookup = lookup
        self._read_only = False
        heading = QLabel(title)
        heading.setFont(heading_font(self.font(), 2))
        self.line = OfferingLine(self._offers, add)
        self.line.setPlaceholderText(add)
        self.list = _Entries()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.open_button = QPushButton(icon("external-link"), _("Open"))
        self.remove_button = QPushButton(icon("x"), _("Remove"))
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        for button in (self.open_button, self.remove_button):
            button.setAutoDefault(False)
            button.setAccessibleName(f"{title}: {button.text()}")
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)
        self._connect()

    def _connect(self) -> None:
        self.line.chosen.connect(self._on_chosen)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.delete_pressed.connect(self._remove)
        self.open_button.clicked.connect(self._open)
        self.remove_button.clicked.connect(self._remove)

    def ids(self) -> list[int]:
        """Return the ids in the order shown."""
        return [self.list.item(row).data(_ID) for row in range(self.list.count())]

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these; one that is gone is left out."""
        self.list.clear()
        for one in ids:
            if (choice := self._lookup.named(one)) is not None:
                self._append(choice)
        self.list.setCurrentRow(0 if self.list.count() else -1)
        self.line.clear()
        self._enable()

    def set_read_only(self, read_only: bool) -> None:
        """Let the sources be opened only."""
        self._read_only = read_only
        self.line.setVisible(not read_only)
        self._enable()

    def _offers(self, text: str) -> Sequence[Choice]:
        there = set(self.ids())
        return [choice for choice in self._lookup(text) if choice.id not in there][:_MOST]

    def _on_chosen(self, choice: Choice) -> None:
        self.line.clear()
        self._append(choice)
        self.list.setCurrentRow(self.list.count() - 1)
        self.changed.emit()

    def _append(self, choice: Choice) -> None:
        text = "  ".join(part for part in (choice.text, choice.detail) if part)
        item = QListWidgetItem(text, self.list)
        item.setData(_ID, choice.id)
        item.setToolTip(text)

    def _open(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.open_requested.emit(item.data(_ID))

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0 and not self._read_only:
            self.list.takeItem(row)
            self._enable()
            self.changed.emit()

    def _enable(self) -> None:
        is_chosen = self.list.currentRow() >= 0
        self.open_button.setEnabled(is_chosen)
        self.remove_button.setEnabled(is_chosen and not self._read_only)
        self.remove_button.setVisible(not self._read_only)


class _Entries(QListWidget):
    """A list whose Delete key removes the current line."""

    delete_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


class PracticeSources(QWidget):
    """Both kinds of sources, edited and saved with the practice."""

    changed = Signal()
    task_requested = Signal(int)
    meeting_requested = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.is_dirty = False
        self.tasks = SourceList(
            _("Key tasks"), _("Add a key task: number or words"), key_tasks_of(workspace)
        )
        self.meetings = SourceList(
            _("Meetings"), _("Add a meeting: words of its title"), meetings_of(workspace)
        )
        hint = QLabel(_("What the practice grew from. Enter opens an entry, Delete takes it away."))
        hint.setWordWrap(True)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(hint)
        layout.addWidget(self.tasks, 1)
        layout.addWidget(self.meetings, 1)
        self.tasks.open_requested.connect(self.task_requested)
        self.meetings.open_requested.connect(self.meeting_requested)
        for part in (self.tasks, self.meetings):
            part.changed.connect(self._on_changed)

    def show_sources(self, key_task_ids: Sequence[int], meeting_ids: Sequence[int]) -> None:
        """Show these as saved."""
        self.tasks.show_ids(key_task_ids)
        self.meetings.show_ids(meeting_ids)
        self.is_dirty = False

    def number(self) -> int:
        """Return how many sources there are."""
        return len(self.tasks.ids()) + len(self.meetings.ids())

    def set_read_only(self, read_only: bool) -> None:
        """Let the sources be opened only."""
        self.tasks.set_read_only(read_only)
        self.meetings.set_read_only(read_only)

    def _on_changed(self) -> None:
        self.is_dirty = True
        self.changed.emit()


def key_tasks_of(workspace: Workspace) -> Lookup:
    """Return how the key tasks of the year are found: by their number or their words."""

    def find(text: str) -> list[Choice]:
        rows = workspace.ask(list_key_tasks, workspace.year, "" if text.isdigit() else text)
        fitting = [row for row in rows if not text.isdigit() or str(row.number) == text]
        return [_task(row.id, row.number, row.text) for row in fitting]

    def named(task_id: int) -> Choice | None:
        task = workspace.ask(open_key_task, task_id)
        return _task(task_id, task.number, task.text)

    return Lookup(find, named)


def _task(task_id: int, number: int | None, text: str) -> Choice:
    return Choice(task_id, _("{number}. {text}").format(number=number, text=text))


def meetings_of(workspace: Workspace) -> Lookup:
    """Return how the meetings of the year are found: by words of their titles."""

    def find(text: str) -> list[Choice]:
        rows = workspace.ask(list_meetings, text, year=workspace.year, limit=_MOST)
        return [_meeting(row) for row in rows]

    def named(meeting_id: int) -> Choice | None:
        rows = workspace.ask(list_meetings, meeting_id=meeting_id)
        return _meeting(rows[0]) if rows else None

    return Lookup(find, named)


def _meeting(row: MeetingRow) -> Choice:
    return Choice(row.id, row.title, shown_date(row.held_on))
