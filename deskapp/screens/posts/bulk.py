"""What stands in the detail's place while several appointments are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from deskapp.i18n import _, ngettext
from deskapp.widgets.bulk_panel import BulkPanel
from deskapp.widgets.theme import heading_font


class PostsBulkPanel(BulkPanel):
    """Ends several appointments at once; vacancies among the chosen are passed over."""

    end_asked = Signal()

    def __init__(self, *, can_write: bool) -> None:
        super().__init__()
        self.ids: list[int] = []
        self._can_write = can_write
        self._title = QLabel()
        self._title.setFont(heading_font(self.font()))
        self.end_button = QPushButton(_("End appointments…"))
        self.end_button.clicked.connect(self.end_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self.end_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def set_ids(self, ids: Sequence[int]) -> None:
        self.ids = [one for one in ids if one > 0]
        number = len(self.ids)
        text = ngettext("{number} appointment chosen", "{number} appointments chosen", number)
        self._title.setText(text.format(number=number))
        self.end_button.setEnabled(self._can_write and number > 0)
