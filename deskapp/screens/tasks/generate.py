"""Hand a key task down to units and branches: one branch task for each that is ticked."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import LedgerError
from deskapp.i18n import _, ngettext
from deskapp.queries.branches import list_branches
from deskapp.queries.units import list_units
from deskapp.screens.tasks.carrier_tree import CarrierTree
from deskapp.screens.tasks.carriers import Carrier, Key, carriers
from deskapp.usecases.key_tasks import generate_branch_tasks
from deskapp.workspace.workspace import Workspace


class GenerateDialog(QDialog):
    """Chooses who carries a key task; `made` says how many branch tasks were made."""

    def __init__(
        self, workspace: Workspace, key_task_id: int, heading: str, day: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.key_task_id = key_task_id
        self.day = day
        self.made = 0
        self.setWindowTitle(_("Hand down to units and branches"))
        self.tree = CarrierTree(carriers(workspace, key_task_id, day))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name or initials"))
        self.search.setAccessibleName(_("Search"))
        self.search.setClearButtonEnabled(True)
        self.general = self._general_box()
        self.quick = self._quick_choices()
        self.number = QLabel()
        self.complaint = QLabel()
        self.complaint.setWordWrap(True)
        self.complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self.complaint.hide()
        self.make_button = QPushButton()
        self.make_button.setDefault(True)
        self._lay_out(heading)
        self._connect()
        self._say_number()
        self.resize(560, 560)

    def _general_box(self) -> QCheckBox:
        """Return the box that counts the general branches among the branches."""
        general = [one.key for one in self.tree.carriers() if one.is_general]
        box = QCheckBox(_("With general branches ({number})").format(number=len(general)))
        box.setToolTip(_("Whether “all branches” means those too that only stand over others"))
        box.setVisible(bool(general))
        box.toggled.connect(lambda is_on: None if is_on else self.tree.untick(general))
        return box

    def _quick_choices(self) -> list[QPushButton]:
        def involved(carrier: Carrier) -> bool:
            return bool(carrier.part)

        def is_wanted(carrier: Carrier) -> bool:
            return self.general.isChecked() or not carrier.is_general

        def branches_of_involved(carrier: Carrier) -> bool:
            return carrier.key in below and is_wanted(carrier)

        below = {b.key for unit in self.tree.carriers() if unit.part for b in unit.branches}
        choices = (
            (_("All leading and cooperating units"), involved),
            (_("Their branches"), branches_of_involved),
            (_("All branches"), lambda carrier: carrier.key[0] == "branch" and is_wanted(carrier)),
        )
        buttons = []
        for words, fits in choices:
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, chosen=fits: self.tree.tick(chosen))
            buttons.append(button)
        nobody = QPushButton(_("Untick all"))
        nobody.setAutoDefault(False)
        nobody.clicked.connect(self.tree.untick_all)
        return [*buttons, nobody]

    def _lay_out(self, heading: str) -> None:
        title = QLabel(heading)
        title.setWordWrap(True)
        quick = QHBoxLayout()
        quick.setSpacing(4)
        for button in self.quick:
            quick.addWidget(button)
        quick.addWidget(self.general)
        quick.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.number, 1)
        foot.addWidget(self.make_button)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        for part in (title, self.search):
            layout.addWidget(part)
        layout.addLayout(quick)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.complaint)
        layout.addLayout(foot)
        self.tree.setFocus()

    def _connect(self) -> None:
        self.tree.chosen_changed.connect(self._say_number)
        self.search.textChanged.connect(self._on_search)
        self.make_button.clicked.connect(self.accept)

    def _say_number(self) -> None:
        number = len(self.tree.chosen())
        there = sum(carrier.is_there for carrier in self.tree.carriers())
        self.number.setText(
            _("{there} made already, {number} to be made").format(there=there, number=number)
        )
        words = ngettext("Make {number} branch task", "Make {number} branch tasks", number)
        self.make_button.setText(words.format(number=number))
        self.make_button.setEnabled(number > 0)

    def _on_search(self, text: str) -> None:
        self.tree.show_only(self._found(text.strip()) if text.strip() else None)

    def _found(self, text: str) -> set[Key]:
        units: set[Key] = {("unit", row.id) for row in self.workspace.ask(list_units, text)}
        branches: set[Key] = {("branch", row.id) for row in self.workspace.ask(list_branches, text)}
        return units | branches

    def accept(self) -> None:
        """Make the branch tasks; stay open and say why when that cannot be done."""
        chosen = self.tree.chosen()
        try:
            self.made = self.workspace.do(
                generate_branch_tasks,
                self.key_task_id,
                unit_ids=[number for kind, number in chosen if kind == "unit"],
                branch_ids=[number for kind, number in chosen if kind == "branch"],
                assigned_on=self.day,
            )
        except LedgerError as error:
            self.complaint.setText(str(error))
            self.complaint.show()
        else:
            super().accept()
