"""Invite people to a meeting: by a rule, or by pasted names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import LedgerError
from deskapp.i18n import _, ngettext
from deskapp.screens.attendance.invite_names import PastedNames
from deskapp.screens.attendance.invite_rule import RuleChooser
from deskapp.usecases.attendance import invite_people
from deskapp.widgets.tabs import Tabs
from deskapp.workspace.workspace import Workspace


class InviteDialog(QDialog):
    """Says how many it would add before it adds them."""

    people_invited = Signal(int)  # how many were invited

    def __init__(
        self,
        workspace: Workspace,
        meeting_id: int,
        day: date,
        there: frozenset[int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._meeting_id = meeting_id
        self._there = there
        self.setWindowTitle(_("Invite to the meeting"))
        self.rule = RuleChooser(workspace, meeting_id, day)
        self.names = PastedNames(workspace, day)
        self.tabs = Tabs()
        self.tabs.addTab(self.rule, _("By rule"))
        self.tabs.addTab(self.names, _("By names"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.invite_button = QPushButton(_("Invite"))
        self.invite_button.setDefault(True)
        buttons.addButton(self.invite_button, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        self.resize(620, 520)
        self.rule.changed.connect(self._count)
        self.names.changed.connect(self._count)
        self.tabs.currentChanged.connect(self._count)
        self._count()

    def paste(self, text: str) -> None:
        """Read a text as names."""
        self.tabs.setCurrentWidget(self.names)
        self.names.text.setPlainText(text)
        self.names.read()

    def chosen(self) -> list[int]:
        """Return the ids of those the open tab names who are not on the list yet."""
        ids: Sequence[int] = self.tabs.currentWidget().person_ids()  # type: ignore[attr-defined]
        return [person_id for person_id in ids if person_id not in self._there]

    def _count(self) -> None:
        named = len(self.tabs.currentWidget().person_ids())  # type: ignore[attr-defined]
        new = len(self.chosen())
        words = ngettext("Adds {number} person", "Adds {number} people", new).format(number=new)
        if named > new:
            there = ngettext(
                "{number} is on the list already", "{number} are on the list already", named - new
            )
            words = f"{words} · {there.format(number=named - new)}"
        self.said.setText(words)
        self.invite_button.setEnabled(new > 0)
        self.invite_button.setText(
            ngettext("Invite {number} person", "Invite {number} people", new).format(number=new)
            if new
            else _("Invite")
        )

    def _on_accepted(self) -> None:
        try:
            added = self._workspace.do(invite_people, self._meeting_id, self.chosen())
        except LedgerError as error:
            self.said.setText(str(error))
            return
        self.people_invited.emit(added)
        self.accept()
