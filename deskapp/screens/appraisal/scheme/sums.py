"""Always in sight: whether the points add up, what bonus and deductions can make."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from deskapp.rules.scheme_checks import scheme_problems, section_sums
from deskapp.screens.appraisal.scheme.words import (
    bonus_in_words,
    deduction_in_words,
    ordinary_with_tone,
    problems_in_words,
)
from deskapp.usecases.schemes import IndicatorDraft, SchemeDraft, checked
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel


class Sums(QWidget):
    """A badge for the ordinary points, and words for the others."""

    def __init__(self) -> None:
        super().__init__()
        self.ordinary, self.problems = Badge(), Badge()
        self.others = ElidedLabel()
        self.others.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.ordinary)
        layout.addWidget(self.problems)
        layout.addWidget(self.others, 1)

    def show_sums(self, draft: SchemeDraft, indicators: Sequence[IndicatorDraft]) -> None:
        """Show the sums of these indicators."""
        sums = section_sums((one.section, one.points) for one in indicators)
        self.ordinary.show_state(*ordinary_with_tone(sums))
        others = (
            bonus_in_words(sums["bonus"], draft.bonus_cap),
            deduction_in_words(sums["deduction"], draft.deduction_cap),
        )
        self.others.setText(" · ".join(filter(None, others)))
        self.others.setToolTip(self.others.text())
        problems = scheme_problems([checked(one) for one in indicators])
        self.problems.show_state(problems_in_words(problems), "yellow" if problems else "")
        self.problems.setToolTip("\n".join(problems))
        self.problems.setAccessibleDescription("\n".join(problems))
