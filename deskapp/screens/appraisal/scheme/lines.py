"""The indicators of a scheme as lines of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from deskapp.i18n import N_, _
from deskapp.records.scheme import SECTIONS
from deskapp.rules.points import plain
from deskapp.rules.scheme_checks import rule_complaint
from deskapp.screens.appraisal.scheme.words import sentence_of
from deskapp.usecases.schemes import IndicatorDraft, checked
from deskapp.widgets.row_table_model import RIGHT, TableColumn


@dataclass(slots=True, eq=False)
class IndicatorLine:
    """One line: a number of its own while the indicator has no id, and the draft it shows."""

    id: int
    draft: IndicatorDraft
    place: int = 0
    wrong: bool = field(default=False)
    rule: str = ""

    def read(self) -> None:
        """Read the rule anew: its sentence, or what is wrong with it."""
        complaint = rule_complaint(checked(self.draft))
        self.wrong = bool(complaint)
        self.rule = complaint or sentence_of(self.draft)

    @property
    def section(self) -> str:
        """Return the section in words."""
        return _(SECTIONS[self.draft.section])

    @property
    def level1(self) -> str:
        """Return the name of the level-1 indicator."""
        return self.draft.level1

    @property
    def level2(self) -> str:
        """Return the name of the indicator."""
        return self.draft.level2

    @property
    def points(self) -> Decimal | None:
        """Return what the indicator is worth."""
        return self.draft.points

    @property
    def criteria(self) -> str:
        """Return the criteria in one line."""
        return " ".join(self.draft.criteria.split())


def _shown(points: Decimal | None) -> str:
    return "" if points is None else plain(points)


COLUMNS = (
    TableColumn("place", N_("No."), 4, RIGHT, sortable=False, hidden=True),
    TableColumn("section", N_("Section of the scheme"), 7, sortable=False),
    TableColumn("level1", N_("Level 1"), 10, sortable=False),
    TableColumn("level2", N_("Level 2"), 16, sortable=False),
    TableColumn("points", N_("Worth"), 6, RIGHT, shown=_shown, sortable=False),
    TableColumn("criteria", N_("Criteria"), 24, sortable=False, hidden=True),
    TableColumn(
        "rule",
        N_("Rule in words"),
        34,
        tone=lambda line: "red" if line.wrong else "",
        sortable=False,
    ),
)
