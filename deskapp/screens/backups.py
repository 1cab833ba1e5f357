"""The copies of the ledger: make one now, put one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from deskapp.database.backup import Backup, backups_folder, list_backups, make_backup
from deskapp.dates import shown_date
from deskapp.errors import LedgerError
from deskapp.i18n import _
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import make_primary


class BackupsDialog(QDialog):
    """Lists the copies of an open ledger, the newest first."""

    restore_requested = Signal(object)  # Backup

    def __init__(self, ledger: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._backups: list[Backup] = []
        self.setWindowTitle(_("Backups"))
        self.table = QTableWidget(0, 3)
        self.note = QLabel()
        self.make_button = QPushButton(icon("save", "#FFFFFF"), _("Back up now"))
        self.restore_button = QPushButton(icon("rotate-ccw"), _("Put back…"))
        self.folder_button = QPushButton(icon("folder-open"), _("Open folder"))
        self.close_button = QPushButton(_("Close"))
        self._lay_out()
        self._connect()
        self.refresh()
        self.resize(560, 420)

    def _lay_out(self) -> None:
        said = QLabel(
            _(
                "The program keeps a checked copy whenever something changed: at opening, and "
                "every half hour. Older copies are thinned out by day, week and month. Copy the "
                "folder to another disk from time to time."
            )
        )
        said.setWordWrap(True)
        self.table.setHorizontalHeaderLabels([_("No."), _("Made at"), _("Size")])
        self.table.setAccessibleName(_("Backups"))
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.note.setWordWrap(True)
        make_primary(self.make_button)
        foot = QHBoxLayout()
        foot.addWidget(self.restore_button)
        foot.addWidget(self.folder_button)
        foot.addStretch(1)
        foot.addWidget(self.make_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        for widget in (said, self.table, self.note):
            layout.addWidget(widget)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.make_button.clicked.connect(self._on_make)
        self.restore_button.clicked.connect(self._on_restore)
        self.folder_button.clicked.connect(self._on_open_folder)
        self.close_button.clicked.connect(self.accept)
        self.table.itemSelectionChanged.connect(self._show_what_can_be_done)

    def refresh(self) -> None:
        """List the copies that are there now."""
        self._backups = list_backups(self._ledger)
        self.table.setRowCount(len(self._backups))
        for row, backup in enumerate(self._backups):
            made = f"{shown_date(backup.made_at.date())} {backup.made_at:%H:%M}"
            size = _("{size} KB").format(size=f"{max(1, backup.size // 1024):,}")
            for column, text in enumerate((str(backup.number), made, size)):
                item = QTableWidgetItem(text)
                if column != 1:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)
        if self._backups:
            self.table.selectRow(0)
        else:
            self.note.setText(_("There is no backup yet."))
        self._show_what_can_be_done()

    def chosen(self) -> Backup | None:
        """Return the copy that is chosen in the list."""
        row = self.table.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _show_what_can_be_done(self) -> None:
        self.restore_button.setEnabled(self.chosen() is not None)
        self.folder_button.setEnabled(backups_folder(self._ledger).is_dir())

    def _on_make(self) -> None:
        try:
            backup = make_backup(self._ledger)
        except LedgerError as error:
            self.note.setText(str(error))
        else:
            self.refresh()
            self.note.setText(_("Backup {number} was made.").format(number=backup.number))

    def _on_restore(self) -> None:
        backup = self.chosen()
        if backup is None:
            return
        made = f"{shown_date(backup.made_at.date())} {backup.made_at:%H:%M}"
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.windowTitle(),
            _("Put the ledger back to how it was at {time}?").format(time=made),
            parent=self,
        )
        box.setInformativeText(_("What was entered since is kept as a backup of its own."))
        roles = QMessageBox.ButtonRole
        put_back = box.addButton(_("Put back"), roles.AcceptRole)
        cancel = box.addButton(_("Cancel"), roles.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        put_back.clicked.connect(lambda: self._give_back(backup))
        box.open()

    def _give_back(self, backup: Backup) -> None:
        self.accept()
        self.restore_requested.emit(backup)

    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(backups_folder(self._ledger))))
