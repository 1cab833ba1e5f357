"""A part of the home page under its heading."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskapp.widgets.theme import heading_font


class Section(QWidget):
    """A heading, what may stand beside it, and the content beneath."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = QLabel(heading)
        self.heading.setFont(heading_font(self.font(), level=2))
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        self.body.addLayout(self.head)
