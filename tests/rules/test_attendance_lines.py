from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.attendance_lines import AttendanceReading, PersonName, read_attendance_line

PEOPLE = [
    PersonName(3, "张三", "科学普及部"),
    PersonName(4, "李四", "办公室"),
    PersonName(5, "王五", "学会部"),
    PersonName(6, "赵六", "学会部"),
    PersonName(7, "钱七", "人事部"),
    PersonName(8, "时代和", "人事部"),
    PersonName(21, "刘洋", "办公室"),
    PersonName(22, "刘洋", "科学普及部"),
]
OTHERS = [PersonName(91, "孙九", "科技馆"), PersonName(92, "John Smith", "科技馆")]
NAMES = {person.id: person.name for person in [*PEOPLE, *OTHERS]}

EXCUSED, ABSENT, LATE, PRESENT = "excused", "absent", "late", "present"


def read(text: str) -> AttendanceReading:
    return read_attendance_line(text, PEOPLE, OTHERS)


def said(text: str) -> dict[int, str]:
    """Return person -> what was read, in one word or two; fail on a doubt."""
    reading = read(text)
    assert reading.doubts == []
    return {
        mark.person_id: " ".join(
            filter(
                None,
                [
                    "late" if mark.late else mark.state,
                    f"by {mark.stand_in_id}" if mark.stand_in_id else "",
                    mark.reason,
                ],
            )
        )
        for mark in reading.marks
    }


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("张三、李四请假;王五由赵六代", {3: EXCUSED, 4: EXCUSED, 5: "stood_in by 6"}),
        ("张三、李四请假；王五由赵六代。", {3: EXCUSED, 4: EXCUSED, 5: "stood_in by 6"}),
        ("张三,李四 请假", {3: EXCUSED, 4: EXCUSED}),
        ("张三(出差)请假", {3: "excused 出差"}),
        ("张三请假（出差）", {3: "excused 出差"}),
        ("张三因病请假", {3: "excused 因病"}),
        ("张三因出差请假", {3: "excused 出差"}),
        ("张三因公出差请假,李四因事请假", {3: "excused 因公出差", 4: "excused 因事"}),
        ("张三出差请假", {3: "excused 出差"}),
        ("张三(病假)", {3: "excused 病假"}),
        ("王五缺席,赵六迟到", {5: ABSENT, 6: LATE}),
        ("王五(赵六代)", {5: "stood_in by 6"}),
        ("王五(由赵六代会)、张三请假", {5: "stood_in by 6", 3: EXCUSED}),
        ("王五由赵六代会", {5: "stood_in by 6"}),
        ("王五委托赵六参会", {5: "stood_in by 6"}),
        ("赵六代王五", {5: "stood_in by 6"}),
        ("赵六代王五参会;张三请假", {5: "stood_in by 6", 3: EXCUSED}),
        ("王五代会:赵六", {5: "stood_in by 6"}),
        ("王五因病请假,由赵六代会", {5: "stood_in by 6 因病"}),
        ("王五由孙九代", {5: "stood_in by 91"}),
        ("钱七未到", {7: ABSENT}),
        ("钱七因病未到", {7: "absent 因病"}),
        ("张 三请假", {3: EXCUSED}),
        ("张三 李四 请假", {3: EXCUSED, 4: EXCUSED}),
        ("张三李四请假", {3: EXCUSED, 4: EXCUSED}),
        ("张三和李四请假", {3: EXCUSED, 4: EXCUSED}),
        ("张三、李四及王五请假", {3: EXCUSED, 4: EXCUSED, 5: EXCUSED}),
        ("张三 and 李四 excused; 王五 absent", {3: EXCUSED, 4: EXCUSED, 5: ABSENT}),
        ("张三迟到10分钟,李四请事假1天", {3: LATE, 4: EXCUSED}),
        ("请假:张三;缺席:无", {3: EXCUSED}),
        ("时代和请假", {8: EXCUSED}),
        ("张三和时代和请假", {3: EXCUSED, 8: EXCUSED}),
        ("科普部张三请假", {3: EXCUSED}),
        ("科普部主任张三请假", {3: EXCUSED}),
        ("张三同志请假", {3: EXCUSED}),
        ("张三(科普部)请假", {3: EXCUSED}),
        ("(张三请假)", {3: EXCUSED}),
        ("科普部刘洋请假", {22: EXCUSED}),
        ("刘洋(办公室)缺席", {21: ABSENT}),
        ("请假:张三、李四;缺席:王五", {3: EXCUSED, 4: EXCUSED, 5: ABSENT}),
        ("请假人员：张三、李四", {3: EXCUSED, 4: EXCUSED}),
        ("应到120人,实到118人,请假2人:张三、李四", {3: EXCUSED, 4: EXCUSED}),
        ("请假2人:张三(出差)、李四(因病)。", {3: "excused 出差", 4: "excused 因病"}),
        ("张三 请假\n李四 缺席", {3: EXCUSED, 4: ABSENT}),
        ("王五由学会部赵六代", {5: "stood_in by 6"}),
        ("王五由办公室刘洋代", {5: "stood_in by 21"}),
        ("张三在外地出差请假", {3: "excused 在外地出差"}),
        ("张三外出请假", {3: "excused 外出"}),
        ("John Smith代王五", {5: "stood_in by 92"}),
        ("", {}),
    ],
)  # fmt: skip
def test_a_line_is_read_as_it_is_meant(text: str, marks: dict[int, str]) -> None:
    assert said(text) == marks


