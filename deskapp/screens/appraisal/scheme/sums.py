"""Always in sight: whether the points add up, and what is to mend in the scheme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from deskapp.rules.scheme_checks import placed_problems, placed_remarks, section_sums
from deskapp.screens.appraisal.scheme.words import (
    bonus_in_words,
    deduction_in_words,
    ordinary_with_tone,
    problems_in_words,
)
from deskapp.usecases.schemes import IndicatorDraft, SchemeDraft, checked
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.icons import icon


class Sums(QWidget):
    """A badge for the ordinary points, a list of what is to mend, words for the other sums."""

    indicator_wanted = Signal(int)  # its place, counted from 1

    def __init__(self) -> None:
        super().__init__()
        self.ordinary, self.others = Badge(), ElidedLabel()
        self.others.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.problems = QToolButton(self)
        self.problems.setIcon(icon("triangle-alert"))
        self.problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.problems.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.problems.setMenu(QMenu(self.problems))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.ordinary)
        layout.addWidget(self.problems)
        layout.addWidget(self.others, 1)

    def show_sums(self, draft: SchemeDraft, indicators: Sequence[IndicatorDraft]) -> None:
        """Show the sums of these indicators, and what is to mend or to look at."""
        sums = section_sums((one.section, one.points) for one in indicators)
        self.ordinary.show_state(*ordinary_with_tone(sums))
        others = (
            bonus_in_words(sums["bonus"], draft.bonus_cap),
            deduction_in_words(sums["deduction"], draft.deduction_cap),
        )
        self.others.setText(" · ".join(filter(None, others)))
        self.others.setToolTip(self.others.text())
        seen = [checked(one) for one in indicators]
        self._show_problems([*placed_problems(seen), *placed_remarks(seen)])

    def _show_problems(self, problems: Sequence[tuple[int, str]]) -> None:
        sentences = [sentence for _place, sentence in problems]
        self.problems.setText(problems_in_words(sentences))
        self.problems.setToolTip("\n".join(sentences))
        self.problems.setAccessibleDescription(" ".join(sentences))
        self.problems.setVisible(bool(problems))
        menu = self.problems.menu()
        menu.clear()
        for place, sentence in problems:
            action = menu.addAction(sentence)
            action.triggered.connect(lambda _on=False, at=place: self.indicator_wanted.emit(at))
