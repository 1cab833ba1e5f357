"""Every training seminar of the year, and whether the required documents were in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.study.seminars import SeminarRow, seminars
from deskapp.screens.study.choice_chips import ChoiceChips
from deskapp.screens.study.list_part import ListPart
from deskapp.widgets.row_table_model import TableColumn

_ALL, _INCLUDED, _MISSING = "all", "included", "missing"


@dataclass(frozen=True, slots=True)
class SeminarLine:
    """One document at one seminar as the list shows it; its id is its place."""

    id: int
    said: str
    held_on: date
    title: str
    host: str
    document: str
    row: SeminarRow


def _line(place: int, row: SeminarRow) -> SeminarLine:
    said = f"√ {_('Included')}" if row.included else f"× {_('Not included')}"
    return SeminarLine(place, said, row.held_on, row.title, row.host or "", row.document, row)


class SeminarsPart(ListPart):
    """Lists seminar by document; Enter opens the seminar's agenda, where it is put in."""

    key = "study_seminars"
    title = N_("Training seminars")
    empty_text = N_(
        "No training seminar of this year has to include a document. Require one of “every "
        "training seminar”, and enter the seminars as meetings."
    )
    kinds = frozenset(
        {"study_requirement", "document", "meeting", "agenda_item", "agenda_document"}
    )
    columns = (
        TableColumn(
            "said",
            N_("In it"),
            11,
            tone=lambda line: "green" if line.row.included else "red",
            sortable=False,
        ),
        TableColumn("held_on", N_("Date"), 11, shown=shown_date, sortable=False),
        TableColumn("title", N_("Training seminar"), 30, sortable=False),
        TableColumn("host", N_("Host"), 18, sortable=False),
        TableColumn("document", N_("Required document"), 26, sortable=False),
    )

    def set_up(self) -> None:
        self.words = {_ALL: _("All"), _INCLUDED: _("Included"), _MISSING: _("Not included")}
        self.which = ChoiceChips(_("In it"), list(self.words.items()))
        self.which.changed.connect(lambda: self.attempt(self.refresh))
        self.filters.addWidget(self.which)
        self.agenda_button = self.button("list-checks", _("Agenda of the seminar"), self._go)

    def list_rows(self) -> tuple[Sequence[SeminarLine], int]:
        rows = self.workspace.ask(seminars, self.workspace.year, self.workspace.today)
        lines = [_line(place, row) for place, row in enumerate(rows)]
        by_state = {
            _ALL: lines,
            _INCLUDED: [line for line in lines if line.row.included],
            _MISSING: [line for line in lines if not line.row.included],
        }
        for code, words in self.words.items():
            self.which.say(code, f"{words} {len(by_state[code])}")
        return by_state[self.which.value()], len(rows)

    def show_everything(self) -> None:
        self.which.choose(_ALL)

    def enable(self) -> None:
        self.agenda_button.setEnabled(len(self.chosen()) == 1)

    def open(self, row_id: int) -> None:
        line = self.table.rows.row_at(self.table.rows.row_of(row_id) or 0)
        self.page_requested.emit("meetings", (line.row.meeting_id, "agenda"))

    def _go(self) -> None:
        self.open(self.chosen()[0].id)
