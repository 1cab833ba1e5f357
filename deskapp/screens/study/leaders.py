"""Whether section level and top leaders studied ahead of their branch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.facts import working_day
from deskapp.queries.study.behind import records_behind
from deskapp.queries.study.leaders_first import (
    LeadersFirstRow,
    leaders_behind,
    leaders_first,
)
from deskapp.reports.study_lists import reason_in_words
from deskapp.rules.coverage import LEADERS_FIRST_OUTCOMES
from deskapp.screens.study.choice_chips import ChoiceChips
from deskapp.screens.study.dialogs import SelfStudyDialog
from deskapp.screens.study.list_part import ListPart
from deskapp.widgets.row_table_model import TableColumn
from deskapp.workspace.reader import Question

_TONES = {"kept": "green", "broken": "red", "cannot_tell": "yellow", "not_applicable": "grey"}
_SIGNS = {"kept": "√", "broken": "×", "cannot_tell": "?", "not_applicable": "－"}
# What needs a hand comes first.
_ORDER = ("broken", "cannot_tell", "kept", "not_applicable")
_ALL = "all"


@dataclass(frozen=True, slots=True)
class LeadersLine:
    """One document at one branch as the list shows it; its id is its place."""

    id: int
    outcome: str
    said: str
    document: str
    unit: str
    branch: str
    branch_studied_on: date | None
    reason: str
    row: LeadersFirstRow


def _line(place: int, row: LeadersFirstRow) -> LeadersLine:
    said = f"{_SIGNS[row.outcome]} {_(LEADERS_FIRST_OUTCOMES[row.outcome])}"
    return LeadersLine(
        place,
        row.outcome,
        said,
        row.document,
        row.unit,
        row.branch,
        row.branch_studied_on,
        reason_in_words(row),
        row,
    )


def _hint(row: LeadersFirstRow) -> str:
    """Return which days keep to the order: the first day of each leader counts."""
    if row.branch_studied_on is None:
        return ""
    text = _("The branch studied it on {date}. A leader who studied by then kept the order.")
    return text.format(date=shown_date(row.branch_studied_on))


class LeadersPart(ListPart):
    """Lists kept, broken and cannot tell; opens the branch's meeting, or enters self study."""

    key = "leaders_first"
    title = N_("Leaders first check")
    empty_text = N_(
        "No requirement of this year asks leaders to study first. Tick “Leaders first” on a "
        "requirement to have the days compared."
    )
    kinds = frozenset(
        {"study_requirement", "study_audience", "study_entry", "document", "meeting"}
        | {"agenda_item", "agenda_document", "attendance", "branch", "person", "unit"}
    )
    columns = (
        TableColumn("said", N_("Outcome"), 11, tone=lambda line: _TONES[line.outcome]),
        TableColumn("document", N_("Document"), 24),
        TableColumn("unit", N_("Unit"), 14),
        TableColumn("branch", N_("Branch"), 18),
        TableColumn("branch_studied_on", N_("Branch studied on"), 11, shown=shown_date),
        TableColumn("reason", N_("Why"), 34),
    )

    def set_up(self) -> None:
        self.words = {_ALL: _("All")}
        self.words |= {str(code): _(text) for code, text in LEADERS_FIRST_OUTCOMES.items()}
        self.outcome = ChoiceChips(_("Outcome"), list(self.words.items()))
        self.outcome.changed.connect(lambda: self.attempt(self.show_lines))
        self.filters.addWidget(self.outcome)
        self.meeting_button = self.button("calendar-days", _("Meeting of the branch"), self._meet)
        self.enter_button = self.button("pencil", _("Enter self study…"), self.enter_study)

    def question(self) -> Question:
        year = self.workspace.year
        return lambda ask: ask(leaders_first, year, ask(working_day, year))

    def lines(self, answer: list[LeadersFirstRow]) -> tuple[Sequence[LeadersLine], int]:
        rows = answer
        counts = Counter([_ALL] * len(rows) + [str(row.outcome) for row in rows])
        for code, words in self.words.items():
            self.outcome.say(code, f"{words} {counts[code]}")
        wanted = self.outcome.value()
        lines = [_line(place, row) for place, row in enumerate(rows)]
        lines.sort(key=lambda line: _ORDER.index(line.outcome))
        return [line for line in lines if wanted in (_ALL, line.outcome)], len(rows)

    def show_everything(self) -> None:
        self.outcome.choose(_ALL)

    def enable(self) -> None:
        rows = [line.row for line in self.chosen()]
        is_one = len(rows) == 1
        self.meeting_button.setEnabled(is_one and rows[0].branch_studied_on is not None)
        may_lack = is_one and rows[0].outcome in ("broken", "cannot_tell")
        self.enter_button.setEnabled(may_lack and self.workspace.can_write)

    def open(self, row_id: int) -> None:
        self._open_meeting(self.table.rows.row_at(self.table.rows.row_of(row_id) or 0).row)

    def _meet(self) -> None:
        self._open_meeting(self.chosen()[0].row)

    def _open_meeting(self, row: LeadersFirstRow) -> None:
        """Show the branch's first meeting that studied it; without one, its cell of the grid."""
        year, as_of = self.workspace.year, self.workspace.today
        events = self.workspace.ask(
            records_behind, year, as_of, row.requirement_id, branch_id=row.branch_id
        )
        meetings = [event.record_id for event in events if event.table == "meeting"]
        if meetings and row.branch_studied_on is not None:
            self.page_requested.emit("meetings", meetings[0])
        else:
            self.part_requested.emit("coverage", (row.branch_id, row.requirement_id))

    def enter_study(self) -> None:
        """Enter a self study of the leaders who are behind; an earlier day counts."""
        row = self.chosen()[0].row
        year, as_of = self.workspace.year, self.workspace.today
        leaders = self.workspace.ask(leaders_behind, year, as_of, row.requirement_id, row.branch_id)
        if not leaders:
            text = _("All leaders of {branch} have studied it, none after the branch.")
            self.tell(text.format(branch=row.branch))
            return
        document = (row.document_id, row.document)
        dialog = SelfStudyDialog(self.workspace, leaders, document, self, _hint(row))
        dialog.accepted.connect(lambda: self.tell_entered(dialog.result_of_run))
        dialog.open()
