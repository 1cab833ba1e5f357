"""A chip for a list that was opened from a count; a press lets it go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from deskapp.i18n import _
from deskapp.screens.tasks.target import TaskTarget


class PartChip(QToolButton):
    """Stands in the row of chips while a list is shown that has none of its own."""

    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.target = TaskTarget()
        self.setCheckable(True)
        self.setToolTip(_("Show all again"))
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_target(self, target: TaskTarget) -> None:
        """Show what is listed."""
        self.target = target
        self.setText(f"{target.words()}  ✕")
        self.setAccessibleName(target.words())
        self.setChecked(True)
        self.show()

    def clear(self) -> None:
        """Be there no more."""
        self.target = TaskTarget()
        self.hide()

    def is_set(self) -> bool:
        """Return whether such a list is shown."""
        return self.target != TaskTarget()

    def _on_clicked(self) -> None:
        self.clear()
        self.let_go.emit()
