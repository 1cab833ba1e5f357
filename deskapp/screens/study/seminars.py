"""Every training seminar of the year, and whether the required documents were in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.facts import working_day
from deskapp.queries.study.seminars import SeminarRow, seminars
from deskapp.rules.coverage import SEMINAR_STATES
from deskapp.screens.study.choice_chips import ChoiceChips
from deskapp.screens.study.list_part import ListPart
from deskapp.widgets.row_table_model import TableColumn
from deskapp.workspace.reader import Question

_ALL = "all"
_TONES = {"included": "green", "missing": "red", "planned": "blue", "nothing_required": "grey"}
_SIGNS = {"included": "√", "missing": "×", "planned": "…", "nothing_required": "－"}


@dataclass(frozen=True, slots=True)
class SeminarLine:
    """One document at one seminar as the list shows it; its id is its place."""

    id: int
    said: str
    held_on: date | None
    title: str
    host: str
    document: str
    row: SeminarRow


def _line(place: int, row: SeminarRow) -> SeminarLine:
    said = f"{_SIGNS[row.state]} {_(SEMINAR_STATES[row.state])}"
    host, document = row.host or _("No host"), row.document or ""
    return SeminarLine(place, said, row.held_on, row.title, host, document, row)


def _tone_of_host(line: SeminarLine) -> str:
    return "" if line.row.host else "yellow"  # it counts for nobody


class SeminarsPart(ListPart):
    """Lists seminar by document; Enter opens the seminar's agenda, where it is put in."""

    key = "study_seminars"
    title = N_("Training seminars")
    empty_text = N_(
        "No training seminar of this year is entered yet. Enter the seminars as meetings, and "
        "require a document of “every training seminar” to have their agendas compared."
    )
    kinds = frozenset(
        {"study_requirement", "document", "meeting", "agenda_item", "agenda_document"}
    )
    columns = (
        TableColumn(
            "said",
            N_("In it"),
            11,
            tone=lambda line: _TONES[line.row.state],
        ),
        TableColumn("held_on", N_("Date"), 11, shown=shown_date),
        TableColumn("title", N_("Training seminar"), 30),
        TableColumn("host", N_("Host"), 18, tone=_tone_of_host),
        TableColumn("document", N_("Required document"), 26),
    )

    def set_up(self) -> None:
        self.words = {_ALL: _("All")}
        self.words |= {str(code): _(text) for code, text in SEMINAR_STATES.items()}
        self.which = ChoiceChips(_("In it"), list(self.words.items()))
        self.which.changed.connect(lambda: self.attempt(self.show_lines))
        self.filters.addWidget(self.which)
        self.agenda_button = self.button("list-checks", _("Agenda of the seminar"), self._go)

    def question(self) -> Question:
        year = self.workspace.year
        return lambda ask: ask(seminars, year, ask(working_day, year))

    def lines(self, answer: list[SeminarRow]) -> tuple[Sequence[SeminarLine], int]:
        counts = Counter([_ALL] * len(answer) + [str(row.state) for row in answer])
        for code, words in self.words.items():
            self.which.say(code, f"{words} {counts[code]}")
        wanted = self.which.value()
        lines = [_line(place, row) for place, row in enumerate(answer)]
        return [line for line in lines if wanted in (_ALL, line.row.state)], len(answer)

    def show_everything(self) -> None:
        self.which.choose(_ALL)

    def enable(self) -> None:
        self.agenda_button.setEnabled(len(self.chosen()) == 1)

    def open(self, row_id: int) -> None:
        line = self.table.rows.row_at(self.table.rows.row_of(row_id) or 0)
        self.page_requested.emit("meetings", (line.row.meeting_id, "agenda"))

    def _go(self) -> None:
        self.open(self.chosen()[0].id)
