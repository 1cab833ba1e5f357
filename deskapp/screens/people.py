"""The staff of the units, found by name, pinyin or initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from deskapp.fields import Field, ReferenceField
from deskapp.i18n import N_, _
from deskapp.queries.lists import Order
from deskapp.queries.people import count_people, list_people
from deskapp.records.person import PERSON_FIELDS, RANKS
from deskapp.screens.lookups import lookups_for
from deskapp.usecases.people import (
    PersonDraft,
    delete_people,
    open_person,
    reorder_people,
    save_person,
    update_people,
)
from deskapp.widgets.field_editor import Lookup
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_detail import FormDetail, RecordDetail
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.record_page import BulkPanel, RecordPage
from deskapp.widgets.reference_editor import ReferenceEditor
from deskapp.widgets.row_table_model import PagedRows, columns_from
from deskapp.widgets.theme import heading_font, text_width

_UNIT = ReferenceField(name="unit_id", label=N_("Unit"), to="unit")
_BULK = ("unit_id", "branch_id", "rank", "left")


class PeopleScreen(RecordPage):
    """List and form of the people; several at once get the same branch, rank or last day."""

    key = "people"
    pastes_as = "people"
    title = N_("People")
    new_text = N_("New person")
    empty_text = N_(
        "The staff of the units belong here, in their official role only. Enter the first "
        "person, or take the roster over from a workbook."
    )
    kinds = frozenset({"person", "unit", "branch"})
    columns = columns_from(
        PERSON_FIELDS, unit_id="unit", branch_id="branch", hidden=("joined", "left", "pinyin")
    )

    can_reorder = True

    def set_up(self) -> None:
        self.unit = UnitFilter(lookups_for(self.workspace)["unit"])
        self.unit.chosen.connect(lambda: self.attempt(self.refresh))
        self.tools.addWidget(self.unit)
        self.chips.add_group("rank", [(code, _(label)) for code, label in RANKS.items()])
        self.chips.add_group("top_leaders", [(True, _("Top leaders"))])
        self.search.setPlaceholderText(_("Name, initials or unit (Ctrl+F)"))

    def _filters(self) -> dict[str, Any]:
        top_leaders = bool(self.chips.value("top_leaders"))
        return {
            "rank": self.chips.value("rank"),
            "top_leaders": top_leaders,
            "unit_id": self.unit.unit_id,
        }

    def is_narrowed(self) -> bool:
        return super().is_narrowed() or self.unit.unit_id is not None

    def may_reorder(self) -> bool:
        """Let the people of one unit be put into order: each unit has its own."""
        return self.unit.unit_id is not None and not (super().is_narrowed() or self.order)

    def reorder_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(reorder_people, ids)

    def show_everything(self) -> None:
        self.unit.clear()
        super().show_everything()

    def list_rows(self, search: str) -> PagedRows:
        filters = self._filters()
        order = Order(*self.order) if self.order else None

        def page(offset: int, limit: int) -> Sequence[Any]:
            return self.workspace.ask(
                list_people, search, order=order, offset=offset, limit=limit, **filters
            )

        return PagedRows(self.workspace.ask(count_people, search, **filters), page)

    def count_all(self) -> int:
        return self.workspace.ask(count_people)

    def make_detail(self) -> RecordDetail:
        form = RecordForm(PERSON_FIELDS, lookups_for(self.workspace), year=self.workspace.year)
        form.enter_goes_on = self.settings.enter_goes_on
        return FormDetail(
            self.workspace,
            form,
            new=PersonDraft,
            open_=open_person,
            save=save_person,
            new_heading=_("New person"),
        )

    def make_bulk_panel(self) -> BulkPanel:
        return PeopleBulkPanel(self)

    def delete_rows(self, ids: Sequence[int]) -> None:
        self.workspace.do(delete_people, ids)

    def empty_actions(self) -> tuple[NoticeAction, ...]:
        return (
            *super().empty_actions(),
            NoticeAction(
                _("Import from Excel"), lambda: self.page_requested.emit("exchange", "people")
            ),
        )


class UnitFilter(ReferenceEditor):
    """A unit to show the people of, found as in a form; their order can be changed then."""

    chosen = Signal()

    def __init__(self, units: Lookup) -> None:
        super().__init__(_UNIT, units)
        self.unit_id: int | None = None
        self.control.setPlaceholderText(_("Every unit"))
        self.control.setAccessibleName(_("Filter by unit"))
        self.control.setClearButtonEnabled(True)
        self.setToolTip(
            _("With one unit chosen, drag the rows or press Alt+Up and Alt+Down to order them.")
        )
        self.setMinimumWidth(text_width(self.font(), 14))
        self.setMaximumWidth(text_width(self.font(), 24))
        self.changed.connect(self._on_changed)
        self.control.textChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Show every unit."""
        self.set_value(None)

    def _on_changed(self) -> None:
        if (unit_id := self.value()) != self.unit_id:
            self.unit_id = unit_id
            self.chosen.emit()


class PeopleBulkPanel(BulkPanel):
    """Gives several people the same unit, branch, rank or last day; what is empty stays."""

    def __init__(self, screen: PeopleScreen) -> None:
        super().__init__()
        self._screen = screen
        self._ids: list[int] = []
        self._title = QLabel()
        self._title.setFont(heading_font(self.font()))
        advice = QLabel(_("What you fill in here is set for all of them; the rest stays."))
        advice.setWordWrap(True)
        self.form = RecordForm(_bulk_fields(), lookups_for(screen.workspace))
        self.apply_button = QPushButton(_("Change all of them"))
        self.apply_button.setEnabled(screen.can_write)
        self.apply_button.clicked.connect(lambda: screen.attempt(self.apply))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        for widget in (self._title, advice, self.form):
            layout.addWidget(widget)
        layout.addSpacing(8)
        layout.addWidget(self.apply_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def set_ids(self, ids: Sequence[int]) -> None:
        self._ids = list(ids)
        self._title.setText(_("{number} people chosen").format(number=len(ids)))
        self.form.set_values(dict.fromkeys(_BULK))

    def apply(self) -> None:
        """Set what was filled in for all the people chosen."""
        if not self.form.check():
            return
        values = {name: value for name, value in self.form.values().items() if value}
        if values:
            number = self._screen.workspace.do(update_people, self._ids, values)
            self.form.set_values(dict.fromkeys(_BULK))
            self._screen.tell(_("{number} people changed").format(number=number))


def _bulk_fields() -> tuple[Field, ...]:
    fields = {field.name: replace(field, required=False) for field in PERSON_FIELDS}
    return tuple(fields[name] for name in _BULK)
