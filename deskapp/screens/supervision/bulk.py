"""What is done to many slips at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from deskapp.i18n import _, ngettext
from deskapp.widgets.icons import icon
from deskapp.widgets.record_page import BulkPanel
from deskapp.widgets.theme import heading_font


class SlipBulkPanel(BulkPanel):
    """Closes, reopens or deletes all chosen slips; each is one step to undo."""

    close_asked = Signal()
    reopen_asked = Signal()
    delete_asked = Signal()

    def __init__(self, *, can_write: bool) -> None:
        super().__init__()
        self.ids: list[int] = []
        self.title = QLabel()
        self.title.setFont(heading_font(self.font()))
        said = QLabel(_("Only the last serial numbers of a year can be deleted."))
        said.setWordWrap(True)
        said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.close_button = QPushButton(icon("circle-check"), _("Close slips…"))
        self.reopen_button = QPushButton(icon("lock-open"), _("Reopen slips"))
        self.delete_button = QPushButton(icon("trash-2"), _("Delete"))
        self.close_button.clicked.connect(self.close_asked)
        self.reopen_button.clicked.connect(self.reopen_asked)
        self.delete_button.clicked.connect(self.delete_asked)
        line = QHBoxLayout()
        for button in (self.close_button, self.reopen_button, self.delete_button):
            line.addWidget(button)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(line)
        layout.addWidget(said)
        layout.addStretch(1)
        self.setEnabled(can_write)

    def set_ids(self, ids: Sequence[int]) -> None:
        self.ids = list(ids)
        words = ngettext("{number} slip chosen", "{number} slips chosen", len(self.ids))
        self.title.setText(words.format(number=len(self.ids)))
