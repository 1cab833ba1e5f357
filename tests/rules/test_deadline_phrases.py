"""Every phrase of the trade is kept as written and read the same however it is typed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from deskapp.rules.deadlines import Deadline, Recurring, read_deadline

YEAR = 2021
CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
QUARTERS = ("一", "二", "三", "四")
ENDINGS = ("", "前", "之前", "以前", "前完成", "完成")
# A phrase, and what it means: the last day, and how it comes back.
Phrase = tuple[str, date | None, Recurring]


def last(month: int, year: int = YEAR) -> date:
    return date(year, month, monthrange(year, month)[1])


months = st.integers(1, 12)
years = st.sampled_from([("", YEAR), ("2021年", YEAR), ("2022年", 2022), ("今年", YEAR),
                         ("明年", 2022), ("21年", YEAR)])  # fmt: skip


@st.composite
def ends_of_months(draw: st.DrawFn) -> Phrase:
    (named, year), month = draw(years), draw(months)
    digits = draw(st.sampled_from([str(month), CHINESE[month - 1]]))
    part = draw(st.sampled_from(["底", "末", "月底", "月末"]))
    text = f"{named}{digits}月{part.removeprefix('月')}{draw(st.sampled_from(ENDINGS))}"
    return text, last(month, year), "none"


@st.composite
def parts_of_months(draw: st.DrawFn) -> Phrase:
    (named, year), month = draw(years), draw(months)
    part, day = draw(
        st.sampled_from([("上旬", 10), ("中旬", 20), ("下旬", 0), ("初", 10), ("份", 0)])
    )
    due = last(month, year).replace(day=day) if day else last(month, year)
    return f"{named}{month}月{part}", due, "none"


@st.composite
def ends_of_quarters(draw: st.DrawFn) -> Phrase:
    (named, year), quarter = draw(years), draw(st.integers(1, 4))
    digits = draw(st.sampled_from([str(quarter), QUARTERS[quarter - 1]]))
    first = draw(st.sampled_from(["第", ""]))
    part = draw(st.sampled_from(["", "末", "底"]))
    text = f"{named}{first}{digits}季度{part}{draw(st.sampled_from(ENDINGS))}"
    return text, last(3 * quarter, year), "none"


@st.composite
def halves_and_years(draw: st.DrawFn) -> Phrase:
    named, year = draw(years)
    text, month = draw(st.sampled_from([("上半年", 6), ("下半年", 12), ("年底", 12), ("年末", 12),
                                        ("年中", 6)]))  # fmt: skip
    return f"{named}{text}{draw(st.sampled_from(ENDINGS))}", last(month, year), "none"


@st.composite
def days(draw: st.DrawFn) -> Phrase:
    (named, year), month = draw(years), draw(months)
    day = draw(st.integers(1, monthrange(year, month)[1]))
    numbers = draw(st.sampled_from([f"{month}月{day}日", f"{month}月{day}号"]))
    return f"{named}{numbers}{draw(st.sampled_from(ENDINGS))}", date(year, month, day), "none"


@st.composite
def ranges(draw: st.DrawFn) -> Phrase:
    first = draw(st.integers(1, 11))
    second = draw(st.integers(first + 1, 12))
    named = draw(st.sampled_from(["", "2021年"]))
    between = draw(st.sampled_from(["-", "—", "至", "到", "~", "–"]))
    month = draw(st.sampled_from(["月", ""])) if between in "-至到" else "月"
    digits = draw(st.sampled_from([str(first), CHINESE[first - 1]])) if month else str(first)
    return f"{named}{digits}{month}{between}{second}月", last(second), "none"


standing = st.sampled_from(
    [
        "全年",
        "贯穿全年",
        "全年推进",
        "全年持续推进",
        "长期坚持",
        "长期",
        "常态化",
        "持续推进",
        "日常工作",
        "经常性",
    ]
).map(lambda text: (text, last(12) if "全年" in text else None, "standing"))
quarterly = st.sampled_from(
    ["每季度末", "每季度", "每季", "每季度末前", "各季度末", "按季度", "逐季", "每季度最后一周"]
).map(lambda text: (text, last(12), "quarterly"))
monthly = st.sampled_from(
    ["每月", "每月底", "每月底前", "每个月", "每月25日前", "按月", "逐月", "每月末"]
).map(lambda text: (text, last(12), "monthly"))

phrases = st.one_of(
    ends_of_months(), parts_of_months(), ends_of_quarters(), halves_and_years(), days(), ranges(),
    standing, quarterly, monthly,
)  # fmt: skip

WIDE = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}


@given(phrases)
def test_every_phrase_means_what_it_says(phrase: Phrase) -> None:
    text, due, recurring = phrase
    assert read_deadline(text, YEAR) == Deadline(text, due, recurring)


@given(phrases)
def test_a_phrase_is_kept_as_written_and_read_twice_the_same(phrase: Phrase) -> None:
    read = read_deadline(phrase[0], YEAR)
    assert read.text == phrase[0]
    assert read_deadline(read.text, YEAR) == read


@given(phrases)
def test_full_width_digits_and_blanks_make_no_difference(phrase: Phrase) -> None:
    text, due, recurring = phrase
    wide, spaced = text.translate(WIDE), " ".join(text)
    assert read_deadline(wide, YEAR) == Deadline(wide, due, recurring)
    assert read_deadline(spaced, YEAR) == Deadline(spaced, due, recurring)


@given(phrases, st.sampled_from(["", "。", ";", "，"]))
def test_a_stop_behind_a_phrase_makes_no_difference(phrase: Phrase, stop: str) -> None:
    text, due, recurring = phrase
    assert read_deadline(text + stop, YEAR) == Deadline(text + stop, due, recurring)
