"""What has become of final scores: then, as they were frozen, and now, as the records stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sqlalchemy.orm import Session

from deskapp.dates import long_date
from deskapp.i18n import _, language, ngettext
from deskapp.queries.appraisal.attached_files import OwnedFile, files_behind, own_files
from deskapp.queries.appraisal.evidence import evidence_rows
from deskapp.queries.appraisal.frozen_rows import FrozenRows, lines_of
from deskapp.queries.appraisal.schemes import IndicatorRow, SchemeRow
from deskapp.queries.appraisal.scoring import ScoreCell, Scoring, counted_alike
from deskapp.queries.appraisal.standing import final_scoring_of, live_scoring_of
from deskapp.queries.appraisal.subjects import Subject
from deskapp.queries.measures import MEASURES, EvidenceRow
from deskapp.rules.points import plain

_Rows = dict[int, list[EvidenceRow]]


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """A row of the evidence that came, went, or is another now."""

    kind: Literal["came", "went", "changed"]
    then: EvidenceRow | None
    now: EvidenceRow | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One score then and now, and why; None where the one was not appraised.

    The points may be the same, and only the evidence behind them another.
    """

    subject: Subject
    indicator: IndicatorRow
    then: Decimal | None
    now: Decimal | None
    why: tuple[str, ...]
    evidence: tuple[EvidenceChange, ...] = ()

    @property
    def moved(self) -> bool:
        """Return whether the points are others."""
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class Standing:
    """A total and its place."""

    total: Decimal
    rank: int


@dataclass(frozen=True, slots=True)
class Moved:
    """One of the appraised whose total or place is another now; None where not appraised."""

    subject: Subject
    then: Standing | None
    now: Standing | None


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file behind the scores that came or went since they were final."""

    kind: Literal["came", "went"]
    file: OwnedFile


@dataclass(frozen=True, slots=True)
class Comparison:
    """The frozen scoring, the live one, and all differences between the two."""

    then: Scoring
    now: Scoring
    differences: tuple[Difference, ...]
    moved: tuple[Moved, ...]
    files: tuple[FileChange, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Return whether the records still give what was frozen."""
        return not (self.differences or self.moved or self.files)


def differences(session: Session, scheme: SchemeRow) -> list[Difference]:
    """Return how the scores that the records give now differ from the final ones.

    Nothing where the scheme is not final.
    """
    comparison = since_final(session, scheme)
    return [] if comparison is None else list(comparison.differences)


def since_final(session: Session, scheme: SchemeRow) -> Comparison | None:
    """Return what the records give now beside what was frozen; None where nothing is final."""
    then = final_scoring_of(session, scheme.id)
    if then is None:
        return None
    now = live_scoring_of(session, scheme)
    files = {one.file.id: one.file for one in own_files(session, scheme)}
    found = tuple(_differences(session, then, now, files))
    return Comparison(then, now, found, tuple(_moved(then, now)), tuple(_file_changes(then, files)))


def _differences(
    session: Session, then: Scoring, now: Scoring, files: dict[int, OwnedFile]
) -> Iterator[Difference]:
    """Yield the scores that differ, and note the files behind the scores now."""
    live: dict[tuple[str, str], FrozenRows] = {}
    for indicator in then.indicators:
        alike = counted_alike(indicator)
        if alike not in live and not indicator.by_hand:
            live[alike] = _rows_now(session, then, now, indicator, files)
        for subject in _all_subjects(then, now):
            evidence: tuple[EvidenceChange, ...] = ()
            if not indicator.by_hand:
                before, after = then.frozen[indicator.id].rows, live[alike]
                # Half a million rows are compared as they are written, and few of them read.
                if before.line(subject.id) != after.line(subject.id):
                    pair = before.of(subject.id), after.of(subject.id)
                    evidence = tuple(_evidence_changes(*pair))
            found = _difference(then, now, subject, indicator, evidence)
            if found.moved or found.evidence:
                yield found


def _rows_now(
    session: Session,
    then: Scoring,
    now: Scoring,
    indicator: IndicatorRow,
    files: dict[int, OwnedFile],
) -> FrozenRows:
    """Return the rows behind the points now, worded in the language of the frozen ones."""
    records: set[int] = set()

    def noted() -> Iterator[EvidenceRow]:
        for row in evidence_rows(session, now, indicator):
            records.add(row.record_id)
            yield row

    with language(then.frozen[indicator.id].language):
        lines = dict(lines_of(noted()))
    behind = files_behind(session, MEASURES[indicator.measure].table, records)
    files.update((file.id, file) for file in behind)
    return FrozenRows(lines, {subject.id: subject.name for subject in now.subjects})


