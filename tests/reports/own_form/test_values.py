"""Every mark stands for the value that the scores give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

import pytest

from deskapp.excel.form.marks import marks_in
from deskapp.queries.appraisal import OwnScore
from deskapp.reports.appraisal.book import by_section
from deskapp.reports.own_form.catalogue import is_about_subject, mark_lines, nearest_mark
from deskapp.reports.own_form.filling import form_values
from deskapp.rules.points import Scored


@pytest.fixture
def subject(scoring):
    return scoring.subjects[2]


@pytest.fixture
def values(session, scoring, subject):
    return form_values(session, scoring, subject, date(2021, 12, 1))


def _mark(text):
    (mark,) = marks_in(text)
    return mark


def _value(values, text, item=0):
    mark = _mark(text)
    assert values.knows(mark), text
    return values.value(mark, item)


def test_every_mark_of_the_catalogue_has_a_value(values):
    for line in mark_lines():
        for text in (line.mark, line.english):
            mark = _mark(text)
            assert values.knows(mark), text
            if not mark.list or values.count(mark.list):
                values.value(mark, 0)


def test_no_two_marks_of_the_catalogue_are_written_alike():
    lines = mark_lines()
    assert len({line.mark for line in lines}) == len(lines)
    assert len({line.english for line in lines}) == len(lines)


def test_the_values_of_a_unit_are_those_of_the_scoring(values, scoring, subject):
    totals = scoring.totals[subject.id]
    assert _value(values, "{{单位}}") == subject.name
    assert _value(values, "{{总分}}") == totals.total
    assert _value(values, "{{加分}}") == totals.bonus
    assert _value(values, "{{扣分}}") == totals.deduction
    assert _value(values, "{{名次}}") == scoring.ranks[subject.id]
    assert _value(values, "{{等次}}") == scoring.grades[subject.id]
    assert _value(values, "{{序号}}") == 3
    assert _value(values, "{{year}}") == 2021
    assert _value(values, "{{打印日期}}") == date(2021, 12, 1)
    assert _value(values, "{{满分}}") == Decimal(100)


def test_an_indicator_is_found_by_its_name_and_by_its_number(values, scoring, subject):
    indicator = scoring.indicators[0]
    wanted = scoring.cell(subject.id, indicator.id).scored.points
    assert _value(values, f"{{{{得分:{indicator.level2}}}}}") == wanted
    assert _value(values, "{{得分：１}}") == wanted
    assert _value(values, "{{分值:1}}") == indicator.points
    assert not values.knows(_mark("{{得分:没有这个指标}}"))
    assert not values.knows(_mark("{{得分:99}}"))


def test_the_name_of_a_level_1_gives_the_sum(values, scoring, subject):
    name = scoring.indicators[0].level1
    named = [one for one in scoring.indicators if one.level1 == name]
    points = [scoring.cell(subject.id, one.id) for one in named]
    wanted = sum((cell.scored.points for cell in points if cell.is_assessed), Decimal(0))
    assert _value(values, f"{{{{得分:{name}}}}}") == wanted


def test_deductions_are_below_0_so_that_sums_add_up(values, scoring, subject):
    for place, indicator in enumerate(scoring.indicators):
        cell = scoring.cell(subject.id, indicator.id)
        found = _value(values, "{{指标.得分}}", place)
        if not cell.is_assessed:
            assert found is None
        elif indicator.section == "deduction":
            assert found == -cell.scored.points
        else:
            assert found == cell.scored.points


def test_a_score_of_0_under_a_deduction_has_no_sign(values, scoring, subject):
    texts = [
        str(_value(values, "{{指标.得分}}", place)) for place in range(len(scoring.indicators))
    ]
    assert not [text for text in texts if text.startswith("-0") and Decimal(text) == 0]


@pytest.fixture
def capped(scoring):
    """Return scores in which every bonus and deduction is 4, of which 5 and 3 may count."""
    given = {
        (subject.id, one.id): replace(
            scoring.cell(subject.id, one.id),
            scored=(scored := Scored(Decimal(4), Decimal(4), False, "")),
            computed=scored,
            own=OwnScore(1, Decimal(4), "", 0),
        )
        for subject in scoring.subjects
        for one in scoring.indicators
        if one.section != "ordinary"
    }
    scheme = replace(scoring.scheme, bonus_cap=Decimal(5), deduction_cap=Decimal(3))
    return replace(scoring, cells={**scoring.cells, **given}, scheme=scheme)


def test_a_level_1_counts_no_more_than_its_cap(session, capped):
    values = form_values(session, capped, capped.subjects[0])
    bonus, deduction = "加分事项", "扣分事项"
    assert _value(values, f"{{{{得分:{bonus}}}}}") == 5
    assert _value(values, f"{{{{自评:{bonus}}}}}") == 5
    assert _value(values, f"{{{{分值:{bonus}}}}}") == 5
    assert _value(values, f"{{{{得分:{deduction}}}}}") == -3
    assert _value(values, f"{{{{失分:{deduction}}}}}") == 3
    assert _value(values, "{{得分:做法被采纳}}") == 4


def test_the_total_of_the_self_scores_keeps_the_caps(session, capped):
    subject = capped.subjects[0]
    values = form_values(session, capped, subject)
    own = ((one, capped.cell(subject.id, one.id).own) for one in capped.indicators)
    ordinary = sum((o.points for one, o in own if o and one.section == "ordinary"), Decimal(0))
    assert _value(values, "{{自评总分}}") == max(0, ordinary + 5 - 3)


def _mixed(scoring):
    """Return the scores with the sections mixed and some names given twice."""
    bonus = [one for one in scoring.indicators if one.section == "bonus"]
    others = [one for one in scoring.indicators if one.section != "bonus"]
    first, second, third, *rest = others
    renamed = [first, replace(second, level2=first.level2), replace(third, level2=third.level1)]
    return replace(scoring, indicators=(*bonus, *renamed, *rest))


def test_numbers_are_those_of_the_workbook_whatever_the_order_of_the_scheme(session, scoring):
    mixed = _mixed(scoring)
    values = form_values(session, mixed, mixed.subjects[0])
    sections = [_value(values, f"{{{{类别:{n}}}}}") for n in range(1, len(mixed.indicators) + 1)]
    assert [kind for kind, _same in groupby(sections)] == [
        "Ordinary points", "Bonus points", "Deductions",
    ]  # fmt: skip
    places = range(len(mixed.indicators))
    assert [_value(values, "{{指标.序号}}", place) for place in places] == [n + 1 for n in places]
    levels = [_value(values, "{{指标.二级指标}}", place) for place in places]
    assert levels == [one.level2 for one in by_section(mixed.indicators)]


def test_a_name_with_several_meanings_is_none(session, scoring):
    mixed = _mixed(scoring)
    values = form_values(session, mixed, mixed.subjects[0])
    twice, group = mixed.indicators[2], mixed.indicators[4]
    assert group.level2 == group.level1
    assert not values.knows(_mark(f"{{{{得分:{twice.level2}}}}}"))
    assert not values.knows(_mark(f"{{{{得分:{group.level1}}}}}"))
    assert values.knows(_mark("{{得分:2}}"))


def test_a_level_1_with_one_indicator_of_the_same_name_is_clear(session, scoring):
    alone = replace(scoring.indicators[0], level1="独一项", level2="独一项")
    changed = replace(scoring, indicators=(alone, *scoring.indicators[1:]))
    values = form_values(session, changed, changed.subjects[0])
    assert _value(values, "{{分值:独一项}}") == alone.points


def test_lists_have_an_item_for_each(values, scoring):
    assert values.count("指标") == len(scoring.indicators)
    assert values.count("单位列表") == values.count("ranking") == len(scoring.subjects)
    assert values.count("nothing") is None
    places = [_value(values, "{{排名.名次}}", item) for item in range(len(scoring.subjects))]
    assert places == sorted(scoring.ranks.values())
    names = [_value(values, "{{单位列表.单位}}", item) for item in range(len(scoring.subjects))]
    assert names == [one.name for one in scoring.subjects]
    first = scoring.subjects[0]
    points = scoring.cell(first.id, scoring.indicators[0].id).scored.points
    assert _value(values, "{{单位列表.得分:1}}") == points


def test_evidence_is_told_in_words(values):
    assert values.count("佐证") > 0
    assert "2021" in _value(values, "{{佐证.内容}}")
    assert _value(values, "{{佐证:1}}").count("\n") <= 3


def test_a_form_about_all_needs_no_unit():
    assert not is_about_subject(_mark("{{年度}}"))
    assert not is_about_subject(_mark("{{排名.单位}}"))
    assert not is_about_subject(_mark("{{单位列表.得分:1}}"))
    assert not is_about_subject(_mark("{{指标.分值}}"))
    assert is_about_subject(_mark("{{单位}}"))
    assert is_about_subject(_mark("{{指标.得分}}"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("{{单位名}}", "{{单位}}"), ("{{总份}}", "{{总分}}"), ("{{指标.得份}}", "{{指标.得分}}"),
     ("{{totl}}", "{{total}}"), ("{{xyzzy}}", "")],
)  # fmt: skip
def test_an_unknown_mark_is_near_to_a_known_one(written, meant):
    assert nearest_mark(_mark(written)) == meant


def test_an_unknown_indicator_is_near_to_a_known_one():
    assert nearest_mark(_mark("{{得分:参加会义}}"), ["参加会议"]) == "{{得分:参加会议}}"
