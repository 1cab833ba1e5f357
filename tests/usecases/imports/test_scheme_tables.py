"""Scoring tables as offices send them, taken over as appraisal schemes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from deskapp.database import Database, create_ledger
from deskapp.errors import FieldProblems, InputProblems
from deskapp.excel.writer import write_workbook
from deskapp.queries.appraisal import list_schemes
from deskapp.usecases.imports.scheme import (
    SchemeReading,
    import_scheme,
    read_scheme,
    rule_in_words,
    scheme_template,
)
from deskapp.usecases.schemes import IndicatorDraft, open_scheme
from deskapp.usecases.undo import undo_action

Rows = Sequence[Sequence[Any]]
HEAD = ("序号", "一级指标", "二级指标", "分值", "评分标准")
ATTENDANCE = "按会议到会率计分，低于60%不得分"
ABSENCE = "无故缺席会议的，每1人次扣0.2分，扣完为止"
STUDY = "党支部学习篇目缺失的扣0.1分/篇"
ADOPTED = "特色做法被采纳的，国家级3分、省级2分、市级1分，就高不累计"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., SchemeReading]:
    def read(rows: Rows, merged: Sequence[str] = (), **more: Any) -> SchemeReading:
        return read_scheme(workbook(tmp_path, rows, merged), **more)

    return read


def workbook(folder: Path, rows: Rows, merged: Sequence[str] = ()) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "考核表"
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    path = folder / "考核评分表.xlsx"
    book.save(path)
    return path


def seen(reading: SchemeReading) -> list[tuple[str, str, str, str | None]]:
    return [
        (
            line.indicator.section,
            line.indicator.level1,
            line.indicator.level2,
            None if line.indicator.points is None else f"{line.indicator.points:f}",
        )
        for line in reading.lines
    ]


def test_a_table_with_title_merged_levels_and_totals_is_read(read: Any) -> None:
    reading = read(
        [
            ("附件1",),
            ("2021年度机关部门统战工作考核评分表",),
            HEAD,
            (1, "组织领导", "会议到会", "10分", ATTENDANCE),
            (2, None, "会议纪律", 5, ABSENCE),
            (3, "学习教育", "支部学习", 20.0, STUDY),
            ("合计", None, None, 35, None),
            ("注：由考核组负责解释。",),
        ],
        ["A2:E2", "B4:B5"],
    )
    assert seen(reading) == [
        ("ordinary", "组织领导", "会议到会", "10"),
        ("ordinary", "组织领导", "会议纪律", "5"),
        ("ordinary", "学习教育", "支部学习", "20"),
    ]
    draft = reading.draft
    assert (draft.title, draft.year) == ("2021年度机关部门统战工作考核评分表", 2021)
    assert (draft.appraised, draft.scope) == ("units", "department")
    assert [line.state for line in reading.lines] == ["read", "read", "read"]
    proposed = [line.proposed for line in reading.lines]
    assert [(one.measure, one.rule) for one in proposed] == [
        ("meeting_attendance", "share"),
        ("absences", "deduct_per_missing"),
        ("branch_study_coverage", "deduct_per_missing"),
    ]
    assert reading.problems == []


def test_points_inside_the_levels_and_section_rows_are_read(read: Any) -> None:
    reading = read(
        [
            ("党支部考核细则",),
            ("考核项目", "考核内容", "评分细则"),
            ("一、组织领导（10分）", "参加会议（10分）", ATTENDANCE),
            ("二、学习教育（20分）", "学习篇目（15分）", STUDY),
            ("加分项（最多5分）", None, None),
            ("创新", "做法被采纳（3分）", ADOPTED),
            ("扣分项", None, None),
            ("纪律", "无故缺席（3分）", "无故缺席会议的，每1人次扣0.2分，最多扣3分"),
        ]
    )
    assert seen(reading) == [
        ("ordinary", "组织领导", "参加会议", "10"),
        ("ordinary", "学习教育", "学习篇目", "15"),
        ("bonus", "创新", "做法被采纳", "3"),
        ("deduction", "纪律", "无故缺席", "3"),
    ]
    assert reading.draft.appraised == "branches"
    assert (reading.draft.bonus_cap, reading.draft.deduction_cap) == (Decimal(5), None)
    assert any("学习教育" in remark and "20" in remark for remark in reading.remarks)
    assert all(line.state == "read" for line in reading.lines)


def test_a_merged_section_row_and_a_section_in_level_1_are_read(read: Any) -> None:
    reading = read(
        [
            HEAD,
            ("一、基本分（100分）",),
            (1, "组织领导", "会议到会", 100, ATTENDANCE),
            ("二、加分项",),
            (2, "奖励加分", "做法被采纳", "+3", ADOPTED),
            (3, "扣分指标", "无故缺席", "-3", ABSENCE),
        ],
        ["A2:E2", "A4:E4"],
    )
    assert seen(reading) == [
        ("ordinary", "组织领导", "会议到会", "100"),
        ("bonus", "奖励加分", "做法被采纳", "3"),
        ("deduction", "扣分指标", "无故缺席", "3"),
    ]


def test_criteria_in_one_cell_or_in_rows_of_their_own_stay_together(read: Any) -> None:
    reading = read(
        [
            HEAD,
            (1, "组织领导", "会议纪律", 5, "1.无故缺席每人次扣0.2分；\n2.迟到每人次扣0.1分。"),
            (2, "学习教育", "支部学习", 20, STUDY),
            (None, None, None, None, "未制定学习计划扣0.5分"),
            (3, "学习教育", "支部宣讲", 5, "未到联系单位宣讲的扣0.5分/人次"),
        ],
        ["B3:B4", "C3:C4", "D3:D4"],
    )
    lines = reading.lines
    assert [line.indicator.level2 for line in lines] == ["会议纪律", "支部学习", "支部宣讲"]
    assert lines[0].indicator.criteria.count("扣") == 2
    assert lines[1].indicator.criteria == f"{STUDY}\n未制定学习计划扣0.5分"
    assert [line.state for line in lines] == ["check", "check", "check"]
    assert lines[0].guess.left == ("迟到每人次扣0.1分",)
    assert "迟到每人次扣0.1分" in lines[0].doubts[0]
    assert lines[2].measure.measure == ""


def test_three_levels_become_two(read: Any) -> None:
    reading = read(
        [
            ("一级指标", "二级指标", "三级指标", "评分标准", "分值"),
            ("组织领导", "会议", "到会", ATTENDANCE, 6),
            (None, None, "纪律", ABSENCE, 4),
        ],
        ["A2:A3", "B2:B3"],
    )
    assert [(one.indicator.level1, one.indicator.level2) for one in reading.lines] == [
        ("组织领导", "会议·到会"),
        ("组织领导", "会议·纪律"),
    ]


def test_a_table_without_level_2_takes_the_beginning_of_the_criteria(read: Any) -> None:
    reading = read(
        [
            ("考核内容", "考核标准", "标准分"),
            ("组织领导", "会议到会率：按到会率计分", 6),
            (None, "无故缺席会议的，每1人次扣0.2分", 4),
        ],
        ["A2:A3"],
    )
    assert seen(reading) == [
        ("ordinary", "组织领导", "会议到会率", "6"),
        ("ordinary", "组织领导", "无故缺席会议的", "4"),
    ]


def test_a_column_of_sections_is_read_and_equal_names_are_told_apart(read: Any) -> None:
    reading = read(
        [
            ("考核分类", "一级指标", "评分项", "评分说明", "考核分值"),
            ("基本分", "学习", "学习", STUDY, 10),
            ("基本分", "学习", "学习", "党支部未制定学习计划扣0.5分", 5),
            ("加分项", "做法", "推广", ADOPTED, 3),
        ]
    )
    assert seen(reading) == [
        ("ordinary", "学习", "学习", "10"),
        ("ordinary", "学习", "学习 (2)", "5"),
        ("bonus", "做法", "推广", "3"),
    ]


def test_what_an_indicator_is_worth_must_be_said(read: Any) -> None:
    reading = read(
        [
            HEAD,
            (1, "组织领导", "会议到会", 20, ATTENDANCE),
            (2, None, "会议纪律", None, ABSENCE),
            (3, "学习教育", "支部学习", "见说明", STUDY),
            (4, "学习教育", "处级学习", None, "按处级以上干部参学率计分"),
        ],
        ["B2:B3", "D2:D3"],
    )
    assert [
        (one.cell, line.indicator.points) for line in reading.lines for one in line.problems
    ] == [
        ("D2", None),
        ("D3", None),
        ("D4", None),
        ("D5", None),
    ]
    assert all(problem.sheet == "考核表" for problem in reading.problems)


def test_beyond_the_ordinary_points_a_cap_says_what_an_indicator_is_worth(read: Any) -> None:
    [line] = read(
        [
            ("一级指标", "二级指标", "评分标准"),
            ("加分项", "信息", "每被采用1篇加0.5分，加分最多5分"),
        ]
    ).lines
    assert (line.indicator.section, line.indicator.points) == ("bonus", Decimal(5))


def test_a_rule_that_says_more_than_the_indicator_is_worth_is_to_be_checked(read: Any) -> None:
    [line] = read([HEAD, (1, "做法", "推广", 2, ADOPTED)]).lines
    assert line.state == "check"
    assert "3" in line.doubts[0]


def test_what_was_not_understood_is_left_by_hand_and_said(read: Any) -> None:
    [line] = read([HEAD, (1, "组织领导", "研究部署", 5, "每低于1个百分点扣0.1分")]).lines
    assert line.state == "by hand"
    assert line.indicator.rule == "by_hand"
    assert any("每低于1个百分点扣0.1分" in doubt for doubt in line.doubts)


def test_what_is_narrower_than_the_figures_stays_by_hand_until_a_person_looked(read: Any) -> None:
    reading = read(
        [
            HEAD,
            (1, "会议", "主要负责人参会", 5, ABSENCE),
            (2, "会议", "会议纪律", 5, "工作会议无故缺席的，每1人次扣0.2分"),
            (3, "队伍", "联络员", 5, "联络员空缺超过30天的，每个支部扣1分"),
            (4, "加分项", "表彰", 5, "获国家级表彰，每项加3分"),
        ]
    )
    assert [line.state for line in reading.lines] == ["check", "read", "check", "check"]
    assert "主要负责人" in reading.lines[0].doubts[0]
    assert reading.lines[2].proposed.measure_parameters == {"vacant_days": 30}
    taken = reading.as_understood().indicators
    assert [one.rule for one in taken] == ["by_hand", "deduct_per_missing", "by_hand", "by_hand"]
    assert taken[1].measure_parameters == {"kinds": ["work"]}


def test_a_workbook_without_a_scoring_table_is_refused_in_words(read: Any) -> None:
    with pytest.raises(InputProblems) as refused:
        read([("姓名", "单位"), ("张三", "办公室")])
    assert refused.value.problems


def test_the_form_to_fill_in_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_workbook(path, [scheme_template(2021)])
    reading = read_scheme(path)
    assert [line.indicator.section for line in reading.lines] == ["ordinary", "bonus"]
    assert [line.state for line in reading.lines] == ["read", "read"]


def test_a_group_under_a_heading_belongs_to_its_section_whatever_it_is_called(read: Any) -> None:
    reading = read(
        [
            HEAD,
            (1, "基础工作突出", "会议到会", 100, ATTENDANCE),
            ("加分项（10分）", None, None, None, None),
            (2, "业务创新", "1.做法推广", 3, ADOPTED),
            (3, "基础工作突出", "2.做法宣传", 3, ADOPTED),
            (4, "日常工作", "（3）做法交流", 3, ADOPTED),
            ("扣分项", None, None, None, None),
            (5, "纪律", "无故缺席", 3, ABSENCE),
        ],
        ["A3:E3"],
    )
    assert seen(reading) == [
        ("ordinary", "基础工作突出", "会议到会", "100"),
        ("bonus", "业务创新", "做法推广", "3"),
        ("bonus", "基础工作突出", "做法宣传", "3"),
        ("bonus", "日常工作", "做法交流", "3"),
        ("deduction", "纪律", "无故缺席", "3"),
    ]
    assert reading.draft.bonus_cap == Decimal(10)


def test_a_group_called_rewards_gives_bonus_points(read: Any) -> None:
    [line] = read([HEAD, (1, "奖励", "做法推广", 3, ADOPTED)]).lines
    assert line.indicator.section == "bonus"


@pytest.mark.parametrize("word", ["总分", "满分", "分值合计", "小计"])
@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_sum_is_no_indicator_in_whatever_column_it_stands(
    read: Any, word: str, column: int
) -> None:
    total: list[Any] = [None, None, None, 20, None]
    total[column] = word
    reading = read(
        [HEAD, (1, "学习教育", "支部学习", 20, STUDY), total, (2, "创新", "做法", 3, ADOPTED)],
        ["B2:B3"] if column == 2 else [],
    )
    assert [line.indicator.level2 for line in reading.lines] == ["支部学习", "做法"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    database = create_ledger(tmp_path / "office.ledger")
    yield database
    database.close()


def test_a_scheme_is_saved_whole_and_undone_in_one_step(read: Any, ledger: Database) -> None:
    reading = read(
        [
            ("2021年度考核评分表",),
            HEAD,
            (1, "组织领导", "会议到会", 10, ATTENDANCE),
            (2, "组织领导", "作风", 5, "工作扎实，成效明显"),
        ]
    )
    done = ledger.do(import_scheme, reading.as_understood(), reading.file)
    with ledger.reading() as session:
        saved = open_scheme(session, done.result)
        assert saved.grades
    assert [(one.level2, one.measure, one.rule) for one in saved.indicators] == [
        ("会议到会", "meeting_attendance", "share"),
        ("作风", "", "by_hand"),
    ]
    assert done.change_set_id is not None
    ledger.do(undo_action, done.change_set_id)
    with ledger.reading() as session:
        assert list_schemes(session, 2021) == []


def test_nothing_is_written_while_points_are_missing(read: Any, ledger: Database) -> None:
    reading = read([HEAD, (1, "组织领导", "会议到会", None, ATTENDANCE)], year=2021)
    with pytest.raises(FieldProblems):
        ledger.do(import_scheme, reading.as_understood(), reading.file)
    with ledger.reading() as session:
        assert list_schemes(session, 2021) == []


def test_the_year_must_be_said(read: Any, ledger: Database) -> None:
    reading = read([HEAD, (1, "组织领导", "会议到会", 5, ATTENDANCE)])
    with pytest.raises(FieldProblems) as refused:
        ledger.do(import_scheme, reading.as_understood(), reading.file)
    assert "year" in refused.value.by_field


def test_without_figures_a_rule_is_said_by_the_counter_of_its_sentence() -> None:
    draft = IndicatorDraft(
        level2="理论宣讲",
        points=Decimal(2),
        criteria="未到联系单位宣讲的扣0.5分/人次",
        rule="deduct_per_missing",
        rule_parameters={"each": "0.5", "counts": "missing"},
    )
    assert rule_in_words(draft) == "0.5 points off for each 人次 missing, down to 0."
