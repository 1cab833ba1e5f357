"""Sources, numbers, times and signatures as they stand in the cells of lists."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.attendance_cells import CellReading, read_attendance_cells
from deskapp.rules.attendance_words import NameFinder
from deskapp.rules.meeting_times import MeetingTime, read_meeting_time
from deskapp.rules.serial_numbers import read_serial_number
from deskapp.rules.sources import Source, number_key, read_source, title_key


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("《工作条例》第三条", Source("工作条例", "", "第三条")),
        ("根据《工作条例》", Source("工作条例", "", "")),
        ("示统组发〔2021〕5号 第一部分", Source("", "示统组发〔2021〕5号", "第一部分")),
        (
            "《分工方案》(示统组发[2021]5号)第二项",
            Source("分工方案", "示统组发[2021]5号", "第二项"),
        ),
        ("关于学习《条例》的分工方案", Source("关于学习《条例》的分工方案", "", "")),
        ("《关于贯彻《条例》的方案》", Source("关于贯彻《条例》的方案", "", "")),
        ("工作要点第二条", Source("工作要点", "", "第二条")),
    ],
)
def test_a_source_is_a_title_a_number_and_a_clause(text: str, source: Source) -> None:
    assert read_source(text) == source


def test_brackets_and_width_make_no_difference_to_numbers_and_titles() -> None:
    keys = {
        number_key(n)
        for n in ("示发〔2021〕5号", "示发[2021]5号", "示发（2021）５号", "示发 (2021) 5 号")
    }
    assert len(keys) == 1
    assert title_key("《工作 条例》") == title_key("工作条例")


@given(st.text())
def test_no_source_makes_reading_fail(text: str) -> None:
    read_source(text)


@pytest.mark.parametrize(
    ("cell", "number"),
    [(3, 3), (3.0, 3), ("3.", 3), ("3、", 3), ("（三）", 3), ("十二、", 12), ("二十三", 23),
     ("０5", 5), ("1.2", None), ("甲", None), ("", None), (None, None), ("0", None)],
)  # fmt: skip
def test_the_number_of_a_row_is_read_as_counted(cell: object, number: int | None) -> None:
    assert read_serial_number(cell) == number


DAY = date(2021, 4, 20)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-04-20 9:00-11:30", MeetingTime(DAY, time(9), time(11, 30))),
        ("2021年4月20日上午9:00—11:30", MeetingTime(DAY, time(9), time(11, 30))),
        ("4月20日下午2点半至4点", MeetingTime(DAY, time(14, 30), time(16))),
        ("2021.4.20（星期二）9：00", MeetingTime(DAY, time(9))),
        ("2021/4/20", MeetingTime(DAY)),
        (datetime(2021, 4, 20, 9), MeetingTime(DAY, time(9))),
        (DAY, MeetingTime(DAY)),
        ("待定", MeetingTime(None)),
        (None, MeetingTime(None)),
    ],
)
def test_a_meeting_has_a_day_and_times_behind_it(cell: object, expected: MeetingTime) -> None:
    assert read_meeting_time(cell, 2021) == expected


PEOPLE = NameFinder(("张三", "李四"))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("√",), CellReading("present")),
        (("张 三",), CellReading("present")),
        (("已签到", "第一批"), CellReading("present")),
        (("到会", "迟到10分钟"), CellReading("present", late=True)),
        (("请假", "出差"), CellReading("excused", "出差")),
        (("请假（出差）",), CellReading("excused", "出差")),
        (("", "病假"), CellReading("excused", "病假")),
        (("出差",), CellReading("excused", "出差")),
        (("因公外出",), CellReading("excused", "因公外出")),
        (("×",), CellReading("absent")),
        (("缺席",), CellReading("absent")),
        (("×", "培训"), CellReading("excused", "培训")),
        (("代会", "李四"), CellReading("stood_in", "", "李四")),
        (("由李四代会",), CellReading("stood_in", "", "李四")),
        (("请假，由李四代会",), CellReading("stood_in", "", "李四")),
        (("请假", "出差", "李四"), CellReading("stood_in", "出差", "李四")),
        (("代会",), CellReading("stood_in")),
        (("", ""), CellReading()),
        (("", "中共党员"), CellReading()),
        (("妙",), CellReading(puzzle="妙")),
        (("√", "请假"), CellReading(puzzle="请假")),
    ],
)
def test_a_line_of_a_sign_in_list_says_how_somebody_attended(
    cells: tuple[str, ...], expected: CellReading
) -> None:
    assert read_attendance_cells("张三", *cells, known=PEOPLE) == expected


@given(st.text(), st.text())
def test_no_signature_makes_reading_fail(state: str, remark: str) -> None:
    read_attendance_cells("张三", state, remark, known=PEOPLE)
