"""The button by which another page writes down a practice that grew from its record."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from deskapp.i18n import _
from deskapp.widgets.icons import icon


class PracticeButton(QPushButton):
    """Says the same wherever a practice can be begun from a task or a meeting."""

    def __init__(self) -> None:
        super().__init__(icon("lightbulb"), _("Practice from this…"))
        self.setToolTip(_("Write down a practice that grew from this"))
        self.setAutoDefault(False)
