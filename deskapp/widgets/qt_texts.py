"""Qt's own texts, such as those of its dialogs, in the language of the window.

Qt's catalogues lack some, and call the size of a file its volume.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator

from deskapp.i18n import N_, _

_DIALOG, _FILES, _KINDS = "QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider"
_OURS = {
    (_DIALOG, "&Look in:"): N_("&Look in:"),
    (_DIALOG, "Files of &type:"): N_("Files of &type:"),
    (_DIALOG, "Directory:"): N_("Folder &name:"),
    (_DIALOG, "File &name:"): N_("File &name:"),
    (_FILES, "Size"): N_("File size"),
    (_KINDS, "Drive"): N_("Drive"),
    (_KINDS, "File"): N_("One file"),
    (_KINDS, "%1 File"): N_("%1 file"),
    (_KINDS, "Folder"): N_("File folder"),
    (_KINDS, "File Folder"): N_("File folder"),
    (_KINDS, "Shortcut"): N_("File shortcut"),
    (_KINDS, "Alias"): N_("File shortcut"),
    (_KINDS, "Unknown"): N_("Unknown kind"),
}


class QtTexts(QTranslator):
    """Qt's catalogue of a language, and in its gaps our own."""

    def load_language(self, language: str) -> bool:
        """Read Qt's catalogue of a language; False where Qt has none, as it speaks English."""
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        return self.load(f"qtbase_{language}", folder)

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Return our words for a text of Qt, or Qt's; the English text where there are none."""
        ours = _OURS.get((context, source))
        if ours is not None:
            return _(ours)
        # An empty answer would be shown as it is.
        return super().translate(context, source, disambiguation, n) or source
