"""What is done to many branch tasks at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.fields import Field
from deskapp.i18n import _, ngettext
from deskapp.records.task import BRANCH_TASK_FIELDS
from deskapp.rules.task_states import MAY_FOLLOW, is_open
from deskapp.screens.lookups import lookups_for
from deskapp.screens.tasks.follow import NO_STAR, STAR
from deskapp.screens.tasks.states_bar import next_states
from deskapp.screens.tasks.words import state_in_words
from deskapp.widgets.icons import icon
from deskapp.widgets.percent_editor import PercentEditor
from deskapp.widgets.record_page import BulkPanel
from deskapp.widgets.reference_editor import ReferenceEditor
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_BY_NAME = {field.name: field for field in BRANCH_TASK_FIELDS}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the panel must know of the chosen tasks: their states and their deadlines."""

    states: frozenset[str]
    deadlines: tuple[date | None, ...]


class BranchTaskBulkPanel(BulkPanel):
    """Each line sets one thing for all chosen tasks; each is one step to undo."""

    state_asked = Signal(str)
    values_asked = Signal(object)  # {"responsible_id": 3} or {"percent": 50}
    extension_asked = Signal()
    slips_asked = Signal()
    follow_asked = Signal(bool)
    delete_asked = Signal()

    def __init__(self, workspace: Workspace, chosen: Callable[[], Chosen]) -> None:
        super().__init__()
        self._chosen = chosen
        self.ids: list[int] = []
        self.title = QLabel()
        self.title.setFont(heading_font(self.font()))
        self.explanation = QLabel()
        self.explanation.setWordWrap(True)
        self.explanation.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state = QComboBox()
        self.state.setAccessibleName(_("State of task"))
        self.state.setPlaceholderText(_("Choose a state"))
        self.responsible = ReferenceEditor(
            _BY_NAME["responsible_id"], lookups_for(workspace)["person"]
        )
        self.percent = PercentEditor(_BY_NAME["percent"])
        self._lay_out()
        self.state.currentIndexChanged.connect(self._on_state_chosen)
        self.responsible.changed.connect(self._enable_values)
        self.percent.changed.connect(lambda: self.set_percent_button.setEnabled(True))
        self.setEnabled(workspace.can_write)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.set_state_button = self._line(grid, "state", self.state, self._on_state)
        self.set_responsible_button = self._line(
            grid, "responsible_id", self.responsible, self._on_responsible
        )
        self.set_percent_button = self._line(grid, "percent", self.percent, self._on_percent)
        self.extend_button = QPushButton(icon("calendar"), _("Extend…"))
        self.extend_button.clicked.connect(self.extension_asked)
        self.slips_button = QPushButton(icon("clipboard-list"), _("Issue slips…"))
        self.slips_button.clicked.connect(self.slips_asked)
        self.follow_button = QPushButton(STAR + " " + _("Follow"))
        self.follow_button.clicked.connect(lambda: self.follow_asked.emit(True))
        self.unfollow_button = QPushButton(NO_STAR + " " + _("No longer follow"))
        self.unfollow_button.clicked.connect(lambda: self.follow_asked.emit(False))
        self.delete_button = QPushButton(icon("trash-2"), _("Delete"))
        self.delete_button.clicked.connect(self.delete_asked)
        for buttons in (
            (self.extend_button, self.slips_button),
            (self.follow_button, self.unfollow_button),
            (self.delete_button,),
        ):
            line = QHBoxLayout()
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            grid.addLayout(line, grid.rowCount(), 1, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.explanation)
        layout.addSpacing(8)
        layout.addLayout(grid)
        layout.addStretch(1)

    def _line(
        self, grid: QGridLayout, name: str, editor: QWidget, run: Callable[[], None]
    ) -> QPushButton:
        field: Field = _BY_NAME[name]
        row = grid.rowCount()
        label = QLabel(_(field.label))
        label.setBuddy(editor)
        button = QPushButton(_("Set"))
        button.setAccessibleName(_("Set {field} of all").format(field=_(field.label)))
        button.clicked.connect(run)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(editor, row, 1)
        grid.addWidget(button, row, 2)
        return button

    def set_ids(self, ids: Sequence[int]) -> None:
        self.ids = list(ids)
        number = len(self.ids)
        words = ngettext("{number} task chosen", "{number} tasks chosen", number)
        self.title.setText(words.format(number=number))
        states = self._chosen().states
        self.explanation.setText(_explanation(states))
        self._offer_states(states)
        # Nothing is set that was not chosen first: 0 % is where the editor stands, no wish.
        self.percent.set_value(0)
        self.set_percent_button.setEnabled(False)
        self._enable_values()

    def _enable_values(self) -> None:
        self.set_responsible_button.setEnabled(self.responsible.value() is not None)

    def _offer_states(self, states: frozenset[str]) -> None:
        """Offer the states that every chosen task may go to; extending asks for more."""
        common = frozenset.intersection(*(MAY_FOLLOW[state] for state in states))
        usual = [one for state in states for one in next_states(state)]
        self.state.clear()
        for state in dict.fromkeys(usual):
            if state in common and state != "extended":
                self.state.addItem(state_in_words(state), state)
        self.state.setCurrentIndex(-1)  # nothing is meant before it is chosen
        self.state.setEnabled(self.state.count() > 0)
        self.set_state_button.setEnabled(False)
        self.extend_button.setEnabled("extended" in common)
        self.slips_button.setEnabled(any(is_open(state) for state in states))

    def _on_state_chosen(self, place: int) -> None:
        self.set_state_button.setEnabled(place >= 0)

    def _on_state(self) -> None:
        self.state_asked.emit(self.state.currentData())

    def _on_responsible(self) -> None:
        person = self.responsible.value()
        self.responsible.set_value(None)
        self._enable_values()
        self.values_asked.emit({"responsible_id": person})

    def _on_percent(self) -> None:
        self.values_asked.emit({"percent": self.percent.value()})


def _explanation(states: frozenset[str]) -> str:
    words = "、".join(sorted(state_in_words(state) for state in states))
    text = _("Their states: {states}. Only states that all of them may go to are offered.")
    return text.format(states=words)
