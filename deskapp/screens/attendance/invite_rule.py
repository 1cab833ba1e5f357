"""Choose whom a rule invites: these units, this rank at least, this branch, top leaders."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from deskapp.fields import ReferenceField
from deskapp.i18n import N_, _
from deskapp.queries.attendance import InviteRule, people_for_rule
from deskapp.queries.branches import list_branches
from deskapp.queries.units import list_units
from deskapp.records.person import RANK_ORDER, RANKS
from deskapp.records.unit import UNIT_KINDS
from deskapp.widgets.field_editor import Choice, Lookup
from deskapp.widgets.reference_editor import ReferenceEditor
from deskapp.workspace.workspace import Workspace

_BRANCH = ReferenceField(name="branch_id", label=N_("Branch"), to="branch")
_UNIT_ROLE = Qt.ItemDataRole.UserRole


class RuleChooser(QWidget):
    """Units in a tree by kind, with the conditions at its side."""

    changed = Signal()

    def __init__(self, workspace: Workspace, meeting_id: int, day: date) -> None:
        super().__init__()
        self._day = day
        self._workspace = workspace
        self._meeting_id = meeting_id
        self.units = self._unit_tree()
        self.rank = QComboBox()
        self.rank.setAccessibleName(_("Rank at least"))
        self.rank.addItem(_("Every rank"), None)
        for rank in RANK_ORDER[:-1]:
            self.rank.addItem(_("{rank} and above").format(rank=_(RANKS[rank])), rank)
        self.leaders = QCheckBox(_("Top leaders only"))
        self.branch = ReferenceEditor(_BRANCH, self._branches())
        form = QFormLayout()
        form.addRow(_("Rank at least"), self.rank)
        form.addRow(_("Branch"), self.branch)
        form.addRow("", self.leaders)
        layout = QHBoxLayout(self)
        layout.addWidget(self.units, 3)
        side = QVBoxLayout()
        side.addLayout(form)
        side.addStretch(1)
        layout.addLayout(side, 2)
        self.units.itemChanged.connect(lambda: self.changed.emit())
        self.rank.currentIndexChanged.connect(lambda: self.changed.emit())
        self.leaders.toggled.connect(lambda: self.changed.emit())
        self.branch.changed.connect(self.changed)

    def _branches(self) -> Lookup:
        def find(text: str) -> list[Choice]:
            rows = self._workspace.ask(list_branches, text)
            return [Choice(row.id, row.name, row.unit) for row in rows]

        def named(branch_id: int) -> Choice | None:
            return next((choice for choice in find("") if choice.id == branch_id), None)

        return Lookup(find, named)

    def _unit_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabel(_("Units (none ticked: all of them)"))
        tree.setAccessibleName(_("Units"))
        units = self._workspace.ask(list_units, active_on=self._day)
        for kind, words in UNIT_KINDS.items():
            of_kind = [unit for unit in units if unit.kind == kind]
            if not of_kind:
                continue
            head = QTreeWidgetItem(tree, [f"{_(words)} ({len(of_kind)})"])
            head.setFlags(head.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            head.setCheckState(0, Qt.CheckState.Unchecked)
            for unit in of_kind:
                item = QTreeWidgetItem(head, [unit.name])
                item.setData(0, _UNIT_ROLE, unit.id)
                item.setCheckState(0, Qt.CheckState.Unchecked)
            head.setExpanded(True)
        return tree

    def tick_unit(self, unit_id: int) -> None:
        """Tick a unit."""
        for item in self._items():
            if item.data(0, _UNIT_ROLE) == unit_id:
                item.setCheckState(0, Qt.CheckState.Checked)

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.units.topLevelItem(n) for n in range(self.units.topLevelItemCount())]
        items = (head.child(n) for head in heads if head for n in range(head.childCount()))
        return [item for item in items if item is not None]

    def rule(self) -> InviteRule:
        """Return the rule as it stands."""
        ticked = (item for item in self._items() if item.checkState(0) == Qt.CheckState.Checked)
        branch_id = self.branch.value()
        return InviteRule(
            unit_ids=tuple(item.data(0, _UNIT_ROLE) for item in ticked),
            branch_id=branch_id if isinstance(branch_id, int) else None,
            rank=self.rank.currentData(),
            top_leaders_only=self.leaders.isChecked(),
        )

    def person_ids(self) -> list[int]:
        """Return the ids of the people the rule names."""
        return self._workspace.ask(people_for_rule, self._meeting_id, self.rule())
