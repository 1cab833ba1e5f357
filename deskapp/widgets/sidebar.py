"""The pages of the window as a list of icons and words, in groups."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from deskapp.i18n import _
from deskapp.widgets.icons import icon

_GAP = 10


class Sidebar(QListWidget):
    """One line a page; `page_chosen` carries the page's name."""

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(8, 0, 8, 0)
        self.setIconSize(QSize(18, 18))
        self.setFixedWidth(max(176, self.fontMetrics().horizontalAdvance("国") * 10))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Midlight)
        self.currentItemChanged.connect(self._on_current_changed)

    def add_page(self, name: str, text: str, picture: str, keys: str) -> None:
        """Add a page at the end."""
        item = QListWidgetItem(icon(picture), text)
        item.setData(Qt.ItemDataRole.UserRole, name)
        item.setToolTip(f"{text} ({keys})" if keys else text)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
        self.addItem(item)

    def add_gap(self) -> None:
        """Leave some room between two groups."""
        item = QListWidgetItem()
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, _GAP))
        self.addItem(item)

    def show_page(self, name: str) -> None:
        """Mark a page as the one that is shown, without choosing it again."""
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and (name := item.data(Qt.ItemDataRole.UserRole)):
            self.page_chosen.emit(name)
