"""The index of a box: what lies where, in the order of the indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from deskapp import __version__
from deskapp.dates import long_date
from deskapp.excel.sheet import Cell, Column, Link, Sheet, Tinted
from deskapp.i18n import _
from deskapp.queries.appraisal import Scoring
from deskapp.reports.evidence_box.entries import Entry
from deskapp.reports.evidence_box.sums import SUMS


def index_sheet(scorings: Sequence[Scoring], entries: Sequence[Entry], office: str) -> Sheet:
    """Return a row for each thing of a box; its links are relative to where the index lies."""
    return Sheet(
        name=_("Index"),
        title=_title(scorings),
        columns=[
            Column(_("No."), 6, "whole"),
            Column(_("Indicator or part"), 30, "wrapped"),
            Column(_("What it is"), 40, "wrapped"),
            Column(_("File in the box"), 48, "wrapped"),
            Column(_("Size (KB)"), 9, "whole"),
            Column("SHA-256", 34, "wrapped"),
            Column(_("Remark"), 24, "wrapped"),
        ],
        rows=[_row(number, entry) for number, entry in enumerate(entries, start=1)],
        notes=list(_notes(scorings, office)),
    )


def _title(scorings: Sequence[Scoring]) -> str:
    first = scorings[0].scheme
    if len(scorings) == 1:
        return _("{scheme}: index of the evidence").format(scheme=first.title)
    return _("Appraisal of {year}: index of the evidence").format(year=first.year)


def _row(number: int, entry: Entry) -> Sequence[Cell]:
    link = Link(entry.path, entry.path) if entry.path else ""
    remark = Tinted(entry.remark, "red") if entry.is_loss else entry.remark
    size = ceil(entry.size / 1024) if entry.path else None
    return [number, entry.part, entry.what, link, size, entry.sha256, remark]


def _notes(scorings: Sequence[Scoring], office: str) -> Iterator[str]:
    if office:
        yield office
    for scoring in scorings:
        standing = _standing(scoring)
        if len(scorings) > 1:
            standing = _("{label}: {text}").format(label=scoring.scheme.title, text=standing)
        yield standing
    yield _("Made by deskapp {version}; {file} tells whether any file was changed since.").format(
        version=__version__, file=SUMS
    )


def _standing(scoring: Scoring) -> str:
    if scoring.final is None:
        day = long_date(scoring.as_of)
        return _("Scores are not final: figures as of {day}.").format(day=day)
    return _("Scores final since {day}, SHA-256 {hash}.").format(
        day=long_date(scoring.final.finalised_on), hash=scoring.final.sha256
    )
