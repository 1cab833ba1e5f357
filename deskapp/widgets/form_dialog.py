"""A small form in a dialog that stays open, with what was typed, until it could be saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import _
from deskapp.widgets.record_form import RecordForm


class FormDialog(QDialog):
    """Asks for a few fields and does something with them; complaints stand under the fields.

    Enter in the last field does it, and Ctrl+Enter from wherever the keyboard is.
    """

    def __init__(
        self,
        title: str,
        explanation: str,
        form: RecordForm,
        do_it: str,
        run: Callable[[dict[str, Any]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = form
        self.result_of_run: Any = None
        self._run = run
        said = QLabel(explanation)
        said.setWordWrap(True)
        said.setVisible(bool(explanation))
        self.accept_button = QPushButton(do_it)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.accept_button)
        foot.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(said)
        layout.addWidget(form)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.setMinimumWidth(460)
        form.enter_saves_last = True
        form.save_requested.connect(self.accept_button.click)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept_button.click)
        form.focus_first()

    def accept(self) -> None:
        """Do it and close; stay open with the complaints when it cannot be done."""
        if not self.form.check():
            return
        try:
            self.result_of_run = self._run(self.form.values())
        except FieldProblems as problems:
            self.form.show_complaints(problems.by_field)
        except LedgerError as error:
            self.form.show_complaints({"": str(error)})
        else:
            super().accept()
