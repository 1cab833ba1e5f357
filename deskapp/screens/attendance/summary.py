"""How many came of how many: the large count, the small ones, and a bar of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.queries.attendance_counts import AttendanceCounts
from deskapp.records.meeting import ATTENDANCE_STATES
from deskapp.screens.attendance.model import LATE, TONES
from deskapp.widgets.theme import tone

_LARGE = 1.7


class AttendanceSummary(QWidget):
    """Stands above the list and follows every mark."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = QLabel()
        self.headline.setFont(_large(self.font()))
        self.headline.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.rest = QLabel()
        self.rest.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._bar = _Bar()
        self.tools = QHBoxLayout()
        above = QHBoxLayout()
        above.addWidget(self.headline)
        above.addStretch(1)
        above.addLayout(self.tools)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.rest)
        below.addWidget(self._bar, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(above)
        layout.addLayout(below)

    def show_counts(self, counts: AttendanceCounts) -> None:
        """Show the counts of a meeting."""
        self.headline.setText(
            _("Present {present} / {expected} expected").format(
                present=counts.came, expected=counts.invited
            )
        )
        self.rest.setText(" · ".join(_small_counts(counts)))
        self.setAccessibleName(f"{self.headline.text()}. {self.rest.text()}")
        self._bar.show_counts(counts)


def _small_counts(counts: AttendanceCounts) -> list[str]:
    words = {state: _(label) for state, label in ATTENDANCE_STATES.items()}
    named = [
        (words["excused"], counts.excused),
        (words["absent"], counts.absent),
        (_("Stand-ins"), counts.stood_in),
        (_(LATE), counts.late),
        (words["expected"], counts.unmarked),
        (_("Walk-ins"), counts.walked_in),
    ]
    always = {words[state] for state in ("excused", "absent", "expected")}
    return [f"{word} {number}" for word, number in named if number or word in always]


class _Bar(QWidget):
    """The shares of the marks side by side; the numbers beside it say the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def show_counts(self, counts: AttendanceCounts) -> None:
        self._parts = [
            (TONES["present"], counts.present),
            (TONES["stood_in"], counts.stood_in),
            (TONES["excused"], counts.excused),
            (TONES["absent"], counts.absent),
            ("", counts.unmarked),
        ]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tone("").back))
        total = sum(number for _tone, number in self._parts)
        left = 0.0
        for name, number in self._parts:
            width = self.width() * number / total if total else 0.0
            if name:
                painter.fillRect(QRectF(left, 0, width, self.height()), QColor(tone(name).mark))
            left += width


def _large(font: QFont) -> QFont:
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * _LARGE)
    large.setWeight(QFont.Weight.DemiBold)
    return large
