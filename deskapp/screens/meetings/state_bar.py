"""What stands between a meeting and its next state: what is missing, or a reason to give."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _, ngettext
from deskapp.queries.completeness import GAPS, Gap
from deskapp.widgets.theme import tone

_GAPS_IN_A_ROW = 3


class MeetingStateBar(QWidget):
    """Shown above the tabs; hidden when there is nothing to say."""

    gap_chosen = Signal(str)  # the kind of the gap to mend
    close_wanted = Signal()  # although something is missing
    reopen_wanted = Signal(str)  # the reason

    def __init__(self) -> None:
        super().__init__()
        self.mode = ""  # "closed", "reason", "gaps", or nothing to say
        self._tone = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 6, 16, 6)
        self._content: QWidget | None = None
        self.reason = QLineEdit()
        self.hide()

    def clear(self) -> None:
        """Say nothing."""
        self._show("", None, "")

    def show_closed(self) -> None:
        """Say that the meeting is closed."""
        content, row = _row()
        row.addWidget(QLabel(_("This meeting is closed and can only be read.")))
        self._show("closed", content, "grey")

    def ask_reason(self) -> None:
        """Ask why the meeting is reopened."""
        content, row = _row()
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason for reopening"))
        self.reason.setPlaceholderText(_("Kept in the history, such as: the minutes were late"))
        label = QLabel(_("Reason for reopening"))
        label.setBuddy(self.reason)
        self.reason.returnPressed.connect(self._on_reopen)
        row.addWidget(label)
        row.addWidget(self.reason, 1)
        row.addWidget(_button(_("Reopen"), self._on_reopen))
        row.addWidget(_button(_("Cancel"), self.show_closed))
        self._show("reason", content, "yellow")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, sentence: str) -> None:
        """Say under the reason what is wrong with it."""
        self.reason.setPlaceholderText(sentence)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reopen(self) -> None:
        self.reopen_wanted.emit(self.reason.text())

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """List what is missing; each line leads to where it is mended."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        text = ngettext(
            "{number} thing is missing before the meeting is complete:",
            "{number} things are missing before the meeting is complete:",
            len(gaps),
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(QLabel(text.format(number=len(gaps))), 1)
        head.addWidget(_button(_("Close all the same"), self.close_wanted.emit))
        head.addWidget(_button(_("Not yet"), self.clear))
        grid.addLayout(head, 0, 0, 1, _GAPS_IN_A_ROW + 1)
        for place, gap in enumerate(gaps):
            button = _button(gap_in_words(gap), lambda k=gap.kind: self.gap_chosen.emit(k))
            button.setFlat(True)
            row, column = divmod(place, _GAPS_IN_A_ROW)
            grid.addWidget(button, row + 1, column, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(_GAPS_IN_A_ROW, 1)
        self._show("gaps", content, "yellow")

    def buttons(self) -> list[QPushButton]:
        """Return the buttons in the order shown."""
        return [] if self._content is None else self._content.findChildren(QPushButton)

    def _show(self, mode: str, content: QWidget | None, colours: str) -> None:
        self.mode = mode
        if self._content is not None:
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content, self._tone = content, colours
        if content is not None:
            self._layout.addWidget(content)
            for label in content.findChildren(QLabel):
                palette = label.palette()
                palette.setColor(label.foregroundRole(), QColor(tone(colours).text))
                label.setPalette(palette)
        self.setVisible(content is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tone(self._tone).back))
        painter.fillRect(0, 0, 4, self.height(), QColor(tone(self._tone).mark))


def gap_in_words(gap: Gap) -> str:
    """Return a gap without the meeting's name, which stands above already."""
    words = _(GAPS[gap.kind]).format(subject="").lstrip(" :\uff1a")
    return f"→ {words[:1].upper()}{words[1:]}"


def _row() -> tuple[QWidget, QHBoxLayout]:
    content = QWidget()
    row = QHBoxLayout(content)
    row.setContentsMargins(0, 0, 0, 0)
    return content, row


def _button(text: str, run: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: run())  # type: ignore[operator]
    return button
