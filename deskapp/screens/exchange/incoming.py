"""Where a workbook is handed over: choose what it holds, then choose, drop or paste it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.errors import InputProblems, LedgerError
from deskapp.i18n import _
from deskapp.screens.exchange.incoming_kinds import KindChooser
from deskapp.settings import Settings
from deskapp.usecases.imports import ScoringTable
from deskapp.widgets.cell_block import block_from_text
from deskapp.widgets.icons import icon
from deskapp.widgets.theme import heading_font

_MOST_PROBLEMS = 4


class ImportColumn(QWidget):
    """Says which file of which kind is to be read; reads nothing itself."""

    file_chosen = Signal(str, object)  # kind, Path
    block_pasted = Signal(str, object)  # kind, rows of cells
    reading_cancelled = Signal()
    scheme_found = Signal(object)  # Path

    def __init__(self, settings: Settings, *, can_write: bool) -> None:
        super().__init__()
        self._settings = settings
        self.choose_file: Callable[[], str] = self._ask_for_file
        self.kinds = KindChooser()
        self.zone = DropZone()
        self.zone.file_dropped.connect(self.take_file)
        self.zone.choose_button.clicked.connect(self._on_choose)
        self.complaint = QLabel()
        self.complaint.setWordWrap(True)
        self.complaint.setForegroundRole(QPalette.ColorRole.BrightText)
        self.complaint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.complaint.hide()
        self._scheme = Path()
        self.scheme_button = QPushButton(_("Import it as a scheme…"))
        self.scheme_button.clicked.connect(lambda: self.scheme_found.emit(self._scheme))
        self.scheme_button.hide()
        self.waiting = Waiting()
        self.waiting.cancel_button.clicked.connect(self.reading_cancelled)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        self.zone.paste_button.clicked.connect(self.paste)
        self._lay_out()
        self.setEnabled(can_write)

    def _lay_out(self) -> None:
        title = QLabel(_("Import"))
        title.setFont(heading_font(self.font()))
        promise = QLabel(_("You see what would change first; until then nothing is written."))
        promise.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        promise.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(promise)
        layout.addWidget(self.kinds)
        layout.addWidget(self.zone)
        layout.addWidget(self.waiting)
        layout.addWidget(self.complaint)
        layout.addWidget(self.scheme_button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    @property
    def kind(self) -> str:
        """Return the kind that is chosen; empty where the headings tell it."""
        return self.kinds.kind

    def choose_kind(self, kind: str) -> None:
        """Choose what the file holds."""
        self.kinds.choose(kind)

    def take_file(self, path: Path) -> None:
        """Hand a file over to be read as the kind that is chosen."""
        self._settings.last_folder = str(path.parent)
        self.file_chosen.emit(self.kind, path)

    def paste(self) -> None:
        """Hand over the cells on the clipboard; their first row must be the headings."""
        rows = block_from_text(QGuiApplication.clipboard().text())
        if len(rows) > 1:
            self.block_pasted.emit(self.kind, rows)
        else:
            self.show_complaint(
                LedgerError(
                    _("The clipboard holds no table."),
                    _("Copy the cells in Excel together with their headings, then paste here."),
                )
            )

    def show_waiting(self, text: str) -> None:
        """Say that something is being read, in the place of the drop zone."""
        self.clear_complaint()
        self.zone.hide()
        self.waiting.start(text)

    def show_ready(self) -> None:
        """Be ready for the next file."""
        self.waiting.hide()
        self.zone.show()

    def show_complaint(self, error: LedgerError) -> None:
        """Say why a file could not be read, and be ready for another."""
        self.show_ready()
        lines = [str(error)]
        if isinstance(error, InputProblems):
            lines += [str(problem) for problem in error.problems[:_MOST_PROBLEMS]]
        self.complaint.setText("\n".join(lines))
        self.complaint.show()
        if isinstance(error, ScoringTable):
            self._scheme = error.path
        self.scheme_button.setVisible(isinstance(error, ScoringTable))

    def clear_complaint(self) -> None:
        """Take the complaint away."""
        self.complaint.hide()
        self.scheme_button.hide()

    def _on_choose(self) -> None:
        if chosen := self.choose_file():
            self.take_file(Path(chosen))

    def _ask_for_file(self) -> str:
        return QFileDialog.getOpenFileName(
            self,
            _("Import from Excel"),
            self._settings.last_folder,
            _("Excel workbooks (*.xlsx *.xlsm *.xls);;All files (*)"),
        )[0]


class DropZone(QWidget):
    """A dashed field that takes a file, with the buttons that do the same."""

    file_dropped = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self._is_over = False
        self.setAcceptDrops(True)
        words = QLabel(_("Drop an Excel workbook here"))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose_button = QPushButton(icon("folder-open"), _("Choose a file…"))
        self.choose_button.setDefault(True)
        self.paste_button = QPushButton(icon("copy"), _("Paste cells (Ctrl+V)"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.paste_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addLayout(buttons)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()
            self._mark(is_over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(is_over=False)
        if (path := _dropped_file(event)) is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _mark(self, *, is_over: bool) -> None:
        self._is_over = is_over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        role = QPalette.ColorRole.Accent if self._is_over else QPalette.ColorRole.Dark
        pen = QPen(QColor(colours.color(role)), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colours.base())
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)


class Waiting(QWidget):
    """Says what is being done, with a bar and a way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLabel()
        self.text.setWordWrap(True)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(_("Progress"))
        self.cancel_button = QPushButton(_("Cancel"))
        line = QHBoxLayout()
        line.addWidget(bar, 1)
        line.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.addWidget(self.text)
        layout.addLayout(line)
        self.hide()

    def start(self, text: str) -> None:
        """Show what is being done."""
        self.text.setText(text)
        self.show()


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if urls else None
