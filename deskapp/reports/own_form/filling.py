"""Look at an office's own form, and fill it for one or all of the appraised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from deskapp.errors import LedgerError
from deskapp.excel.cancelled import Cancelled
from deskapp.excel.cell_text import clean_text
from deskapp.excel.form.answers import FoundMark
from deskapp.excel.form.cells import shown
from deskapp.excel.form.contents import Content, contents_of
from deskapp.excel.form.fill import fill_form, found_marks
from deskapp.excel.form.marks import Mark
from deskapp.excel.form.package import Package, read_package, refuse_own_target
from deskapp.i18n import _, current_language
from deskapp.queries.appraisal import Scoring, Subject
from deskapp.queries.facts import fact
from deskapp.records.fact import OFFICE_NAME
from deskapp.reports.own_form.catalogue import (
    is_about_subject,
    kind_of,
    nearest_mark,
    takes_indicator,
)
from deskapp.reports.own_form.evidence import Evidence
from deskapp.reports.own_form.indicators import numbers_meant
from deskapp.reports.own_form.values import FormValues

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_MOST_CHOICES = 3
_MOST_COMPARED = 200
"""Unknown marks that are compared with all known ones, which takes time."""
_FEW = 8
"""Reading the records of so many one by one takes as long as reading those of all at once."""
_SUFFIXES = {".xlsm": ".xlsm", ".xltm": ".xlsm"}


@dataclass(frozen=True, slots=True)
class UnknownMark:
    """A mark that stays as it is, where it stands, and the known one most like it.

    `choices` are the marks to write instead of one whose name means several indicators.
    """

    where: str
    text: str
    nearest: str
    choices: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Return that it stays as it is, and what may have been meant."""
        if self.choices:
            said = _("{cell}: {mark} may mean several indicators and stays as it is; {advice}.")
        elif self.nearest:
            said = _("{cell}: {mark} is unknown and stays as it is; perhaps {nearest} is meant.")
        else:
            said = _("{cell}: {mark} is no mark that the program knows; it stays as it is.")
        return said.format(
            cell=self.where, mark=self.text, nearest=self.nearest, advice=self.advice()
        )

    def advice(self) -> str:
        """Return what to write instead of a name that means several indicators."""
        return _("write the number: {marks}").format(marks=_(" or ").join(self.choices))


@dataclass(frozen=True, slots=True)
class MarkPreview:
    """A mark, where it stands, and its value for one of the appraised.

    Of a list it is the first value, and `rows` says how many there are; else it is 0.
    """

    where: str
    text: str
    value: str
    rows: int = 0


@dataclass(frozen=True)
class OwnForm:
    """A form that was read: its marks, and what it holds besides."""

    path: Path
    package: Package
    marks: tuple[FoundMark, ...]
    contents: tuple[Content, ...]

    @property
    def is_summary(self) -> bool:
        """Return whether one file tells of all of the appraised."""
        return not any(is_about_subject(found.mark) for found in self.marks)


def form_language(form: OwnForm) -> str:
    """Return the language that a form is filled in: that of its marks, else the one in force."""
    chinese = any("\u4e00" <= letter <= "\u9fff" for m in form.marks for letter in m.mark.text)
    return "zh_CN" if chinese else current_language()


def read_form(path: str | Path) -> OwnForm:
    """Return a form with its marks; raises UnreadableWorkbook in words.

    The file is only read, never written.
    """
    path = Path(path)
    package = read_package(path)
    return OwnForm(path, package, tuple(found_marks(package)), tuple(contents_of(package)))


def form_values(
    session: Session,
    scoring: Scoring,
    subject: Subject | None,
    printed_on: date | None = None,
    evidence: Evidence | None = None,
) -> FormValues:
    """Return what the marks stand for; the session is asked for evidence while it is open."""
    evidence = evidence or Evidence(session, scoring)
    office = fact(session, OFFICE_NAME)
    return FormValues(scoring, subject, printed_on or date.today(), office, evidence)


def unknown_marks(form: OwnForm, scoring: Scoring) -> list[UnknownMark]:
    """Return the marks that will be left as they are."""
    values = FormValues(scoring, None, scoring.as_of)
    names = [one.level2 for one in scoring.indicators]
    unknown = [found for found in form.marks if not values.knows(found.mark)]
    advice: dict[str, tuple[str, tuple[str, ...]]] = {}
    for mark in [found.mark for found in unknown]:
        if mark.text not in advice and len(advice) < _MOST_COMPARED:
            advice[mark.text] = nearest_mark(mark, names), _choices(mark, scoring)
    return [
        UnknownMark(found.where, found.mark.text, *advice.get(found.mark.text, ("", ())))
        for found in unknown
    ]


