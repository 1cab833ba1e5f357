"""Choose what a workbook holds, and what has to be said beside it: the year, the meeting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _
from deskapp.usecases.imports import IMPORT_KINDS
from deskapp.widgets.icons import icon

BY_HEADINGS = ""


class KindChooser(QWidget):
    """A line for each kind with the columns it needs; the headings decide where none is chosen."""

    template_requested = Signal(str)  # kind

    def __init__(self) -> None:
        super().__init__()
        self.buttons = QButtonGroup(self)
        self.year_label = QLabel()
        self.year_label.setWordWrap(True)
        self.year_label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.meeting_label = QLabel(_("Meeting of the list"))
        self.meeting_box = QComboBox()
        self.meeting_box.setAccessibleName(_("Meeting of the list"))
        self.meeting_box.setMinimumContentsLength(24)
        self.meeting_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.template_button = QPushButton(icon("file-spreadsheet"), _("Save a form to fill in…"))
        self.template_button.setToolTip(
            _("A workbook with the headings, an example and lists to choose from")
        )
        self.template_button.clicked.connect(lambda: self.template_requested.emit(self.kind))
        self._lay_out()
        self.buttons.idToggled.connect(lambda _place, _on: self._show_what_is_asked())
        self.buttons.button(0).setChecked(True)

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.addWidget(self.meeting_label)
        beside.addWidget(self.meeting_box, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.template_button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._lines())
        layout.addLayout(beside)
        layout.addWidget(self.year_label)
        layout.addLayout(foot)

    def _lines(self) -> QGridLayout:
        lines = QGridLayout()
        lines.setHorizontalSpacing(16)
        lines.setVerticalSpacing(4)
        lines.setColumnStretch(1, 1)
        self._add_line(lines, 0, _("As the headings tell"), _("for most files that is enough"))
        for place, kind in enumerate(IMPORT_KINDS.values(), start=1):
            needed = _(", ").join(_(kind.by_name[name].label) for name in kind.needed)
            hint = _("Columns needed: {columns}").format(columns=needed)
            self._add_line(lines, place, _(kind.label), hint)
        return lines

    def _add_line(self, lines: QGridLayout, place: int, words: str, hint: str) -> None:
        button = QRadioButton(words)
        said = QLabel(hint)
        said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.buttons.addButton(button, place)
        lines.addWidget(button, place, 0)
        lines.addWidget(said, place, 1)

    @property
    def kind(self) -> str:
        """Return the kind that is chosen, a key of IMPORT_KINDS; empty for "as the headings"."""
        place = self.buttons.checkedId()
        return list(IMPORT_KINDS)[place - 1] if place > 0 else BY_HEADINGS

    def choose(self, kind: str) -> None:
        """Choose what the file holds."""
        if kind in IMPORT_KINDS:
            self.buttons.button(list(IMPORT_KINDS).index(kind) + 1).setChecked(True)

    @property
    def meeting(self) -> int | None:
        """Return the meeting that is chosen for a sign-in list; None where the list says it."""
        found = self.meeting_box.currentData()
        is_asked = self.kind in (BY_HEADINGS, "attendance")
        return found if is_asked and isinstance(found, int) else None

    def show_year(self, year: int, meetings: Sequence[tuple[int, str]]) -> None:
        """Say which year rows without one are of, and offer the meetings of that year."""
        self.year_label.setText(
            _("What names no year is taken as of {year}; choose another at the top.").format(
                year=year
            )
        )
        chosen = self.meeting_box.currentData()
        self.meeting_box.clear()
        self.meeting_box.addItem(_("As the list says"), None)
        for meeting_id, title in meetings:
            self.meeting_box.addItem(title, meeting_id)
        self.meeting_box.setCurrentIndex(max(0, self.meeting_box.findData(chosen)))

    def _show_what_is_asked(self) -> None:
        asks = IMPORT_KINDS[self.kind].asks if self.kind else ()
        self.meeting_label.setVisible("meeting" in asks)
        self.meeting_box.setVisible("meeting" in asks)
        self.template_button.setEnabled(bool(self.kind))
