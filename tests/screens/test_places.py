"""Every record that can be opened leads to a page there is."""

from __future__ import annotations

import pytest

from deskapp.queries.measures import MEASURES
from deskapp.queries.meetings import list_meetings
from deskapp.screens.meetings.parts import TABS
from deskapp.screens.pages import PAGES
from deskapp.screens.places import Place, place_of_record

NAMES = {page.name for page in PAGES}


@pytest.mark.parametrize("table", sorted({measure.table for measure in MEASURES.values()}))
def test_the_evidence_of_every_measure_can_be_opened(table):
    place = place_of_record(table, 7)
    assert place is not None
    assert place.page in NAMES


def test_what_is_a_part_of_a_page_is_opened_there():
    assert place_of_record("study_requirement", 7) == Place("study", ("requirements", 7))


def test_what_has_no_page_of_its_own_is_opened_nowhere():
    assert place_of_record("attendance", 7) is None
    assert place_of_record("nonsense", 7) is None


def test_a_meeting_without_minutes_is_opened_on_its_minutes(window, workspace):
    meeting = workspace.ask(list_meetings, year=2021)[0].id
    place = place_of_record("meeting", meeting, "minutes_complete")
    assert place is not None
    window.show_page(place.page, place.target)
    detail = window.current_screen().detail
    assert detail.tabs.currentIndex() == TABS.index("minutes")
    assert detail.draft.id == meeting
    assert place_of_record("meeting", meeting, "meetings_held") == Place("meetings", meeting)
