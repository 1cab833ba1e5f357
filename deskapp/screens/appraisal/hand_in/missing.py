"""What is missing before the hand-in: a short list with the ways to where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from deskapp.dates import long_date
from deskapp.i18n import _, ngettext
from deskapp.queries.completeness import GAP_KINDS
from deskapp.queries.hand_in import HandInState
from deskapp.usecases.finality_in_words import over_quota_in_words
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.theme import text_width

_MOST_KINDS = 8
_NARROWEST = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: its state in a word and a tone, a sentence, and where it leads.

    `leads_to` is ("part", name of a part of the page), ("gap", kind of gap) or ("page", name).
    """

    state: str
    tone: str
    text: str
    leads_to: tuple[str, str]


def lines_of(state: HandInState) -> Iterator[Line]:
    """Yield what stands before the hand-in, the scheme's own first."""
    if state.final is None:
        text = _("The scores are not final and may still change.")
        yield Line(_("Not final"), "yellow", text, ("part", "results"))
    else:
        text = _("The scores are final since {day}.").format(
            day=long_date(state.final.finalised_on)
        )
        yield Line(_("Final"), "green", text, ("part", "results"))
    for problem in state.problems:
        yield Line(_("Scheme"), "red", problem, ("part", "scheme"))
    for text in over_quota_in_words(state.over_quota):
        yield Line(_("Quota"), "red", text, ("part", "results"))
    if number := state.missing_scores:
        text = ngettext("{n} score is not given yet.", "{n} scores are not given yet.", number)
        yield Line(_("Missing"), "yellow", text.format(n=number), ("part", "scores"))
    if number := state.cut_scores:
        text = ngettext(
            "{n} score was given more points than its indicator is worth.",
            "{n} scores were given more points than their indicators are worth.",
            number,
        )
        yield Line(_("Scheme"), "yellow", text.format(n=number), ("part", "scores"))
    if number := state.open_appeals:
        text = ngettext("{n} appeal is not answered.", "{n} appeals are not answered.", number)
        yield Line(_("Missing"), "yellow", text.format(n=number), ("part", "appeals"))
    told = dict(islice(state.gaps.items(), _MOST_KINDS))
    for kind, count in told.items():
        yield _gap(kind, count)
    if number := sum(state.gaps.values()) - sum(told.values()):
        text = ngettext(
            "{n} more gap: see the home page", "{n} more gaps: see the home page", number
        )
        yield Line(_("Missing"), "yellow", text.format(n=number), ("page", "home"))


def _gap(kind: str, count: int) -> Line:
    words = {"overdue": (_("Overdue"), "red"), "due": (_("Due"), "blue")}
    state, tone = words.get(GAP_KINDS[kind].urgency, (_("Missing"), "yellow"))
    text = _("{heading}: {number}").format(heading=_(GAP_KINDS[kind].heading), number=count)
    return Line(state, tone, text, ("gap", kind))


class MissingLines(QScrollArea):
    """The list; what does not fit is scrolled to."""

    chosen = Signal(str, str)  # "part", "gap" or "page", and its name

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Before handing in"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(text_width(self.font(), _NARROWEST))
        self.buttons: dict[str, QPushButton] = {}

    def show_state(self, state: HandInState) -> None:
        """Show what is missing now."""
        self.buttons.clear()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(2)
        for line in lines_of(state):
            rows.addLayout(self._row(line))
        rows.addStretch(1)
        self.setWidget(inside)

    def _row(self, line: Line) -> QHBoxLayout:
        badge, words, button = Badge(), ElidedLabel(line.text), QPushButton(_("View"))
        badge.show_state(line.state, line.tone)
        words.setToolTip(line.text)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{button.text()}: {line.text}")
        button.clicked.connect(lambda: self.chosen.emit(*line.leads_to))
        self.buttons[line.text] = button
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(badge)
        row.addWidget(words, 1)
        row.addWidget(button)
        return row
