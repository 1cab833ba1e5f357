"""In which quarters a branch task was reported, as four marks beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from deskapp.i18n import N_, _
from deskapp.queries.quarters import QuarterState, TaskQuarter
from deskapp.widgets.badge import Badge
from deskapp.widgets.flow_layout import FlowLayout

_MARKS: dict[QuarterState, tuple[str, str, str]] = {
    "reported": ("✓", "green", N_("Reported in quarter {quarter}")),
    "missing": ("✗", "red", N_("Nothing was reported in quarter {quarter}")),
    "running": ("…", "blue", N_("Nothing was reported in quarter {quarter} so far")),
    "not_asked": ("–", "grey", N_("No report is asked for in quarter {quarter}")),
}


class QuarterStrip(QWidget):
    """Four badges with a sign each; the tooltip says it in words."""

    def __init__(self) -> None:
        super().__init__()
        self.badges = [Badge() for _quarter in range(4)]
        layout = FlowLayout(self, spacing=6)
        layout.addWidget(QLabel(_("Reports by quarter")))
        for badge in self.badges:
            layout.addWidget(badge)

    def show_quarters(self, quarters: Sequence[TaskQuarter]) -> None:
        """Show how it stands with each quarter."""
        for badge, one in zip(self.badges, quarters, strict=False):
            sign, tone, words = _MARKS[one.state]
            name = _("Q{number}").format(number=one.quarter)
            badge.show_state(f"{name} {sign}", tone)
            badge.setToolTip(_(words).format(quarter=one.quarter))
            badge.setAccessibleName(badge.toolTip())


def quarter_mark(state: QuarterState) -> str:
    """Return the sign of a quarter's state."""
    return _MARKS[state][0]
