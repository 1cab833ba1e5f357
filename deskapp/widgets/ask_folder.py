"""Ask for a folder to write into, which may be a new one."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QWidget

from deskapp.i18n import _


def ask_folder_to_write(parent: QWidget, title: str, folder: str) -> str:
    """Return the folder that is chosen, made where its name is a new one; empty for none."""
    # The dialogs of Windows and macOS make new folders themselves.
    if sys.platform in ("win32", "darwin"):
        return QFileDialog.getExistingDirectory(parent, title, folder)
    dialog = FolderDialog(parent, title, folder)
    return dialog.folder() if dialog.exec() == QFileDialog.DialogCode.Accepted else ""


class FolderDialog(QFileDialog):
    """Qt's dialog for a folder, in which a name that is not there yet makes the folder."""

    def __init__(self, parent: QWidget | None, title: str, folder: str) -> None:
        super().__init__(parent, title, folder)
        # The system's dialogs refuse a name that is not there.
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setLabelText(QFileDialog.DialogLabel.FileName, _("Folder, or the name of a new one:"))
        self.name = self.findChild(QLineEdit, "fileNameEdit")
        self._buttons = self.findChild(QDialogButtonBox)
        if self.name is not None:
            self.name.textChanged.connect(self._allow_new_name)

    def folder(self) -> str:
        """Return the folder that was chosen."""
        return next(iter(self.selectedFiles()), "")

    def accept(self) -> None:
        """Make the folder that was named, if it is not there, and take it."""
        if self._is_there():
            super().accept()

    def _is_there(self) -> bool:
        path = self._named()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError:
            words = _("The folder {name} cannot be made here. Choose another place or name.")
            QMessageBox.warning(self, self.windowTitle(), words.format(name=path.name))
            return False
        return True

    def _named(self) -> Path:
        """Return the folder that is typed; one that is not named in full is in the shown one."""
        typed = self.name.text().strip() if self.name is not None else ""
        return Path(self.directory().absolutePath()) / typed

    def _allow_new_name(self, text: str) -> None:
        """Let a new name be chosen; Qt allows those that are there."""
        if self._buttons is not None and text.strip():
            self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(True)
