"""What lies in a box, in its order: results, indicators, ledgers, minutes, documents, files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from deskapp.reports.evidence_box.entries import Part
from deskapp.reports.evidence_box.filling import Filling
from deskapp.reports.evidence_box.indicator_sheets import indicator_sheets
from deskapp.reports.minutes import minutes_paper
from deskapp.reports.registry import REPORTS, Report

_OTHER_CONTENTS = 4  # appraisal, scheme, list of documents, index


@dataclass
class _Box:
    """What all parts of a box are made from."""

    session: Session
    filling: Filling
    scoring: Scoring
    folders: dict[tuple[str, str], str] = field(default_factory=dict)
    """(folder of a part, whose files) -> the folder of these files."""
    remarks: dict[int, str] = field(default_factory=dict)
    """What became of files since the scores were made final, by the ids of the attachments."""

    @property
    def scheme(self) -> SchemeRow:
        return self.scoring.scheme

    def put_report(self, part: Part, report: Report, label: str = "") -> None:
        label = label or _(report.label)
        content = report.content(self.session, self.scheme.year, self.scheme.id)
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


def fill_box(session: Session, filling: Filling, scheme: SchemeRow) -> Scoring:
    """Put everything into a box but its index; return the scores it was made from."""
    box = _Box(session, filling, scoring_of(session, scheme))
    year = scheme.year
    reports = [one for one in REPORTS.values() if one.proves and year in one.years(session)]
    minutes = minutes_of_year(session, year)
    own, of_year = own_files_of(session, box.scoring), files_of_year(session, year)
    documents = documents_of_year(session, year)
    of_documents = files_of_documents(session, [one.id for one in documents])
    files = len(own) + len(of_year) + sum(len(some) for some in of_documents.values())
    contents = len(box.scoring.indicators) + len(reports) + len(minutes)
    filling.watch.begin(contents + files + _OTHER_CONTENTS)
    _put_results(box)
    _put_indicators(box, own)
    _put_ledgers(box, reports)
    _put_minutes(box, minutes)
    _put_documents(box, documents, of_documents)
    _put_other_files(box, of_year)
    return box.scoring


def _put_results(box: _Box) -> None:
    part = Part(_("Appraisal"))
    box.put_report(part, REPORTS["appraisal"], _("Appraisal workbook"))
    box.put_report(part, REPORTS["scheme"])


def _put_indicators(box: _Box, own: Sequence[OwnFile]) -> None:
    names = {subject.id: subject.name for subject in box.scoring.subjects}
    # Numbered as in the workbook, whatever the order in which the scheme was entered.
    for number, indicator in enumerate(by_section(box.scoring.indicators), start=1):
        part = box.filling.part(f"{number:02d} {indicator.level1}·{indicator.level2}")
        seen: set[int] = set()
        sheets = indicator_sheets(box.session, box.scoring, indicator, seen)
        what = _("Points by hand") if indicator.by_hand else _("Points and evidence")
        box.filling.put_content(part, what, f"{indicator.level2}.xlsx", sheets)
        for one in own:
            if one.indicator_id == indicator.id and one.subject_id in names:
                box.put_files(part, [one.file], names[one.subject_id])
        files = files_behind_score(box.session, box.scoring, indicator, seen)
        _note_what_became(box, files, indicator, seen)
        box.put_files(part, files)


def _note_what_became(
    box: _Box, files: Sequence[OwnedFile], indicator: IndicatorRow, seen: set[int]
) -> None:
    """Note which frozen files are attached no more, and which ones came too late."""
    if box.scoring.final is None:
        return
    attached = still_attached(box.session, (file.id for file in files))
    gone = _("No longer attached; it was when the scores were made final.")
    box.remarks.update((file.id, gone) for file in files if file.id not in attached)
    late = _("Attached after the scores were made final; they do not rest on it.")
    later = files_attached_later(box.session, box.scoring, indicator, seen)
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
    sheets = [_documents_sheet(box.scheme.year, documents, files)]
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
