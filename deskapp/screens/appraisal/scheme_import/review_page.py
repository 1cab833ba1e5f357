"""Look at every indicator that was read: table above, what was read and the form below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import FieldProblems
from deskapp.fields import FieldSet
from deskapp.i18n import _
from deskapp.records.scheme import SCHEME_FIELDS, SECTIONS
from deskapp.screens.appraisal.scheme.indicator_form import IndicatorForm
from deskapp.screens.appraisal.scheme.sums import Sums
from deskapp.screens.appraisal.scheme_import.reading_note import ReadingNote
from deskapp.screens.appraisal.scheme_import.review import COLUMNS, Review
from deskapp.settings import Settings
from deskapp.usecases.imports.scheme import SchemeReading
from deskapp.usecases.schemes import SchemeDraft
from deskapp.widgets.record_form import RecordForm
from deskapp.widgets.record_table import RecordTable

_HEAD = ("title", "year", "appraised", "scope")


def _head_fields() -> FieldSet:
    by_name = {field.name: field for field in SCHEME_FIELDS}
    by_name["year"] = replace(by_name["year"], width=8)
    by_name["title"] = replace(by_name["title"], width=24)  # so that the year stands beside it
    return tuple(by_name[name] for name in _HEAD)


class ReviewPage(QWidget):
    """Edits a scheme that was read, before it is saved; `changed` says that anything did."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.draft = SchemeDraft()
        self.review = Review([])
        self._place = 0
        self.head = RecordForm(_head_fields(), two_columns=True)
        self.sums = Sums()
        self.remarks = QLabel()
        self.remarks.setWordWrap(True)
        self.table = RecordTable(COLUMNS, "scheme_import", settings)
        self.table.setAccessibleName(_("Indicators that were read"))
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.selection_changed.connect(self._on_selected)
        self.note = ReadingNote()
        self.note.taken.connect(self._on_taken)
        self.form = IndicatorForm()
        self.form.changed.connect(self._on_typed)
        self._lay_out()

    def _lay_out(self) -> None:
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(8, 0, 4, 0)
        column.addWidget(self.note)
        column.addWidget(self.form)
        column.addStretch(1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(_scrolled(beside))
        self.splitter.setSizes([740, 480])
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self.remarks)
        layout.addWidget(self.sums)
        layout.addWidget(self.splitter, 1)

    def show_reading(self, reading: SchemeReading, year: int) -> None:
        """Show a table that was read; `year` is that of the window, where the title has none."""
        self.draft = replace(reading.draft, year=reading.draft.year or year)
        self.review = Review(reading.lines)
        self.head.show_draft(self.draft)
        self.remarks.setText("\n".join(reading.remarks))
        self.remarks.setVisible(bool(reading.remarks))
        self.show_all()
        self.show_place(1)

    def show_all(self) -> None:
        """Show every row as it stands now, and the sums."""
        self.table.set_rows(self.review.rows(SECTIONS))
        self.sums.show_sums(self.draft, self.review.indicators)
        self.changed.emit()

    def show_place(self, place: int) -> None:
        """Show the indicator at a place, counted from 1."""
        if not 1 <= place <= len(self.review.lines):
            return
        self._place = place
        self.table.select_ids([place])
        self.form.show_draft(self.review.indicator(place))
        self._show_note()

    def entered(self) -> SchemeDraft:
        """Return the scheme as it would be saved."""
        self.head.write_into(self.draft)
        return replace(self.draft, indicators=list(self.review.indicators))

    def show_complaints(self, problems: FieldProblems) -> None:
        """Show what is wrong: at the head, or at the first indicator that it is about."""
        self.head.show_complaints(
            {name: text for name, text in problems.by_field.items() if "." not in name}
        )
        places = sorted(int(name.split(".")[0]) for name in problems.by_field if "." in name)
        if places:
            self.show_place(places[0])
            self.form.check()

    def in_words(self, problems: FieldProblems) -> list[str]:
        """Return what is wrong, each sentence with the name of its indicator."""
        said = []
        for name, text in problems.by_field.items():
            place, dot, _field = name.partition(".")
            if dot:
                level2 = self.review.indicator(int(place)).level2
                text = _("“{name}”: {problem}").format(name=level2, problem=text)
            said.append(text)
        return list(dict.fromkeys(said))

    def _show_note(self) -> None:
        row = self.table.rows.row_at(self._place - 1)
        self.note.show_line(self.review, self._place, row)

    def _on_selected(self, places: list[int]) -> None:
        if places and places[0] != self._place:
            self.show_place(places[0])

    def _on_taken(self) -> None:
        self.review.take(self._place)
        self.show_all()
        self.show_place(self._place)
        if self.review.complaint(self._place):  # what is counted is still to be chosen
            self.form.measure.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self.review.settle(self._place)
        self.show_all()
        self._show_note()


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
