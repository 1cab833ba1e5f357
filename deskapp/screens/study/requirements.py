"""The study requirements of the year: document, audience, day, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deskapp.i18n import N_, _
from deskapp.queries.lists import Order
from deskapp.queries.study.requirements import RequirementRow, list_requirements
from deskapp.records.study import AUDIENCES, STUDY_REQUIREMENT_FIELDS
from deskapp.screens.study.requirement_detail import RequirementDetail
from deskapp.screens.tasks.delegates import BarDelegate
from deskapp.usecases.study import delete_requirements
from deskapp.widgets.record_page import RecordPage
from deskapp.widgets.row_table_model import CENTRE, RIGHT, TableColumn

_SHOWN = {field.name: field.shown for field in STUDY_REQUIREMENT_FIELDS}


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One requirement as the list shows it; attributes are named as the query sorts them."""

    id: int
    document: str
    audience: str
    due_on: date | None
    progress: str
    missing: str
    leaders_first: bool
    recurring: bool
    number: str
    note: str
    share: float | None


def _line(row: RequirementRow) -> RequirementLine:
    studied = row.done + row.late
    return RequirementLine(
        id=row.id,
        document=row.document,
        audience=row.audience_text or _(AUDIENCES[row.audience]),
        due_on=row.due_on,
        progress=f"{studied}/{row.expected}" if row.expected else "",
        missing=str(row.missing or ""),
        leaders_first=row.leaders_first,
        recurring=row.recurring,
        number=row.number,
        note=row.note,
        share=studied / row.expected if row.expected else None,
    )


class RequirementsPart(RecordPage):
    """List and form of the requirements."""

    key = "study_requirements"
    title = N_("Study requirements")
    new_text = N_("New requirement")
    empty_text = N_(
        "Say here which documents have to be studied by whom, and by which day. Who studied "
        "them follows from the meetings and their attendance."
    )
    kinds = frozenset(
        {"study_requirement", "study_audience", "study_entry", "document", "meeting"}
        | {"agenda_item", "agenda_document", "attendance", "branch", "person", "unit"}
    )
    depends_on_year = True
    columns = (
        TableColumn("document", N_("Document"), 24),
        TableColumn("audience", N_("Who studies it"), 12),
        TableColumn("due_on", N_("Study by"), 10, shown=_SHOWN["due_on"]),
        TableColumn("progress", N_("Studied"), 14, RIGHT, sortable=False),
        TableColumn("missing", N_("Not studied"), 7, RIGHT, sortable=False),
        TableColumn("leaders_first", N_("Leaders first"), 8, CENTRE, _SHOWN["leaders_first"]),
        TableColumn("recurring", N_("Every year"), 8, CENTRE, _SHOWN["recurring"], hidden=True),
        TableColumn("number", N_("Document number"), 16, hidden=True),
        TableColumn("note", N_("Remark"), 20, hidden=True),
    )
    detail: RequirementDetail

    def list_rows(self, search: str) -> Sequence[RequirementLine]:
        order = Order(*self.order) if self.order else None
        year, as_of = self.workspace.year, self.workspace.today
        rows = self.workspace.ask(list_requirements, year, as_of, search, order)
        wanted = self.chips.value("audience")
        return [_line(row) for row in rows if wanted is None or row.audience == wanted]

    def make_detail(self) -> RequirementDetail:
        return RequirementDetail(self.workspace, self.settings)

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_requirements, ids)

    def set_up(self) -> None:
        self.chips.add_group("audience", [(code, _(text)) for code, text in AUDIENCES.items()])
        self.search.setPlaceholderText(_("Document or remark (Ctrl+F)"))
        keys = [column.key for column in self.columns]
        bar = BarDelegate(lambda line: line.share, self.table)
        self.table.setItemDelegateForColumn(keys.index("progress"), bar)

    def show_target(self, target: object) -> None:
        """Open a requirement by its id; begin one: "new", or ("new", id of a document)."""
        if target == "new":
            self.attempt(self.new_record)
        elif isinstance(target, tuple):
            self._require(target[1])
        else:
            super().show_target(target)

    def _require(self, document_id: int) -> None:
        if self.workspace.can_write and self.save_if_dirty():
            self.new_record()
            self.detail.require(document_id)
            self._show_panel()
