"""Offer the rule that a criteria sentence seems to mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from deskapp.i18n import _
from deskapp.rules.criteria import Guess, fitted, guess_rule
from deskapp.rules.scheme_checks import rules_that_fit
from deskapp.screens.appraisal.scheme.words import sentence_of
from deskapp.usecases.schemes import IndicatorDraft, checked


class GuessLine(QWidget):
    """Says what was read from the criteria; `taken` hands over kind and parameters."""

    taken = Signal(str, object)  # kind of rule, parameters

    def __init__(self) -> None:
        super().__init__()
        self._guess: tuple[str, dict[str, Any]] | None = None
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.button = QPushButton(_("Use this rule"))
        self.button.setAccessibleName(_("Use the rule read from this sentence"))
        self.button.setToolTip(_("Use the rule read from this sentence"))
        self.button.clicked.connect(self._on_pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.said, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_indicator(self, indicator: IndicatorDraft, *, read_only: bool) -> None:
        """Read the criteria of an indicator; hide when there is nothing to offer."""
        guess = _read(indicator) if indicator.criteria and not read_only else None
        if guess is None or not guess.is_whole or guess.rule == "by_hand":
            self._offer(None)
            return
        read = replace(indicator, rule=guess.rule, rule_parameters=dict(guess.parameters))
        levels = checked(indicator).levels
        fitting = rules_that_fit(indicator.section, is_measured=True, has_levels=bool(levels))
        if not indicator.measure:
            self._offer(None, _("The criteria name a rule: choose below what it counts."))
        elif guess.rule not in fitting or not (words := sentence_of(read)):
            self._offer(None)
        elif words != sentence_of(indicator):
            text = _("Read from the criteria: {sentence}").format(sentence=words)
            self._offer((read.rule, read.rule_parameters), text)
        else:
            self._offer(None)

    def _offer(self, guess: tuple[str, dict[str, Any]] | None, text: str = "") -> None:
        self._guess = guess
        self.said.setText(text)
        self.button.setVisible(guess is not None)
        self.setVisible(bool(text))

    def _on_pressed(self) -> None:
        if self._guess is not None:
            self.taken.emit(*self._guess)


def _read(indicator: IndicatorDraft) -> Guess:
    """Return the rule that the criteria seem to mean, as it goes with the figures."""
    guess = guess_rule(indicator.criteria, indicator.section, indicator.points)
    return fitted(guess, indicator.measure, indicator.section)
