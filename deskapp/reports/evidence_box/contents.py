"""What lies in a box, in its order: results, indicators, ledgers, minutes, documents, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from deskapp.dates import shown_date
from deskapp.excel.sheet import Column, Sheet
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Scoring, scoring_of
from deskapp.queries.appraisal.attached_files import OwnedFile, OwnFile
from deskapp.queries.appraisal.schemes import SchemeRow
from deskapp.queries.documents import DocumentRow
from deskapp.queries.evidence_files import (
    documents_of_year,
    files_attached_later,
    files_behind_score,
    files_of_documents,
    files_of_year,
    minutes_of_year,
    own_files_of,
    still_attached,
)
from deskapp.records.registry import KINDS
from deskapp.reports.appraisal.book import by_section
from deskapp.reports.evidence_box.entries import TOP, Part
from deskapp.reports.evidence_box.filling import Filling
from deskapp.reports.evidence_box.indicator_sheets import indicator_sheets
from deskapp.reports.minutes import minutes_paper
from deskapp.reports.registry import REPORTS, Report

_RESULTS = 2  # of each scheme: the appraisal and the scheme itself
_OTHER_CONTENTS = 2  # list of documents, index


@dataclass
class _Box:
    """What all parts of a box are made from."""

    session: Session
    filling: Filling
    year: int
    folders: dict[tuple[str, str], str] = field(default_factory=dict)
    """(folder of a part, whose files) -> the folder of these files."""
    remarks: dict[int, str] = field(default_factory=dict)
    """What became of files since the scores were made final, by the ids of the attachments."""

    def put_report(self, part: Part, report: Report, label: str = "", scheme_id: int = 0) -> None:
        label = label or _(report.label)
        content = report.content(self.session, self.year, scheme_id)
        self.filling.put_content(part, label, f"{label}{report.suffix}", content)

    def put_files(self, part: Part, files: Iterable[OwnedFile], whose: str = "") -> None:
        """Put files into a folder named after whose they are, else after their records."""
        for file in files:
            owner = whose or file.owner
            kind = _("Self-score") if file.table == "self_score" else _(KINDS[file.table].label)
            what = f"{kind} · {owner} · {file.name}"
            folder = partial(self._folder, part, owner)
            self.filling.put_file(part, what, file, folder, self.remarks.get(file.id, ""))

    def _folder(self, part: Part, owner: str) -> str:
        place = part.folder, owner
        if place not in self.folders:
            self.folders[place] = self.filling.names.folder(owner, part.folder)
        return self.folders[place]


@dataclass(frozen=True)
class _Scored:
    """A scheme with its scores, and where its part of the box begins."""

    scoring: Scoring
    own: Sequence[OwnFile]
    top: Part


def fill_box(session: Session, filling: Filling, schemes: Sequence[SchemeRow]) -> list[Scoring]:
    """Put everything into a box but its index; return the scores it was made from.

    Several schemes, which are of one year, have a folder each; what is of the year lies once.
    """
    year = schemes[0].year
    box = _Box(session, filling, year)
    scored = list(_scored(box, schemes))
    reports = [one for one in REPORTS.values() if one.proves and year in one.years(session)]
    minutes = minutes_of_year(session, year)
    of_year, documents = files_of_year(session, year), documents_of_year(session, year)
    of_documents = files_of_documents(session, [one.id for one in documents])
    files = len(of_year) + sum(len(some) for some in of_documents.values())
    of_schemes = sum(len(s.own) + len(s.scoring.indicators) + _RESULTS for s in scored)
    filling.watch.begin(of_schemes + files + len(reports) + len(minutes) + _OTHER_CONTENTS)
    for one in scored:
        _put_results(box, one)
        _put_indicators(box, one)
    _put_ledgers(box, reports)
    _put_minutes(box, minutes)
    _put_documents(box, documents, of_documents)
    _put_other_files(box, of_year)
    return [one.scoring for one in scored]


def _scored(box: _Box, schemes: Sequence[SchemeRow]) -> Iterator[_Scored]:
    for scheme in schemes:
        box.filling.watch.go_on()
        scoring = scoring_of(box.session, scheme)
        top = box.filling.part(scheme.title) if len(schemes) > 1 else TOP
        yield _Scored(scoring, own_files_of(box.session, scoring), top)


def _put_results(box: _Box, scored: _Scored) -> None:
    part = scored.top.inner(_("Appraisal"))
    scheme_id = scored.scoring.scheme.id
    box.put_report(part, REPORTS["appraisal"], _("Appraisal workbook"), scheme_id)
    box.put_report(part, REPORTS["scheme"], scheme_id=scheme_id)


def _put_indicators(box: _Box, scored: _Scored) -> None:
    scoring = scored.scoring
    names = {subject.id: subject.name for subject in scoring.subjects}
    # Numbered as in the workbook, whatever the order in which the scheme was entered.
    for number, indicator in enumerate(by_section(scoring.indicators), start=1):
        heading = f"{number:02d} {indicator.level1}·{indicator.level2}"
        part = box.filling.part(heading, scored.top)
        seen: set[int] = set()
        sheets = indicator_sheets(box.session, scoring, indicator, seen)
        what = _("Points by hand") if indicator.by_hand else _("Points and evidence")
        box.filling.put_content(part, what, f"{indicator.level2}.xlsx", sheets)
        for one in scored.own:
            if one.indicator_id == indicator.id and one.subject_id in names:
                box.put_files(part, [one.file], names[one.subject_id])
        files = files_behind_score(box.session, scoring, indicator, seen)
        _note_what_became(box, scoring, files, indicator, seen)
        box.put_files(part, files)


def _note_what_became(
    box: _Box,
    scoring: Scoring,
    files: Sequence[OwnedFile],
    indicator: IndicatorRow,
    seen: set[int],
) -> None:
    """Note which frozen files are attached no more, and which ones came too late."""
    if scoring.final is None:
        return
    attached = still_attached(box.session, (file.id for file in files))
    gone = _("No longer attached; it was when the scores were made final.")
    box.remarks.update((file.id, gone) for file in files if file.id not in attached)
    late = _("Attached after the scores were made final; they do not rest on it.")
    later = files_attached_later(box.session, scoring, indicator, seen)
    box.remarks.update((file.id, late) for file in later)


def _put_ledgers(box: _Box, reports: Sequence[Report]) -> None:
    part = box.filling.part(_("Ledgers of the year"))
    for report in reports:
        box.put_report(part, report)


def _put_minutes(box: _Box, minutes: Sequence[tuple[int, str, date | None]]) -> None:
    part = box.filling.part(_("Minutes of meetings"))
    for meeting_id, title, day in minutes:
        name = f"{shown_date(day)} {title}".strip()
        paper = minutes_paper(box.session, meeting_id)
        box.filling.put_content(part, name, f"{name}.docx", paper)


def _put_documents(
    box: _Box, documents: Sequence[DocumentRow], files: Mapping[int, Sequence[OwnedFile]]
) -> None:
    part = box.filling.part(_("Documents of the year"))
    sheets = [_documents_sheet(box.year, documents, files)]
    what = _("List of documents")
    box.filling.put_content(part, what, f"{what}.xlsx", sheets)
    for document in documents:
        box.put_files(part, files.get(document.id, ()))


def _documents_sheet(
    year: int, documents: Sequence[DocumentRow], files: Mapping[int, Sequence[OwnedFile]]
) -> Sheet:
    return Sheet(
        name=_("Documents"),
        title=_("Documents of {year}").format(year=year),
        columns=[
            Column(_("No."), 6, "whole"),
            Column(_("Document title"), 44, "wrapped"),
            Column(_("Document number"), 20),
            Column(_("Issuer"), 22),
            Column(_("Issued on"), 12, "date"),
            Column(_("Kind of document"), 12),
            Column(_("Files"), 8, "whole"),
        ],
        rows=[
            [number, one.title, one.number, one.issuer, one.issued_on, one.kind, _count(files, one)]
            for number, one in enumerate(documents, start=1)
        ],
    )


def _count(files: Mapping[int, Sequence[OwnedFile]], document: DocumentRow) -> int:
    return len(files.get(document.id, ()))


def _put_other_files(box: _Box, files: Sequence[OwnedFile]) -> None:
    """Put the year's files that belong to no indicator."""
    part = box.filling.part(_("Other attached files"))
    box.put_files(part, (file for file in files if file.id not in box.filling.listed))
