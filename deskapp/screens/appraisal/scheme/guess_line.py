"""Offer the figures and the rule that a criteria sentence seems to mean."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from deskapp.i18n import _
from deskapp.queries.measures import MEASURES
from deskapp.rules.criteria import read_criteria
from deskapp.rules.measure_guess import MeasureGuess, guess_measure
from deskapp.rules.scheme_checks import rules_that_fit
from deskapp.screens.appraisal.scheme.words import sentence_of
from deskapp.usecases.schemes import IndicatorDraft, checked


class GuessLine(QWidget):
    """Says what was read from the criteria; `taken` hands over an indicator as it was read.

    Where no figures are chosen yet, those that the words seem to mean are offered along.
    """

    taken = Signal(object)  # IndicatorDraft

    def __init__(self) -> None:
        super().__init__()
        self._read: IndicatorDraft | None = None
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
        if read_only or not indicator.criteria:
            self._offer(None)
            return
        told = _figures(indicator)
        read, is_whole = _read(indicator, told)
        if read.rule == "by_hand" or not is_whole:
            self._offer(None)
        elif not read.measure:
            self._offer(None, _("The criteria name a rule: choose below what it counts."))
        elif not _fits(read) or not (words := sentence_of(read)):
            self._offer(None)
        elif not indicator.measure:
            text = _("Read from the criteria: {sentence} Figures from: {figures}.")
            self._offer(read, text.format(sentence=words, figures=_(MEASURES[read.measure].label)))
        elif words != sentence_of(indicator):
            self._offer(read, _("Read from the criteria: {sentence}").format(sentence=words))
        else:
            self._offer(None)

    def _offer(self, read: IndicatorDraft | None, text: str = "") -> None:
        self._read = read
        self.said.setText(text)
        self.button.setVisible(read is not None)
        self.setVisible(bool(text))

    def _on_pressed(self) -> None:
        if self._read is not None:
            self.taken.emit(self._read)


def _figures(indicator: IndicatorDraft) -> MeasureGuess:
    """Return the figures that were chosen, else those that the words seem to mean."""
    if indicator.measure:
        return MeasureGuess(indicator.measure)
    told = guess_measure(indicator.level1, indicator.level2, indicator.criteria)
    return told if told.is_sure else MeasureGuess()


def _read(indicator: IndicatorDraft, told: MeasureGuess) -> tuple[IndicatorDraft, bool]:
    """Return the indicator as its criteria seem to mean it, and whether they were read whole."""
    guess = read_criteria(
        indicator.criteria,
        indicator.section,
        indicator.points,
        name=indicator.level2,
        measure=told.measure,
    )
    read = replace(
        indicator,
        measure=told.measure,
        measure_parameters=(indicator.measure_parameters if indicator.measure else {})
        | guess.measure_parameters,
        rule=guess.rule,
        rule_parameters=dict(guess.parameters),
    )
    return read, guess.is_whole


def _fits(read: IndicatorDraft) -> bool:
    levels = checked(read).levels
    return read.rule in rules_that_fit(read.section, is_measured=True, has_levels=bool(levels))
