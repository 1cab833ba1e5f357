"""The hand-in: the workbooks, the evidence box and its check, and what is missing before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _
from deskapp.queries.appraisal import SchemeRow, list_schemes
from deskapp.queries.hand_in import HandInState, state_of_hand_in
from deskapp.screens.appraisal.hand_in.box_bar import BoxBar
from deskapp.screens.appraisal.hand_in.box_result import BoxResult
from deskapp.screens.appraisal.hand_in.missing import MissingLines
from deskapp.screens.appraisal.hand_in.things import ThingLine, separator
from deskapp.screens.appraisal.nothing_to_score import NothingToScore
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.screens.exchange.outgoing_bar import Export, ExportBar, open_actions
from deskapp.screens.home.ways import WAYS
from deskapp.settings import Settings
from deskapp.widgets.icons import icon
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.theme import heading_font
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from deskapp.reports.evidence_box.check import BoxCheck
    from deskapp.reports.evidence_box.making import BoxMade

_WIDTHS = (3, 2)


class HandInPart(AppraisalPart):
    """What is handed in at the left, what is still missing at the right."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.state: HandInState | None = None
        self._schemes: list[SchemeRow] = []
        self.choose_folder: Callable[[str], str] = self._ask_for_folder
        self.choose_new_zip: Callable[[str], str] = self._ask_for_new_zip
        self.choose_zip: Callable[[str], str] = self._ask_for_zip
        self.reader = Reader(workspace, _("Hand in"), self)
        self.appraisal_button = QPushButton(icon("file-spreadsheet"), _("Export…"))
        self.scheme_button = QPushButton(icon("file-spreadsheet"), _("Export…"))
        self.folder_button = QPushButton(icon("folder-open"), _("As a folder…"))
        self.zip_button = QPushButton(icon("download"), _("As one .zip…"))
        self.whole_year = QCheckBox(_("All schemes of the year in one box, a folder for each"))
        self.whole_year.setChecked(True)
        self.check_folder_button = QPushButton(icon("folder-open"), _("Check a folder…"))
        self.check_zip_button = QPushButton(icon("search"), _("Check a .zip…"))
        self.export_bar = ExportBar(workspace, settings)
        self.box_bar, self.result = BoxBar(workspace), BoxResult()
        self.missing, self.nothing = MissingLines(), NothingToScore()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(16, 12, 16, 12)
        columns.setSpacing(28)
        columns.addLayout(self._things(), _WIDTHS[0])
        columns.addLayout(self._before(), _WIDTHS[1])
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _things(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(_heading(_("To hand in")))
        for place, line in enumerate(self._lines()):
            if place:
                column.addWidget(separator())
            column.addWidget(line)
        column.addWidget(self.export_bar)
        column.addWidget(self.box_bar)
        column.addWidget(self.result)
        column.addStretch(1)
        return column

    def _lines(self) -> list[ThingLine]:
        return [
            ThingLine(
                "file-spreadsheet",
                _("Appraisal workbook"),
                _(
                    "Summary with totals and ranks, a scoring sheet for each of the appraised, "
                    "and the evidence behind every point."
                ),
                [self.appraisal_button],
            ),
            ThingLine(
                "clipboard-list",
                _("Appraisal scheme"),
                _("The indicators with points, criteria and rules, to hand out or to file."),
                [self.scheme_button],
            ),
            ThingLine(
                "paperclip",
                _("Evidence box"),
                _(
                    "All that the points rest on, in the order of the indicators: evidence, "
                    "attached files, ledgers, minutes and documents, with an index."
                ),
                [self.folder_button, self.zip_button],
                self.whole_year,
            ),
            ThingLine(
                "badge-check",
                _("Check a box"),
                _("Says of a box that was made before whether each of its files is as it was."),
                [self.check_folder_button, self.check_zip_button],
            ),
        ]

    def _before(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(_heading(_("Before handing in")))
        column.addWidget(self.missing, 1)
        return column

    def _connect(self) -> None:
        self.appraisal_button.clicked.connect(partial(self._export, "appraisal"))
        self.scheme_button.clicked.connect(partial(self._export, "scheme"))
        self.folder_button.clicked.connect(self._on_make_folder)
        self.zip_button.clicked.connect(self._on_make_zip)
        self.check_folder_button.clicked.connect(self._on_check_folder)
        self.check_zip_button.clicked.connect(self._on_check_zip)
        self.export_bar.done.connect(self._on_exported)
        self.export_bar.cancelled.connect(lambda: self.tell(_("The export was cancelled.")))
        self.export_bar.failed.connect(self.failed)
        self.box_bar.made.connect(self._on_made)
        self.box_bar.checked.connect(self._on_checked)
        self.box_bar.cancelled.connect(lambda: self.tell(_("It was cancelled; nothing is left.")))
        self.box_bar.failed.connect(self.failed)
        self.missing.chosen.connect(self._on_missing_chosen)
        self.nothing.part_requested.connect(self.part_requested)
        self.nothing.sample_requested.connect(self.sample_requested)
        self.reader.answered.connect(self._on_read)
        self.reader.failed.connect(self.failed)

    # --- what is shown

    def refresh(self) -> None:
        self.set_status("")
        if self.scheme is None:
            self.state = None
            self.nothing.show_scheme(self.workspace.year, None)
            self._stack.setCurrentWidget(self.nothing)
            return
        self._stack.setCurrentIndex(0)
        scheme = self.scheme
        self.reader.ask(lambda ask: (ask(state_of_hand_in, scheme), ask(list_schemes, scheme.year)))

    def _on_read(self, answer: tuple[HandInState, list[SchemeRow]]) -> None:
        state, self._schemes = answer
        self.whole_year.setVisible(len(self._schemes) > 1)
        self.state = state
        self.missing.show_state(state)

    def _on_missing_chosen(self, way: str, name: str) -> None:
        if way == "part":
            self.part_requested.emit(name, None)
        elif way == "page":
            self.page_requested.emit(name, None)
        else:
            self.attempt(lambda: self._go_to_gap(name))

    def _go_to_gap(self, kind: str) -> None:
        """Go to the list of a kind of gap, or to the first where there is no list of them."""
        from deskapp.queries.completeness.year import gaps_of

        place = WAYS[kind].all_of_kind
        year, today = self.workspace.year, self.workspace.today
        first = self.workspace.ask(gaps_of, kind, year, today, 1)
        if place is None and first:
            place = WAYS[kind].of_gap(first[0])
        if place is not None:
            self.page_requested.emit(place.page, place.target)

    # --- workbooks

    def _export(self, report: str) -> None:
        if self.scheme is not None and not self.export_bar.is_running:
            scheme = self.scheme
            self.export_bar.ask_and_export(Export(report, scheme.year, scheme_id=scheme.id))

    def _on_exported(self, path: Path) -> None:
        self.tell(_("Exported: {name}").format(name=path.name), *open_actions(path))

    # --- the box

    def _on_make_folder(self) -> None:
        if folder := self._free_to(self.choose_folder):
            from deskapp.reports.evidence_box.place import free_name

            self._make(free_name(Path(folder) / self.suggested_name()))

    def _on_make_zip(self) -> None:
        if self.scheme is None or self.box_bar.is_running:
            return
        name = str(Path(self._last_folder()) / f"{self.suggested_name()}.zip")
        if chosen := self.choose_new_zip(name):
            from deskapp.reports.evidence_box.place import free_name

            named = chosen if chosen.lower().endswith(".zip") else f"{chosen}.zip"
            self._make(free_name(Path(named)))

    def _make(self, target: Path) -> None:
        if schemes := self._wanted():
            self.settings.last_folder = str(target.parent)
            self.result.hide()
            self.box_bar.make(schemes, target)

    def _wanted(self) -> list[SchemeRow]:
        """Return the schemes that the box is to hold: the one that is shown, or all of its year."""
        if self.scheme is None:
            return []
        return self._schemes if self._is_of_whole_year() else [self.scheme]

    def _is_of_whole_year(self) -> bool:
        return len(self._schemes) > 1 and self.whole_year.isChecked()

    def suggested_name(self) -> str:
        """Return what a box of the scheme or year is called, with the day it is made on."""
        from deskapp.reports.evidence_box.names import TakenNames

        title = self.scheme.title if self.scheme else ""
        if self.scheme and self._is_of_whole_year():
            title = _("appraisal of {year}").format(year=self.scheme.year)
        words = _("Evidence box {day} {scheme}").format(scheme=title, day=f"{date.today():%Y%m%d}")
        return TakenNames().folder(words)

    def _on_made(self, made: BoxMade) -> None:
        from deskapp.reports.evidence_box.words import box_in_words, losses_in_words

        where = _("The evidence box is made: {name}.").format(name=made.path.name)
        count, *losses = [box_in_words(made), *losses_in_words(made)]
        complaint = losses.pop(0) if losses else ""
        words = "\n".join(filter(None, (where, count, complaint)))
        folder = made.path if made.path.is_dir() else made.path.parent
        lines = [line.strip() for line in losses]
        self.result.show_result(words, lines, is_good=not losses, folder=folder)
        self.tell(where, NoticeAction(_("Open folder"), self.result.folder_button.click))

    def _on_check_folder(self) -> None:
        if folder := self._free_to(self.choose_folder):
            self._check(Path(folder))

    def _on_check_zip(self) -> None:
        if chosen := self._free_to(self.choose_zip):
            self._check(Path(chosen))

    def _check(self, path: Path) -> None:
        self.settings.last_folder = str(path.parent)
        self.result.hide()
        self.box_bar.check(path)

    def _on_checked(self, path: Path, found: BoxCheck) -> None:
        from deskapp.reports.evidence_box.words import check_in_words, complaints_in_words

        words = f"{path.name}: {check_in_words(found)}"
        self.result.show_result(words, list(complaints_in_words(found)), is_good=found.is_whole)

    # --- where

    def _free_to(self, choose: Callable[[str], str]) -> str:
        """Ask for a place unless a box is being made or checked already."""
        return "" if self.box_bar.is_running else choose(self._last_folder())

    def _last_folder(self) -> str:
        return self.settings.last_folder or str(Path.home())

    def _ask_for_folder(self, folder: str) -> str:
        return QFileDialog.getExistingDirectory(self, _("Choose a folder"), folder)

    def _ask_for_new_zip(self, suggestion: str) -> str:
        kind = _("Zip archives (*.zip)")
        # A box that is there already is never replaced: the new one gets a number.
        option = QFileDialog.Option.DontConfirmOverwrite
        return QFileDialog.getSaveFileName(
            self, _("Evidence box"), suggestion, kind, options=option
        )[0]

    def _ask_for_zip(self, folder: str) -> str:
        kind = _("Zip archives (*.zip)")
        return QFileDialog.getOpenFileName(self, _("Check a box"), folder, kind)[0]


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setFont(heading_font(label.font()))
    return label
