"""The records behind the scores, as lines of a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sqlalchemy.orm import Session

from deskapp.dates import long_date
from deskapp.i18n import _
from deskapp.queries.appraisal import IndicatorRow, Scoring, Subject, evidence_of, evidence_rows
from deskapp.queries.measures import EvidenceRow

_MOST_LINES = 3
_MOST_KEPT = 5_000
"""Records of an indicator that are kept for all of the appraised; more are read for each."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A record behind a score, in words."""

    indicator: IndicatorRow
    text: str
    counts: bool


@dataclass(slots=True)
class Brief:
    """The first records that tell why a score is as it is, and how many there are."""

    texts: list[str] = field(default_factory=list)
    count: int = 0


def in_one_cell(briefs: Sequence[Brief]) -> str:
    """Return the records of one or several scores as the text of one cell; many are counted."""
    texts = [text for brief in briefs for text in brief.texts][:_MOST_LINES]
    count = sum(brief.count for brief in briefs)
    if count > len(texts):
        texts.append(_("… {n} records in all").format(n=count))
    return "\n".join(texts)


class Evidence:
    """Reads the records while the session is open, those of an indicator only when asked.

    `of_all` says that many of the appraised will be asked for: then the records of an indicator
    are read once for all of them. Of long ones only what a cell tells is kept.
    """

    def __init__(self, session: Session, scoring: Scoring, *, of_all: bool = False) -> None:
        self._session, self._scoring, self._of_all = session, scoring, of_all
        self._briefs: dict[tuple[int, int | None], dict[int, Brief]] = {}
        self._kept: dict[int, dict[int, list[EvidenceRow]] | None] = {}

    def lines(self, indicator: IndicatorRow, subject: Subject) -> list[EvidenceLine]:
        """Return all records behind a score."""
        kept = self._kept_rows(indicator) if self._of_all else None
        if kept is None:
            rows = evidence_of(self._session, self._scoring, indicator, subject.id)
        else:
            rows = kept.get(subject.id, [])
        return [EvidenceLine(indicator, _words(row), bool(row.counts)) for row in rows]

    def brief(self, indicator: IndicatorRow, subject: Subject) -> Brief:
        """Return the records that tell why: of a bonus or deduction only those that count."""
        key = indicator.id, None if self._of_all else subject.id
        if key not in self._briefs:
            self._briefs[key] = _briefs(indicator, self._rows(indicator, subject))
        return self._briefs[key].get(subject.id, Brief())

    def _kept_rows(self, indicator: IndicatorRow) -> dict[int, list[EvidenceRow]] | None:
        """Return the records of an indicator by whose they are; None where they are too many."""
        if indicator.id not in self._kept:
            rows = evidence_rows(self._session, self._scoring, indicator)
            self._kept[indicator.id] = _by_subject(list(islice(rows, _MOST_KEPT + 1)))
        return self._kept[indicator.id]

    def _rows(self, indicator: IndicatorRow, subject: Subject) -> Iterable[EvidenceRow]:
        if self._of_all:
            return evidence_rows(self._session, self._scoring, indicator)
        return evidence_of(self._session, self._scoring, indicator, subject.id)


def _briefs(indicator: IndicatorRow, rows: Iterable[EvidenceRow]) -> dict[int, Brief]:
    found: dict[int, Brief] = {}
    for row in rows:
        if row.counts or indicator.section == "ordinary":
            brief = found.setdefault(row.subject_id, Brief())
            brief.count += 1
            if brief.count <= _MOST_LINES:
                brief.texts.append(_words(row))
    return found


def _by_subject(rows: Sequence[EvidenceRow]) -> dict[int, list[EvidenceRow]] | None:
    if len(rows) > _MOST_KEPT:
        return None
    found: dict[int, list[EvidenceRow]] = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(row)
    return found


def _words(row: EvidenceRow) -> str:
    """Return a record as one line: texts and days, for a bare number says nothing."""
    words = (long_date(cell) if isinstance(cell, date) else cell for cell in row.cells)
    return " ".join(word for word in words if isinstance(word, str) and word)
