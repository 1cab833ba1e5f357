"""What would still change a score: only what can be mended, and by no more than it brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from deskapp.database import insert_rows
from deskapp.i18n import language
from deskapp.queries.appraisal import Finality, list_schemes, score_subjects
from deskapp.queries.appraisal.improvements import Improvement, improvements
from deskapp.queries.appraisal.losses import Loss, losses
from deskapp.records.document import Document
from deskapp.records.meeting import Meeting
from deskapp.records.practice import Practice
from deskapp.records.study import StudyRequirement
from deskapp.usecases.appointments import AppointmentDraft, save_appointment
from deskapp.usecases.assessor_scores import give_points
from deskapp.usecases.branches import BranchDraft, save_branch
from deskapp.usecases.meetings import MeetingDraft, open_meeting, save_meeting
from deskapp.usecases.schemes import IndicatorDraft, SchemeDraft, save_scheme

DAY = date(2021, 11, 10)
PER_LEVEL = {"levels": {"national": "3", "provincial": "2", "municipal": "1"}}


class Appraisal:
    """A unit of three branches, of which one has a liaison, and the scheme that it is put to."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.unit = desk.unit("办公室")
        self.branches = [
            desk.do(save_branch, BranchDraft(name=f"第{n}党支部", unit_id=self.unit))
            for n in (1, 2, 3)
        ]
        self.person = desk.person("张三", self.unit)
        self.appoint(0)

    def appoint(self, place: int, starts_on: date = date(2021, 1, 1)) -> None:
        draft = AppointmentDraft(
            branch_id=self.branches[place],
            post="liaison",
            person_id=self.person,
            starts_on=starts_on,
        )
        self.desk.do(save_appointment, draft)

    def adopt(self, level: str, number: int = 1) -> None:
        row = {
            "year": 2021,
            "unit_id": self.unit,
            "title": "做法",
            "state": "adopted",
            "adoption_level": level,
            "adopted_on": DAY,
        }
        self.desk.do(insert_rows, Practice, [row] * number)

    def meet(self, minutes: str = "") -> int:
        draft = MeetingDraft(
            year=2021, title="会议", held_on=date(2021, 5, 1), host_unit_id=self.unit
        )
        draft.minutes = minutes
        meeting = self.desk.do(save_meeting, draft)
        self.desk.do(_hold, meeting)
        return meeting

    def scheme(self, *indicators: dict[str, Any], **more: Any) -> int:
        drafts = [
            IndicatorDraft(
                **{"level1": "一级", "level2": f"二级{n}", "points": Decimal(10), **indicator}
            )
            for n, indicator in enumerate(indicators)
        ]
        draft = SchemeDraft(year=2021, title="方案", indicators=drafts, **more)
        return self.desk.do(save_scheme, draft)

    def scored(self, session: Any) -> Any:
        return score_subjects(session, list_schemes(session, 2021)[0], DAY)

    def found(self) -> list[Improvement]:
        return self.desk.ask(lambda s: improvements(s, self.scored(s), self.subject))

    def lost(self) -> list[Loss]:
        found = self.found()
        return self.desk.ask(lambda s: losses(self.scored(s), self.subject, found))

    @property
    def subject(self) -> int:
        return self.unit

    def sentences(self) -> list[str]:
        return [one.sentence() for one in self.found()]

    def total(self) -> Decimal:
        return self.desk.ask(lambda s: self.scored(s).total(self.subject))


def _hold(session: Any, meeting_id: int) -> None:
    session.get(Meeting, meeting_id).state = "held"


@pytest.fixture
def appraisal(desk) -> Appraisal:
    return Appraisal(desk)


def liaisons(**more: Any) -> dict[str, Any]:
    rule = {"rule": "deduct_per_missing", "rule_parameters": {"each": "0.2"}}
    return {"measure": "liaison_in_post", **rule, **more}


def adopted(**more: Any) -> dict[str, Any]:
    rule = {"rule": "highest_only", "rule_parameters": PER_LEVEL}
    return {"section": "bonus", "measure": "practices_adopted", **rule, **more}


def test_what_is_missing_is_told_with_what_it_brings(appraisal) -> None:
    appraisal.scheme(liaisons())
    [found] = appraisal.found()
    assert found.sentence() == "Appoint a liaison in 2 branches: +0.40"
    assert (found.points, found.number) == (Decimal("0.4"), 2)


def test_doing_it_brings_what_was_promised(appraisal) -> None:
    appraisal.scheme(liaisons())
    before, [promised] = appraisal.total(), appraisal.found()
    appraisal.appoint(1)
    appraisal.appoint(2)
    assert appraisal.total() - before == promised.points
    assert appraisal.found() == []


def test_a_vacancy_longer_than_allowed_cannot_be_mended(appraisal) -> None:
    appraisal.scheme(liaisons(measure_parameters={"vacant_days": 30}))
    assert appraisal.found() == []


