"""Make the key tasks of the sample and the branch tasks that carry them out."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count, cycle
from typing import Any

from deskapp.records.task import BranchTask, KeyTask, KeyTaskUnit, ProgressEntry
from deskapp.rules.deadlines import read_deadline
from deskapp.rules.task_states import is_open
from deskapp.usecases.sample.organisation import Organisation
from deskapp.usecases.sample.outcomes import Outcome, OutcomeMaker
from deskapp.usecases.sample.progress_reports import ReportMaker
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SEED, YEAR, Size
from deskapp.usecases.sample.texts import read_texts
from deskapp.usecases.sample.writing import SampleWriter

# The demands of the work meeting of 20 April were assigned some days after it.
_ASSIGNED_ON = date(YEAR, 4, 26)
_NOBODY_EVERY = 41
_REPORTS_EVERY = 3

# A unit, or a branch of it, that carries out a key task.
Carrier = tuple[int, int | None]


class TaskMaker:
    """Writes key tasks, their units, their branch tasks and what was reported of them."""

    def __init__(
        self,
        writer: SampleWriter,
        organisation: Organisation,
        documents: dict[str, int],
        decision_of_task: dict[int, int],
    ) -> None:
        self._writer = writer
        self._organisation = organisation
        self._documents = documents
        self._decision_of_task = decision_of_task
        self._outcomes = OutcomeMaker()
        self._reports = ReportMaker()
        self._places = count()
        self._chance = random.Random(SEED)  # noqa: S311 - the same marks every time
        self._comments = cycle(read_texts("supervision")["leader_comments"])

    def make(self, size: Size) -> None:
        """Write the key tasks of the year; for measuring, every branch carries each of them."""
        texts = read_texts("tasks")
        key_tasks = [t for t in texts["key_tasks"] if t.get("small") or not size.only_small]
        if size.is_for_measuring:
            wanted = size.branch_tasks // len(self._organisation.branches)
            key_tasks += _routine(texts, first=len(key_tasks) + 1, last=wanted)
            for text in key_tasks:
                self._make_one(text, self._all_branches(), reports_every=_REPORTS_EVERY)
        else:
            for text in key_tasks:
                self._make_one(text, self._carriers(text))

    def _make_one(
        self, text: dict[str, Any], carriers: Iterable[Carrier], reports_every: int = 1
    ) -> None:
        deadline = read_deadline(text["deadline"], YEAR)
        due = deadline.due
        [key_task_id] = self._writer.write(KeyTask, [self._key_task_row(text, due)])
        self._write_units(key_task_id, text)
        tasks = [self._branch_task(key_task_id, carrier, due) for carrier in carriers]
        ids = self._writer.write(
            BranchTask, [row | out.columns() | self._marks(out) for row, out in tasks]
        )
        reports = [
            report
            for place, (task_id, (_row, outcome)) in enumerate(zip(ids, tasks, strict=True))
            if place % reports_every == 0
            for report in self._reports.reports(
                task_id, outcome, is_quarterly=deadline.recurring == "quarterly"
            )
        ]
        self._writer.write(ProgressEntry, reports)

    def _key_task_row(self, text: dict[str, Any], due: date | None) -> dict[str, Any]:
        return {
            "year": YEAR,
            "number": text["number"],
            "category": text["category"],
            "text": text["text"],
            "goal": text["goal"],
            "source_document_id": self._documents[text["document"]],
            "source_clause": text["clause"],
            "leader_id": self._organisation.leaders[text["leader"]].id,
            "deadline_text": text["deadline"],
            "deadline_on": due,
            "decision_id": self._decision_of_task.get(text["number"]),
        }

    def _write_units(self, key_task_id: int, text: dict[str, Any]) -> None:
        rows = [
            {"key_task_id": key_task_id, "unit_id": unit_id, "part": part, "position": place}
            for part in ("leads", "cooperates")
            for place, unit_id in enumerate(self._units_named(text[part]), start=1)
        ]
        self._writer.write(KeyTaskUnit, rows)

    def _units_named(self, names: Iterable[str]) -> list[int]:
        """Return the units of these names; a small sample does not have all of them."""
        known = self._organisation.unit_named
        return [known[name] for name in names if name in known]

    def _carriers(self, text: dict[str, Any]) -> list[Carrier]:
        if text["carriers"] == "branches":
            return self._all_branches()
        if text["carriers"] == "units":
            return [(unit_id, None) for unit_id in self._organisation.unit_ids]
        named = self._units_named([*text["leads"], *text["cooperates"]])
        return [(unit_id, None) for unit_id in named]

    def _all_branches(self) -> list[Carrier]:
        return [(branch.unit_id, branch.id) for branch in self._organisation.branches]

    def _branch_task(
        self, key_task_id: int, carrier: Carrier, due: date | None
    ) -> tuple[dict[str, Any], Outcome]:
        unit_id, branch_id = carrier
        place = next(self._places)
        assigned_on = _ASSIGNED_ON + timedelta(days=place % 5)
        diligence = self._organisation.diligence[unit_id]
        row = {
            "key_task_id": key_task_id,
            "unit_id": unit_id,
            "branch_id": branch_id,
            "responsible_id": self._responsible(place, unit_id, branch_id),
        }
        return row, self._outcomes.outcome(due, assigned_on, diligence)

    def _marks(self, outcome: Outcome) -> dict[str, Any]:
        """Let the office follow most tasks that are late, and a leader comment on some."""
        due = outcome.deadline_on
        is_late = is_open(outcome.state) and due is not None and due < RECORDED_UNTIL
        chance = self._chance.random()
        followed = outcome.state != "cancelled" and chance < (0.7 if is_late else 0.03)
        is_said = followed and chance < (0.45 if is_late else 0.01)
        return {"followed": followed, "leader_comment": next(self._comments) if is_said else ""}

    def _responsible(self, place: int, unit_id: int, branch_id: int | None) -> int | None:
        """Return one of the first of the unit or branch; now and then nobody is named."""
        if place % _NOBODY_EVERY == _NOBODY_EVERY - 1:
            return None
        staff = (
            self._organisation.staff_of_unit[unit_id]
            if branch_id is None
            else self._organisation.staff_of_branch[branch_id]
        )
        chosen = [member for member in staff if member.rank != "bureau"] or staff
        return chosen[place % min(3, len(chosen))].id


def _routine(texts: dict[str, Any], first: int, last: int) -> list[dict[str, Any]]:
    """Return further key tasks, each like one of the office's own with a text of its own."""
    models, routine = texts["key_tasks"], texts["routine"]
    return [
        {
            **models[number % len(models)],
            "number": number,
            "text": f"第{number}项：{routine[number % len(routine)]}。",
        }
        for number in range(first, last + 1)
    ]
