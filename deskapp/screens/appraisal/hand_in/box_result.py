"""What became of a box: made with what it could not hold, or checked with what is not as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from deskapp.i18n import _
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import tone

_MOST_LINES_SEEN = 5


class BoxResult(QFrame):
    """A sentence on the ground of its tone and, under it, a line for each file concerned."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Files that are not as they were"))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.folder_button = QPushButton(icon("folder-open"), _("Open folder"))
        self.folder_button.clicked.connect(self._on_open)
        self._folder: Path | None = None
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("x"))
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(_("Close this message"))
        self.close_button.setAccessibleName(_("Close this message"))
        self.close_button.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(self.text, 1)
        head.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 8)
        layout.addLayout(head)
        layout.addWidget(self.list)
        self.setAutoFillBackground(True)
        self.hide()

    def show_result(
        self, text: str, lines: Sequence[str], *, is_good: bool, folder: Path | None = None
    ) -> None:
        """Say what became of the box, and list the files that are not as they were.

        A button leads to `folder`, where there is one.
        """
        self._folder = folder
        self.folder_button.setVisible(folder is not None)
        self.text.setText(text)
        self.list.clear()
        self.list.addItems(list(lines))
        for row, line in enumerate(lines):
            self.list.item(row).setToolTip(line)
        row_height = self.list.sizeHintForRow(0) if lines else 0
        seen = min(len(lines), _MOST_LINES_SEEN)
        self.list.setFixedHeight(row_height * seen + 2 * self.list.frameWidth() + 2)
        self.list.setVisible(bool(lines))
        looks = tone("green" if is_good else "red")
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(looks.back))
        self.setPalette(palette)
        colours = self.text.palette()
        colours.setColor(self.text.foregroundRole(), QColor(looks.text))
        self.text.setPalette(colours)
        self.show()

    def _on_open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
