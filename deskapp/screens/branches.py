"""The Party branches of the units."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.i18n import N_, _
from deskapp.queries.branches import BranchRow, list_branches
from deskapp.queries.lists import Order
from deskapp.records.branch import BRANCH_FIELDS
from deskapp.screens.lookups import lookups_for
from deskapp.usecases.branches import (
    BranchDraft,
    delete_branches,
    open_branch,
    reorder_branches,
    save_branch,
)
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_detail import FormDetail, RecordDetail
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.record_page import RecordPage
from deskapp.widgets.row_table_model import CENTRE, RIGHT, TableColumn, columns_from


class BranchesScreen(RecordPage):
    """List and form of the branches; their order is changed by dragging."""

    key = "branches"
    pastes_as = "branches"
    title = N_("Branches")
    new_text = N_("New branch")
    empty_text = N_(
        "The Party branches of the units belong here. Enter the first one, or take them over "
        "from a workbook."
    )
    kinds = frozenset({"branch", "unit", "person"})
    can_reorder = True
    columns = (
        TableColumn("office_order", N_("No."), 5, CENTRE),
        *columns_from(
            BRANCH_FIELDS,
            unit_id="unit",
            parent_id="parent",
            hidden=("active_from", "active_until"),
        ),
        TableColumn("people", N_("People"), 8, RIGHT),
    )

    def list_rows(self, search: str) -> Sequence[BranchRow]:
        order = Order(*self.order) if self.order else None
        return self.workspace.ask(list_branches, search, order=order)

    def count_all(self) -> int:
        return len(self.workspace.ask(list_branches))

    def make_detail(self) -> RecordDetail:
        form = RecordForm(BRANCH_FIELDS, lookups_for(self.workspace), year=self.workspace.year)
        form.enter_goes_on = self.settings.enter_goes_on
        return FormDetail(
            self.workspace,
            form,
            new=BranchDraft,
            open_=open_branch,
            save=save_branch,
            new_heading=_("New branch"),
        )

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_branches, ids)

    def reorder_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(reorder_branches, ids)

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        return (
            *super().empty_actions(),
            NoticeAction(
                _("Import from Excel"), lambda: self.page_requested.emit("exchange", "branches")
            ),
        )
