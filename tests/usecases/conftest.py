"""A small office in a real ledger, and short ways to act and ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from deskapp.database import Database, create_ledger
from deskapp.i18n import language
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.key_tasks import KeyTaskDraft, save_key_task
from deskapp.usecases.meetings import MeetingDraft, save_meeting
from deskapp.usecases.people import PersonDraft, save_person
from deskapp.usecases.units import UnitDraft, save_unit

DAY = date(2021, 4, 20)


class World:
    """Two units, a branch, three people, a meeting and a key task."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.office = self.do(save_unit, UnitDraft(name="办公室"))
        self.science = self.do(save_unit, UnitDraft(name="科普部"))
        self.branch = self.do(save_branch, BranchDraft(name="第一党支部", unit_id=self.office))
        self.chief = self.person(
            "曾国庆", branch_id=self.branch, rank="section", is_top_leader=True, post="主任"
        )
        self.clerk = self.person("李四")
        self.other = self.person("王五", unit_id=self.science, rank="bureau")
        self.meeting = self.do(
            save_meeting,
            MeetingDraft(title="2021年工作会议", held_on=DAY, host_unit_id=self.office),
        )
        self.task = self.do(
            save_key_task,
            KeyTaskDraft(
                year=2021, number=1, text="学习条例", deadline_text="2021-11-30",
                lead_unit_ids=[self.office],
            ),
        )  # fmt: skip

    def person(self, name: str, **more: Any) -> int:
        more.setdefault("unit_id", self.office)
        return self.do(save_person, PersonDraft(name=name, **more))

    def do(self, use_case: Callable[..., Any], *args: Any, **more: Any) -> Any:
        return self.database.do(use_case, *args, **more).result

    def ask(self, query: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with self.database.reading() as session:
            return query(session, *args, **more)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with language("en"):
        database = create_ledger(tmp_path / "world.ledger")
        yield World(database)
        database.close()
