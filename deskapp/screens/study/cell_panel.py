"""Why a cell of the coverage says what it says, and what repairs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.dates import shown_date
from deskapp.i18n import N_, _
from deskapp.queries.study.behind import PersonMissing, StudyEvent
from deskapp.queries.study.coverage import CoverageCell, CoverageColumn, CoverageRow
from deskapp.screens.study.coverage_cells import (
    STATE_WORDS,
    TONES,
    audience_in_words,
    in_sentence,
    sign_of,
    state_of,
)
from deskapp.widgets.badge import Badge
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.flow_layout import FlowLayout
from deskapp.widgets.icons import icon
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.row_table_model import TableColumn
from deskapp.widgets.tabs import Tabs
from deskapp.widgets.theme import heading_font

EVENT_WORDS = {
    "meeting": N_("Meeting"),
    "make_up": N_("Make-up study"),
    "self_study": N_("Self study"),
}
_SLOW = 80  # milliseconds of reading that whoever runs along the cells would feel
_PATIENCE = 150


@dataclass(frozen=True, slots=True)
class ChosenCell:
    """The cell that the panel explains; `by` is what the rows of the grid are."""

    by: str
    row: CoverageRow
    column: CoverageColumn
    cell: CoverageCell

    @property
    def answers_as_branch(self) -> bool:
        """Return whether meetings of branches fill the cell, and not what a person studies."""
        of_branches = self.column.audience in ("branches", "units")
        return of_branches and self.by in ("branches", "units")


@dataclass(frozen=True, slots=True)
class _EventLine:
    id: int
    studied_on: date
    who: str
    title: str
    kind: str
    note: str
    event: StudyEvent


@dataclass(frozen=True, slots=True)
class _MissingLine:
    id: int
    person: str
    post: str
    place: str


Behind = Callable[[ChosenCell], tuple[Sequence[StudyEvent], Sequence[PersonMissing]]]


class CellPanel(QWidget):
    """Explains one cell: a sentence, the records behind it, who is missing, and two actions.

    `behind` reads the records and the missing people of a cell.
    """

    record_requested = Signal(str, int)  # table, id
    plan_requested = Signal(object)  # ChosenCell
    enter_requested = Signal(object)  # ChosenCell

    def __init__(self, behind: Behind, *, can_write: bool) -> None:
        super().__init__()
        self._behind = behind
        self._can_write = can_write
        self.chosen: ChosenCell | None = None
        self.missing_people: Sequence[PersonMissing] = ()
        self.row, self.document = ElidedLabel(), QLabel()
        self.row.setFont(heading_font(self.font()))
        self.document.setWordWrap(True)
        self.audience = QLabel()
        self.audience.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.badge = Badge()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.plan_button = self._button("calendar-days", _("Plan a branch study…"))
        self.enter_button = self._button("pencil", _("Enter self study…"))
        self.events = RecordTable(_EVENT_COLUMNS)
        self.events.setAccessibleName(_("Records behind the cell"))
        self.events.set_empty(_("Nobody has studied it yet."))
        self.missing = RecordTable(_MISSING_COLUMNS)
        self.missing.setAccessibleName(_("Who has not studied it"))
        self.missing.set_empty(_("Nobody is missing."))
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Behind the cell"))
        self.tabs.addTab(self.events, _("Records"))
        self.tabs.addTab(self.missing, _("Not studied"))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._is_slow = False
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _button(self, picture: str, text: str) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.row, 1)
        head.addWidget(self.badge)
        self._actions = QWidget()
        actions = FlowLayout(self._actions)
        actions.addWidget(self.plan_button)
        actions.addWidget(self.enter_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        for widget in (self.document, self.audience, self.sentence, self._actions):
            layout.addWidget(widget)
        layout.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self._patience.timeout.connect(self._show_behind)
        self.events.row_activated.connect(self._open)
        self.plan_button.clicked.connect(lambda: self.plan_requested.emit(self.chosen))
        self.enter_button.clicked.connect(lambda: self.enter_requested.emit(self.chosen))

    def show_nothing(self) -> None:
        """Ask for a cell to be chosen."""
        self.chosen = None
        self.row.setText(_("Coverage"))
        self.badge.show_state("", "")
        self.document.clear()
        self.audience.clear()
        self.sentence.setText(_("Choose a cell to see what is behind it."))
        self._show_rows((), ())

    def show_cell(self, chosen: ChosenCell) -> None:
        """Explain a cell; raises LedgerError when its records cannot be read."""
        self.chosen = chosen
        column, cell = chosen.column, chosen.cell
        state = state_of(cell)
        self.row.setText(chosen.row.name)
        self.row.setToolTip(f"{chosen.row.unit} {chosen.row.name}".strip())
        self.badge.show_state(f"{sign_of(state)} {_(STATE_WORDS[state])}", TONES.get(state, "grey"))
        self.document.setText(f"{column.document} {column.number}".strip())
        first = _("Leaders first") if column.leaders_first else ""
        self.audience.setText(" · ".join(p for p in (audience_in_words(column), first) if p))
        self.sentence.setText(in_sentence(cell, column))
        if self._is_slow:
            self._show_rows((), ())
            self._patience.start()  # whoever runs along the cells with the arrows does not wait
        else:
            self._patience.stop()
            self._show_behind()

    def is_waiting(self) -> bool:
        """Return whether the records of the cell are still to be read."""
        return self._patience.isActive()

    def _show_behind(self) -> None:
        if self.chosen is None:
            return
        watch = QElapsedTimer()
        watch.start()
        is_required = self.chosen.cell.expected > 0
        self._show_rows(*self._behind(self.chosen) if is_required else ((), ()))
        self._is_slow = watch.elapsed() > _SLOW

    def _show_rows(self, events: Sequence[StudyEvent], missing: Sequence[PersonMissing]) -> None:
        self.missing_people = missing
        self.events.set_rows([_event_line(place, event) for place, event in enumerate(events)])
        self.missing.set_rows([_missing_line(person) for person in missing])
        for part, words, number in (
            (self.events, _("Records"), len(events)),
            (self.missing, _("Not studied"), len(missing)),
        ):
            self.tabs.setTabText(self.tabs.indexOf(part), f"{words} {number or ''}".strip())
        self.tabs.setCurrentWidget(self.missing if missing and not events else self.events)
        chosen = self.chosen
        gap = chosen is not None and chosen.cell.missing > 0 and self._can_write
        of_branch = chosen is not None and chosen.answers_as_branch
        planned = chosen.cell.planned if chosen is not None else None
        self.plan_button.setVisible((gap or planned is not None) and of_branch)
        self.plan_button.setText(
            _("Plan a branch study…") if planned is None else _("Open the planned study")
        )
        # What people study alone does not fill the cell of a branch.
        self.enter_button.setVisible(bool(missing) and self._can_write and not of_branch)
        self._actions.setVisible(not (self.plan_button.isHidden() and self.enter_button.isHidden()))

    def allow_changes(self, *, can_write: bool) -> None:
        """Offer what repairs a gap from the next cell on, or offer it no longer."""
        self._can_write = can_write

    def enter(self) -> None:
        """Open the first record of the cell; where there is none, do what fills it."""
        if self.events.rows.rowCount():
            self._open(0)
        elif not self.plan_button.isHidden():
            self.plan_button.click()
        elif not self.enter_button.isHidden():
            self.enter_button.click()

    def _open(self, place: int) -> None:
        event: StudyEvent = self.events.rows.row_at(place).event
        self.record_requested.emit(event.table, event.record_id)


def _event_line(place: int, event: StudyEvent) -> _EventLine:
    return _EventLine(
        place,
        event.studied_on,
        event.person or event.branch or "",
        event.title,
        _(EVENT_WORDS[event.kind]),
        event.note,
        event,
    )


def _missing_line(person: PersonMissing) -> _MissingLine:
    place = person.branch or person.unit
    return _MissingLine(person.person_id, person.person, person.post, place)


_EVENT_COLUMNS = (
    TableColumn("studied_on", N_("Date"), 10, shown=shown_date, sortable=False),
    TableColumn("who", N_("Studied by"), 10, sortable=False),
    TableColumn("title", N_("Record"), 18, sortable=False),
    TableColumn("kind", N_("Form of study"), 9, sortable=False),
    TableColumn("note", N_("Remark"), 10, sortable=False),
)
_MISSING_COLUMNS = (
    TableColumn("person", N_("Name"), 8, sortable=False),
    TableColumn("post", N_("Post"), 12, sortable=False),
    TableColumn("place", N_("Branch"), 16, sortable=False),
)
