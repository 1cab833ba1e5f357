"""Grades over their quotas: they are something missing, told with number and names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from deskapp.errors import LedgerError
from deskapp.queries.appraisal import list_schemes, scoring_of
from deskapp.queries.appraisal.finality import finalisable
from deskapp.queries.hand_in import state_of_hand_in
from deskapp.records.score import GradeGiven
from deskapp.rules.grades import Grade
from deskapp.usecases.assessor_scores import give_points
from deskapp.usecases.finalising import finalise_appraisal
from deskapp.usecases.finality_in_words import lacks_in_words, over_quota_in_words
from deskapp.usecases.schemes import IndicatorDraft, SchemeDraft, save_scheme

NAMES = "甲乙丙丁"


@pytest.fixture
def scheme(desk):
    """Return a scheme whose grade has two places of four, with points for each unit."""
    units = [desk.unit(name) for name in NAMES]
    grades = (Grade("优秀", Decimal(90), Decimal(50)), Grade("合格", Decimal(60)))
    indicator = IndicatorDraft(level1="一级", level2="二级", points=Decimal(100))
    draft = SchemeDraft(year=2021, title="方案", grades=grades, indicators=[indicator])
    desk.do(save_scheme, draft)
    [made] = desk.ask(list_schemes, 2021)
    only = desk.ask(scoring_of, made).indicators[0].id
    for unit, points in zip(units, (99, 98, 97, 91), strict=True):
        desk.do(give_points, only, unit, Decimal(points), "评定")
    return made


def found(desk, scheme):
    return desk.ask(lambda s: finalisable(s, scheme, scoring_of(s, scheme)))


def test_who_stands_beyond_the_quota_is_named_and_waited_for(desk, scheme):
    assert not found(desk, scheme).is_complete
    [said] = lacks_in_words(found(desk, scheme))
    assert said == "“优秀” has a quota of 2, 4 stand in it, 2 too many: 丙, 丁."
    with pytest.raises(LedgerError, match="2 too many"):
        desk.do(finalise_appraisal, scheme.id)


def test_who_is_tied_at_the_line_is_named_too(desk, scheme):
    only = desk.ask(scoring_of, scheme).indicators[0].id
    unit = desk.ask(scoring_of, scheme).subjects[2].id
    desk.do(give_points, only, unit, Decimal(98), "评定")
    [said] = over_quota_in_words(found(desk, scheme).over_quota)
    assert said.endswith("2 too many: 乙, 丙, 丁.")


def test_all_are_named_where_all_were_decided_on(desk, scheme):
    def decide(session) -> None:
        for subject in scoring_of(session, scheme).subjects:
            row = {"scheme_id": scheme.id, "unit_id": subject.id, "reason": "决定"}
            session.add(GradeGiven(grade="优秀", **row))

    desk.do(decide)
    [over] = found(desk, scheme).over_quota
    assert over.names == tuple(NAMES)


def test_the_hand_in_tells_it_also_of_final_scores(desk, scheme):
    live = desk.ask(state_of_hand_in, scheme).over_quota
    assert [(one.grade, one.places, one.reached) for one in live] == [("优秀", 2, 4)]
    desk.do(finalise_appraisal, scheme.id, allow_missing=True)
    assert desk.ask(state_of_hand_in, scheme).over_quota == live
