"""What the search over everything answers, with an index and without."""

from __future__ import annotations

from datetime import date

import pytest

from deskapp.database import insert_rows, search_index
from deskapp.queries.search import FIRST, MOST, search, search_kind
from deskapp.records.meeting import AgendaItem, Decision, Meeting
from deskapp.records.registry import KINDS
from deskapp.records.study import StudyEntry

PAGES = frozenset(kind.searched.page for kind in KINDS.values() if kind.searched is not None)


@pytest.fixture(params=["index", "reading"])
def way(request, monkeypatch) -> str:
    """Search once by the index and once by reading the columns, as on a server."""
    if request.param == "reading":
        monkeypatch.setattr(search_index, "has_fts5", lambda: False)
    return str(request.param)


def find(desk, typed: str, year: int = 2021, pages=PAGES) -> dict[str, list[str]]:
    groups = desk.ask(search, typed, year, pages)
    return {group.kind: [hit.title for hit in group.hits] for group in groups}


def meetings(desk, number: int, year: int = 2021, title: str = "学习会") -> list[int]:
    rows = [
        {"year": year, "kind": "work", "title": f"{title}{n}", "held_on": date(year, 4, 20)}
        for n in range(number)
    ]
    return list(desk.do(insert_rows, Meeting, rows))


def test_people_units_and_texts_are_found(desk, way) -> None:
    office = desk.unit("办公室", short_name="办")
    desk.person("张三", office, post="主任")
    assert find(desk, "张三") == {"person": ["张三"]}
    assert find(desk, "zs") == {"person": ["张三"]}
    assert find(desk, "zhangs") == {"person": ["张三"]}
    assert find(desk, "bgs") == {"unit": ["办公室"]}
    assert find(desk, "办") == {"unit": ["办公室"]}
    assert find(desk, "q") == {}
    assert find(desk, "  ") == {}


def test_all_words_must_be_found_in_one_record(desk, way) -> None:
    office = desk.unit("办公室")
    desk.person("张三", office, post="主任")
    assert find(desk, "张 主任") == {"person": ["张三"]}
    assert find(desk, "张 副主任") == {}


def test_what_is_on_no_page_is_not_offered(desk, way) -> None:
    meetings(desk, 1)
    assert find(desk, "学习", pages=frozenset({"people"})) == {}


def test_the_first_of_each_kind_are_shown_and_all_can_be_listed(desk, way) -> None:
    meetings(desk, FIRST + 3)
    (group,) = desk.ask(search, "学习", 2021, PAGES)
    assert (group.number, len(group.hits), group.is_whole) == (FIRST + 3, FIRST, False)
    whole = desk.ask(search_kind, "学习", 2021, "meeting")
    assert (len(whole.hits), whole.is_whole) == (FIRST + 3, True)


def test_more_than_can_be_counted_is_said(desk, way) -> None:
    meetings(desk, MOST + 5)
    (group,) = desk.ask(search, "学习", 2021, PAGES)
    assert group.is_cut
    whole = desk.ask(search_kind, "学习", 2021, "meeting")
    assert (len(whole.hits), whole.is_whole, whole.is_cut) == (MOST, True, True)


def test_the_year_one_works_in_comes_first(desk, way) -> None:
    for year in (2020, 2021, 2022):
        meetings(desk, 1, year)
    (group,) = desk.ask(search, "学习", 2020, PAGES)
    assert [hit.year for hit in group.hits] == [2020, 2022, 2021]
    assert {hit.works_in for hit in group.hits} == {2020, 2021, 2022}


def test_parts_of_a_meeting_open_their_tab_of_the_meeting(desk, way) -> None:
    (meeting,) = meetings(desk, 1, title="工作会")
    item = {"meeting_id": meeting, "position": 1, "kind": "study", "title": "传达精神",
            "minutes": "一二三四五六七八九十" * 8 + "逐字学习"}  # fmt: skip
    desk.do(insert_rows, AgendaItem, [item])
    desk.do(insert_rows, Decision, [{"meeting_id": meeting, "position": 1, "text": "学习条例"}])
    groups = desk.ask(search, "学习", 2021, PAGES)
    assert [group.kind for group in groups] == ["agenda_item", "decision"]
    (agenda,) = groups[0].hits
    assert (agenda.page, agenda.context) == ("meetings", "工作会0")
    assert agenda.target == ("agenda", meeting)
    assert groups[1].hits[0].target == ("decisions", meeting)
    assert "逐字学习" in agenda.excerpt


def test_a_remark_of_a_study_entry_opens_its_part_of_the_page(desk, way) -> None:
    from deskapp.records.document import Document

    person = desk.person("张三", desk.unit("办公室"))
    (document,) = desk.do(insert_rows, Document, [{"title": "条例"}])
    row = {"person_id": person, "document_id": document, "studied_on": date(2021, 5, 1),
           "note": "补学一次"}  # fmt: skip
    (entry,) = desk.do(insert_rows, StudyEntry, [row])
    ((hit,),) = [group.hits for group in desk.ask(search, "补学", 2021, PAGES)]
    assert (hit.page, hit.target, hit.year) == ("study", ("entries", entry), 2021)


def test_every_searched_table_can_be_shown() -> None:
    from deskapp.queries.search_shown import SHOWN

    assert set(SHOWN) == {name for name, kind in KINDS.items() if kind.searched is not None}
