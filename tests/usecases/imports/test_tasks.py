"""Divisions of work as offices send them: merged classes, lists of units, phrases as deadlines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deskapp.database.undo import next_undo, undo
from deskapp.errors import LedgerError
from deskapp.queries.key_tasks import list_key_tasks
from deskapp.usecases.documents import DocumentDraft, save_document
from deskapp.usecases.imports import answer_doubts
from deskapp.usecases.imports.tasks import words_kept
from deskapp.usecases.key_tasks import KeyTaskDraft, save_key_task
from deskapp.usecases.units import UnitDraft, save_unit

HEAD = ["序号", "类别", "具体任务", "工作目标", "牵头部门", "配合部门", "责任领导", "完成时限"]
TABLE = [
    ["2021年度统一战线重点工作任务分工表", *[None] * 7],
    ["填表单位:市科协办公室", *[None] * 7],
    HEAD,
    [1, "学习宣传", "把学习《条例》纳入党支部学习", "全覆盖", "办公室", "科普部、人事部",
     "王 强", "全年"],
    [2, None, "处级干部先学一步", "先学", "人事部\n办公室", "机关各部门", "王强", "１２月底前"],
    ["３", "责任落实", "每个支部明确一名联络员", "", "办公室", "各直属单位", "", "每季度末"],
    ["合计", "3项", None, None, None, None, None, None],
]  # fmt: skip
MERGED = ("A1:H1", "B4:B5")


@pytest.fixture
def staff(office: Any) -> Any:
    """Return the office with more units and a leader."""
    office.personnel = office.unit("人事部")
    office.museum = office.database.do(
        save_unit, UnitDraft(name="市科技馆", kind="institution")
    ).result
    office.leader = office.person("王强", office.office)
    return office


def tasks(office: Any, year: int = 2021) -> list[Any]:
    return list(office.ask(list_key_tasks, year))


def take_back(office: Any) -> None:
    office.database.do(undo, office.ask(next_undo).id)


def answered(office: Any, reading: Any, **answers: str) -> Any:
    keys = {doubts[0].text: key for key, doubts in reading.doubts.items()}
    with office.database.reading() as session:
        return answer_doubts(session, reading, {keys[text]: a for text, a in answers.items()})


def one_row(office: Any, head: list[str], *cells: object, **more: Any) -> Any:
    return office.read("tasks", [head, list(cells)], year=more.pop("year", 2021), **more)


def test_the_small_division_of_the_year_is_read_as_it_was_sent(staff: Any) -> None:
    reading = staff.read("tasks", TABLE, merged=MERGED, year=2021)
    assert [str(problem) for problem in reading.problems] == []
    assert reading.doubts == {}
    staff.apply(reading)
    found = [
        (t.number, t.category, t.text, t.lead_units, t.cooperating_units, t.leader,
         t.deadline_text, t.deadline_on)
        for t in tasks(staff)
    ]  # fmt: skip
    assert found == [
        (1, "学习宣传", "把学习《条例》纳入党支部学习", "市科协办公室", "科学技术普及部、人事部",
         "王强", "全年", date(2021, 12, 31)),
        (2, "学习宣传", "处级干部先学一步", "人事部、市科协办公室", "科学技术普及部", "王强",
         "１２月底前", date(2021, 12, 31)),
        (3, "责任落实", "每个支部明确一名联络员", "市科协办公室", "市科技馆", None, "每季度末",
         date(2021, 12, 31)),
    ]  # fmt: skip


def test_the_reading_of_a_deadline_stands_beside_its_words(staff: Any) -> None:
    reading = staff.read("tasks", TABLE, merged=MERGED, year=2021)
    shown = [(row.shown["deadline_text"], row.shown["deadline_on"]) for row in reading.rows]
    assert shown == [
        ("全年", "2021-12-31 · Standing"),
        ("１２月底前", "2021-12-31"),
        ("每季度末", "2021-12-31 · Every quarter"),
    ]


def test_the_same_table_again_changes_nothing(staff: Any) -> None:
    staff.apply(staff.read("tasks", TABLE, merged=MERGED, year=2021))
    again = staff.read("tasks", TABLE, merged=MERGED, year=2021)
    assert again.counts() == {"new": 0, "changed": 0, "same": 3, "problem": 0}


def test_one_undo_takes_the_tasks_and_their_units_back(staff: Any) -> None:
    staff.apply(staff.read("tasks", TABLE, merged=MERGED, year=2021))
    take_back(staff)
    assert tasks(staff) == []


def test_changed_cells_are_shown_before_and_after_and_written(staff: Any) -> None:
    staff.apply(staff.read("tasks", TABLE, merged=MERGED, year=2021))
    rows = [list(row) for row in TABLE]
    rows[4][4], rows[4][7] = "人事部", "9月底前"
    reading = staff.read("tasks", rows, merged=MERGED, year=2021)
    changes = reading.rows[1].changes
    assert (changes["lead_unit_ids"].before, changes["lead_unit_ids"].after) == (
        "人事部、市科协办公室", "人事部",
    )  # fmt: skip
    assert changes["deadline_on"].after == "2021-09-30"
    staff.apply(reading)
    second = tasks(staff)[1]
    assert (second.lead_units, second.deadline_on) == ("人事部", date(2021, 9, 30))


def test_the_first_listed_leads_where_there_is_one_column_of_units(staff: Any) -> None:
    head = ["具体任务", "责任单位"]
    reading = one_row(staff, head, "摸底", "人事部、办公室;科普部")
    assert reading.rows[0].shown["lead_unit_ids"] == "人事部"
    assert reading.rows[0].shown["cooperating_unit_ids"] == "市科协办公室、科学技术普及部"


def test_all_units_of_a_group_lead_where_nobody_is_listed_first(staff: Any) -> None:
    reading = one_row(staff, ["具体任务", "责任单位"], "报送联系人", "各部门、各单位")
    assert (
        reading.rows[0].shown["lead_unit_ids"] == "市科协办公室、科学技术普及部、人事部、市科技馆"
    )
    assert reading.rows[0].values["cooperating_unit_ids"] == ()


def test_a_part_said_in_the_cell_is_kept(staff: Any) -> None:
    cell = "配合:办公室、科普部;牵头:人事部"
    row = one_row(staff, ["具体任务", "责任单位"], "摸底", cell).rows[0]
    assert row.shown["lead_unit_ids"] == "人事部"
    assert row.shown["cooperating_unit_ids"] == "市科协办公室、科学技术普及部"


def test_a_task_over_several_lines_is_one(staff: Any) -> None:
    rows = [
        ["序号", "具体任务", "工作目标", "牵头单位", "完成时限"],
        [1, "梳理做法", "有清单", "办公室", "6月底前"],
        [None, None, "有总结", "人事部", None],
        [2, "通报情况", "", "办公室", "年底前"],
    ]
    reading = staff.read("tasks", rows, merged=["A2:A3", "B2:B3", "E2:E3"], year=2021)
    assert [row.values["number"] for row in reading.rows] == [1, 2]
    first = reading.rows[0].shown
    assert (first["goal"], first["lead_unit_ids"]) == ("有清单\n有总结", "市科协办公室、人事部")


def test_headings_inside_the_table_are_the_classes(staff: Any) -> None:
    rows = [
        ["序号", "任务内容", "牵头单位"],
        ["一、组织领导", None, None],
        [1, "明确联络员", "办公室"],
        ["(二)学习宣传", None, None],
        [1, "学习条例", "人事部"],
    ]
    reading = staff.read("tasks", rows, merged=["A2:C2"], year=2021)
    assert [row.values["category"] for row in reading.rows] == ["组织领导", "学习宣传"]
    assert [row.values["number"] for row in reading.rows] == [1, 2]
    assert any("repeat" in remark for remark in reading.remarks)


def test_tasks_without_a_number_go_behind_those_there_are_and_are_known_by_text(
    staff: Any,
) -> None:
    staff.database.do(save_key_task, KeyTaskDraft(year=2021, number=7, text="摸底"))
    head = ["任务内容", "牵头单位"]
    reading = staff.read("tasks", [head, ["通报", "办公室"], ["摸 底", "人事部"]], year=2021)
    assert [(row.values.get("number"), row.existing_id) for row in reading.rows] == [
        (8, None), (None, 1),
    ]  # fmt: skip
    assert list(reading.rows[1].changes) == ["lead_unit_ids"]


NUMBERED = ["序号", "任务内容", "牵头单位"]


@pytest.fixture
def with_tasks(staff: Any) -> Any:
    """Return the office with three numbered tasks."""
    for number, text in enumerate(("摸清统战成员底数", "学习贯彻《条例》", "报送年度总结"), 1):
        staff.database.do(save_key_task, KeyTaskDraft(year=2021, number=number, text=text))
    return staff


def numbered(office: Any) -> list[tuple[int, str]]:
    return [(task.number, task.text) for task in tasks(office)]


def test_a_corrected_text_under_a_number_is_the_same_task(with_tasks: Any) -> None:
    row = one_row(with_tasks, NUMBERED, 1, "摸清统战成员的底数", "办公室").rows[0]
    assert (row.status, row.existing_id, row.doubts) == ("changed", 1, [])


def test_quite_another_task_under_a_number_is_a_new_one_with_the_next_number(
    with_tasks: Any,
) -> None:
    second = [
        NUMBERED,
        [1, "举办培训班", "办公室"],
        [2, "走访联系专家", "人事部"],
        [4, "编印工作简报", "办公室"],
    ]
    before = numbered(with_tasks)
    reading = with_tasks.read("tasks", second, year=2021)
    assert (reading.counts()["new"], reading.counts()["problem"]) == (3, 0)
    asked = [doubts[0] for doubts in reading.doubts.values()]
    assert [(doubt.cell, doubt.answer) for doubt in asked] == [("B2", "new"), ("B3", "new")]
    assert "摸清统战成员底数" in asked[0].what
    assert any("2 rows have the number of another task" in remark for remark in reading.remarks)
    with_tasks.apply(reading)
    new = [(4, "编印工作简报"), (5, "举办培训班"), (6, "走访联系专家")]
    assert numbered(with_tasks) == [*before, *new]


def test_the_second_table_again_changes_nothing(with_tasks: Any) -> None:
    rows = [NUMBERED, [1, "举办培训班", "办公室"], [2, "走访联系专家", "人事部"]]
    with_tasks.apply(with_tasks.read("tasks", rows, year=2021))
    again = with_tasks.read("tasks", rows, year=2021)
    assert again.doubts == {}
    assert again.counts() == {"new": 0, "changed": 0, "same": 2, "problem": 0}


def test_another_task_is_written_over_or_skipped_when_that_is_answered(with_tasks: Any) -> None:
    rows = [NUMBERED, [1, "举办培训班", "办公室"], [2, "走访联系专家", "人事部"]]
    reading = with_tasks.read("tasks", rows, year=2021)
    reading = answered(with_tasks, reading, 举办培训班="over", 走访联系专家="out")
    assert [row.status for row in reading.rows] == ["changed", "same"]
    with_tasks.apply(reading)
    assert numbered(with_tasks) == [
        (1, "举办培训班"), (2, "学习贯彻《条例》"), (3, "报送年度总结"),
    ]  # fmt: skip


def test_a_skipped_row_asks_nothing_about_its_other_cells(with_tasks: Any) -> None:
    reading = one_row(with_tasks, NUMBERED, 1, "举办培训班", "没有的处")
    assert len(reading.doubts) == 2
    skipped = answered(with_tasks, reading, 举办培训班="out")
    assert (len(skipped.doubts), skipped.problems, skipped.unknown) == (1, [], [])


def test_a_task_under_another_number_is_known_by_its_text_and_stands_there_once(
    with_tasks: Any,
) -> None:
    rows = [NUMBERED, [1, "报送年度总结", "办公室"], [3, "报送年度总结", "人事部"]]
    first, second = with_tasks.read("tasks", rows, year=2021).rows
    assert (first.existing_id, first.values["number"]) == (3, 3)
    assert "stands in row 2 already" in str(second.problems[0])


def test_the_year_is_that_of_the_call_or_of_the_title_and_must_be_known(staff: Any) -> None:
    rows = [["2020年分工表", None], ["任务内容", "牵头单位"], ["摸底", "办公室"]]
    assert staff.read("tasks", rows).rows[0].values["year"] == 2020
    both = staff.read("tasks", rows, year=2021)
    assert both.rows[0].values["year"] == 2021
    assert any("names 2020" in remark for remark in both.remarks)
    with pytest.raises(LedgerError, match="not known of which year"):
        staff.read("tasks", rows[1:])


# --- doubtful cells


def test_an_unknown_unit_is_asked_about_and_sure_ones_are_not(staff: Any) -> None:
    reading = one_row(staff, ["任务内容", "牵头单位"], "摸底", "办公室、人事处")
    (doubts,) = reading.doubts.values()
    assert (doubts[0].cell, doubts[0].text) == ("B2", "人事处")
    assert "名单!B2" in str(reading.problems[0])
    assert doubts[0].choices[0].label == "人事部"
    assert {choice.value for choice in doubts[0].choices} >= {"out", "new"}


def test_an_answer_holds_for_every_cell_that_asks_the_same(staff: Any) -> None:
    rows = [["任务内容", "牵头单位"], ["摸底", "人事处"], ["通报", "人事处"]]
    reading = answered(staff, staff.read("tasks", rows, year=2021), 人事处=str(staff.personnel))
    assert reading.problems == []
    staff.apply(reading)
    assert [task.lead_units for task in tasks(staff)] == ["人事部", "人事部"]


def test_an_answer_is_remembered_for_the_next_import_and_undone_with_it(staff: Any) -> None:
    rows = [["任务内容", "牵头单位"], ["摸底", "人事处"]]
    reading = answered(staff, staff.read("tasks", rows, year=2021), 人事处=str(staff.personnel))
    staff.apply(reading)
    again = staff.read("tasks", rows, year=2022)
    assert again.problems == []
    assert [doubts[0].answer for doubts in again.doubts.values()] == [str(staff.personnel)]
    take_back(staff)
    assert len(staff.read("tasks", rows, year=2022).problems) == 1


def test_a_unit_can_be_left_out_or_made_new(staff: Any) -> None:
    rows = [["任务内容", "牵头单位"], ["摸底", "办公室、青年处、新闻处"]]
    reading = answered(staff, staff.read("tasks", rows, year=2021), 青年处="out", 新闻处="new")
    assert reading.problems == []
    result = staff.apply(reading)
    assert result.added == 1
    assert tasks(staff)[0].lead_units == "市科协办公室、新闻处"


def test_a_deadline_that_names_no_day_is_asked_about(staff: Any) -> None:
    reading = one_row(staff, ["任务内容", "完成时限"], "摸底", "按上级要求")
    assert reading.rows[0].status == "problem"
    kept = answered(staff, reading, 按上级要求="none")
    dated = answered(staff, reading, 按上级要求="2021-06-30")
    assert (kept.rows[0].values["deadline_on"], kept.rows[0].status) == (None, "new")
    assert dated.rows[0].values["deadline_on"] == date(2021, 6, 30)
    assert dated.rows[0].values["deadline_text"] == "按上级要求"


def test_a_leader_of_one_name_in_two_units_is_asked_about_unless_one_leads(staff: Any) -> None:
    other = staff.person("王强", staff.science)
    head = ["任务内容", "牵头单位", "责任领导"]
    sure = one_row(staff, head, "摸底", "科普部", "王强")
    assert sure.rows[0].values["leader_id"] == other
    doubtful = one_row(staff, head, "摸底", "人事部", "王强")
    (doubts,) = doubtful.doubts.values()
    assert [choice.value for choice in doubts[0].choices] == [str(staff.leader), str(other), "out"]


def test_the_person_responsible_beside_a_leader_is_not_lost_in_silence(staff: Any) -> None:
    head = ["任务内容", "牵头单位", "责任领导", "责任人"]

    row = one_row(staff, head, "摸底", "办公室", "王强", "李明").rows[0]

    assert row.values["leader_id"] == staff.leader
    assert not row.problems
    assert any("李明" in hint for hint in row.hints)


def test_words_of_deadlines_that_nobody_can_read_can_be_kept_all_at_once(staff: Any) -> None:
    head = ["任务内容", "牵头单位", "完成时限"]
    reading = one_row(staff, head, "摸底", "办公室", "尽快")
    assert reading.problems

    with staff.database.reading() as session:
        kept = answer_doubts(session, reading, words_kept(reading))

    assert not kept.problems
    assert kept.rows[0].values["deadline_on"] is None
    assert words_kept(kept) == {}


def test_the_person_responsible_is_the_leader_where_no_leader_is_named(staff: Any) -> None:
    row = one_row(staff, ["任务内容", "牵头单位", "责任人"], "摸底", "办公室", "王强").rows[0]
    assert row.values["leader_id"] == staff.leader


@pytest.mark.parametrize(
    ("written", "clause"),
    [
        ("《统一战线工作条例》第三条", "第三条"),
        ("示统组发[2021]5号", ""),
        ("根据《统一战线工作条例》(示统组发〔2021〕5号)第一部分", "第一部分"),
    ],
)
def test_the_source_is_found_by_title_or_number(staff: Any, written: str, clause: str) -> None:
    draft = DocumentDraft(title="统一战线工作条例", number="示统组发〔2021〕5号")
    document = staff.database.do(save_document, draft).result
    row = one_row(staff, ["任务内容", "牵头单位", "依据"], "摸底", "办公室", written).rows[0]
    assert row.values["source_document_id"] == document
    assert row.values.get("source_clause", "") == clause


def test_an_unknown_source_is_offered_to_be_made(staff: Any) -> None:
    head = ["任务内容", "牵头单位", "依据"]
    cell = "《年度工作要点》(示科发〔2021〕1号)第二条"
    reading = one_row(staff, head, "摸底", "办公室", cell)
    staff.apply(answered(staff, reading, **{cell: "new"}))
    task = tasks(staff)[0]
    assert (task.source, task.source_clause) == ("年度工作要点", "第二条")


def test_nothing_but_the_good_rows_is_written_when_problems_are_skipped(staff: Any) -> None:
    rows = [["任务内容", "牵头单位"], ["摸底", "人事处"], ["通报", "办公室"]]
    result = staff.apply(staff.read("tasks", rows, year=2021), skip_problems=True)
    assert (result.new, result.left_out) == (1, 1)
    assert [task.text for task in tasks(staff)] == ["通报"]


def test_a_thousand_tasks_are_read_and_written_in_one_step(staff: Any) -> None:
    rows = [
        [n, "类", f"任务{n}", "目标", "办公室", "机关各部门", "", "6月底前"] for n in range(1, 1001)
    ]
    result = staff.apply(staff.read("tasks", [HEAD, *rows], year=2021))
    assert result.new == 1000
    assert len(tasks(staff)) == 1000
