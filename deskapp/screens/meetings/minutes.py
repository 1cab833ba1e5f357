"""The minutes of a meeting: one large plain text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.fields import TextField
from deskapp.i18n import _, ngettext
from deskapp.records.meeting import MEETING_FIELDS
from deskapp.screens.practices.button import PracticeButton
from deskapp.widgets.field_editors import LinesEditor
from deskapp.widgets.icons import icon

_NO_LIMIT = (1 << 24) - 1  # what Qt calls QWIDGETSIZE_MAX
_FIELD = next(
    field for field in MEETING_FIELDS if isinstance(field, TextField) and field.name == "minutes"
)


class MeetingMinutes(QWidget):
    """The text fills the tab; what is pasted loses its formats."""

    changed = Signal()
    practice_wanted = Signal()
    word_wanted = Signal()  # the minutes of the whole meeting as a Word document

    def __init__(self) -> None:
        super().__init__()
        self.is_dirty = False
        self.word_button = QPushButton(icon("file-text"), _("Minutes as Word document…"))
        self.word_button.setAutoDefault(False)
        self.word_button.setToolTip(_("Head, attendance, agenda, minutes and decisions, to sign"))
        self.word_button.clicked.connect(self.word_wanted)
        self.practice_button = PracticeButton()
        self.practice_button.clicked.connect(self.practice_wanted)
        self.editor = LinesEditor(_FIELD)
        self.editor.control.setMaximumHeight(_NO_LIMIT)
        self.editor.control.setPlaceholderText(
            _("What was said and agreed. Text pasted from Word or WPS loses its formats here.")
        )
        self.complaint = QLabel()
        self.complaint.setWordWrap(True)
        self.complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self._length = QLabel()
        self._length.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.editor.changed.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.complaint)
        foot = QHBoxLayout()
        foot.addWidget(self._length, 1)
        foot.addWidget(self.practice_button)
        foot.addWidget(self.word_button)
        layout.addLayout(foot)
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Show the minutes as they are saved."""
        if text != self.editor.value():
            self.editor.set_value(text)
        self.is_dirty = False
        self.complaint.hide()
        self._count()

    def text(self) -> str:
        """Return the minutes as typed."""
        return self.editor.value()

    def check(self) -> bool:
        """Return whether the text fits; otherwise say why."""
        complaint = self.editor.complaint()
        self.complaint.setText(complaint)
        self.complaint.setVisible(bool(complaint))
        return not complaint

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read and copied only."""
        self.editor.set_read_only(read_only)

    def _on_changed(self) -> None:
        self.is_dirty = True
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        number = len("".join(self.editor.control.toPlainText().split()))
        words = ngettext("{number} character", "{number} characters", number)
        self._length.setText(words.format(number=number))
