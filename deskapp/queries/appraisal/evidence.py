"""The rows behind one score, as they stand or as they were made final."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from deskapp.i18n import _, current_language, language
from deskapp.queries.appraisal.schemes import IndicatorRow
from deskapp.queries.appraisal.scoring import Scoring
from deskapp.queries.measures import MEASURES, EvidenceRow


def evidence_of(
    session: Session, scoring: Scoring, indicator: IndicatorRow, subject_id: int
) -> list[EvidenceRow]:
    """Return the rows behind the points of one of the appraised; none where by hand."""
    return [] if indicator.by_hand else list(_rows(session, scoring, indicator, subject_id))


def evidence_rows(
    session: Session, scoring: Scoring, indicator: IndicatorRow
) -> Iterator[EvidenceRow]:
    """Yield the rows behind the points of all appraised, read while they are asked for."""
    if indicator.by_hand:
        return
    appraised = {subject.id for subject in scoring.subjects}
    for row in _rows(session, scoring, indicator, None):
        if row.subject_id in appraised:
            yield row


def evidence_columns(scoring: Scoring, indicator: IndicatorRow) -> Sequence[tuple[str, int, str]]:
    """Return heading, width in characters and kind of each cell of an indicator's evidence.

    The headings of frozen evidence are those of today's program in another language than it was
    frozen in, as long as the program still knows its columns: a sheet is headed in one language.
    """
    if scoring.final is None:
        return _columns_of(indicator)
    frozen = scoring.frozen[indicator.id]
    if frozen.language == current_language() or indicator.measure not in MEASURES:
        return frozen.columns
    with language(frozen.language):
        is_known = tuple(_columns_of(indicator)) == frozen.columns
    return _columns_of(indicator) if is_known else frozen.columns


def _columns_of(indicator: IndicatorRow) -> list[tuple[str, int, str]]:
    columns = MEASURES[indicator.measure].columns
    return [(_(column.label), column.width, column.kind) for column in columns]


def _rows(
    session: Session, scoring: Scoring, indicator: IndicatorRow, subject_id: int | None
) -> Iterator[EvidenceRow]:
    if scoring.final is not None:
        frozen = scoring.frozen[indicator.id].rows
        return iter(frozen) if subject_id is None else iter(frozen.of(subject_id))
    measure, scheme = MEASURES[indicator.measure], scoring.scheme
    return measure.evidence(
        session,
        scheme.year,
        scoring.as_of,
        indicator.measure_parameters,
        scheme.appraised,
        subject_id=subject_id,
    )
