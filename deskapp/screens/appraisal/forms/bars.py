"""The line above a form, to choose one, and the line below it, to fill it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from deskapp.i18n import _, ngettext
from deskapp.reports.own_form.examples import EXAMPLES
from deskapp.screens.appraisal.forms.looking import LookedAt
from deskapp.settings import Settings
from deskapp.widgets.icons import icon


class FormBar(QWidget):
    """The forms used last, another one, the example forms."""

    form_chosen = Signal(object)  # Path
    choose_requested = Signal()
    open_requested = Signal()
    example_requested = Signal(str)  # a key of EXAMPLES

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.box = QComboBox()
        self.box.setAccessibleName(_("Form"))
        self.box.setPlaceholderText(_("No form chosen"))
        self.box.setMinimumContentsLength(16)
        self.choose_button = QPushButton(icon("folder-open"), _("Choose form…"))
        self.open_button = QPushButton(icon("external-link"), _("Open the form"))
        self.example_button = QPushButton(icon("file-spreadsheet"), _("Save an example form"))
        menu = QMenu(self)
        for name, label in EXAMPLES.items():
            menu.addAction(_(label)).triggered.connect(partial(self.example_requested.emit, name))
        self.example_button.setMenu(menu)
        self.box.activated.connect(self._on_activated)
        self.choose_button.clicked.connect(self.choose_requested)
        self.open_button.clicked.connect(self.open_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 1)
        for button in (self.choose_button, self.open_button, self.example_button):
            layout.addWidget(button)

    def show_forms(self, chosen: Path | None) -> None:
        """Offer the forms used last, the chosen one shown."""
        self.box.clear()
        for place, text in enumerate(self._settings.forms):
            self.box.addItem(Path(text).name, text)
            self.box.setItemData(place, text, Qt.ItemDataRole.ToolTipRole)
        self.box.setCurrentIndex(self.box.findData(str(chosen)) if chosen else -1)
        self.box.setEnabled(self.box.count() > 0)

    def _on_activated(self) -> None:
        if chosen := self.box.currentData():
            self.form_chosen.emit(Path(chosen))


class FillBar(QWidget):
    """Whose values are shown, and the buttons that fill the form."""

    subject_chosen = Signal()
    fill_one_requested = Signal()
    fill_all_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel(_("Preview for"))
        self.subject_box = QComboBox()
        self.subject_box.setAccessibleName(_("Preview for"))
        self.subject_box.setMinimumContentsLength(14)
        self._label.setBuddy(self.subject_box)
        self.one_button = QPushButton(_("Fill for this one…"))
        self.all_button = QPushButton(icon("file-spreadsheet"), "")
        self.all_button.setDefault(True)
        self.subject_box.activated.connect(self.subject_chosen)
        self.one_button.clicked.connect(self.fill_one_requested)
        self.all_button.clicked.connect(self.fill_all_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        layout.addWidget(self.subject_box)
        layout.addStretch(1)
        layout.addWidget(self.one_button)
        layout.addWidget(self.all_button)

    @property
    def subject_id(self) -> int | None:
        """Return whose values are wanted."""
        chosen: int | None = self.subject_box.currentData()
        return chosen

    def show_form(self, looked: LookedAt | None, *, is_busy: bool) -> None:
        """Offer what can be done with a form that was looked at; none is offered without one."""
        has_marks = looked is not None and bool(looked.marks)
        is_summary = looked is not None and looked.form.is_summary
        count = len(looked.scoring.subjects) if looked else 0
        self._show_subjects(looked)
        self.all_button.setEnabled(has_marks and count > 0 and not is_busy)
        self.all_button.setText(_fill_all_words(count, is_summary=is_summary))
        self.one_button.setEnabled(not is_busy)
        for widget in (self._label, self.subject_box, self.one_button):
            widget.setVisible(has_marks and not is_summary)

    def _show_subjects(self, looked: LookedAt | None) -> None:
        self.subject_box.clear()
        for subject in looked.scoring.subjects if looked else ():
            self.subject_box.addItem(subject.name, subject.id)
        if looked is not None and looked.subject is not None:
            self.subject_box.setCurrentIndex(self.subject_box.findData(looked.subject.id))


def _fill_all_words(count: int, *, is_summary: bool) -> str:
    if is_summary or not count:
        return _("Fill the form…")
    return ngettext("Fill for all ({n} file)…", "Fill for all ({n} files)…", count).format(n=count)
