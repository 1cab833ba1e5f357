"""A chip for a list that was opened from a count; a press lets it go."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from deskapp.i18n import _


class Target(Protocol):
    """A list that can say in words what it shows."""

    def words(self) -> str:
        """Return what the list shows."""


T = TypeVar("T", bound=Target)


class PartChip(QToolButton, Generic[T]):
    """Stands in the row of chips while a list is shown that has none of its own."""

    let_go = Signal()

    def __init__(self, nothing: T) -> None:
        super().__init__()
        self._nothing = nothing
        self.target = nothing
        self.setCheckable(True)
        self.setToolTip(_("Show all again"))
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_target(self, target: T) -> None:
        """Show what is listed."""
        self.target = target
        self.setText(f"{target.words()}  ✕")
        self.setAccessibleName(target.words())
        self.setChecked(True)
        self.show()

    def clear(self) -> None:
        """Be there no more."""
        self.target = self._nothing
        self.hide()

    def is_set(self) -> bool:
        """Return whether such a list is shown."""
        return self.target != self._nothing

    def _on_clicked(self) -> None:
        self.clear()
        self.let_go.emit()
