"""Scores of the sample, and forms to fill with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from deskapp.queries.appraisal import list_schemes, scoring_of


@pytest.fixture
def session(office):
    """Return a reading session on the office's sample."""
    with office.reading() as opened:
        yield opened


@pytest.fixture
def scoring(session):
    """Return the scores of the sample's first scheme."""
    units = next(s for s in list_schemes(session, 2021) if s.appraised == "units")
    return scoring_of(session, units)


@pytest.fixture
def form_file(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Return a function that saves a form with these cells."""

    def saved(cells: dict[str, Any]) -> Path:
        workbook = Workbook()
        workbook.active.title = "Form"
        for place, value in cells.items():
            workbook.active[place] = value
        path = tmp_path / "form.xlsx"
        workbook.save(path)
        return path

    return saved
