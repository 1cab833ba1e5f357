"""Freeze scores with everything they rest on, and read frozen ones back unchanged.

What is frozen is canonical JSON, a line for each part; its SHA-256 is kept beside it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp import __version__
from deskapp.errors import ChangedElsewhere, DamagedLedger
from deskapp.i18n import _, current_language
from deskapp.queries.appraisal.attached_files import OwnedFile, OwnFile, files_behind, own_files
from deskapp.queries.appraisal.evidence import evidence_columns, evidence_rows
from deskapp.queries.appraisal.frozen_form import Plain, plain_scoring, scoring_from
from deskapp.queries.appraisal.frozen_rows import FrozenRows, canonical, lines_of, untagged
from deskapp.queries.appraisal.schemes import IndicatorRow
from deskapp.queries.appraisal.scoring import Finality, FrozenEvidence, Scoring, counted_alike
from deskapp.queries.measures import MEASURES, EvidenceRow
from deskapp.records.registry import METADATA
from deskapp.records.scheme import Indicator
from deskapp.records.score import Appeal
from deskapp.rules.points import Counted

FORMAT = 1
Progress = Callable[[int, int], object]


class FinalRow(Protocol):
    """What is read of a row of FinalScoring."""

    finalised_on: date
    as_of: date
    program_version: str
    content: str
    sha256: str


def freeze(
    session: Session,
    scoring: Scoring,
    progress: Progress | None = None,
    go_on: Callable[[], object] = lambda: None,
) -> tuple[str, str]:
    """Return live scores with their evidence, compressed and in base64, and the SHA-256.

    `progress` hears how many of the indicators are read, of how many; `go_on` is asked between
    the rows and raises when the person stopped it. Raises ChangedElsewhere when the evidence is
    not what was counted.
    """
    told = progress or (lambda _done, _all: None)
    evidence, shared = _evidence(session, scoring, told, go_on)
    own = own_files(session, scoring.scheme)
    head = plain_scoring(scoring) | {
        "format": FORMAT,
        "program_version": __version__,
        "language": current_language(),
        # Indicators that count the same share one list of rows.
        "evidence_of": [list(pair) for pair in shared.items()],
        "evidence": [one.head for one in evidence],
        "appeals": list(_appeals(session, scoring.scheme.id)),
        "files": list(_files(own, evidence)),
        "own_files": [[one.indicator_id, one.subject_id, one.file.id] for one in own],
    }
    written = b"\n".join((canonical(head), *(line for one in evidence for line in one.lines)))
    return base64.b64encode(zlib.compress(written)).decode(), _hash(written)


def thawed(final: FinalRow) -> Scoring:
    """Return frozen scores as they were, with their evidence.

    Raises DamagedLedger when they are not what was frozen.
    """
    head, *lines = verify_hash(final.content, final.sha256).split(b"\n")
    plain = json.loads(head, object_hook=untagged)
    told = plain["program_version"], plain["as_of"]
    if told != (final.program_version, final.as_of.isoformat()):
        raise _damaged()
    scoring = scoring_from(plain)
    files = {one["id"]: OwnedFile(**one) for one in plain["files"]}
    return replace(
        scoring,
        final=Finality(final.finalised_on, final.program_version, final.sha256),
        frozen=_evidence_from(plain, lines, scoring, files),
        own_files=tuple(
            OwnFile(indicator_id, subject_id, files[file_id])
            for indicator_id, subject_id, file_id in plain["own_files"]
        ),
    )


def verify_hash(content: str, sha256: str) -> bytes:
    """Return what was frozen; raise DamagedLedger when its hash is another.

    Its first line is the JSON of everything but the evidence rows; each other line holds those
    of one of the appraised, in the order that "evidence" of the first tells.
    """
    try:
        written = zlib.decompress(base64.b64decode(content, validate=True))
    except (binascii.Error, zlib.error, ValueError) as error:
        raise _damaged() from error
    if _hash(written) != sha256:
        raise _damaged()
    return written


def _hash(written: bytes) -> str:
    return hashlib.sha256(written).hexdigest()


def _damaged() -> DamagedLedger:
    return DamagedLedger(
        _("The final scores were damaged, or changed outside the program: their hash differs."),
        _("Take them from a backup, or reopen the appraisal and make it final again."),
    )


@dataclass(slots=True)
class _Evidence:
    """What is frozen of the rows that one or more indicators count."""

    head: Plain
    lines: list[bytes]
    files: list[OwnedFile]


@dataclass(slots=True)
class _Tally:
    """What the rows of one of the appraised add up to."""

    rows: int = 0
    counting: int = 0
    levels: dict[str, int] = field(default_factory=dict)

    def add(self, row: EvidenceRow) -> None:
        self.rows += 1
        if row.counts:
            self.counting += 1
            self.levels[row.level] = self.levels.get(row.level, 0) + 1

    def is_what_was(self, counted: Counted, *, by_level: bool) -> bool:
        levels = self.levels if by_level else {}
        return (self.counting, self.rows, levels) == (
            counted.numerator,
            counted.denominator,
            counted.levels,
        )


def _evidence(
    session: Session, scoring: Scoring, told: Progress, go_on: Callable[[], object]
) -> tuple[list[_Evidence], dict[int, int]]:
    """Return the rows behind all points, and the place among them by indicator id."""
    found: list[_Evidence] = []
    places: dict[tuple[str, str], int] = {}
    shared: dict[int, int] = {}
    for done, indicator in enumerate(scoring.indicators):
        told(done, len(scoring.indicators))
        if indicator.by_hand:
            continue
        alike = counted_alike(indicator)
        if alike not in places:
            places[alike] = len(found)
            found.append(_evidence_behind(session, scoring, indicator, go_on))
        shared[indicator.id] = places[alike]
    told(len(scoring.indicators), len(scoring.indicators))
    return found, shared


def _evidence_behind(
    session: Session, scoring: Scoring, indicator: IndicatorRow, go_on: Callable[[], object]
) -> _Evidence:
    records: set[int] = set()
    tallies: defaultdict[int, _Tally] = defaultdict(_Tally)

    def noted() -> Iterator[EvidenceRow]:
        for row in evidence_rows(session, scoring, indicator):
            go_on()
            records.add(row.record_id)
            tallies[row.subject_id].add(row)
            yield row

    lines = list(lines_of(noted()))
    _refuse_other_rows(scoring, indicator, tallies)
    table = MEASURES[indicator.measure].table
    files = files_behind(session, table, records)
    head = {
        "table": table,
        "columns": [list(column) for column in evidence_columns(scoring, indicator)],
        "subjects": [subject_id for subject_id, _line in lines],
        "files": [file.id for file in files],
    }
    return _Evidence(head, [line for _subject, line in lines], files)


def _refuse_other_rows(
    scoring: Scoring, indicator: IndicatorRow, tallies: Mapping[int, _Tally]
) -> None:
    """Refuse to freeze other rows than were counted: on a server others write meanwhile."""
    by_level = MEASURES[indicator.measure].level is not None
    for subject in scoring.subjects:
        counted = scoring.cell(subject.id, indicator.id).counted
        tally = tallies.get(subject.id, _Tally())
        if counted is not None and not tally.is_what_was(counted, by_level=by_level):
            raise ChangedElsewhere(
                _("Records were changed while their scores were being made final."),
                _("Nothing was saved. Try again."),
            )


def _evidence_from(
    plain: Plain, lines: Sequence[bytes], scoring: Scoring, files: Mapping[int, OwnedFile]
) -> dict[int, FrozenEvidence]:
    names = {subject.id: subject.name for subject in scoring.subjects}
    unread = iter(lines)
    read = [
        FrozenEvidence(
            tuple((label, width, kind) for label, width, kind in one["columns"]),
            FrozenRows(dict(zip(one["subjects"], unread, strict=False)), names),
            plain["language"],
            tuple(files[file_id] for file_id in one["files"]),
        )
        for one in plain["evidence"]
    ]
    return {indicator_id: read[place] for indicator_id, place in plain["evidence_of"]}


def _appeals(session: Session, scheme_id: int) -> Iterator[Plain]:
    statement = (
        select(Appeal.__table__)
        .join(Indicator, Indicator.id == Appeal.indicator_id)
        .where(Indicator.scheme_id == scheme_id)
        .order_by(Appeal.id)
    )
    for row in session.execute(statement).mappings():
        yield {str(name): value for name, value in row.items() if name != "version"}


def _files(own: Iterable[OwnFile], evidence: Iterable[_Evidence]) -> Iterator[Plain]:
    """Yield names and hashes of the files of self-scores, and of the records in the evidence."""
    found = {one.file.id: one.file for one in own}
    for one in evidence:
        found.update((file.id, file) for file in one.files)
    return (asdict(found[file_id]) for file_id in sorted(found))


def record_exists(session: Session, table: str, record_id: int) -> bool:
    """Return whether a record that frozen evidence names is still in the ledger."""
    row_id = METADATA.tables[table].c.id
    return session.execute(select(row_id).where(row_id == record_id)).first() is not None
