"""Say of one line what was read of its criteria, what was not, and offer the rule."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.screens.appraisal.scheme_import.review import Review, ReviewRow, state_label
from deskapp.widgets.badge import Badge
from deskapp.widgets.theme import heading_font


class ReadingNote(QWidget):
    """The state of a line in full, with the button that takes its rule; `taken` is pressed."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.title.setFont(heading_font(self.font(), 2))
        self.badge = Badge()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        self.wrong.setForegroundRole(QPalette.ColorRole.BrightText)
        self.take_button = QPushButton(_("Take this rule"))
        self.take_button.clicked.connect(self.taken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(6)
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.badge)
        line.addWidget(self.take_button)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(self.wrong)

    def show_line(self, review: Review, place: int, row: ReviewRow) -> None:
        """Show what was read of a line."""
        line, state = review.line(place), review.state(place)
        self.title.setText(row.level2)
        self.badge.show_state(state_label(state), row.tone)
        said = []
        if not review.is_settled(place) and line.guess.understood and row.rule:
            said.append(_("Proposed rule: {rule}").format(rule=row.rule))
        if line.guess.read:
            said.append(_("Read: {words}.").format(words=_("; ").join(line.guess.read)))
        if line.measure.words:
            words = _("Figures by the words “{words}”.")
            said.append(words.format(words="、".join(line.measure.words)))
        said += line.doubts
        self.said.setText("\n".join(said))
        problems = [str(problem) for problem in line.problems]
        missing = review.indicator(place).points is None
        self.wrong.setText("\n".join(problems))
        self.wrong.setVisible(missing and bool(problems))
        offers = line.guess.understood and line.proposed.rule != "by_hand"
        self.take_button.setVisible(offers and not review.is_settled(place))
