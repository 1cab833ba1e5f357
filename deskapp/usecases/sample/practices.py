"""Make the practices of the sample, from mere notes to adopted ones."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.records.meeting import Meeting
from deskapp.records.practice import Practice, PracticeMeeting, PracticeTask
from deskapp.records.task import KeyTask
from deskapp.usecases.sample.organisation import Organisation
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SEED, YEAR, Size
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter

_FOR_MEASURING = 600
_TEXTS = ("background", "approach", "effect", "to_spread")
_FIRST_DAY = date(YEAR, 4, 26)


def make_practices(
    session: Session, writer: SampleWriter, organisation: Organisation, size: Size
) -> None:
    """Write the year's practices with the tasks and meetings they grew from."""
    texts = read_texts("practices")
    told = [
        text
        for text in texts["practices"]
        if (text.get("small") or not size.only_small) and text["unit"] in organisation.unit_named
    ]
    rows = [_row(text, organisation) for text in told]
    if size.is_for_measuring:
        rows += _routine(texts, tuple(rows), organisation.unit_ids, _FOR_MEASURING - len(rows))
    ids = writer.write(Practice, rows)
    _write_sources(session, writer, dict(zip(ids, told, strict=False)))


def _row(text: dict[str, Any], organisation: Organisation) -> dict[str, Any]:
    unit_id = organisation.unit_named[text["unit"]]
    return {
        "year": YEAR,
        "unit_id": unit_id,
        "branch_id": _first_branch(organisation, unit_id),
        "title": text["title"],
        "happened_on": _day(text["happened_on"]),
        "state": text["state"],
        "due_on": _day(text["due_on"]),
        "summarised_on": _day(text.get("summarised_on")),
        "adoption_level": text.get("level"),
        "adopted_on": _day(text.get("adopted_on")),
        **{name: text[name] for name in _TEXTS},
    }


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _first_branch(organisation: Organisation, unit_id: int) -> int | None:
    branches = (branch.id for branch in organisation.branches if branch.unit_id == unit_id)
    return next(branches, None)


def _write_sources(session: Session, writer: SampleWriter, told: dict[int, dict[str, Any]]) -> None:
    """Write the links; a small sample does not have all of the tasks and meetings."""
    tasks = _ids(session, select(KeyTask.number, KeyTask.id).where(KeyTask.year == YEAR))
    meetings = _ids(session, select(Meeting.title, Meeting.id).where(Meeting.year == YEAR))
    writer.write(PracticeTask, list(_links(told, "tasks", tasks, "key_task_id")))
    writer.write(PracticeMeeting, list(_links(told, "meetings", meetings, "meeting_id")))


def _ids(session: Session, statement: Any) -> dict[Any, int]:
    return {row[0]: row[1] for row in session.execute(statement)}


def _links(
    told: dict[int, dict[str, Any]], part: str, known: dict[Any, int], column: str
) -> Iterator[dict[str, int]]:
    for practice_id, text in told.items():
        for name in text[part]:
            if name in known:
                yield {"practice_id": practice_id, column: known[name]}


def _routine(
    texts: dict[str, Any],
    models: Sequence[dict[str, Any]],
    unit_ids: Iterable[int],
    number: int,
) -> Iterator[dict[str, Any]]:
    """Yield further practices: states, levels and texts of the told ones, on other days."""
    chance = random.Random(SEED)  # noqa: S311 - the same practices every time
    units = list(unit_ids)
    for place in range(number):
        model = models[place % len(models)]
        happened_on = _FIRST_DAY + timedelta(days=chance.randrange(150))
        name = f"{chance.choice(texts['routine_forms'])}{chance.choice(texts['routine'])}"
        shift = timedelta(days=chance.randrange(-20, 21))
        summarised_on = model["summarised_on"] and min(
            model["summarised_on"] + shift, RECORDED_UNTIL
        )
        yield {
            **model,
            "unit_id": units[place % len(units)],
            "branch_id": None,
            "title": f"{name}第{place + 1}期",
            "happened_on": happened_on,
            "summarised_on": summarised_on,
        }
