"""What is done to many key tasks at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout

from deskapp.i18n import _, ngettext
from deskapp.records.task import KEY_TASK_FIELDS
from deskapp.screens.lookups import lookups_for
from deskapp.widgets.field_editor import FieldEditor
from deskapp.widgets.field_editors import editor_for
from deskapp.widgets.icons import icon
from deskapp.widgets.record_page import BulkPanel
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_BY_NAME = {field.name: field for field in KEY_TASK_FIELDS}


class KeyTaskBulkPanel(BulkPanel):
    """Sets the class or the leader of all chosen tasks, or deletes them; each is one step."""

    values_asked = Signal(object)  # {"category": "..."} or {"leader_id": 3}
    delete_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.ids: list[int] = []
        self.title = QLabel()
        self.title.setFont(heading_font(self.font()))
        said = QLabel(_("Each line sets one thing of all of them, as one step to undo."))
        said.setWordWrap(True)
        said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        lookups = lookups_for(workspace)
        self.category = editor_for(_BY_NAME["category"], lookups)
        self.leader = editor_for(_BY_NAME["leader_id"], lookups)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.set_category_button = self._line(grid, "category", self.category, self._on_category)
        self.set_leader_button = self._line(grid, "leader_id", self.leader, self._on_leader)
        self.delete_button = QPushButton(icon("trash-2"), _("Delete"))
        self.delete_button.clicked.connect(self.delete_asked)
        grid.addWidget(self.delete_button, grid.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(8)
        for part in (self.title, said):
            layout.addWidget(part)
        layout.addLayout(grid)
        layout.addStretch(1)
        self.setEnabled(workspace.can_write)

    def _line(
        self, grid: QGridLayout, name: str, editor: FieldEditor, run: Callable[[], None]
    ) -> QPushButton:
        words = _(_BY_NAME[name].label)
        row = grid.rowCount()
        label = QLabel(words)
        label.setBuddy(editor.control)
        button = QPushButton(_("Set"))
        button.setAccessibleName(_("Set {field} of all").format(field=words))
        button.clicked.connect(run)
        button.setEnabled(False)  # nothing is set that was not chosen first
        editor.changed.connect(lambda: button.setEnabled(bool(editor.value())))
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(editor, row, 1)
        grid.addWidget(button, row, 2)
        return button

    def set_ids(self, ids: Sequence[int]) -> None:
        self.ids = list(ids)
        number = len(self.ids)
        words = ngettext("{number} task chosen", "{number} tasks chosen", number)
        self.title.setText(words.format(number=number))

    def _on_category(self) -> None:
        self.values_asked.emit({"category": self.category.value()})

    def _on_leader(self) -> None:
        self.values_asked.emit({"leader_id": self.leader.value()})
