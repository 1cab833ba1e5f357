"""Say what a form holds besides its cells, and what will come of it, before it is filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from deskapp.i18n import _
from deskapp.widgets.theme import tone

if TYPE_CHECKING:
    from deskapp.excel.form.contents import Content

_SIGNS = {"kept": "√", "look": "△", "lost": "×"}
_TONES = {"kept": "green", "look": "yellow", "lost": "red"}
_MOST = 4


class ContentsLabel(QLabel):
    """A line for each kind of content, the gravest first; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setAutoFillBackground(True)
        self.setContentsMargins(8, 4, 8, 4)
        self.setAccessibleName(_("What the form holds besides its cells"))
        self.hide()

    def show_contents(self, contents: Sequence[Content]) -> None:
        """Say what becomes of each kind of content."""
        order = list(_SIGNS)
        gravest = sorted(contents, key=lambda one: -order.index(one.fate))
        lines = [f"{_SIGNS[one.fate]} {one.sentence()}" for one in gravest]
        self.setToolTip("\n".join(lines) if len(lines) > _MOST else "")
        if len(lines) > _MOST:
            rest = len(lines) - _MOST + 1
            lines = [*lines[: _MOST - 1], _("… and {n} more").format(n=rest)]
        self.setText("\n".join(lines))
        self.setVisible(bool(lines))
        if gravest:
            looks = tone(_TONES[gravest[0].fate])
            palette = self.palette()
            palette.setColor(self.backgroundRole(), QColor(looks.back))
            palette.setColor(self.foregroundRole(), QColor(looks.text))
            self.setPalette(palette)
