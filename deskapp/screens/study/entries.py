"""What was studied outside meetings: made up for one, or a document alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.study.entries import StudyEntryRow, list_study_entries
from deskapp.screens.lookups import lookups_for
from deskapp.screens.people import UnitFilter
from deskapp.screens.study.cell_panel import EVENT_WORDS
from deskapp.screens.study.entry_dialog import EntryDialog
from deskapp.screens.study.list_part import ListPart
from deskapp.usecases.study import delete_study_entries
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.row_table_model import TableColumn
from deskapp.widgets.search_box import SearchBox
from deskapp.workspace.reader import Ask, Question


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as the list shows it; attributes are named as the query sorts them."""

    id: int
    studied_on: date
    person: str
    unit: str
    branch: str
    kind: str
    what: str
    note: str
    row: StudyEntryRow


def _line(row: StudyEntryRow) -> EntryLine:
    return EntryLine(
        row.id,
        row.studied_on,
        row.person,
        row.unit,
        row.branch or "",
        _(EVENT_WORDS[row.kind]),
        row.meeting or row.document or "",
        row.note,
        row,
    )


class EntriesPart(ListPart):
    """Lists the entries; new self study is entered here, wrong entries are deleted."""

    key = "study_entries"
    title = N_("Self study and make-up")
    empty_text = N_(
        "Nothing was studied outside meetings yet. Enter self study here; make-up study is "
        "entered on the list of those who missed a meeting."
    )
    kinds = frozenset({"study_entry", "document", "meeting", "branch", "person", "unit"})
    sorts_itself = True
    columns = (
        TableColumn("studied_on", N_("Studied on"), 11, shown=shown_date),
        TableColumn("person", N_("Name"), 9),
        TableColumn("unit", N_("Unit"), 16),
        TableColumn("branch", N_("Branch"), 18),
        TableColumn("kind", N_("Form of study"), 10, sortable=False),
        TableColumn("what", N_("Document or meeting"), 28, sortable=False),
        TableColumn("note", N_("Remark"), 20, sortable=False),
    )

    def set_up(self) -> None:
        self.search = SearchBox()
        self.search.searched.connect(lambda: self.attempt(self.refresh))
        self.unit = UnitFilter(lookups_for(self.workspace)["unit"])
        self.unit.setToolTip(_("Show one unit only"))
        self.unit.chosen.connect(lambda: self.attempt(self.refresh))
        self.chips = FilterChips()
        kinds = [(code, _(EVENT_WORDS[code])) for code in ("make_up", "self_study")]
        self.chips.add_group("kind", kinds)
        self.chips.changed.connect(lambda: self.attempt(self.refresh))
        for widget in (self.search, self.unit, self.chips):
            self.filters.addWidget(widget)
        self.new_button = self.button("plus", _("Enter self study…"), self.enter_study)
        self.open_button = self.button("external-link", _("Open"), self._open_chosen)
        self.delete_button = self.button("trash-2", _("Delete"), self.delete_chosen)
        self._wanted: int | None = None
        self._add_keys()

    def _add_keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.take_focus)
        delete = QAction(_("Delete"), self.table)
        delete.setShortcut(QKeySequence("Del"))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(lambda: self.attempt(self.delete_chosen))
        self.table.addAction(delete)

    def question(self) -> Question:
        year, words, order = self.workspace.year, self.search.words(), self.order
        filters = {"kind": self.chips.value("kind"), "unit_id": self.unit.unit_id}

        def read(ask: Ask) -> tuple[list[StudyEntryRow], int]:
            rows = ask(list_study_entries, year, words, order=order, **filters)
            is_narrowed = words or any(value is not None for value in filters.values())
            return rows, len(ask(list_study_entries, year)) if is_narrowed else len(rows)

        return read

    def lines(self, answer: tuple[list[StudyEntryRow], int]) -> tuple[Sequence[EntryLine], int]:
        rows, total = answer
        return [_line(row) for row in rows], total

    def show_lines(self) -> None:
        super().show_lines()
        if self._wanted is not None:
            self.table.select_ids([self._wanted])
            self._wanted = None
            self.enable()

    def show_everything(self) -> None:
        self.unit.clear()
        self.chips.clear()
        self.search.clear()

    def show_target(self, target: object) -> None:
        """Choose an entry by its id."""
        if isinstance(target, int):
            self._wanted = target
            if self.table.rows.row_of(target) is None:
                self.show_everything()
                self.attempt(self.refresh)
            else:
                self.show_lines()

    def enable(self) -> None:
        chosen, can_write = len(self.chosen()), self.workspace.can_write
        self.new_button.setEnabled(can_write)
        self.open_button.setEnabled(chosen == 1)
        self.delete_button.setEnabled(chosen > 0 and can_write)

    def enter_study(self) -> None:
        """Ask who studied which document, and when."""
        dialog = EntryDialog(self.workspace, self)
        dialog.accepted.connect(lambda: self.tell_entered(dialog.result_of_run))
        dialog.open()

    def delete_chosen(self) -> None:
        """Delete the chosen entries, and offer to undo it."""
        ids = self.table.selected_ids()
        if ids and self.workspace.can_write:
            self.workspace.do(delete_study_entries, ids)
            done = self.workspace.last_saved
            self.tell_undoable(done.text if done else _("Deleted"))

    def open(self, row_id: int) -> None:
        row = self.table.rows.row_at(self.table.rows.row_of(row_id) or 0).row
        if row.meeting_id is not None:
            self.page_requested.emit("meetings", row.meeting_id)
        elif row.document_id is not None:
            self.page_requested.emit("documents", row.document_id)

    def _open_chosen(self) -> None:
        self.open(self.chosen()[0].id)
