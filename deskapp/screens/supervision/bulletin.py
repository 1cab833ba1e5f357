"""The bulletin of a quarter to read: every number in it opens the list that it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
)

from deskapp.i18n import _
from deskapp.queries.bulletin import Listed, last_quarter_begun
from deskapp.reports.bulletin import bulletin_of_quarter, read_bulletin
from deskapp.rules.bulletin import Line, Part
from deskapp.screens.supervision.target import SlipTarget
from deskapp.screens.supervision.written import FileWriting
from deskapp.screens.tasks.target import TaskTarget
from deskapp.settings import Settings
from deskapp.widgets.elided_label import ElidedLabel
from deskapp.widgets.filter_chips import mark_pressed
from deskapp.widgets.icons import icon
from deskapp.widgets.screen import Screen
from deskapp.widgets.theme import heading_font, make_primary
from deskapp.workspace.workspace import Workspace

_STYLES = {
    "title": "<h2 align='center'>{text}</h2>",
    "heading": "<h3>{text}</h3>",
    "body": "<p style='text-indent: 28px; line-height: 140%; margin: 2px 0'>{text}</p>",
    "signature": "<p align='right'>{text}</p>",
}


class BulletinPart(Screen):
    """Choose a quarter, read its bulletin, write it as a Word document."""

    kinds = frozenset(
        {"branch_task", "key_task", "unit", "progress_entry", "supervision_slip", "fact"}
    )
    depends_on_year = True

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self._lists: Mapping[str, Listed] = {}
        self._files = FileWriting(self)
        self.quarters = QButtonGroup(self)
        self._lines: Sequence[Line] = ()
        self._title = ""
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(24)
        self.text.setAccessibleName(_("Bulletin"))
        self.text.anchorClicked.connect(self._on_link)
        self.word_button = QPushButton(icon("download", "#FFFFFF"), _("Word document…"))
        make_primary(self.word_button)
        self.word_button.clicked.connect(lambda: self.attempt(self.export))
        self._lay_out()
        self.quarters.idClicked.connect(lambda _quarter: self.attempt(self.refresh))

    def _lay_out(self) -> None:
        title = QLabel(_("Bulletin of the quarter"))
        title.setFont(heading_font(self.font()))
        said = ElidedLabel(
            _("Fixed sentences with the numbers of the ledger; each opens its list.")
        )
        said.setToolTip(said.text())
        said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addSpacing(8)
        for number in range(1, 5):
            button = QToolButton()
            button.setText(_("Q{number}").format(number=number))
            button.setAccessibleName(button.text())
            button.setCheckable(True)
            button.toggled.connect(self._mark_quarters)
            self.quarters.addButton(button, number)
            head.addWidget(button)
        head.addSpacing(8)
        head.addWidget(said, 1)
        head.addWidget(self.word_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 8)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)

    def _mark_quarters(self) -> None:
        for button in self.quarters.buttons():
            mark_pressed(button, self.palette())

    def quarter(self) -> int:
        """Return the quarter that is read."""
        return self.quarters.checkedId()

    def refresh(self) -> None:
        year, today = self.workspace.year, self.workspace.today
        last = last_quarter_begun(year, today)
        for number in range(1, 5):
            self.quarters.button(number).setEnabled(number <= last)
        if self.quarter() == -1 or self.quarter() > last:
            self.quarters.button(last).setChecked(True)
        lines, figures = self.workspace.ask(read_bulletin, year, self.quarter())
        self._lists, self._title = figures.lists, lines[0].text()
        self._show_lines(lines)
        self.set_status(self._title)

    def _show_lines(self, lines: Sequence[Line]) -> None:
        """Show the bulletin, its numbers in the palette's colour of a link, where it was."""
        self._lines = lines
        place = self.text.verticalScrollBar().value()
        link = self.palette().color(QPalette.ColorRole.Link).name()
        self.text.document().setDefaultStyleSheet(f"a {{ color: {link} }}")
        self.text.setHtml(_html(lines))
        self.text.verticalScrollBar().setValue(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_lines"):
            self._mark_quarters()
            self._show_lines(self._lines)

    def export(self) -> None:
        """Write the bulletin of the chosen quarter as a Word document."""
        year, quarter = self.workspace.year, self.quarter()

        def write(path: Path, session: Any) -> None:
            from deskapp.word.writer import write_paper

            write_paper(path, bulletin_of_quarter(session, year, quarter))

        self._files.write(f"{self._title}.docx", write)

    def _on_link(self, link: QUrl) -> None:
        self.open_figure(link.toString().removeprefix("figure:"))

    def open_figure(self, figure: str) -> None:
        """Show the list that a number counts."""
        if (listed := self._lists.get(figure)) is not None:
            self.page_requested.emit(listed.page, target_of(listed))


def target_of(listed: Listed) -> object:
    """Return a list as the page that shows it is asked for it."""
    if listed.page == "branch_tasks":
        return TaskTarget(listed.chosen, listed.unit_id, listed.quarter)
    if listed.page == "supervision":
        return SlipTarget(listed.chosen, listed.colour, listed.unit_id, listed.quarter)
    return None


def _html(lines: Sequence[Line]) -> str:
    return "".join(
        _STYLES[line.style].format(text="".join(_part(part) for part in line.parts))
        for line in lines
    )


def _part(part: Part) -> str:
    text = escape(part.text)
    return f'<a href="figure:{part.figure}">{text}</a>' if part.figure else text