def test_no_more_is_asked_than_brings_points(appraisal) -> None:
    share = {"rule": "share", "rule_parameters": {"floor": "0.6", "full_at": "0.66"}}
    appraisal.scheme(liaisons(**share))
    assert appraisal.sentences() == ["Appoint a liaison in 1 branch: +10.00"]


def test_what_a_cap_of_the_rule_swallows_is_left_out(appraisal) -> None:
    appraisal.scheme(liaisons(rule_parameters={"each": "5", "cap": "5"}))
    # Two missing cost 5 as one does: only both together bring anything.
    assert appraisal.sentences() == ["Appoint a liaison in 2 branches: +5.00"]


def test_the_cap_of_a_section_limits_what_is_gained(appraisal) -> None:
    appraisal.scheme(adopted(), {"section": "bonus", "level2": "信息"}, bonus_cap=Decimal("1.5"))
    assert appraisal.sentences() == [
        "Have one more practice adopted (Provincial): +1.50",
        "Have one more practice adopted (Municipal): +1.00",
    ]


def test_a_deduction_beyond_the_cap_of_its_section_gains_nothing(appraisal) -> None:
    taken = liaisons(section="deduction", rule_parameters={"each": "2"})
    appraisal.scheme({}, taken, deduction_cap=Decimal(3))
    scheme = appraisal.desk.ask(list_schemes, 2021)[0]
    with appraisal.desk.database.reading() as session:
        by_hand = score_subjects(session, scheme, DAY).indicators[0].id
    appraisal.desk.do(give_points, by_hand, appraisal.unit, Decimal(9), "核定")
    # Both together take 4 points off, of which 3 count.
    assert appraisal.sentences() == ["Appoint a liaison in 2 branches: +3.00"]


def test_one_more_adopted_is_told_by_level_where_it_raises_the_points(appraisal) -> None:
    appraisal.adopt("municipal", 3)
    appraisal.scheme(adopted())
    assert appraisal.sentences() == [
        "Have one more practice adopted (National): +2.00",
        "Have one more practice adopted (Provincial): +1.00",
    ]


def test_one_more_of_any_level_is_told_where_levels_do_not_matter(appraisal) -> None:
    per_item = {"rule": "per_item", "rule_parameters": {"each": "0.5", "cap": "1"}}
    appraisal.scheme(adopted(**per_item))
    assert appraisal.sentences() == ["Have one more practice adopted: +0.50"]
    appraisal.adopt("own", 2)
    assert appraisal.sentences() == []


def test_levels_that_the_scheme_leaves_out_are_not_told(appraisal) -> None:
    appraisal.scheme(adopted(measure_parameters={"levels": ["municipal"]}))
    assert appraisal.sentences() == ["Have one more practice adopted (Municipal): +1.00"]


def test_indicators_that_count_the_same_rise_together(appraisal) -> None:
    appraisal.scheme(liaisons(), liaisons(rule="share", rule_parameters={}))
    [found] = appraisal.found()
    before = appraisal.total()
    appraisal.appoint(1)
    appraisal.appoint(2)
    assert found.points == appraisal.total() - before > Decimal(6)


@pytest.mark.parametrize("narrowed", [{}, {"levels": ["national", "municipal"]}])
def test_what_a_deduction_of_the_same_measure_takes_again_is_no_gain(appraisal, narrowed) -> None:
    each = {"rule": "per_item", "rule_parameters": {"each": "2"}}
    taken = adopted(**each, section="deduction", measure_parameters=narrowed)
    appraisal.scheme({}, adopted(**each), taken)
    full = appraisal.desk.ask(lambda s: appraisal.scored(s).indicators[0].id)
    appraisal.desk.do(give_points, full, appraisal.unit, Decimal(9), "核定")
    before, told = appraisal.total(), appraisal.found()
    assert "(Municipal)" not in " ".join(one.sentence() for one in told)
    appraisal.adopt("provincial")
    assert appraisal.total() - before == max((one.points for one in told), default=Decimal(0))


def test_a_share_of_the_same_measure_is_scored_again_with_the_items(appraisal) -> None:
    appraisal.adopt("own")
    per_item = adopted(rule="per_item", rule_parameters={"each": "1"}, section="ordinary")
    share = adopted(rule="share", rule_parameters={}, section="ordinary")
    appraisal.scheme(
        {**per_item, "measure_parameters": {"levels": ["municipal"]}},
        {**share, "measure_parameters": {"levels": ["municipal"]}},
    )
    before, [told] = appraisal.total(), appraisal.found()
    assert told.sentence() == "Have one more practice adopted (Municipal): +6.00"
    appraisal.adopt("municipal")
    assert appraisal.total() - before == told.points


def test_what_is_mended_counts_under_every_narrowing_of_the_measure(appraisal) -> None:
    desk = appraisal.desk
    first, second = appraisal.meet(), appraisal.meet()
    desk.do(lambda session: setattr(session.get(Meeting, second), "kind", "training"))
    minutes = {"measure": "minutes_complete", "rule": "share"}
    appraisal.scheme(minutes, {**minutes, "measure_parameters": {"kinds": ["training"]}})
    before = appraisal.total()
    told = {one.number: one.points for one in appraisal.found()}
    assert told == {1: Decimal(15), 2: Decimal(20)}
    for meeting, brings in ((second, told[1]), (first, told[2])):
        draft = desk.ask(open_meeting, meeting)
        draft.minutes = "补写的记录"
        desk.do(save_meeting, draft)
        assert appraisal.total() - before == brings


