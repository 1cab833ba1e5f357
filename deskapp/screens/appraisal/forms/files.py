"""Ask for files and folders, and whether files that are there may be replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from deskapp.i18n import _, ngettext
from deskapp.settings import Settings
from deskapp.widgets.ask_folder import ask_folder_to_write

_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et")
"""Old formats are taken as well, to be refused with what to do."""
_MOST_RECENT = 8


def ask_for_form(parent: QWidget, folder: str) -> str:
    """Return the form that is chosen, empty for none."""
    kinds = _("Excel workbooks (*.xlsx *.xlsm *.xltx *.xltm)")
    return QFileDialog.getOpenFileName(parent, _("Choose form"), folder, kinds)[0]


def ask_for_folder(parent: QWidget, folder: str) -> str:
    """Return the folder for the filled forms, empty for none."""
    return ask_folder_to_write(parent, _("Folder for the filled forms"), folder)


def ask_for_new_file(parent: QWidget, suggestion: str) -> str:
    """Return where an example form is to be saved, empty for nowhere."""
    kinds = _("Excel workbooks (*.xlsx)")
    return QFileDialog.getSaveFileName(parent, _("Save an example form"), suggestion, kinds)[0]


def ask_to_replace(parent: QWidget, files: Sequence[Path], replace: Callable[[], None]) -> None:
    """Ask before filled forms of before are replaced: somebody may have written into them."""
    text = ngettext(
        "{n} file of this name is in the folder already: {name}. Replace it?",
        "{n} files of these names are in the folder already, such as {name}. Replace them?",
        len(files),
    ).format(n=len(files), name=files[0].name)
    box = QMessageBox(QMessageBox.Icon.Question, _("Fill a form"), text, parent=parent)
    box.setInformativeText(_("What was written into them by hand will be gone."))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    button = box.addButton(_("Replace"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    button.clicked.connect(replace)
    box.open()


def form_in(mime: QMimeData) -> Path | None:
    """Return the form among files that are dropped."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return next((file for file in files if file.suffix.lower() in _ENDINGS), None)


def remember_form(settings: Settings, path: Path) -> None:
    """Put a form at the head of those used last."""
    others = [one for one in settings.forms if one != str(path)]
    settings.forms = [str(path), *others][:_MOST_RECENT]
    settings.last_folder = str(path.parent)
