"""Language, looks, keys and the name of the office; each choice is in force at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import LANGUAGES, N_, _
from deskapp.locations import without_password
from deskapp.paths import log_folder
from deskapp.screens.tasks.colour_rules import ColourRulesEditor
from deskapp.settings import FONT_PERCENTS, THEMES, Settings
from deskapp.usecases.facts import save_office_name
from deskapp.widgets.screen import Screen
from deskapp.widgets.theme import heading_font
from deskapp.workspace.workspace import Workspace

_THEME_NAMES = {"system": N_("Like the system"), "light": N_("Light"), "dark": N_("Dark")}

_KEYS = N_(
    "Ctrl+1 to 9: a page of the side bar. Ctrl+K: search everything. F6, Shift+F6: from one part "
    "of the window to the next or the one before: side bar, tools, list, detail. Alt+Left: back "
    "to where a record was opened from."
)

_ALL = 1000  # of the room, before the empty rest gets any


class SettingsScreen(Screen):
    """Settings of this person on this machine, and below them those of the ledger."""

    kinds = frozenset({"fact"})

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        names = {"": _("Like the system"), **LANGUAGES}
        self.language = _choices(names, _("Language"))
        self.theme = _choices({theme: _(_THEME_NAMES[theme]) for theme in THEMES}, _("Colours"))
        self.font_size = _choices({p: f"{p} %" for p in FONT_PERCENTS}, _("Size of the text"))
        self.enter = QCheckBox(_("Enter goes on to the next field"))
        self.office = QLineEdit()
        self.office.setAccessibleName(_("Name of the office"))
        self.office.setEnabled(workspace.can_write_ledger)
        self.colours = ColourRulesEditor(workspace)
        self.colours.changed.connect(lambda: self.attempt(self.colours.save))
        self._lay_out()
        self.language.activated.connect(lambda: self._choose("language", self.language))
        self.theme.activated.connect(lambda: self._choose("theme", self.theme))
        self.font_size.activated.connect(lambda: self._choose("font_percent", self.font_size))
        self.enter.toggled.connect(self._on_enter_toggled)
        self.office.editingFinished.connect(lambda: self.attempt(self._save_office))

    def _lay_out(self) -> None:
        title = QLabel(_("Settings"))
        title.setFont(heading_font(self.font()))
        layout = self._scrolled()
        layout.setContentsMargins(16, 10, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        mine = self._section(layout, _("For you on this computer"))
        mine.addRow(_("Language"), self.language)
        mine.addRow(_("Colours"), self.theme)
        mine.addRow(_("Size of the text"), self.font_size)
        mine.addRow("", self.enter)
        mine.addRow(_("Keys"), _hint(_KEYS))
        ledger = self._section(layout, _("For everybody who uses this ledger"))
        ledger.addRow(_("Name of the office"), self.office)
        ledger.addRow(_("Colours of tasks"), self.colours)
        where = self._section(layout, _("Where things are"))
        where.addRow(_("Ledger"), _path(without_password(str(self.workspace.database.location))))
        where.addRow(_("Settings"), _path(str(self.settings.path)))
        where.addRow(_("Log"), _path(str(log_folder())))
        layout.addStretch(1)

    def _scrolled(self) -> QVBoxLayout:
        """Return the layout of the page, which can be scrolled where it does not fit.

        The width is limited once for all: a part that is narrower than its room gets the height
        for the room, which cuts texts of several lines.
        """
        column, inner = QWidget(), QWidget()
        column.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 90)
        room = QHBoxLayout(inner)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(column, _ALL)
        room.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        return QVBoxLayout(column)

    def _section(self, layout: QVBoxLayout, heading: str) -> QFormLayout:
        label = QLabel(heading)
        label.setFont(heading_font(self.font(), 2))
        layout.addWidget(label)
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, 0, 8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.setFormAlignment(Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(inner)
        return form

    def refresh(self) -> None:
        for box, value in (
            (self.language, self.settings.language),
            (self.theme, self.settings.theme),
            (self.font_size, self.settings.font_percent),
        ):
            box.setCurrentIndex(box.findData(value))
        self.enter.setChecked(self.settings.enter_goes_on)
        self.office.setText(self.workspace.office_name)
        self.colours.refresh()

    def leave(self) -> bool:
        self.attempt(self._save_office)
        self.attempt(self.colours.save)
        return True

    def _choose(self, name: str, box: QComboBox) -> None:
        if getattr(self.settings, name) != box.currentData():
            setattr(self.settings, name, box.currentData())
            self.settings.save()
            self.setting_changed.emit(name)

    def _on_enter_toggled(self, checked: bool) -> None:
        if checked != self.settings.enter_goes_on:
            self.settings.enter_goes_on = checked
            self.settings.save()
            self.setting_changed.emit("enter_goes_on")

    def _save_office(self) -> None:
        name = self.office.text().strip()
        if self.workspace.can_write_ledger and name != self.workspace.office_name:
            self.workspace.do(save_office_name, name)


def _choices(choices: dict, name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words in choices.items():
        box.addItem(words, value)
    return box


def _hint(text: str) -> QLabel:
    label = QLabel(_(text))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(True)
    return label


def _path(text: str) -> QLabel:
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label
