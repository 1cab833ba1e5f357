"""Ask whether to close the window all the same when something typed cannot be saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from deskapp.i18n import _
from deskapp.widgets.notice import Notice


def ask_to_give_up(window: QWidget, why: Notice | None, give_up: Callable[[], None]) -> None:
    """Ask, saying why it cannot be saved: the ledger may be gone, as with its USB stick."""
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        window.windowTitle(),
        _("What you typed is not saved yet."),
        parent=window,
    )
    box.setInformativeText(why.text if why else _("A field needs to be put right."))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    roles = QMessageBox.ButtonRole
    give_up_button = box.addButton(_("Close without saving"), roles.DestructiveRole)
    stay = box.addButton(_("Stay"), roles.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    give_up_button.clicked.connect(give_up)
    box.open()
