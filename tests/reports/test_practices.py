"""The ledger and the compendium of practices, and the minutes of a meeting, from the sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from deskapp.database import Database
from deskapp.errors import ChangedElsewhere, LedgerError
from deskapp.i18n import language
from deskapp.queries.meetings import list_meetings
from deskapp.queries.practices import practice_forms
from deskapp.reports.compendium import compendium_paper
from deskapp.reports.export import export_report
from deskapp.reports.minutes import minutes_paper
from deskapp.reports.paper_words import section, subsection
from deskapp.reports.practices import practices_sheets
from deskapp.word.paper import PageBreak, Paper, PaperTable, Paragraph

DAY = date(2021, 11, 10)
WORK_MEETING = date(2021, 4, 20)


def _texts(paper: Paper, style: str | None = None) -> list[str]:
    paragraphs = (block for block in paper.blocks if isinstance(block, Paragraph))
    return [block.text for block in paragraphs if style in (None, block.style)]


@pytest.fixture
def minutes(office: Database) -> Paper:
    with office.reading() as session:
        meetings = list_meetings(session, year=2021, kind="work")
        meeting = next(row.id for row in meetings if row.held_on == WORK_MEETING)
        return minutes_paper(session, meeting)


def test_the_ledger_has_a_row_for_each_practice_with_in_time_in_words(office: Database):
    with office.reading() as session:
        [sheet] = practices_sheets(session, 2021)
        forms = practice_forms(session, 2021, today=DAY)
    rows = list(sheet.rows)
    assert len(sheet.columns) == 14
    assert [row[0] for row in rows] == list(range(1, len(forms) + 1))
    assert [row[3] for row in rows] == [form.row.title for form in forms]
    assert {row[13] for row in rows} == {"Yes", "No", ""}


def test_the_compendium_lists_and_prints_every_adopted_practice_by_level(office: Database):
    with office.reading() as session:
        paper = compendium_paper(session, 2021)
        forms = practice_forms(session, 2021, today=DAY, adopted_only=True)
    titles = [form.row.title for form in forms]
    assert _texts(paper, "title")[2:] == titles
    tables = [block for block in paper.blocks if isinstance(block, PaperTable)]
    assert [row[1] for table in tables for row in table.rows] == titles
    assert [row[0] for table in tables for row in table.rows] == ["1", "2", "3", "4"]
    assert sum(isinstance(block, PageBreak) for block in paper.blocks) == 1 + len(titles)
    assert len(_texts(paper, "signature")) == len(titles)


def test_each_practice_begins_its_numbers_anew(office: Database):
    with office.reading() as session:
        headings = _texts(compendium_paper(session, 2021), "heading")
    assert headings.count("1. Background") == headings.count("4. What to spread") == 4


def test_headings_are_numbered_as_the_language_has_it():
    with language("zh_CN"):
        assert section(1, "甲").startswith("一")
        assert "十二" in subsection(12, "甲")
        assert "二十" in section(20, "甲")
    assert section(12, "A") == "12. A"
    assert subsection(2, "B") == "(2) B"


def test_minutes_say_who_presided_in_which_post_and_who_was_there(minutes: Paper):
    lines = _texts(minutes, "body")
    assert any(line.startswith("Presider: 办公室 党组成员、副主席") for line in lines)
    assert "Expected 119, came 110, excused 8, absent 1." in lines
    starts = ("Attending (110 people): 办公室 ", "Sitting in (3 people): ", "Excused (8 people): ")
    for start in starts:
        assert any(line.startswith(start) for line in lines)
    [absent] = [line for line in lines if line.startswith("Absent (1 person)")]
    assert "老干部处" in absent
    assert any("stood in)" in line for line in lines)


def test_minutes_have_agenda_course_and_decisions_and_end_with_signatures(minutes: Paper):
    assert _texts(minutes, "heading") == ["1. Agenda", "2. Minutes", "3. Decisions"]
    assert len(_texts(minutes, "subheading")) == 7
    lines = _texts(minutes)
    assert "The meeting was adjourned." in lines
    assert "Presider (signature)" in lines[-1]
    assert "Recorder (signature)" in lines[-1]


def test_a_planned_meeting_is_not_adjourned(office: Database):
    with office.reading() as session:
        [planned] = [r for r in list_meetings(session, "考核会", year=2021) if r.state == "planned"]
        lines = _texts(minutes_paper(session, planned.id))
    assert "The meeting was adjourned." not in lines


def test_the_minutes_of_a_meeting_that_is_gone_are_refused(office: Database):
    with office.reading() as session, pytest.raises(ChangedElsewhere):
        minutes_paper(session, 999_999)


def test_the_compendium_is_exported_as_a_word_document(office: Database, tmp_path: Path):
    path = export_report(office, "compendium", None, tmp_path / "practices.docx")
    document = docx.Document(str(path))
    assert document.core_properties.title == "Compendium of the distinctive practices of 2021"
    assert len(document.tables) == 4
    with pytest.raises(LedgerError):
        export_report(office, "compendium", 2020, path)
