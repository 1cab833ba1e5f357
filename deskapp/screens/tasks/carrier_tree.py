"""Tick the units and branches that are to carry a task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from deskapp.i18n import _
from deskapp.records.task import TASK_PARTS
from deskapp.screens.tasks.carriers import Carrier, Key

_KEY = Qt.ItemDataRole.UserRole
_NAME, _NOTE = 0, 1


class CarrierTree(QTreeWidget):
    """Units with their branches; those that carry the task already are ticked for good."""

    chosen_changed = Signal()

    def __init__(self, carriers: Sequence[Carrier], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[Key, QTreeWidgetItem] = {}
        self._carriers: dict[Key, Carrier] = {}
        self.setAccessibleName(_("Units and branches"))
        self.setHeaderLabels([_("Units and branches"), ""])
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        for carrier in carriers:
            self._add(carrier, self.invisibleRootItem())
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self.chosen_changed)

    def _add(self, carrier: Carrier, parent: QTreeWidgetItem) -> None:
        item = QTreeWidgetItem(parent, [carrier.name, _note(carrier)])
        item.setData(_NAME, _KEY, carrier.key)
        checked = Qt.CheckState.Checked if carrier.is_there else Qt.CheckState.Unchecked
        item.setCheckState(_NAME, checked)
        if carrier.is_there:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            for column in (_NAME, _NOTE):
                item.setForeground(column, self.palette().placeholderText())
        self._items[carrier.key], self._carriers[carrier.key] = item, carrier
        for branch in carrier.branches:
            self._add(branch, item)

    def chosen(self) -> list[Key]:
        """Return the units and branches that are ticked and have no task yet."""
        return [
            key
            for key, item in self._items.items()
            if item.checkState(_NAME) == Qt.CheckState.Checked and not self._carriers[key].is_there
        ]

    def carriers(self) -> Iterator[Carrier]:
        """Yield every unit and branch."""
        yield from self._carriers.values()

    def tick(self, fits: Callable[[Carrier], bool]) -> None:
        """Tick those that fit, and show them."""
        self.blockSignals(True)
        for key, carrier in self._carriers.items():
            if not carrier.is_there and fits(carrier):
                self._items[key].setCheckState(_NAME, Qt.CheckState.Checked)
                if (parent := self._items[key].parent()) is not None:
                    parent.setExpanded(True)
        self.blockSignals(False)
        self.viewport().update()
        self.chosen_changed.emit()

    def untick_all(self) -> None:
        """Take every tick away but those of the tasks that exist."""
        self.untick(self.chosen())

    def untick(self, keys: Sequence[Key]) -> None:
        """Take the ticks of some away, but those of the tasks that exist."""
        self.blockSignals(True)
        for key in set(keys).intersection(self.chosen()):
            self._items[key].setCheckState(_NAME, Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()
        self.chosen_changed.emit()

    def show_only(self, found: set[Key] | None) -> None:
        """Show what was found, with the units of found branches; None shows everything."""
        for carrier in list(self._carriers.values()):
            if carrier.key[0] == "unit":
                below = {branch.key for branch in carrier.branches}
                hit = found is None or carrier.key in found
                for key in below:
                    shown = hit or (found is not None and key in found)
                    self._items[key].setHidden(not shown)
                item = self._items[carrier.key]
                item.setHidden(not hit and not (found and below & found))
                if found is not None and below & found:
                    item.setExpanded(True)


def _note(carrier: Carrier) -> str:
    words = [_(TASK_PARTS[carrier.part])] if carrier.part else []
    if carrier.is_general:
        words.append(_("general branch"))
    if carrier.is_there:
        words.append(_("has the task"))
    return " · ".join(words)
