"""The page of the office's own forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import Scoring, Subject
from deskapp.reports.own_form.examples import EXAMPLES
from deskapp.screens.appraisal.forms import files
from deskapp.screens.appraisal.forms.bars import FillBar, FormBar
from deskapp.screens.appraisal.forms.contents import ContentsLabel
from deskapp.screens.appraisal.forms.example import save_example
from deskapp.screens.appraisal.forms.filler import Filler
from deskapp.screens.appraisal.forms.lines import PREVIEW_COLUMNS, preview_lines
from deskapp.screens.appraisal.forms.looking import LookedAt, look_at
from deskapp.screens.appraisal.forms.mark_list import MarkList
from deskapp.screens.appraisal.part import AppraisalPart
from deskapp.settings import Settings
from deskapp.widgets.notice import NoticeAction
from deskapp.widgets.record_table import RecordTable
from deskapp.workspace.reader import Reader
from deskapp.workspace.workspace import Workspace

_SIZES = [760, 410]


class FormsPart(AppraisalPart):
    """A form's marks with their values at the left, all marks that there are at the right."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self.path: Path | None = None
        self.looked: LookedAt | None = None
        self.choose_form = partial(files.ask_for_form, self)
        self.choose_folder = partial(files.ask_for_folder, self)
        self.choose_new_file = partial(files.ask_for_new_file, self)
        self.reader = Reader(workspace, _("Read a form"), self)
        self.bar = FormBar(settings)
        self.about = QLabel()
        self.about.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.about.setWordWrap(True)
        self.contents = ContentsLabel()
        self.preview = RecordTable(PREVIEW_COLUMNS, "form preview", settings)
        self.preview.setAccessibleName(_("Marks of the form and what they will read"))
        self.marks = MarkList(settings)
        self.foot = FillBar()
        self.filler = Filler(workspace)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self.bar.show_forms(self.path)
        self._show_nothing()

    def _lay_out(self) -> None:
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        side.addWidget(self.about)
        side.addWidget(self.contents)
        side.addWidget(self.preview, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.marks)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes(self.settings.splitters.get("forms", _SIZES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.filler)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self.reader.answered.connect(self._on_looked)
        self.reader.failed.connect(self._on_unreadable)
        self.bar.form_chosen.connect(self.use_form)
        self.bar.choose_requested.connect(self._on_choose)
        self.bar.open_requested.connect(self._on_open)
        self.bar.example_requested.connect(self._on_example)
        self.foot.subject_chosen.connect(self._look)
        self.foot.fill_one_requested.connect(self._on_fill_one)
        self.foot.fill_all_requested.connect(self._on_fill_all)
        self.marks.copied.connect(lambda mark: self.tell(_("Copied: {mark}").format(mark=mark)))
        self.filler.done.connect(self._on_filled)
        self.filler.cancelled.connect(self._on_cancelled)
        self.filler.failed.connect(self._on_failed)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)

    # --- what is shown

    def refresh(self) -> None:
        self._look()

    def use_form(self, path: Path) -> None:
        """Look at a form."""
        self.path = path
        self._look()

    def _look(self) -> None:
        if self.scheme is None or self.path is None:
            self._show_nothing()
            return
        self.about.setText(_("Reading “{name}” …").format(name=self.path.name))
        self.reader.ask(look_at(self.path, self.scheme, self.foot.subject_id))

    def _on_looked(self, looked: LookedAt) -> None:
        if looked.form.path != self.path:
            return
        self.looked = looked
        files.remember_form(self.settings, looked.form.path)
        self.bar.show_forms(self.path)
        self.preview.set_rows(preview_lines(looked))
        self.preview.set_empty(
            _("This form holds no marks yet. Copy some from the list at the right into its cells."),
        )
        self.contents.show_contents(looked.form.contents)
        self.about.setText(_about(looked))
        self._show_buttons()

    def _on_unreadable(self, error: object) -> None:
        self.failed.emit(error)
        self.settings.forms = [one for one in self.settings.forms if one != str(self.path)]
        self.path = self.looked = None
        self.bar.show_forms(self.path)
        self._show_nothing()

    def _show_nothing(self) -> None:
        """Say what belongs here and offer the first steps."""
        self.looked = None
        self.preview.set_rows([])
        self.contents.show_contents(())
        self.about.clear()
        if self.scheme is None:
            text = _("{year} has no appraisal scheme yet, so a form would have nothing to show.")
            self.preview.set_empty(text.format(year=self.workspace.year))
        else:
            self.preview.set_empty(
                _(
                    "Drop the department's own form here (.xlsx), or choose it. Its cells hold "
                    "marks such as {example}; the program puts the values in their place and "
                    "keeps everything else. The form itself is never changed."
                ).format(example=_("{{unit}} and {{total}}")),
                NoticeAction(_("Choose form…"), self._on_choose),
            )
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.bar.open_button.setEnabled(self.looked is not None)
        self.bar.example_button.setEnabled(self.scheme is not None)
        self.foot.show_form(self.looked, is_busy=self.filler.is_running)

    # --- what a person does

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.form_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := files.form_in(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.use_form(path)

    def _on_choose(self) -> None:
        if chosen := self.choose_form(self.settings.last_folder):
            self.use_form(Path(chosen))

    def _on_open(self) -> None:
        if self.path is not None:
            _open(self.path)

    def _on_fill_one(self) -> None:
        if self.looked is not None and self.looked.subject is not None:
            self._fill([self.looked.subject])

    def _on_fill_all(self) -> None:
        self._fill(None)

    def _fill(self, subjects: Sequence[Subject] | None) -> None:
        looked = self.looked
        chosen = self.choose_folder(self.settings.last_folder) if looked else ""
        if looked is None or not chosen:
            return
        from deskapp.reports.own_form.filling import target_files

        folder = Path(chosen)

        def fill() -> None:
            self.filler.fill(looked, folder, subjects)
            self._show_buttons()

        targets = target_files(looked.form, looked.scoring, folder, subjects)
        if there := [target for target in targets if target.exists()]:
            files.ask_to_replace(self, there, fill)
        else:
            fill()

    def _on_filled(self, made: list[Path]) -> None:
        self._show_buttons()
        text = ngettext("{n} form is filled: {name}", "{n} forms are filled in {folder}", len(made))
        folder = made[0].parent
        said = text.format(n=len(made), name=made[0].name, folder=folder.name)
        open_first = NoticeAction(_("Open file"), partial(_open, made[0]))
        self.tell(said, open_first, NoticeAction(_("Open folder"), partial(_open, folder)))

    def _on_cancelled(self) -> None:
        self._show_buttons()
        self.tell(_("Filling was stopped; the forms filled before are in the folder."))

    def _on_failed(self, error: object) -> None:
        self._show_buttons()
        self.failed.emit(error)

    def _on_example(self, name: str) -> None:
        if self.scheme is None:
            return
        folder = Path(self.settings.last_folder or Path.home())
        title = _("{year} {name}").format(year=self.scheme.year, name=_(EXAMPLES[name]))
        chosen = self.choose_new_file(str(folder / f"{title}.xlsx"))
        if chosen:
            scheme, path = self.scheme, Path(chosen)
            scoring: Scoring | None = self.looked.scoring if self.looked else None
            if self.attempt(lambda: save_example(self.workspace, scheme, scoring, name, path)):
                self.use_form(path)

    def _on_splitter_moved(self) -> None:
        self.settings.splitters["forms"] = self.splitter.sizes()


def _about(looked: LookedAt) -> str:
    """Return how many marks a form has, and how many files will come of it."""
    count = len(looked.marks) + len(looked.unknown)
    marks = ngettext("{n} mark", "{n} marks", count).format(n=count)
    if looked.form.is_summary:
        return _("{marks} · one file about all").format(marks=marks)
    subject = looked.subject.name if looked.subject else ""
    return _("{marks} · a file for each · values of {subject}").format(marks=marks, subject=subject)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
