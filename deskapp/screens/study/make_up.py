"""Absent and excused people who have not made up for what was studied without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut

from deskapp.dates import shown_date
from deskapp.i18n import N_, _, ngettext
from deskapp.queries.facts import working_day
from deskapp.queries.study.make_up import NotMadeUpRow, count_not_made_up, not_made_up
from deskapp.records.meeting import ATTENDANCE_STATES
from deskapp.screens.lookups import lookups_for
from deskapp.screens.people import UnitFilter
from deskapp.screens.study.dialogs import make_up_dialog
from deskapp.screens.study.list_part import ListPart
from deskapp.widgets.row_table_model import TableColumn
from deskapp.widgets.search_box import SearchBox
from deskapp.workspace.reader import Ask, Question


@dataclass(frozen=True, slots=True)
class MissedLine:
    """One person at one meeting as the list shows it."""

    id: int
    person: str
    unit: str
    branch: str
    state: str
    reason: str
    held_on: date
    meeting: str
    documents: str
    row: NotMadeUpRow


def _state(state: str) -> str:
    return _(ATTENDANCE_STATES[state])


class MakeUpPart(ListPart):
    """Lists who missed what; make-up study is entered for all who are chosen at once."""

    key = "not_made_up"
    title = N_("Not made up yet")
    empty_text = N_("Nobody has to make up for anything: all who missed a study have done so.")
    kinds = frozenset(
        {"study_entry", "document", "meeting", "agenda_item", "agenda_document", "attendance"}
        | {"branch", "person", "unit"}
    )
    columns = (
        TableColumn("person", N_("Name"), 9),
        TableColumn("unit", N_("Unit"), 16),
        TableColumn(
            "state",
            N_("Attendance"),
            8,
            shown=_state,
            tone=lambda line: _tone(line),
        ),
        TableColumn("reason", N_("Reason"), 12),
        TableColumn("held_on", N_("Date"), 11, shown=shown_date),
        TableColumn("meeting", N_("Meeting missed"), 26),
        TableColumn("documents", N_("Documents studied"), 26),
        TableColumn("branch", N_("Branch"), 18, hidden=True),
    )

    def set_up(self) -> None:
        # A row keeps its number while others come and go, so that what is chosen stays chosen.
        self._numbers: dict[tuple[int, int], int] = {}
        self.search = SearchBox()
        self.search.setPlaceholderText(_("Name, initials, unit or meeting (Ctrl+F)"))
        self.search.searched.connect(lambda: self.attempt(self.refresh))
        self.unit = UnitFilter(lookups_for(self.workspace)["unit"])
        self.unit.setToolTip(_("Show one unit only"))
        self.unit.chosen.connect(lambda: self.attempt(self.refresh))
        self.filters.addWidget(self.search)
        self.filters.addWidget(self.unit)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.take_focus)
        self.all_button = self.button("list-checks", _("Choose all"), self.table.selectAll)
        self.open_button = self.button("external-link", _("Meeting"), self._open_chosen)
        self.enter_button = self.button("pencil", "", self.enter_study)
        self.table.selection_cut.connect(self._on_selection_cut)

    def question(self) -> Question:
        year, words, unit_id = self.workspace.year, self.search.words(), self.unit.unit_id

        def read(ask: Ask) -> tuple[list[NotMadeUpRow], int]:
            as_of = ask(working_day, year)
            rows = ask(not_made_up, year, as_of, unit_id=unit_id, search=words)
            is_narrowed = words or unit_id is not None
            return rows, ask(count_not_made_up, year, as_of) if is_narrowed else len(rows)

        return read

    def lines(self, answer: tuple[list[NotMadeUpRow], int]) -> tuple[Sequence[MissedLine], int]:
        rows, total = answer
        return [self._line(row) for row in rows], total

    def _line(self, row: NotMadeUpRow) -> MissedLine:
        key = (row.person_id, row.meeting_id)
        return MissedLine(
            self._numbers.setdefault(key, len(self._numbers)),
            row.person,
            row.unit,
            row.branch or "",
            row.state,
            row.reason,
            row.held_on,
            row.meeting,
            row.documents,
            row,
        )

    def show_everything(self) -> None:
        self.unit.clear()
        self.search.clear()

    def enable(self) -> None:
        people = len({line.row.person_id for line in self.chosen()})
        text = ngettext("{n} chosen: enter make-up…", "{n} chosen: enter make-up…", people).format(
            n=people
        )
        self.enter_button.setText(text if people else _("Enter make-up study…"))
        self.enter_button.setEnabled(bool(people) and self.workspace.can_write)
        self.all_button.setEnabled(self.table.rows.rowCount() > 0)
        self.open_button.setEnabled(len(self.chosen()) == 1)

    def enter_study(self) -> None:
        """Enter make-up study for all who are chosen."""
        pairs = [(line.row.person_id, line.row.meeting_id) for line in self.chosen()]
        dialog = make_up_dialog(self.workspace, pairs, self)
        dialog.accepted.connect(lambda: self.tell_entered(dialog.result_of_run))
        dialog.open()

    def open(self, row_id: int) -> None:
        line = self.table.rows.row_at(self.table.rows.row_of(row_id) or 0)
        self.page_requested.emit("meetings", (line.row.meeting_id, "attendance"))

    def _open_chosen(self) -> None:
        self.open(self.chosen()[0].id)

    def _on_selection_cut(self, number: int) -> None:
        self.tell(_("At most {number} rows are chosen at once.").format(number=number))


def _tone(line: MissedLine) -> str:
    return "red" if line.state == "absent" else "yellow"