def _file_changes(then: Scoring, now: Mapping[int, OwnedFile]) -> Iterator[FileChange]:
    """Yield the files that went, then those that came; a file's content never changes."""
    before = {one.file.id: one.file for one in then.own_files}
    for frozen in then.frozen.values():
        before.update((file.id, file) for file in frozen.files)
    yield from (FileChange("went", before[one]) for one in sorted(before.keys() - now.keys()))
    yield from (FileChange("came", now[one]) for one in sorted(now.keys() - before.keys()))


def _all_subjects(then: Scoring, now: Scoring) -> Iterable[Subject]:
    known = {subject.id for subject in then.subjects}
    return (*then.subjects, *(subject for subject in now.subjects if subject.id not in known))


def _difference(
    then: Scoring,
    now: Scoring,
    subject: Subject,
    indicator: IndicatorRow,
    evidence: tuple[EvidenceChange, ...],
) -> Difference:
    place = subject.id, indicator.id
    before, after = then.cells.get(place), now.cells.get(place)
    why = tuple(_why(then, now, before, after, evidence))
    points = [None if cell is None else cell.scored.points for cell in (before, after)]
    return Difference(subject, indicator, points[0], points[1], why, evidence)


def _why(
    then: Scoring,
    now: Scoring,
    before: ScoreCell | None,
    after: ScoreCell | None,
    evidence: Sequence[EvidenceChange],
) -> Iterator[str]:
    if before is None:
        yield _("Was not appraised then.")
    elif after is None:
        yield _("Is no longer appraised.")
    elif before.counted and after.counted and before.counted != after.counted:
        yield _("Counted {then} then, {now} now.").format(
            then=_counted(before), now=_counted(after)
        )
    yield from rows_in_words(evidence)
    if evidence and then.as_of != now.as_of:
        yield _("Counted to {now} instead of {then}.").format(
            now=long_date(now.as_of), then=long_date(then.as_of)
        )
    if before and after and before.given and before.scored == after.scored:
        yield _("The assessors' points stand whatever is counted.")


def _counted(cell: ScoreCell) -> str:
    assert cell.counted is not None
    return _("{numerator} of {denominator}").format(
        numerator=plain(cell.counted.numerator), denominator=cell.counted.denominator
    )


def rows_in_words(evidence: Sequence[EvidenceChange]) -> Iterator[str]:
    """Yield how many rows of the evidence came, went and changed."""
    kinds = [change.kind for change in evidence]
    if number := kinds.count("came"):
        yield ngettext("{n} row came.", "{n} rows came.", number).format(n=number)
    if number := kinds.count("went"):
        yield ngettext("{n} row went.", "{n} rows went.", number).format(n=number)
    if number := kinds.count("changed"):
        yield ngettext("{n} row changed.", "{n} rows changed.", number).format(n=number)


def _evidence_changes(
    before: Sequence[EvidenceRow], after: Sequence[EvidenceRow]
) -> Iterator[EvidenceChange]:
    """Yield the rows that differ; one that went and one that came of a record are one changed."""
    gone, come = _without(before, after), _without(after, before)
    for record_id in sorted(gone.keys() | come.keys()):
        went, came = gone.get(record_id, []), come.get(record_id, [])
        for row in went:
            other = max(came, key=lambda one: _alike(row, one), default=None)
            if other is None:
                yield EvidenceChange("went", row, None)
            else:
                came.remove(other)
                yield EvidenceChange("changed", row, other)
        yield from (EvidenceChange("came", None, row) for row in came)


def _without(rows: Iterable[EvidenceRow], others: Iterable[EvidenceRow]) -> _Rows:
    """Return rows that are not among others, by their record; equal ones are counted off."""
    number: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for row in others:
        number[_content(row)] += 1
    found: _Rows = defaultdict(list)
    for row in rows:
        if number[_content(row)]:
            number[_content(row)] -= 1
        else:
            found[row.record_id].append(row)
    return found


def _content(row: EvidenceRow) -> tuple[object, ...]:
    """Return what a row says; the name of the unit or branch is no part of it."""
    return row.record_id, row.cells, row.counts, row.level


def _alike(one: EvidenceRow, other: EvidenceRow) -> int:
    return sum(a == b for a, b in zip(one.cells, other.cells, strict=False))


def _moved(then: Scoring, now: Scoring) -> Iterator[Moved]:
    for subject in _all_subjects(then, now):
        before, after = _standing(then, subject.id), _standing(now, subject.id)
        if before != after:
            yield Moved(subject, before, after)


def _standing(scoring: Scoring, subject_id: int) -> Standing | None:
    if subject_id not in scoring.totals:
        return None
    return Standing(scoring.total(subject_id), scoring.ranks[subject_id])
