"""Ask whether to give a new record up: what was typed into it is kept nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from deskapp.i18n import _


def ask_to_discard(parent: QWidget, title: str, discard: Callable[[], object]) -> None:
    """Ask, and discard only when told to; Enter and Escape keep what was typed."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, _("Discard what you typed?"), parent=parent)
    box.setInformativeText(_("The new record was never saved; it cannot be brought back."))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    roles = QMessageBox.ButtonRole
    discard_button = box.addButton(_("Discard"), roles.DestructiveRole)
    keep = box.addButton(_("Keep editing"), roles.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    discard_button.clicked.connect(discard)
    box.open()
