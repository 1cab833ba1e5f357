"""What is done to many practices at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.fields import DateField
from deskapp.i18n import _, ngettext
from deskapp.records.practice import PRACTICE_FIELDS
from deskapp.rules.practice_states import ADOPTION_LEVELS, MAY_FOLLOW, PRACTICE_STATES
from deskapp.screens.practices.words import state_in_words
from deskapp.widgets.field_editors import DateEditor
from deskapp.widgets.icons import icon
from deskapp.widgets.record_page import BulkPanel
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_DUE = next(
    field for field in PRACTICE_FIELDS if isinstance(field, DateField) and field.name == "due_on"
)


class PracticeBulkPanel(BulkPanel):
    """Each line sets one thing for all chosen practices; each is one step to undo."""

    due_day_asked = Signal(object)  # a date, or None to take it away
    state_asked = Signal(str, object)  # the state, and the adoption level or None
    delete_asked = Signal()

    def __init__(
        self, workspace: Workspace, states_of_chosen: Callable[[], frozenset[str]]
    ) -> None:
        super().__init__()
        self._states_of_chosen = states_of_chosen
        self.ids: list[int] = []
        self.title = QLabel()
        self.title.setFont(heading_font(self.font()))
        self.explanation = QLabel()
        self.explanation.setWordWrap(True)
        self.explanation.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.due = DateEditor(_DUE, workspace.year)
        self.state = self._box(_("State of practice"), _("Choose a state"))
        self.level = self._box(_("Adoption level"), _("On which level?"))
        for code, label in ADOPTION_LEVELS.items():
            self.level.addItem(_(label), code)
        self._lay_out()
        self.due.changed.connect(self._enable)
        self.state.currentIndexChanged.connect(lambda _place: self._enable())
        self.level.currentIndexChanged.connect(lambda _place: self._enable())
        self.setEnabled(workspace.can_write)

    def _box(self, name: str, placeholder: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setPlaceholderText(placeholder)
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.set_due_button = self._line(grid, _("Summary due"), self.due, self._on_due)
        self.set_state_button = self._line(grid, _("State of practice"), self.state, self._on_state)
        self._level_label = QLabel(_("Adoption level"))
        grid.addWidget(self._level_label, grid.rowCount(), 0)
        grid.addWidget(self.level, grid.rowCount() - 1, 1)
        self.delete_button = QPushButton(icon("trash-2"), _("Delete"))
        self.delete_button.clicked.connect(self.delete_asked)
        grid.addWidget(self.delete_button, grid.rowCount(), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.explanation)
        layout.addSpacing(8)
        layout.addLayout(grid)
        layout.addStretch(1)

    def _line(
        self, grid: QGridLayout, words: str, editor: QWidget, run: Callable[[], None]
    ) -> QPushButton:
        row = grid.rowCount()
        label = QLabel(words)
        label.setBuddy(editor)
        button = QPushButton(_("Set"))
        button.setAccessibleName(_("Set {field} of all").format(field=words))
        button.clicked.connect(run)
        grid.addWidget(label, row, 0)
        grid.addWidget(editor, row, 1)
        grid.addWidget(button, row, 2)
        return button

    def set_ids(self, ids: Sequence[int]) -> None:
        self.ids = list(ids)
        number = len(self.ids)
        words = ngettext("{number} practice chosen", "{number} practices chosen", number)
        self.title.setText(words.format(number=number))
        states = self._states_of_chosen()
        ordered = [state for state in PRACTICE_STATES if state in states]
        text = _("Their states: {states}. Only a state that all may go to is offered.")
        self.explanation.setText(
            text.format(states=_(", ").join(state_in_words(state) for state in ordered))
        )
        self._offer_states(states)
        self.due.set_value(None)
        self._enable()

    def _offer_states(self, states: frozenset[str]) -> None:
        common = frozenset.intersection(*(MAY_FOLLOW[state] for state in states))
        self.state.clear()
        for state in PRACTICE_STATES:
            if state in common:
                self.state.addItem(state_in_words(state), state)
        self.state.setCurrentIndex(-1)  # nothing is meant before it is chosen
        self.state.setEnabled(self.state.count() > 0)
        self.level.setCurrentIndex(-1)

    def _enable(self) -> None:
        is_adopting = self.state.currentData() == "adopted"
        self.level.setVisible(is_adopting)
        self._level_label.setVisible(is_adopting)
        self.set_due_button.setEnabled(self.due.value() is not None)
        has_level = not is_adopting or self.level.currentIndex() >= 0
        self.set_state_button.setEnabled(self.state.currentIndex() >= 0 and has_level)

    def _on_due(self) -> None:
        self.due_day_asked.emit(self.due.value())

    def _on_state(self) -> None:
        is_adopting = self.state.currentData() == "adopted"
        level = self.level.currentData() if is_adopting else None
        self.state_asked.emit(self.state.currentData(), level)
