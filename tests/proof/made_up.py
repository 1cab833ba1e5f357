"""Schemes and ledgers of chance, for hypothesis: small, and full of what is rare."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from deskapp.records.fact import WORKING_DAY
from deskapp.records.registry import KINDS

YEAR = 2021
LEVELS = ("own", "association", "municipal", "provincial", "national")
COLOURS = ("blue", "yellow", "red")
STATES = ("expected", "present", "present", "present", "excused", "absent", "stood_in")
KINDS_OF_MEETING = ("work", "branch_study", "training")
RANKS = ("bureau", "section", "below")
WITH_LEVELS = {"practices_adopted": LEVELS, "supervision_slips": COLOURS}
MEASURES = (
    "meeting_attendance", "absences", "tasks_on_time", "tasks_overdue", "secretary_in_post",
    "liaison_in_post", "progress_reported_each_quarter", "supervision_slips",
    "slips_answered_late", "practices_in_time", "practices_adopted", "branch_study_coverage",
    "section_level_coverage", "top_leader_coverage", "leaders_first_kept", "seminars_include",
    "minutes_complete",
)  # fmt: skip
MEASURE_PARAMETERS: dict[str, tuple[dict[str, Any], ...]] = {
    "meeting_attendance": ({}, {"kinds": ["work"]}, {"stand_ins": False}),
    "absences": ({}, {"states": ["absent", "excused"]}),
    "minutes_complete": ({}, {"kinds": ["work", "training"]}),
    "supervision_slips": ({}, {"colours": ["red"]}),
    "practices_adopted": ({}, {"levels": ["national", "municipal"]}),
    "branch_study_coverage": ({}, {"late": True}),
    "secretary_in_post": ({}, {"vacant_days": 150}),
    "liaison_in_post": ({}, {"vacant_days": 150}),
    "section_level_coverage": ({}, {"late": True}),
}
GRADES = [
    {"name": "优秀", "at_least": "30", "quota": "34"},
    {"name": "合格", "at_least": "10", "quota": "60"},
    {"name": "不合格", "at_least": "0"},
]

hundredths = st.integers(1, 2500).map(lambda n: Decimal(n) / 100)
small = st.integers(1, 300).map(lambda n: format(Decimal(n) / 100, "f"))
shares = st.sampled_from(["0.07", "0.3", "0.5", "0.6", "0.67", "0.8", "0.9", "0.95", "1"])


@st.composite
def indicators(draw: Any) -> dict[str, Any]:
    """Return an indicator whose rule fits its section and its measure."""
    section = draw(st.sampled_from(["ordinary", "ordinary", "ordinary", "bonus", "deduction"]))
    kinds = {
        "ordinary": ["share", "deduct_per_missing", "bands", "per_item", "highest_only", "by_hand"],
        "bonus": ["per_item", "highest_only", "share", "bands", "by_hand"],
        "deduction": ["deduct_per_missing", "per_item", "highest_only", "by_hand"],
    }
    rule = draw(st.sampled_from(kinds[section]))
    points = draw(hundredths)
    measure = "" if rule == "by_hand" else draw(st.sampled_from(MEASURES))
    if rule == "highest_only":
        measure = draw(st.sampled_from(list(WITH_LEVELS)))
    return {
        "section": section,
        "points": points,
        "measure": measure,
        "measure_parameters": draw(st.sampled_from(MEASURE_PARAMETERS.get(measure, ({},)))),
        "rule": rule,
        "rule_parameters": draw(_parameters(rule, measure, points)),
    }


def _parameters(rule: str, measure: str, points: Decimal) -> Any:
    cap = st.none() | small
    if rule == "share":
        pair = st.tuples(st.just("0") | shares, shares).map(lambda two: sorted(two, key=Decimal))
        return pair.map(lambda two: {"floor": two[0], "full_at": two[1]})
    if rule == "deduct_per_missing":
        counts = st.sampled_from(["missing", "numerator"])
        return st.fixed_dictionaries({"each": small, "counts": counts}, optional={"cap": small})
    if rule == "bands":
        return st.lists(shares, min_size=1, max_size=3, unique=True).map(
            lambda found: _bands(found, points)
        )
    if rule == "by_hand":
        return st.just({})
    levels = st.dictionaries(st.sampled_from(WITH_LEVELS.get(measure, ("own",))), small, min_size=1)
    if rule == "highest_only":
        return levels.map(lambda table: {"levels": table})
    plain = st.tuples(small, cap).map(lambda two: _without_none(each=two[0], cap=two[1]))
    if measure not in WITH_LEVELS:
        return plain
    by_level = st.tuples(levels, cap, st.none() | small).map(
        lambda three: _without_none(levels=three[0], cap=three[1], each=three[2])
    )
    return plain | by_level


def _without_none(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _bands(found: list[str], points: Decimal) -> dict[str, Any]:
    """Return bands from high to low, each with fewer points than the one above."""
    falling = sorted(found, key=Decimal, reverse=True)
    parts = len(falling) + 1
    worth = [(points * (parts - n) / parts).quantize(Decimal("0.01")) for n in range(parts)]
    bands = [
        {"at_least": share, "points": format(value, "f")}
        for share, value in zip(falling, worth, strict=False)
    ]
    return {"bands": bands, "otherwise": format(worth[-1] if parts > 2 else Decimal(0), "f")}


@st.composite
def schemes(draw: Any) -> dict[str, Any]:
    """Return a scheme with its indicators."""
    return {
        "appraised": draw(st.sampled_from(["units", "units", "branches"])),
        "scope": draw(st.sampled_from(["all", "all", "department"])),
        "bonus_cap": draw(st.none() | hundredths),
        "deduction_cap": draw(st.none() | hundredths),
        "grades": draw(st.sampled_from([[], GRADES])),
        "indicators": draw(st.lists(indicators(), min_size=3, max_size=10)),
    }


def fill(session: Session, scheme: dict[str, Any], seed: int) -> None:
    """Write a scheme and a year of chance into an empty ledger."""
    _Year(session, random.Random(seed)).write(scheme)


class _Year:
    """Writes the records of one year, each table's rows with ids from 1 on."""

    def __init__(self, session: Session, dice: random.Random) -> None:
        self.session = session
        self.dice = dice
        self.units = range(1, dice.randint(1, 4) + 1)
        self.branches = range(1, dice.randint(1, 5) + 1)
        self.people = range(1, dice.randint(1, 9) + 1)
        self.meetings = range(1, dice.randint(1, 8) + 1)
        self.documents = range(1, 3)
        self.tasks = range(1, dice.randint(0, 6) + 1)

    def write(self, scheme: dict[str, Any]) -> None:
        as_of = self.dice.choice([date(2021, 12, 31), date(2021, 11, 10), date(2021, 6, 30)])
        self._rows("fact", [{"name": WORKING_DAY, "value": as_of.isoformat()}])
        self._organisation()
        self._study_and_meetings()
        self._work()
        self._scheme(scheme)

    def _rows(self, table: str, rows: list[dict[str, Any]]) -> None:
        whole = [
            {**_defaults(table), "id": number, **row} for number, row in enumerate(rows, start=1)
        ]
        if whole:
            self.session.execute(insert(KINDS[table].record.__table__), whole)

    def _day(self) -> date:
        return date(2021, 1, 1) + timedelta(days=self.dice.randrange(365))

    def _maybe(self, value: Any, share: float = 0.5) -> Any:
        return value if self.dice.random() < share else None

    def _one_of(self, values: Any) -> Any:
        return self.dice.choice(list(values)) if values else None

    def _organisation(self) -> None:
        dice = self.dice
        kinds = ("department", "institution")
        self._rows("unit", [
            {"name": f"单位{n}", "kind": dice.choice(kinds), "office_order": n,
             "active_until": self._maybe(self._day(), 0.1)}
            for n in self.units
        ])  # fmt: skip
        self._rows("branch", [
            {"name": f"支部{n}", "unit_id": self._one_of(self.units), "office_order": n,
             "parent_id": self._maybe(1, 0.3) if n > 1 else None,
             "active_from": self._maybe(self._day(), 0.15)}
            for n in self.branches
        ])  # fmt: skip
        self._rows("person", [
            {"name": f"人{n}", "unit_id": self._one_of(self.units), "office_order": n,
             "branch_id": self._maybe(self._one_of(self.branches), 0.8), "rank": dice.choice(RANKS),
             "is_top_leader": dice.random() < 0.3, "left": self._maybe(self._day(), 0.2)}
            for n in self.people
        ])  # fmt: skip
        self._rows("appointment", list(self._appointments()))

    def _appointments(self) -> Iterator[dict[str, Any]]:
        for branch in self.branches:
            for post in ("secretary", "liaison"):
                if self.people and self.dice.random() < 0.6:
                    first = self._day()
                    yield {
                        "branch_id": branch, "post": post, "person_id": self._one_of(self.people),
                        "starts_on": first, "ends_on": self._maybe(max(first, self._day()), 0.4),
                    }  # fmt: skip

    def _study_and_meetings(self) -> None:
        dice = self.dice
        self._rows("document", [{"title": f"文件{n}"} for n in self.documents])
        audiences = ("branches", "units", "ranks", "top_leaders", "seminars")
        requirements = range(1, dice.randint(1, 7) + 1)
        self._rows("study_requirement", [
            {"year": YEAR, "document_id": self._one_of(self.documents),
             "audience": dice.choice(audiences), "due_on": self._maybe(self._day(), 0.7),
             "leaders_first": dice.random() < 0.5}
            for _n in requirements
        ])  # fmt: skip
        named: list[dict[str, Any]] = []
        for requirement in requirements:
            named.append({"requirement_id": requirement, "unit_id": self._one_of(self.units)})
            named.append({"requirement_id": requirement, "rank": dice.choice(RANKS)})
        self._rows("study_audience", named)
        self._rows("meeting", [self._meeting(n) for n in self.meetings])
        self._rows("agenda_item", [
            {"meeting_id": n, "position": 1, "kind": "study", "title": "学习"}
            for n in self.meetings
        ])  # fmt: skip
        self._rows("agenda_document", [
            {"agenda_item_id": n, "document_id": document}
            for n in self.meetings for document in self.documents if dice.random() < 0.6
        ])  # fmt: skip
        self._rows("attendance", list(self._attendance()))
        self._rows("study_entry", [
            {"person_id": person, "document_id": self._one_of(self.documents),
             "studied_on": self._day()}
            for person in self.people if dice.random() < 0.3
        ])  # fmt: skip

    def _meeting(self, number: int) -> dict[str, Any]:
        dice = self.dice
        return {
            "year": YEAR, "kind": dice.choice(KINDS_OF_MEETING), "title": f"会议{number}",
            "held_on": self._maybe(self._day(), 0.9),
            "state": dice.choice(["planned", "held", "held", "closed"]),
            "host_unit_id": self._maybe(self._one_of(self.units)),
            "host_branch_id": self._maybe(self._one_of(self.branches), 0.6),
            "minutes": dice.choice(["", "会议记录"]),
        }  # fmt: skip

    def _attendance(self) -> Iterator[dict[str, Any]]:
        for meeting in self.meetings:
            for person in self.people:
                if self.dice.random() < 0.7:
                    state = self.dice.choice(STATES)
                    stand_in = self._one_of(self.people) if state == "stood_in" else None
                    yield {
                        "meeting_id": meeting, "person_id": person, "state": state,
                        "stand_in_id": stand_in, "invited": self.dice.random() < 0.9,
                    }  # fmt: skip

    def _work(self) -> None:
        dice = self.dice
        self._rows("key_task", [{"year": YEAR, "number": n, "text": f"任务{n}"} for n in (1, 2)])
        states = ("to_confirm", "in_progress", "submitted", "done", "done", "extended", "cancelled")
        tasks = []
        for n in self.tasks:
            state = dice.choice(states)
            tasks.append({
                "key_task_id": n % 2 + 1, "unit_id": self._one_of(self.units),
                "branch_id": self._maybe(self._one_of(self.branches), 0.8), "state": state,
                "deadline_on": self._maybe(self._day(), 0.9),
                "assigned_on": self._maybe(self._day(), 0.5),
                "done_on": self._day() if state == "done" else None,
            })  # fmt: skip
        # A task is given once to a unit and branch.
        one_each = {(t["key_task_id"], t["unit_id"], t["branch_id"]): t for t in tasks}
        self._rows("branch_task", list(one_each.values()))
        numbers = range(1, len(one_each) + 1)
        self._rows("progress_entry", [
            {"branch_task_id": self._one_of(numbers), "reported_on": self._day(), "percent": 10,
             "text": "进展"}
            for _n in range(dice.randint(0, 6)) if numbers
        ])  # fmt: skip
        self._rows("supervision_slip", list(self._slips(numbers)))
        self._rows("practice", [self._practice(n) for n in range(dice.randint(0, 6))])

    def _slips(self, tasks: range) -> Iterator[dict[str, Any]]:
        for n in range(self.dice.randint(1, 6) if tasks else 0):
            issued = self._day()
            replied = self._maybe(issued + timedelta(days=self.dice.randrange(30)))
            yield {
                "year": YEAR, "number": n + 1, "branch_task_id": self._one_of(tasks),
                "colour": self.dice.choice(COLOURS), "issued_on": issued,
                "reply_due_on": issued + timedelta(days=10), "answered_on": replied,
                "closed_on": self._maybe(replied or issued, 0.3),
            }  # fmt: skip

    def _practice(self, number: int) -> dict[str, Any]:
        state = self.dice.choice(["noted", "combed", "summarised", "adopted", "adopted"])
        is_summarised = state in ("summarised", "adopted")
        return {
            "year": YEAR, "title": f"做法{number}", "unit_id": self._one_of(self.units),
            "branch_id": self._maybe(self._one_of(self.branches), 0.8), "state": state,
            "due_on": self._maybe(self._day(), 0.8),
            "summarised_on": self._maybe(self._day(), 0.9) if is_summarised else None,
            "adopted_on": self._maybe(self._day(), 0.8) if state == "adopted" else None,
            "adoption_level": self.dice.choice(LEVELS) if state == "adopted" else None,
        }  # fmt: skip

    def _scheme(self, scheme: dict[str, Any]) -> None:
        lines = scheme["indicators"]
        head = {name: value for name, value in scheme.items() if name != "indicators"}
        self._rows("scheme", [{"year": YEAR, "title": "考核方案", **head}])
        self._rows("indicator", [
            {"scheme_id": 1, "position": n, "level1": self.dice.choice("甲乙"),
             "level2": f"指标{n}", **line}
            for n, line in enumerate(lines, start=1)
        ])  # fmt: skip
        column, subjects = "unit_id", self.units
        if scheme["appraised"] == "branches":
            column, subjects = "branch_id", self.branches
        self._rows("assessor_score", [
            {"indicator_id": n, column: subject, "reason": "查阅后评定",
             "points": (line["points"] * self.dice.randint(0, 100) / 100).quantize(Decimal("0.01"))}
            for n, line in enumerate(lines, start=1)
            for subject in subjects
            if self.dice.random() < (0.15 if line["measure"] else 0.6)
        ])  # fmt: skip
        self._rows("grade_given", [
            {"scheme_id": 1, column: subject, "reason": "会议决定",
             "grade": self.dice.choice(scheme["grades"])["name"]}
            for subject in subjects
            if scheme["grades"] and self.dice.random() < 0.2
        ])  # fmt: skip


def _defaults(table: str) -> dict[str, Any]:
    """Return what a column holds that nothing is said of."""
    columns = KINDS[table].record.__table__.columns
    return {
        column.name: column.default.arg if column.default and column.default.is_scalar else None
        for column in columns
        if column.name != "version" and not (column.server_default and not column.default)
    }
