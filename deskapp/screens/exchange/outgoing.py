"""The reports that can be exported, each with what it holds and a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import LANGUAGES, _, current_language
from deskapp.reports.registry import REPORTS, Report
from deskapp.screens.exchange.outgoing_bar import Export, ExportBar
from deskapp.settings import Settings
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace


class ExportColumn(QWidget):
    """Year, language, and a line for every report."""

    exported = Signal(object)  # Path

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self._workspace = workspace
        self.year_box = QComboBox()
        self.year_box.setAccessibleName(_("Year"))
        self.language_box = QComboBox()
        self.language_box.setAccessibleName(_("Language of the workbook"))
        for code, name in LANGUAGES.items():
            self.language_box.addItem(name, code)
        self.language_box.setCurrentIndex(self.language_box.findData(current_language()))
        self.bar = ExportBar(workspace, settings)
        self.bar.done.connect(self.exported)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        title = QLabel(_("Export"))
        title.setFont(heading_font(self.font()))
        choices = QHBoxLayout()
        for words, box in ((_("Year"), self.year_box), (_("Language"), self.language_box)):
            label = QLabel(words)
            label.setBuddy(box)
            choices.addWidget(label)
            choices.addWidget(box)
            choices.addSpacing(16)
        choices.addStretch(1)
        reports = QWidget()
        lines = QGridLayout(reports)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setHorizontalSpacing(16)
        lines.setVerticalSpacing(12)
        lines.setColumnStretch(0, 1)
        for place, report in enumerate(REPORTS.values()):
            self._add_report(lines, place * 2, report)
        lines.setRowStretch(2 * len(REPORTS), 1)
        area = QScrollArea()
        area.setAccessibleName(_("Reports that can be exported"))
        area.setWidget(reports)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addLayout(choices)
        layout.addWidget(area, 1)
        layout.addWidget(self.bar)

    def _add_report(self, lines: QGridLayout, row: int, report: Report) -> None:
        name, what = QLabel(_(report.label)), QLabel(_(report.help))
        name.setFont(heading_font(self.font(), 2))
        what.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        what.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(what)
        button = QPushButton(icon("file-spreadsheet"), _("Export…"))
        button.setAccessibleName(_("Export {report}").format(report=_(report.label)))
        button.clicked.connect(lambda: self.bar.ask_and_export(self.wanted(report.name)))
        self.buttons[report.name] = button
        if row:
            line = QFrame()
            line.setFrameShape(QFrame.Shape.HLine)
            line.setForegroundRole(QPalette.ColorRole.Midlight)
            lines.addWidget(line, row - 1, 0, 1, 2)
        lines.addLayout(words, row, 0)
        lines.addWidget(button, row, 1)

    def show_years(self, years: Sequence[int], year: int) -> None:
        """Offer these years and choose one."""
        self.year_box.clear()
        for one in sorted({*years, year}, reverse=True):
            self.year_box.addItem(str(one), one)
        self.year_box.setCurrentIndex(self.year_box.findData(year))

    def wanted(self, report: str) -> Export:
        """Return what is asked for with the year and the language that are chosen."""
        return Export(report, self.year_box.currentData(), self.language_box.currentData())
