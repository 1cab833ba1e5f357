"""The frame round a detail: title line with the state above it, Save and Revert below it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from deskapp.i18n import _
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.icons import icon
from deskapp.widgets.record_detail import RecordDetail
from deskapp.widgets.theme import heading_font, make_primary


class DetailPanel(QFrame):
    """Shows a detail with its heading, and says when to save or revert it."""

    save_clicked = Signal()
    revert_clicked = Signal()

    def __init__(self, detail: RecordDetail, *, can_write: bool) -> None:
        super().__init__()
        self.detail = detail
        self._can_write = can_write
        self._is_new = False
        self._title = ElidedLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(heading_font(self.font()))
        self._badge = Badge()
        self.note = ElidedLabel()
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.save_button = QPushButton(icon("save", "#FFFFFF"), _("Save"))
        make_primary(self.save_button)
        self.save_button.setToolTip(_("Save (Ctrl+S)"))
        self.save_button.setDefault(True)
        self.revert_button = QPushButton()
        self.save_button.clicked.connect(self.save_clicked)
        self.revert_button.clicked.connect(self.revert_clicked)
        self.foot_buttons = QHBoxLayout()
        self._lay_out()
        detail.dirty_changed.connect(self._on_dirty_changed)
        detail.heading_changed.connect(self.update_heading)
        self.show_new(is_new=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 2)
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(self.save_button)
        foot.addWidget(self.revert_button)
        foot.addLayout(self.foot_buttons)
        foot.addStretch(1)
        foot.addWidget(self.note)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Midlight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.detail, 1)
        layout.addWidget(line)
        layout.addLayout(foot)

    def allow_saving(self, can_write: bool) -> None:
        """Let what is typed be saved, or not: a sealed year can only be read."""
        self._can_write = can_write
        self.save_button.setEnabled(self.detail.is_dirty() and can_write)

    def show_new(self, *, is_new: bool) -> None:
        """Say whether the record is new: there is nothing to go back to, only to give up."""
        self._is_new = is_new
        if is_new:
            picture, words, hint = "x", _("Discard"), _("Give this new record up")
        else:
            picture, words, hint = "rotate-ccw", _("Revert"), _("Go back to what was saved")
        self.revert_button.setIcon(icon(picture))
        self.revert_button.setText(words)
        self.revert_button.setToolTip(hint)
        self._on_dirty_changed(dirty=self.detail.is_dirty())

    def update_heading(self) -> None:
        """Show the heading and the state as they are now."""
        self._title.setText(self.detail.heading())
        self._title.setToolTip(self.detail.heading())
        self._badge.show_state(*self.detail.badge())

    def show_saved(self, at: datetime) -> None:
        """Say when the record was saved."""
        self.note.setText(_("Saved {time}").format(time=at.strftime("%H:%M")))

    def _on_dirty_changed(self, dirty: bool) -> None:
        self.save_button.setEnabled(dirty and self._can_write)
        self.revert_button.setEnabled(dirty or self._is_new)
        if dirty:
            self.note.setText(_("Not saved yet"))
        elif self.note.text() == _("Not saved yet"):
            self.note.clear()
