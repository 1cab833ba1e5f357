"""One scheme, opened, edited and saved: its head above, its indicators below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout

from deskapp.errors import FieldProblems
from deskapp.i18n import _
from deskapp.rules.scheme_checks import ordinary_warning, section_sums
from deskapp.screens.appraisal.scheme.head import SchemeHead
from deskapp.screens.appraisal.scheme.indicators import IndicatorsEditor
from deskapp.screens.appraisal.scheme.sums import Sums
from deskapp.settings import Settings
from deskapp.usecases.schemes import (
    IndicatorDraft,
    SchemeDraft,
    new_scheme,
    open_scheme,
    save_scheme,
)
from deskapp.widgets.record_detail import RecordDetail
from deskapp.workspace.workspace import Workspace


class SchemeDetail(RecordDetail):
    """Edits a scheme as a whole; one save writes head and indicators."""

    draft: SchemeDraft
    opens = staticmethod(open_scheme)

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        may_remove: Callable[[IndicatorDraft, Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = SchemeDraft()
        self.is_final = False
        self._dirty = False
        self.head = SchemeHead()
        self.sums = Sums()
        self.indicators = IndicatorsEditor(settings, may_remove)
        for part in (self.head, self.indicators):
            part.changed.connect(self._on_changed)
            part.save_requested.connect(self.save_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(self.indicators, 1)

    def open_record(self, record_id: int) -> None:
        self._show(self.workspace.ask(open_scheme, record_id))

    def open_new(self) -> None:
        self._show(self.workspace.ask(new_scheme, self.workspace.year))

    def is_dirty(self) -> bool:
        return self._dirty

    def save(self) -> int | None:
        if not (self.head.check() and self.indicators.check()):
            return None
        draft = self._entered()
        # Clean from here on: the save makes every page read again, this one too.
        self._set_dirty(dirty=False)
        try:
            return self.workspace.do(save_scheme, draft)
        except FieldProblems as problems:
            self._set_dirty(dirty=True)
            self._show_complaints(dict(problems.by_field))
            return None
        except BaseException:
            self._set_dirty(dirty=True)
            raise

    def sum_in_words(self) -> str:
        """Return that the ordinary points as typed do not add up; empty when they do."""
        indicators = self.indicators.sums()
        return ordinary_warning(_ordinary(indicators)) if indicators else ""

    def stops_adding_up(self) -> bool:
        """Say whether a saved scheme added up, and would not any more as it is typed."""
        was_right = self.draft.id is not None and not ordinary_warning(
            _ordinary(self.draft.indicators)
        )
        return was_right and bool(self.sum_in_words())

    def _entered(self) -> SchemeDraft:
        draft = replace(self.draft, indicators=self.indicators.drafts())
        self.head.write_into(draft)
        return draft

    def _show_complaints(self, complaints: dict[str, str]) -> None:
        """Show what is wrong with the head, else the first indicator that is not right."""
        of_head = {name: text for name, text in complaints.items() if "." not in name}
        if of_head:
            self.head.show_complaints(of_head)
            return
        placed = [
            (int(place), name) for place, _dot, name in (full.partition(".") for full in complaints)
        ]
        first = min(place for place, _name in placed)
        of_it = {name: complaints[f"{place}.{name}"] for place, name in placed if place == first}
        self.indicators.show_complaints(first, of_it)

    def take_over_saved(self) -> None:
        """Keep what was typed; what the other one took out becomes new, with nothing given."""
        if self.draft.id is None:
            return
        saved = self.workspace.ask(open_scheme, self.draft.id)
        self.draft.version = saved.version
        there = {indicator.id for indicator in saved.indicators}
        seen = {indicator.id for indicator in self.draft.indicators}
        kept = self.indicators.drafts()
        for indicator in kept:
            if indicator.id not in there:
                indicator.id = None
        added = [one for one in saved.indicators if one.id not in seen]
        self.draft.indicators = [*self.draft.indicators, *added]
        self.indicators.show_drafts([*kept, *added])

    def heading(self) -> str:
        return str(self.head.typed()["title"] or "") or _("New scheme")

    def badge(self) -> tuple[str, str]:
        return (_("Final"), "green") if self.is_final else ("", "")

    def set_read_only(self, read_only: bool) -> None:
        self.head.set_read_only(read_only)
        self.indicators.set_read_only(read_only)

    def focus_first(self) -> None:
        self.indicators.table.setFocus()

    def mark_dirty(self) -> None:
        """Take what is shown as not yet saved."""
        self._set_dirty(dirty=True)

    def _show(self, draft: SchemeDraft) -> None:
        self.draft = draft
        self.head.show_draft(draft)
        self.indicators.show_drafts([_copy(one) for one in draft.indicators])
        self._set_dirty(dirty=False)
        self._add_up()
        self.heading_changed.emit()

    def _on_changed(self) -> None:
        self._set_dirty(dirty=True)
        self._add_up()
        self.heading_changed.emit()

    def _add_up(self) -> None:
        """Say live what the scheme is as it stands in the form."""
        draft = replace(self.draft, **self.head.typed())
        draft.grades = self.head.given_grades() or self.draft.grades
        self.head.say(draft)
        self.sums.show_sums(draft, self.indicators.sums())

    def _set_dirty(self, *, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)


def _ordinary(indicators: Sequence[IndicatorDraft]) -> Decimal:
    return section_sums((one.section, one.points) for one in indicators)["ordinary"]


def _copy(indicator: IndicatorDraft) -> IndicatorDraft:
    """Return an indicator that can be edited while the saved one stays as it is."""
    return replace(
        indicator,
        measure_parameters=dict(indicator.measure_parameters),
        rule_parameters=dict(indicator.rule_parameters),
    )
