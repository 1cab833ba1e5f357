"""The preview of carrying a year forward: ticks, counts, and what is left with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from deskapp.i18n import _, ngettext
from deskapp.queries.carry_forward import CARRIED, CarryItem, CarryPlan, Listed
from deskapp.widgets.theme import heading_font

_TICKED_AT_FIRST = ("key_tasks", "requirements", "scheme")
_INDENT = 26


class PlanView(QWidget):
    """Lists each kind: what can be chosen with a tick, what goes on by itself without."""

    chosen_changed = Signal()

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__()
        self.ticks: dict[str, QCheckBox] = {}
        self.details: dict[str, QLabel] = {}
        self.heads: dict[str, QLabel] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(4)
        for kind, label in CARRIED.items():
            if kind in choices:
                layout.addWidget(self._tick(kind, _(label)))
            else:
                self.heads[kind] = QLabel(_(label))
                self.heads[kind].setFont(heading_font(self.font(), 2))
                layout.addWidget(self.heads[kind])
            layout.addWidget(self._detail(kind))
            layout.addSpacing(6)
        layout.addStretch(1)

    def _tick(self, kind: str, label: str) -> QCheckBox:
        tick = QCheckBox(label)
        tick.setFont(heading_font(self.font(), 2))
        tick.setChecked(kind in _TICKED_AT_FIRST)
        tick.toggled.connect(self.chosen_changed)
        self.ticks[kind] = tick
        return tick

    def _detail(self, kind: str) -> QLabel:
        detail = QLabel()
        detail.setWordWrap(True)
        detail.setTextFormat(Qt.TextFormat.PlainText)
        detail.setContentsMargins(_INDENT, 0, 0, 0)
        detail.setForegroundRole(QPalette.ColorRole.WindowText)
        self.details[kind] = detail
        return detail

    def show_plan(self, plan: CarryPlan) -> None:
        """Show what would happen; what has nothing to go along cannot be ticked."""
        for item in plan.items:
            words = _head(item)
            if item.kind in self.ticks:
                self.ticks[item.kind].setText(words)
                self.ticks[item.kind].setEnabled(item.goes.number > 0)
            else:
                self.heads[item.kind].setText(words)
            self.details[item.kind].setText("\n".join(_lines(item, plan)))

    def chosen(self) -> set[str]:
        """Return the kinds that are ticked and have something to go along."""
        return {kind for kind, tick in self.ticks.items() if tick.isEnabled() and tick.isChecked()}


def _head(item: CarryItem) -> str:
    return _("{kind} {number}").format(kind=_(CARRIED[item.kind]), number=item.goes.number)


def _lines(item: CarryItem, plan: CarryPlan) -> list[str]:
    lines = []
    goes_on = item.kind in ("people", "posts")
    if goes_on:
        lines.append(_("Dated, and go on by themselves; nothing is copied."))
    elif item.goes.number:
        lines.append(_("Goes along: {names}").format(names=_names(item.goes)))
    else:
        lines.append(_("{year} has nothing to go along.").format(year=plan.from_year))
    if item.moves.number:
        lines.append(_moved_years(item))
    for left in item.left:
        words = _("Note: {number} {why}") if goes_on else _("Left: {number} {why}")
        said = words.format(number=left.what.number, why=_(left.why))
        names = _names(left.what)
        lines.append(_("{what}: {names}").format(what=said, names=names) if names else said)
    return lines


def _moved_years(item: CarryItem) -> str:
    years = _(", ").join(f"{old} → {new}" for old, new in sorted(item.years.items()))
    return _("Years in the text of {number} move ({years}): {names}").format(
        number=item.moves.number, years=years, names=_names(item.moves)
    )


def _names(listed: Listed) -> str:
    """Return the first names, and how many more there are."""
    names = _(", ").join(_short(name) for name in listed.first)
    more = listed.number - len(listed.first)
    if not listed.first or not more:
        return names
    words = ngettext("{names} and {number} more", "{names} and {number} more", more)
    return words.format(names=names, number=more)


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
