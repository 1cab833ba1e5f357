"""The points of each level: one line for every level that the figures know."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from deskapp.i18n import N_, _
from deskapp.rules.points import plain
from deskapp.rules.rule_kinds.levels import level_label
from deskapp.screens.appraisal.scheme.number_fields import PlainPointsField
from deskapp.screens.appraisal.scheme.rule_parameters import shown_number
from deskapp.widgets.field_editors import FieldEditor, editor_for
from deskapp.widgets.theme import text_width

_POINTS = N_("Points of the level")
_IN_A_ROW = 2
_CHARACTERS = 10


class LevelPoints(QWidget):
    """Points beside the name of each level; an empty one is no level of the rule."""

    changed = Signal()

    def __init__(self, levels: Mapping[str, str]) -> None:
        super().__init__()
        self.editors: dict[str, FieldEditor] = {}
        self._others: dict[str, Any] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        for place, (code, label) in enumerate(levels.items()):
            editor = editor_for(PlainPointsField(name=code, label=_POINTS))
            editor.name_control(f"{_(_POINTS)}: {_(label)}")
            editor.setFixedWidth(text_width(self.font(), _CHARACTERS))
            editor.changed.connect(self.changed)
            row, column = divmod(place, _IN_A_ROW)
            grid.addWidget(QLabel(level_label(code)), row, 2 * column)
            grid.addWidget(editor, row, 2 * column + 1)
            self.editors[code] = editor
        grid.setColumnStretch(2 * _IN_A_ROW, 1)

    def show_levels(self, stored: Mapping[str, Any]) -> None:
        """Show the stored points; those of levels that the figures do not know are kept."""
        for code, editor in self.editors.items():
            editor.set_value(shown_number("points", stored.get(code)))
        self._others = {code: n for code, n in stored.items() if code not in self.editors}

    def stored(self) -> dict[str, Any]:
        """Return the points of each level as they are stored."""
        values = {code: editor.value() for code, editor in self.editors.items()}
        given = {code: plain(v) for code, v in values.items() if isinstance(v, Decimal)}
        return given | self._others

    def complaint(self) -> str:
        """Return what is wrong with the first number that does not fit; empty when all fit."""
        editors = self.editors.values()
        return next(filter(None, (editor.complaint() for editor in editors)), "")

    def set_read_only(self, read_only: bool) -> None:
        """Let the points be read only."""
        for editor in self.editors.values():
            editor.set_read_only(read_only)