def test_nothing_is_gained_where_the_assessors_points_stand(appraisal) -> None:
    appraisal.scheme(liaisons())
    with appraisal.desk.database.reading() as session:
        indicator = appraisal.scored(session).indicators[0].id
    appraisal.desk.do(give_points, indicator, appraisal.unit, Decimal(5), "核定")
    assert appraisal.found() == []


def test_minutes_can_still_be_written(appraisal) -> None:
    meeting = appraisal.meet()
    appraisal.meet("记录")
    minutes = {"measure": "minutes_complete", "rule": "share"}
    appraisal.scheme(minutes)
    assert appraisal.sentences() == ["Write the minutes of 1 meeting: +5.00"]
    draft = appraisal.desk.ask(open_meeting, meeting)
    draft.minutes = "补写的记录"
    appraisal.desk.do(save_meeting, draft)
    assert appraisal.total() == Decimal(10)


@pytest.mark.parametrize(
    ("due_on", "parameters", "told"),
    [
        (date(2021, 6, 30), {}, []),
        (
            date(2021, 6, 30),
            {"late": True},
            ["Let 3 documents be studied by their branches: +10.00"],
        ),
        (None, {}, ["Let 3 documents be studied by their branches: +10.00"]),
    ],
)
def test_what_was_not_studied_in_time_is_lost_unless_it_counts_late(
    appraisal, due_on: date | None, parameters: dict[str, Any], told: list[str]
) -> None:
    desk = appraisal.desk
    for branch in appraisal.branches:
        desk.person("李四", appraisal.unit, branch_id=branch)
    [document] = desk.do(insert_rows, Document, [{"title": "条例"}])
    row = {"year": 2021, "document_id": document, "audience": "branches", "due_on": due_on}
    desk.do(insert_rows, StudyRequirement, [row])
    coverage = {"measure": "branch_study_coverage", "rule": "share"}
    appraisal.scheme({**coverage, "measure_parameters": parameters})
    assert appraisal.sentences() == told


def test_the_most_points_come_first(appraisal) -> None:
    appraisal.meet()
    appraisal.scheme(liaisons(), {"measure": "minutes_complete", "rule": "share"})
    assert [one.points for one in appraisal.found()] == [Decimal(10), Decimal("0.4")]


def test_nothing_is_told_of_scores_that_are_final(appraisal) -> None:
    appraisal.scheme(liaisons())

    def of_final(session: Any) -> list[Improvement]:
        final = replace(appraisal.scored(session), final=Finality(DAY, "1.0", ""))
        return improvements(session, final, appraisal.unit)

    assert appraisal.desk.ask(of_final) == []


def test_a_branch_is_told_what_it_can_do_itself(appraisal) -> None:
    appraisal.scheme(liaisons(), appraised="branches")

    def of(place: int) -> list[str]:
        branch = appraisal.branches[place]
        return appraisal.desk.ask(
            lambda s: [one.sentence() for one in improvements(s, appraisal.scored(s), branch)]
        )

    assert (of(0), of(1)) == ([], ["Appoint a liaison in 1 branch: +0.20"])


def test_it_is_told_in_chinese_as_offices_write(appraisal) -> None:
    appraisal.scheme(liaisons())
    with language("zh_CN"):
        assert appraisal.sentences() == ["为2个党支部配备联络员：+0.40分"]


def test_what_can_be_mended_is_not_lost_for_good(appraisal) -> None:
    appraisal.scheme(liaisons())
    assert appraisal.found()
    assert appraisal.lost() == []


def test_what_cannot_be_mended_is_told_as_lost_the_biggest_loss_first(appraisal) -> None:
    late = {"vacant_days": 30}
    dear = {"rule_parameters": {"each": "2"}, "measure_parameters": late}
    appraisal.scheme(liaisons(measure_parameters=late), liaisons(**dear))
    assert appraisal.found() == []
    told = appraisal.lost()
    assert [one.indicator for one in told] == ["二级1", "二级0"]
    assert told[0].points > told[1].points > 0
    assert told[0].sentence() == f"二级1: {told[0].points:.2f} lost, too late to make good"


def test_points_that_the_assessors_took_off_are_told_as_theirs(appraisal) -> None:
    appraisal.scheme({"rule": "by_hand"})
    assert appraisal.lost() == []
    indicator = appraisal.desk.ask(lambda s: appraisal.scored(s).indicators[0].id)
    appraisal.desk.do(give_points, indicator, appraisal.unit, Decimal(7), "late")
    assert [one.sentence() for one in appraisal.lost()] == [
        "二级0: 3.00 taken off by the assessors"
    ]