def _choices(mark: Mark, scoring: Scoring) -> tuple[str, ...]:
    """Return the marks with a number for one whose name has several meanings."""
    if kind_of(mark) is None or not takes_indicator(mark):
        return ()
    before = f"{mark.list}.{mark.name}" if mark.list else mark.name
    numbers = numbers_meant(scoring, mark.argument)[:_MOST_CHOICES]
    return tuple(f"{{{{{before}:{number}}}}}" for number in numbers)


def preview(form: OwnForm, values: FormValues) -> list[MarkPreview]:
    """Return every known mark with its value; that of a list is of its first item."""
    return [
        MarkPreview(found.where, found.mark.text, _value(found, values), _rows(found, values))
        for found in form.marks
        if not found.mark.edge and values.knows(found.mark)
    ]


def _rows(found: FoundMark, values: FormValues) -> int:
    return values.count(found.mark.list) or 0 if found.mark.list else 0


def _value(found: FoundMark, values: FormValues) -> str:
    mark = found.mark
    if mark.list and not values.count(mark.list):
        return ""
    return shown(values.value(mark, 0))


def fill_all(
    session: Session,
    form: OwnForm,
    scoring: Scoring,
    folder: Path,
    *,
    subjects: Sequence[Subject] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """Write a filled form for each of the appraised, or one of all; return the new files.

    Each is whole or not there. Raises LedgerError where there is nothing to fill, CannotWrite,
    and Cancelled between two files: those written before stay.
    """
    targets = list(_targets(form, scoring, folder, subjects))
    _refuse_nothing(form, scoring, targets)
    for _subject, target in targets:
        refuse_own_target(form.path, target)
    folder.mkdir(parents=True, exist_ok=True)
    evidence = Evidence(session, scoring, of_all=form.is_summary or len(targets) > _FEW)
    for done, (subject, target) in enumerate(targets):
        if cancelled():
            raise Cancelled
        progress(done, len(targets))
        values = form_values(session, scoring, subject, evidence=evidence)
        fill_form(form.package, values, target)
    progress(len(targets), len(targets))
    return [target for _subject, target in targets]


def target_files(
    form: OwnForm, scoring: Scoring, folder: Path, subjects: Sequence[Subject] | None = None
) -> list[Path]:
    """Return the files that `fill_all` would write."""
    return [target for _subject, target in _targets(form, scoring, folder, subjects)]


def _targets(
    form: OwnForm, scoring: Scoring, folder: Path, wanted: Sequence[Subject] | None
) -> Iterator[tuple[Subject | None, Path]]:
    suffix = _SUFFIXES.get(form.path.suffix.lower(), ".xlsx")
    if form.is_summary:
        name = f"{scoring.scheme.year} {form.path.stem}"
        yield None, folder / f"{safe_file_name(name)}{suffix}"
        return
    width = max(2, len(str(len(scoring.subjects))))
    for number, subject in enumerate(scoring.subjects, start=1):
        if wanted is None or subject in wanted:
            name = f"{number:0{width}d} {subject.name}"
            yield subject, folder / f"{safe_file_name(name)}{suffix}"


def _refuse_nothing(form: OwnForm, scoring: Scoring, targets: Sequence[object]) -> None:
    values = FormValues(scoring, None, scoring.as_of)
    if not any(values.knows(found.mark) for found in form.marks):
        raise LedgerError(
            _("{name} holds no mark that the program knows.").format(name=form.path.name),
            _("Type marks such as {example} into its cells where values belong.").format(
                example="{{单位}} {{总分}}"
            ),
        )
    if not targets or not scoring.subjects:
        raise LedgerError(
            _("The scheme appraises nobody in {year}.").format(year=scoring.scheme.year),
            _("Enter the units first, or choose another scheme."),
        )


def safe_file_name(name: str) -> str:
    """Return a name that every file system takes."""
    safe = _NOT_IN_NAMES.sub("_", clean_text(name)).strip(" .")
    return safe.encode()[:180].decode(errors="ignore").strip(" .") or "_"
