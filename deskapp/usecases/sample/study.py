"""Say what has to be studied in the sample, and what was studied outside meetings."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from deskapp.records.study import StudyAudience, StudyEntry, StudyRequirement
from deskapp.usecases.sample.attendance import AttendanceMaker
from deskapp.usecases.sample.branch_studies import make_branch_studies
from deskapp.usecases.sample.many_studies import make_many_studies
from deskapp.usecases.sample.organisation import Organisation
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SEED, YEAR, Size
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter

# Leaders read these at their desks before their branch comes together.
_READ_AHEAD = ("essentials", "division")
_READ_FROM = date(2021, 3, 29)
_SHARE_READING = 0.5


def make_study(
    session: Session,
    writer: SampleWriter,
    organisation: Organisation,
    documents: dict[str, int],
    attendance: AttendanceMaker,
    size: Size,
) -> None:
    """Write the requirements, the branches' studies, and the make-up and self studies."""
    texts = read_texts("study")
    if size.is_for_measuring:
        make_many_studies(session, writer, documents, texts)
    else:
        chosen = [t for t in texts["requirements"] if t.get("small") or not size.only_small]
        _write_requirements(writer, organisation, documents, chosen)
    if not (size.only_small or size.is_for_measuring):
        make_branch_studies(writer, organisation, documents, attendance, texts)
    entries = [row for row in attendance.made_up if row["studied_on"] <= RECORDED_UNTIL]
    writer.write(StudyEntry, [{**row, "document_id": None, "note": ""} for row in entries])
    writer.write(StudyEntry, list(_self_studies(organisation, documents, texts["self_study"])))


def _write_requirements(
    writer: SampleWriter,
    organisation: Organisation,
    documents: dict[str, int],
    texts: Sequence[dict[str, Any]],
) -> None:
    rows = [
        {
            "year": YEAR,
            "document_id": documents[text["document"]],
            "audience": text["audience"],
            "due_on": date.fromisoformat(text["due_on"]) if "due_on" in text else None,
            "leaders_first": text.get("leaders_first", False),
            "recurring": text.get("recurring", False),
            "note": text.get("note", ""),
        }
        for text in texts
    ]
    ids = writer.write(StudyRequirement, rows)
    named = [
        {"requirement_id": requirement_id, "unit_id": unit_id, "rank": rank}
        for requirement_id, text in zip(ids, texts, strict=True)
        for unit_id, rank in _named(organisation, text)
    ]
    writer.write(StudyAudience, named)


def _named(organisation: Organisation, text: dict[str, Any]) -> Iterator[tuple[int | None, Any]]:
    for unit in text.get("units", ()):
        yield organisation.unit_named[unit], None
    for rank in text.get("ranks", ()):
        yield None, rank


def _self_studies(
    organisation: Organisation, documents: dict[str, int], note: str
) -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)  # noqa: S311 - the same readers every time
    for member in organisation.officers():
        if chance.random() < _SHARE_READING:
            day = _READ_FROM + timedelta(days=chance.randint(0, 14))
            for key in _READ_AHEAD:
                yield {
                    "person_id": member.id,
                    "meeting_id": None,
                    "document_id": documents[key],
                    "studied_on": day,
                    "note": note,
                }
