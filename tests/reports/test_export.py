"""Exporting a report to a file."""

from __future__ import annotations

from pathlib import Path

import docx
import icalendar
import pytest
from openpyxl import load_workbook

from deskapp.database import Database
from deskapp.errors import CallError, LedgerError
from deskapp.excel.cancelled import Cancelled
from deskapp.i18n import LANGUAGES, language
from deskapp.reports.export import export_report
from deskapp.reports.registry import REPORTS


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_can_be_exported(
    office: Database, tmp_path: Path, name: str, code: str
) -> None:
    with language(code):
        suffix = REPORTS[name].suffix
        path = export_report(office, name, 2021, tmp_path / f"report{suffix}")
    if suffix == ".xlsx":
        first = load_workbook(path).worksheets[0]
        assert first["A1"].value
        assert first.max_row > 5
    elif suffix == ".docx":
        assert len(docx.Document(str(path)).paragraphs) > 5
    else:
        assert icalendar.Calendar.from_ical(path.read_bytes()).events


def test_no_year_means_the_latest_with_data(office: Database, tmp_path: Path) -> None:
    path = export_report(office, "meetings", None, tmp_path / "report.xlsx")
    assert "2021" in load_workbook(path).worksheets[0]["A1"].value


def test_an_unknown_report_is_refused_with_those_there_are(
    office: Database, tmp_path: Path
) -> None:
    with pytest.raises(CallError, match="sign-in"):
        export_report(office, "nonsense", 2021, tmp_path / "report.xlsx")


@pytest.mark.parametrize("name", REPORTS)
def test_a_year_without_data_is_refused_with_the_years_that_have_some(
    office: Database, tmp_path: Path, name: str
) -> None:
    with pytest.raises(LedgerError, match=r"in 1990.*2021"):
        export_report(office, name, 1990, tmp_path / "report.xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_ledger_is_refused_with_what_to_do_first(
    ledger: Database, tmp_path: Path, name: str
) -> None:
    with pytest.raises(LedgerError, match=r"nothing for the report .* yet. Enter"):
        export_report(ledger, name, None, tmp_path / "report.xlsx")


def test_a_cancelled_export_leaves_the_file_as_it_was(office: Database, tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_text("before")
    with pytest.raises(Cancelled):
        export_report(office, "appraisal", 2021, target, cancelled=lambda: True)
    assert target.read_text() == "before"


def test_progress_hears_of_every_row(office: Database, tmp_path: Path) -> None:
    heard: list[int] = []
    export_report(office, "attendance", 2021, tmp_path / "report.xlsx", progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] > 700
