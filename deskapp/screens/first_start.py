"""The first start: at most three questions, each with an answer already given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import LANGUAGES, _, current_language
from deskapp.paths import LEDGER_SUFFIX, documents_folder
from deskapp.widgets.icons import program_icon
from deskapp.widgets.theme import heading_font

Start = Literal["sample", "empty", "roster"]


@dataclass(frozen=True, slots=True)
class FirstChoices:
    """What a person chose: the office's name, and what to start with."""

    office_name: str
    start: Start
    location: Path | None
    roster: Path | None


class FirstStart(QDialog):
    """Asks for the language, the office's name and what to start with."""

    language_chosen = Signal(str)  # the dialog is to be shown again in this language

    def __init__(self, office_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowIcon(program_icon())
        self.setWindowTitle(_("Departmental ledger"))
        self.roster: Path | None = None
        self.language = QComboBox()
        self.language.setAccessibleName(_("Language"))
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(current_language()))
        self.office = QLineEdit(office_name)
        self.office.setAccessibleName(_("Name of your office"))
        self.office.setPlaceholderText(_("such as the general office of the association"))
        self.starts = QButtonGroup(self)
        self._note = QLabel()
        self._note.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.go = QPushButton(_("Start"))
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out(buttons)
        buttons.accepted.connect(self._on_go)
        buttons.rejected.connect(self.reject)
        self.language.activated.connect(
            lambda: self.language_chosen.emit(self.language.currentData())
        )
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 76)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        title = QLabel(_("Meetings, tasks and the year's appraisal, entered once"))
        title.setFont(heading_font(self.font()))
        form = QFormLayout()
        form.addRow(_("Language"), self.language)
        form.addRow(_("Name of your office"), self.office)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addLayout(form)
        layout.addWidget(QLabel(_("Start with")))
        for place, (text, advice) in enumerate(
            (
                (
                    _("the sample: the year 2021 of a made-up association"),
                    _("Look round and try everything; it has a file of its own."),
                ),
                (
                    _("an empty ledger"),
                    _("It is kept in your documents; units and people are entered by hand."),
                ),
                (
                    _("an Excel roster of units and people"),
                    _("You choose the file, and see what was read before anything is saved."),
                ),
            )
        ):
            self._add_start(layout, place, text, advice)
        layout.addWidget(self._note)
        layout.addStretch(1)
        layout.addWidget(buttons)

    def _add_start(self, layout: QVBoxLayout, place: int, text: str, advice: str) -> None:
        choice = QRadioButton(text)
        choice.setChecked(place == 0)
        self.starts.addButton(choice, place)
        note = QLabel(advice)
        note.setContentsMargins(24, 0, 0, 0)
        note.setForegroundRole(note.palette().ColorRole.PlaceholderText)
        note.setWordWrap(True)
        pair = QVBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(choice)
        pair.addWidget(note)
        layout.addLayout(pair)

    def choices(self) -> FirstChoices:
        """Return what was chosen."""
        starts: tuple[Start, ...] = ("sample", "empty", "roster")
        start = starts[self.starts.checkedId()]
        name = self.office.text().strip()
        location = None if start == "sample" else free_place(documents_folder(), name)
        return FirstChoices(name, start, location, self.roster)

    def _on_go(self) -> None:
        if self.starts.checkedId() > 0 and not self.office.text().strip():
            self._note.setText(_("Please fill in the name of the office."))
            self.office.setFocus()
            return
        if self.starts.checkedId() == 2:
            chosen, _kind = QFileDialog.getOpenFileName(
                self, _("Choose the roster"), str(documents_folder()), "Excel (*.xlsx *.xlsm)"
            )
            if not chosen:
                return
            self.roster = Path(chosen)
        self.accept()


def free_place(folder: Path, office_name: str) -> Path:
    """Return a file in the folder, named for the office, that does not exist yet."""
    kept = "".join(c for c in office_name if c.isalnum() or c in " -_·").strip()[:60]
    name = _("{office} ledger").format(office=kept) if kept else _("Ledger")
    place, number = folder / f"{name}{LEDGER_SUFFIX}", 2
    while place.exists():
        place, number = folder / f"{name} {number}{LEDGER_SUFFIX}", number + 1
    return place
