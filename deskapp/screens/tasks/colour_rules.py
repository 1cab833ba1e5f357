"""Say when tasks call for attention, and read it as a sentence while it is set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from deskapp.i18n import _
from deskapp.queries.facts import colour_rules
from deskapp.rules.task_states import ColourRules
from deskapp.usecases.facts import COLOUR_RULE_FIELDS, save_colour_rules
from deskapp.widgets.badge import Badge
from deskapp.workspace.workspace import Workspace

_DAYS, _POINTS = COLOUR_RULE_FIELDS


class ColourRulesEditor(QWidget):
    """Two numbers for the whole office; what they mean stands below, as the colours show it."""

    changed = Signal()  # a number is entered

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.days = _box(_DAYS.label, 0, 90)
        self.points = _box(_POINTS.label, 0, 99)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(_line("blue", _("Due soon"), _(_DAYS.label), self.days))
        layout.addLayout(_line("yellow", _("Behind"), _(_POINTS.label), self.points))
        layout.addWidget(self.sentence)
        for box in (self.days, self.points):
            box.setEnabled(workspace.can_write_ledger)
            box.valueChanged.connect(self._say)
            box.editingFinished.connect(self.changed)

    def refresh(self) -> None:
        """Show the rules as they are saved."""
        rules = self.workspace.ask(colour_rules)
        self.days.setValue(rules.due_soon_days)
        self.points.setValue(rules.behind_points)
        self._say()

    def save(self) -> None:
        """Save the rules where they changed; raises LedgerError."""
        rules = self.rules()
        if self.workspace.can_write_ledger and rules != self.workspace.ask(colour_rules):
            self.workspace.do(save_colour_rules, rules)

    def rules(self) -> ColourRules:
        """Return the rules as they are entered."""
        return ColourRules(self.days.value(), self.points.value())

    def _say(self) -> None:
        self.sentence.setText(rules_sentence(self.rules()))


def rules_sentence(rules: ColourRules) -> str:
    """Return the rules in words."""
    return _(
        "An open task is blue when it is due within {days} days, yellow when its progress is more "
        "than {points} points behind the share of the time gone by, and red once its deadline has "
        "passed."
    ).format(days=rules.due_soon_days, points=rules.behind_points)


def _box(label: str, lowest: int, highest: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(lowest, highest)
    box.setAccessibleName(_(label))
    return box


def _line(tone: str, colour: str, words: str, box: QSpinBox) -> QHBoxLayout:
    badge = Badge()
    badge.show_state(colour, tone)
    line = QHBoxLayout()
    line.addWidget(badge)
    line.addWidget(QLabel(words))
    line.addWidget(box)
    line.addStretch(1)
    return line
