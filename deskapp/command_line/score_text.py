"""Scores as lines of text: a table of places and, where asked for, every point explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

from sqlalchemy.orm import Session

from deskapp.dates import long_date, shown_date
from deskapp.i18n import _, ngettext
from deskapp.queries.appraisal import (
    IndicatorRow,
    ScoreCell,
    Scoring,
    Subject,
    evidence_columns,
    evidence_of,
)
from deskapp.queries.appraisal.grade_line import grades_in_words
from deskapp.rules.points import plain

_COUNTS, _COUNTS_NOT = "√", "×"  # in every Chinese code page of a console


def scores_as_text(
    session: Session, scoring: Scoring, subjects: Sequence[Subject], *, explained: bool
) -> Iterator[str]:
    """Yield what the scores are of, the table, and the explanation of each if asked for."""
    yield scoring.scheme.title
    yield _standing(scoring)
    yield from _table(scoring, subjects)
    if explained:
        for subject in subjects:
            yield ""
            yield from _explained(session, scoring, subject)


def _standing(scoring: Scoring) -> str:
    if scoring.final is None:
        return _("Not final: figures as of {day}.").format(day=long_date(scoring.as_of))
    return _("Final since {day}, figures as of {as_of}, SHA-256 {hash}.").format(
        day=long_date(scoring.final.finalised_on),
        as_of=long_date(scoring.as_of),
        hash=scoring.final.sha256,
    )


def _table(scoring: Scoring, subjects: Sequence[Subject]) -> Iterator[str]:
    by_branch = scoring.scheme.appraised == "branches"
    name = _("Branch") if by_branch else _("Unit")
    grades = grades_in_words(scoring)
    rows = [(_("Place in the ranking"), name, _("Total score"), _("Grade"))]
    for one in subjects:
        total, grade = f"{scoring.total(one.id):.2f}", grades.get(one.id, "")
        rows.append((str(scoring.ranks[one.id]), one.name, total, grade))
    widths = [max(_width(row[place]) for row in rows) for place in range(4)]
    for place, unit, total, grade in rows:
        cells = (
            _right(place, widths[0]),
            unit + " " * (widths[1] - _width(unit)),
            _right(total, widths[2]),
            grade,
        )
        yield "  ".join(cells).rstrip()


def _explained(session: Session, scoring: Scoring, subject: Subject) -> Iterator[str]:
    total = plain(scoring.total(subject.id))
    yield _("{unit}: {total} points").format(unit=subject.name, total=total)
    for indicator in scoring.indicators:
        cell = scoring.cell(subject.id, indicator.id)
        yield "  " + _headline(indicator, cell)
        yield from (f"    {line}" for line in _reasons(indicator, cell))
        if not indicator.by_hand:
            yield from (f"    {line}" for line in _rows(session, scoring, indicator, subject))


def _headline(indicator: IndicatorRow, cell: ScoreCell) -> str:
    points = plain(cell.scored.points) if cell.is_assessed else _("not given yet")
    if indicator.section == "deduction":
        text = _("{level1} · {level2}: {points} taken off, at most {worth}")
    else:
        text = _("{level1} · {level2}: {points} of {worth}")
    return text.format(
        level1=indicator.level1,
        level2=indicator.level2,
        points=points,
        worth=plain(indicator.points),
    )


def _reasons(indicator: IndicatorRow, cell: ScoreCell) -> Iterator[str]:
    """Yield the rule, what it was given, and what people said."""
    yield _line(_("Scoring rule"), indicator.sentence())
    if cell.computed is not None and cell.counted is not None:
        yield _line(_("Counted"), f"{plain(cell.counted.numerator)} / {cell.counted.denominator}")
        yield _line(_("Computed"), f"{plain(cell.computed.points)}  {cell.computed.why}".rstrip())
        if cell.computed.capped:
            yield _("The limit of the rule was reached.")
    if cell.own is not None:
        yield _line(_("Self-score"), f"{plain(cell.own.points)} {cell.own.explanation}".rstrip())
    if cell.given is not None:
        yield _line(_("Assessors"), f"{plain(cell.given.points)} {cell.reason}".rstrip())


def _rows(
    session: Session, scoring: Scoring, indicator: IndicatorRow, subject: Subject
) -> Iterator[str]:
    rows = evidence_of(session, scoring, indicator, subject.id)
    counting = sum(bool(row.counts) for row in rows)
    text = ngettext(
        "{n} row of evidence, of which {counting} counts ({yes}):",
        "{n} rows of evidence, of which {counting} count ({yes}):",
        len(rows),
    )
    yield text.format(n=len(rows), counting=counting, yes=_COUNTS)
    if rows:
        headings = (label for label, _width, _kind in evidence_columns(scoring, indicator))
        yield f"     {' | '.join(headings)}"
    for row in rows:
        mark = _COUNTS if row.counts else _COUNTS_NOT
        yield f"  {mark} {' | '.join(_shown(value) for value in row.cells)}"


def _line(label: str, text: str) -> str:
    return _("{label}: {text}").format(label=label, text=text)


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return shown_date(value)
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else " ".join(str(value).split())


def _width(text: str) -> int:
    """Return the columns a text takes on a console: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _right(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text
