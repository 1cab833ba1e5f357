"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _, ngettext
from deskapp.screens.exchange.incoming_doubts import DoubtsPanel, Standing
from deskapp.screens.exchange.lines import STATUS_WORDS, preview_columns, preview_lines
from deskapp.settings import Settings
from deskapp.usecases.imports import IMPORT_KINDS, ImportReading
from deskapp.usecases.imports.rows import STATUSES
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.filter_chips import FilterChips
from deskapp.widgets.icons import icon
from deskapp.widgets.record_table import RecordTable
from deskapp.widgets.theme import heading_font, text_width

_BESIDE_STATUS = 2
_REMARKS = 90  # characters


class ImportPreview(QWidget):
    """Counts, remarks and rows of one reading, and the button that writes it."""

    back_requested = Signal()
    reread_requested = Signal()
    import_requested = Signal()
    left_out_requested = Signal()
    add_unknown_requested = Signal(bool)
    answered = Signal(str, str)  # key of a doubt, answer

    def __init__(
        self, reading: ImportReading, settings: Settings, standing: Standing | None = None
    ) -> None:
        super().__init__()
        self.reading = reading
        counts = reading.counts()
        self.chips = FilterChips()
        self.chips.add_group(
            "status",
            [
                (status, f"{_(STATUS_WORDS[status])} {counts[status]}")
                for status in STATUSES
                if counts[status]
            ],
        )
        self.chips.changed.connect(self._show_rows)
        self.table = RecordTable(preview_columns(reading), f"import {reading.kind}", settings)
        self.table.setAccessibleName(_("Rows of the file"))
        self.table.set_empty(_("The table in this file has no rows."))
        self.remarks = QLabel("\n".join(f"· {remark}" for remark in reading.remarks))
        self.remarks.setWordWrap(True)
        self.remarks.setVisible(bool(reading.remarks))
        self.remarks.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        unknown = len(reading.unknown)
        self.add_unknown = QCheckBox(_add_words(unknown))
        self.add_unknown.setChecked(reading.adds)
        self.add_unknown.setVisible(unknown > 0)
        self.add_unknown.toggled.connect(self.add_unknown_requested)
        self.doubts = DoubtsPanel(reading, standing)
        self.doubts.answered.connect(self.answered)
        self.doubts.row_requested.connect(self._on_row_requested)
        self.chosen = QLabel()
        self.chosen.setWordWrap(True)
        self.chosen.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.chosen.hide()
        self.table.selection_changed.connect(self._on_selection_changed)
        self._add_buttons(counts["new"] + counts["changed"], counts["problem"])
        self._lay_out()
        self._show_rows()

    def _add_buttons(self, number: int, problems: int) -> None:
        self.back_button = QToolButton()
        self.back_button.setIcon(icon("chevron-left"))
        self.back_button.setText(_("Back"))
        self.back_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back_button.clicked.connect(self.back_requested)
        self.reread_button = QPushButton(icon("rotate-ccw"), _("Read again"))
        self.reread_button.setToolTip(_("Read the file again after it was corrected"))
        self.reread_button.clicked.connect(self.reread_requested)
        self.import_button = QPushButton(icon("download"), _import_words(number, problems))
        self.import_button.setDefault(True)
        self.import_button.setEnabled(number > 0)
        self.import_button.clicked.connect(self.import_requested)
        self.left_out_button = QPushButton(
            icon("file-spreadsheet"), _("Save the rows with problems…")
        )
        self.left_out_button.setVisible(problems > 0)
        self.left_out_button.clicked.connect(self.left_out_requested)

    def _lay_out(self) -> None:
        title = ElidedLabel(self._title())
        title.setFont(heading_font(self.font()))
        note = QLabel(_("Nothing is written yet."))
        note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.back_button)
        head.addSpacing(8)
        head.addWidget(title, 1)
        head.addWidget(self.reread_button)
        foot.addWidget(self.import_button)
        foot.addWidget(self.left_out_button)
        foot.addStretch(1)
        foot.addWidget(note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.remarks)
        layout.addWidget(self.add_unknown)
        layout.addWidget(self.doubts)
        layout.addWidget(self.chips)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.chosen)
        layout.addLayout(foot)

    def _title(self) -> str:
        return _("{kind}: {file}, sheet {sheet}").format(
            kind=_(IMPORT_KINDS[self.reading.kind].label),
            file=self.reading.file,
            sheet=self.reading.sheet,
        )

    def _show_rows(self) -> None:
        status = self.chips.value("status")
        self.table.set_rows(preview_lines(self.reading, status))
        self._put_remarks_first(is_first=status == "problem")

    def _put_remarks_first(self, *, is_first: bool) -> None:
        """Move what is wrong beside the status while only rows with problems are shown."""
        head, last = self.table.horizontalHeader(), len(self.table.rows.columns) - 1
        head.moveSection(head.visualIndex(last), _BESIDE_STATUS if is_first else last)
        if is_first:
            self.table.setColumnWidth(last, text_width(self.font(), _REMARKS))

    def _on_selection_changed(self, ids: list[int]) -> None:
        """Say in full what the table may cut off: the problems and hints of the chosen row."""
        line = preview_lines(self.reading, number=ids[0])[0] if ids else None
        self.chosen.setText(line.remarks if line is not None else "")
        self.chosen.setVisible(bool(self.chosen.text()))

    def _on_row_requested(self, number: int) -> None:
        if self.table.rows.row_of(number) is None:
            self.chips.clear()
        self.table.select_ids([number])
        self._on_selection_changed([number])

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be pressed while the rows are being written."""
        buttons = (self.back_button, self.reread_button, self.import_button, self.add_unknown)
        for button in buttons:
            button.setEnabled(not busy)
        self.doubts.setEnabled(not busy)


def _add_words(number: int) -> str:
    text = ngettext(
        "Add the {n} unit or branch that the ledger does not have",
        "Add the {n} units and branches that the ledger does not have",
        number,
    )
    return text.format(n=number)


def _import_words(number: int, problems: int) -> str:
    if number == 0:
        return _("Nothing to import")
    if problems:
        text = ngettext(
            "Import the {n} row without problems", "Import the {n} rows without problems", number
        )
    else:
        text = ngettext("Import {n} row", "Import {n} rows", number)
    return text.format(n=number)
