"""The states a branch task may go to next, as buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from deskapp.i18n import N_, _
from deskapp.rules.task_states import MAY_FOLLOW, TASK_STATES
from deskapp.widgets.flow_layout import FlowLayout

# What a button does, where that is more than the name of the state it leads to.
_VERBS = {
    "extended": N_("Extend…"),
    "cancelled": N_("Cancel task"),
    "done": N_("Mark as done"),
    "submitted": N_("Submit"),
    "adjustment_asked": N_("Ask for adjustment"),
    "in_progress": N_("Take up"),
    "to_confirm": N_("Back to confirm"),
}
# In the order in which the work usually goes on; what ends a task comes last.
_ORDER = (
    "in_progress", "submitted", "done", "extended", "adjustment_asked", "to_confirm", "cancelled",
)  # fmt: skip


def next_states(state: str) -> list[str]:
    """Return the states that may follow, the usual way on first."""
    return [one for one in _ORDER if one in MAY_FOLLOW.get(state, frozenset())]


def verb_of(state: str) -> str:
    """Return what bringing a task into a state is called."""
    return _(_VERBS[state])


class StatesBar(QWidget):
    """Offers only what may follow; `state_asked` names the state that was pressed."""

    state_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {state: self._button(state) for state in _ORDER}
        layout = FlowLayout(self)
        for button in self.buttons.values():
            layout.addWidget(button)

    def _button(self, state: str) -> QPushButton:
        button = QPushButton(verb_of(state), self)
        button.setAutoDefault(False)
        button.setToolTip(_("State: {state}").format(state=_(TASK_STATES[state])))
        button.clicked.connect(lambda: self.state_asked.emit(state))
        return button

    def show_next_of(self, state: str | None, *, can_write: bool) -> None:
        """Show the buttons that fit a state; None or a read-only ledger hides all."""
        allowed = next_states(state) if state and can_write else []
        for one, button in self.buttons.items():
            button.setVisible(one in allowed)
        self.setVisible(bool(allowed))