def test_a_new_line_ends_what_was_said() -> None:
    assert [doubt.words for doubt in read("张三\n李四\n请假").doubts] == ["张三", "李四"]


@pytest.mark.parametrize(
    "text",
    [
        "除张三、李四请假外全部到会",
        "除张三、李四请假外,其余人员均到会",
        "除张三(出差)、李四(病假)外,其他同志全部到会",
        "张三、李四请假,其余到会",
        "张三、李四请假;其余同志均参加会议",
        "张三、李四 excused, the rest present",
        "张三、李四请假,其他人都到了",
    ],
)
def test_the_rest_are_marked_as_well(text: str) -> None:
    reading = read(text)
    states = {mark.person_id: mark.state for mark in reading.marks}
    assert reading.doubts == []
    assert {i for i, state in states.items() if state == EXCUSED} == {3, 4}
    assert {i for i, state in states.items() if state == PRESENT} == {5, 6, 7, 8, 21, 22}


def test_all_present_marks_everybody_and_both_of_two_named_are_only_those_two() -> None:
    assert {mark.state for mark in read("全部到会").marks} == {PRESENT}
    assert len(read("全部到会").marks) == len(PEOPLE)
    assert said("张三、李四均到会") == {3: PRESENT, 4: PRESENT}


def test_the_rest_are_only_those_who_have_no_mark_yet() -> None:
    reading = read_attendance_line("李四请假,其余到会", PEOPLE, OTHERS, marked=[3, 4, 21])
    states = {mark.person_id: mark.state for mark in reading.marks}
    assert states == {4: EXCUSED} | dict.fromkeys((5, 6, 7, 8, 22), PRESENT)


def test_all_present_changes_no_mark_and_says_so_when_everybody_has_one() -> None:
    reading = read_attendance_line("全部到会", PEOPLE, OTHERS, marked=[p.id for p in PEOPLE])
    assert reading.marks == []
    assert [doubt.why for doubt in reading.doubts] == ["Everybody is marked already."]


@pytest.mark.parametrize(
    ("text", "words", "candidates"),
    [
        ("刘洋请假", "刘洋", (21, 22)),
        ("周八请假", "周八", ()),
        ("周 八请假", "周八", ()),
        ("孙和平请假", "孙和平", ()),
        ("张三丰请假", "张三丰", (3,)),
        ("小张三请假", "小张三", (3,)),
        ("人事部张三请假", "人事部张三", (3,)),
        ("张三", "张三", (3,)),
        ("孙九到会", "孙九", (91,)),
        ("王五代会", "王五", (5,)),
        ("王五(赵六)", "王五", (5,)),
        ("张三到会,其余", "the others", ()),
        ("张三没有请假", "张三没有", (3,)),
        ("张三未迟到", "张三未", (3,)),
        ("除张三外全部到会", "张三", (3,)),
    ],
)
def test_what_is_not_certain_is_a_doubt_and_no_mark(
    text: str, words: str, candidates: tuple[int, ...]
) -> None:
    reading = read(text)
    assert [(doubt.words, doubt.candidates) for doubt in reading.doubts] == [(words, candidates)]
    assert not {mark.person_id for mark in reading.marks} & set(candidates)
    assert reading.doubts[0].why


def test_a_person_in_doubt_is_not_counted_among_the_rest() -> None:
    reading = read("刘洋请假,其余到会")
    assert {mark.person_id for mark in reading.marks} == {3, 4, 5, 6, 7, 8}


def test_an_unknown_stand_in_is_asked_about_and_the_mark_is_kept() -> None:
    reading = read("王五由周八代")
    assert [(m.person_id, m.state, m.stand_in_id) for m in reading.marks] == [(5, "stood_in", None)]
    assert [doubt.words for doubt in reading.doubts] == ["周八"]


def test_a_person_named_twice_is_asked_about() -> None:
    reading = read("张三请假;张三缺席")
    assert [mark.state for mark in reading.marks] == [EXCUSED]
    assert len(reading.doubts) == 1


WORDS = [
    *(
        "张三",
        "李四",
        "刘洋",
        "孙九",
        "周八",
        "请假",
        "缺席",
        "迟到",
        "由",
        "代",
        "除",
        "外",
        "其余",
    ),
    *("到会", "因病", "(", ")", "出差", "、", ";", ":", "和", "科普部", " "),
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join) | st.text())
def test_any_line_gives_each_expected_person_one_mark_at_most(text: str) -> None:
    reading = read(text)
    marked = [mark.person_id for mark in reading.marks]
    assert len(marked) == len(set(marked))
    assert set(marked) <= {person.id for person in PEOPLE}
    assert all(doubt.why and doubt.words for doubt in reading.doubts)
