"""Try a rule out: so much counted of so much would give so many points."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from deskapp.i18n import _
from deskapp.rules.rule_kinds.levels import level_label
from deskapp.rules.scheme_checks import rule_complaint
from deskapp.rules.scoring import Counted, parameters_from, score
from deskapp.usecases.schemes import IndicatorDraft, checked

_COUNTED, _EXPECTED, _MOST = 12, 15, 9999


class Trial(QWidget):
    """Two numbers to play with, and what the rule makes of them."""

    def __init__(self) -> None:
        super().__init__()
        self._indicator = IndicatorDraft()
        self.counted, self.expected = _number(_("Number counted")), _number(_("Number expected"))
        self.counted.setValue(_COUNTED)
        self.expected.setValue(_EXPECTED)
        self.level = QComboBox()
        self.level.setAccessibleName(_("Level"))
        self.level.hide()
        self._of = QLabel("/")
        self.answer = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.counted, self._of, self.expected, self.level):
            layout.addWidget(part)
        layout.addWidget(self.answer, 1)
        self.counted.valueChanged.connect(self._on_counted)
        self.expected.valueChanged.connect(self._on_expected)
        self.level.activated.connect(self._say)

    def show_indicator(self, indicator: IndicatorDraft) -> None:
        """Try the rule of this indicator from now on; one by hand or without a rule is hidden."""
        self._indicator = indicator
        checks = checked(indicator)
        self.setVisible(bool(indicator.measure) and not rule_complaint(checks))
        by_level = bool(indicator.rule_parameters.get("levels"))
        if by_level is self.level.isHidden():
            self.counted.setValue(1 if by_level else _COUNTED)
        if list(checks.levels) != [self.level.itemData(n) for n in range(self.level.count())]:
            self._fill_levels(checks.levels)
        self.level.setVisible(by_level)
        self.expected.setVisible(not by_level)
        self._of.setVisible(not by_level)
        self._say()

    def _fill_levels(self, levels: Mapping[str, str]) -> None:
        """Offer the levels; the highest, which stands last, is chosen."""
        self.level.clear()
        for code in levels:
            self.level.addItem(level_label(code), code)
        self.level.setCurrentIndex(self.level.count() - 1)

    def _say(self) -> None:
        indicator = self._indicator
        if self.isHidden():
            return
        rule = parameters_from(indicator.rule, indicator.rule_parameters)
        points = indicator.points or Decimal(0)
        scored = score(indicator.rule, rule, points, self._figures(), indicator.section)
        text = _("would take {points} points off")
        if indicator.section != "deduction":
            text = _("would give {points} points")
        self.answer.setText(text.format(points=f"{scored.points:.2f}"))

    def _figures(self) -> Counted:
        number = self.counted.value()
        if self.level.isHidden():
            return Counted(number, self.expected.value())
        return Counted(number, number, {self.level.currentData(): number})

    def _on_counted(self, number: int) -> None:
        # All that is counted is among what was expected.
        self.expected.setValue(max(number, self.expected.value()))
        self._say()

    def _on_expected(self, number: int) -> None:
        self.counted.setValue(min(number, self.counted.value()))
        self._say()


def _number(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, _MOST)
    box.setAccessibleName(name)
    return box
