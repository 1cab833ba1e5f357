"""The attendance list as a view: its looks, what is chosen, and a line to type in a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from deskapp.i18n import _
from deskapp.queries.attendance import AttendanceRow
from deskapp.screens.attendance.delegate import MarkDelegate
from deskapp.screens.attendance.model import EXPLANATION_COLUMN, MARK_COLUMN, AttendanceModel
from deskapp.widgets.cell_block import block_as_mime
from deskapp.widgets.field_editor import Choice
from deskapp.widgets.offering_line import OfferingLine
from deskapp.widgets.theme import text_width

_EXPLANATION_WIDTH = 14  # characters: a reason must be readable while it is typed
Finder = Callable[[str], Sequence[Choice]]


class AttendanceView(QTableView):
    """Shows the people of a meeting; one of the cells may hold a line to type in."""

    def __init__(self, model: AttendanceModel) -> None:
        super().__init__()
        self.people = model
        self._editor: OfferingLine | None = None
        self._edited = QPersistentModelIndex()
        self.setModel(model)
        self._set_up()

    def _set_up(self) -> None:
        self.setAccessibleName(_("Attendance list"))
        # The keys are commands here: an input method must not swallow them.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setMinimumHeight(3 * (self.fontMetrics().height() + 11))
        self.setItemDelegateForColumn(MARK_COLUMN, MarkDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 11)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(self.people.columns):
            self.setColumnWidth(number, self._usual_width(column.key))
        head.setSectionResizeMode(EXPLANATION_COLUMN, QHeaderView.ResizeMode.Stretch)
        self.people.modelReset.connect(self._on_rows_replaced)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters least where there is no room for the reasons."""
        room = self.viewport().width() - text_width(self.font(), _EXPLANATION_WIDTH)
        columns = {column.key: place for place, column in enumerate(self.people.columns)}
        room -= sum(self._usual_width(key) for key in ("number", "name", "unit", "mark"))
        for key in ("post", "role"):
            room -= self._usual_width(key)
            self.setColumnHidden(columns[key], room < 0)
        super().resizeEvent(event)

    def _usual_width(self, key: str) -> int:
        width = next(column.width for column in self.people.columns if column.key == key)
        return text_width(self.font(), width) + 12

    def current_row(self) -> int:
        """Return the row of the current person, -1 when there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a person the current one, in sight."""
        if 0 <= row < self.people.rowCount():
            column = max(self.currentIndex().column(), 1)
            self.setCurrentIndex(self.people.index(row, column))
            self.scrollTo(self.currentIndex(), self._scroll_hint())

    def _scroll_hint(self) -> QAbstractItemView.ScrollHint:
        return QAbstractItemView.ScrollHint.EnsureVisible

    def chosen_people(self) -> list[AttendanceRow]:
        """Return those selected, or the current one."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if not rows and self.current_row() >= 0:
            rows = [self.current_row()]
        return [self.people.attendance_at(row) for row in rows]

    def copy_chosen(self) -> None:
        """Put the chosen people on the clipboard, as Excel takes them."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        columns = range(self.people.columnCount())
        cells = [[self.people.text_at(row, column) for column in columns] for row in rows]
        QGuiApplication.clipboard().setMimeData(block_as_mime(cells))

    def open_editor(self, offers: Finder, name: str, *, takes_first: bool = True) -> OfferingLine:
        """Put the cursor into a line where the mark of the current person is explained."""
        self.close_editor()
        editor = OfferingLine(offers, name, takes_first=takes_first, parent=self.viewport())
        editor.given_up.connect(self.close_editor)
        self._editor = editor
        index = self.people.index(self.current_row(), EXPLANATION_COLUMN)
        self._edited = QPersistentModelIndex(index)
        self.setIndexWidget(index, editor)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return editor

    def close_editor(self) -> None:
        """Take the cursor out of the reason or the stand-in, back to the list."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        editor.hide()
        place = self.people.index(self._edited.row(), EXPLANATION_COLUMN)
        self.setIndexWidget(place, None)  # type: ignore[arg-type]  # none takes it off
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def editor(self) -> OfferingLine | None:
        """Return the line that is open in the list, if one is."""
        return self._editor

    def _on_rows_replaced(self) -> None:
        self._editor = None  # Qt took it away with the old rows
