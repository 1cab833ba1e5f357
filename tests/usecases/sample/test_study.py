"""The sample shows study in every state that the year can bring."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from deskapp.queries.study import coverage, leaders_first, not_made_up, seminars

AS_OF = date(2021, 11, 10)


def asked(office: Any, query: Any, *more: Any) -> Any:
    with office.database.reading() as session:
        return query(session, 2021, AS_OF, *more)


def test_branches_studied_in_time_late_and_not_at_all(office: Any) -> None:
    found = asked(office, coverage)
    cells = Counter((cell.state, cell.is_due) for row in found.rows for cell in row.cells)
    for state in (("done", True), ("late", True), ("missing", True), ("missing", False)):
        assert cells[state] >= 3, state
    assert cells["done", True] > cells["missing", True]


def test_the_regulations_are_required_of_everybody_the_meeting_named(office: Any) -> None:
    audiences = office.column(
        "SELECT audience FROM study_requirement JOIN document ON document.id = document_id"
        " WHERE title = '中国共产党统一战线工作条例'"
    )
    assert sorted(audiences) == ["branches", "ranks", "seminars", "top_leaders"]


def test_leaders_went_first_behind_or_nobody_can_tell(office: Any) -> None:
    outcomes = Counter(row.outcome for row in asked(office, leaders_first))
    assert set(outcomes) == {"kept", "broken", "cannot_tell", "not_applicable"}
    assert outcomes["kept"] > outcomes["broken"]


def test_one_seminar_went_without_any_required_document(office: Any) -> None:
    held = Counter((row.title, row.state == "included") for row in asked(office, seminars))
    without = {title for title, _included in held if not held[title, True]}
    assert len(without) == 1


def test_somebody_has_still_to_make_up(office: Any) -> None:
    assert asked(office, not_made_up)


def test_leaders_studied_alone_before_their_branch(office: Any) -> None:
    assert office.count("study_entry", "document_id IS NOT NULL") > 10
