"""The units: headquarters departments and affiliated institutions, in office order."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.i18n import N_, _
from deskapp.queries.lists import Order
from deskapp.queries.units import UnitRow, list_units
from deskapp.records.unit import UNIT_FIELDS, UNIT_KINDS
from deskapp.usecases.units import UnitDraft, delete_units, open_unit, reorder_units, save_unit
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_detail import FormDetail, RecordDetail
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.record_page import RecordPage
from deskapp.widgets.row_table_model import CENTRE, RIGHT, TableColumn, columns_from


class UnitsScreen(RecordPage):
    """List and form of the units; their order is changed by dragging."""

    key = "units"
    pastes_as = "units"
    title = N_("Units")
    new_text = N_("New unit")
    empty_text = N_(
        "Departments and institutions belong here. Enter the first one, or take them over "
        "from a workbook."
    )
    kinds = frozenset({"unit", "branch", "person"})
    can_reorder = True
    columns = (
        TableColumn("office_order", N_("No."), 5, CENTRE),
        *columns_from(UNIT_FIELDS, hidden=("active_from", "active_until")),
        TableColumn("branches", N_("Branches"), 8, RIGHT),
        TableColumn("people", N_("People"), 8, RIGHT),
    )

    def set_up(self) -> None:
        self.chips.add_group("kind", [(code, _(label)) for code, label in UNIT_KINDS.items()])

    def list_rows(self, search: str) -> Sequence[UnitRow]:
        order = Order(*self.order) if self.order else None
        return self.workspace.ask(list_units, search, kind=self.chips.value("kind"), order=order)

    def count_all(self) -> int:
        return len(self.workspace.ask(list_units))

    def make_detail(self) -> RecordDetail:
        form = RecordForm(UNIT_FIELDS, year=self.workspace.year)
        form.enter_goes_on = self.settings.enter_goes_on
        return FormDetail(
            self.workspace,
            form,
            new=UnitDraft,
            open_=open_unit,
            save=save_unit,
            new_heading=_("New unit"),
        )

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_units, ids)

    def reorder_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(reorder_units, ids)

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        return (
            *super().empty_actions(),
            NoticeAction(
                _("Import from Excel"), lambda: self.page_requested.emit("exchange", "units")
            ),
        )
