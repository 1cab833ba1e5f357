"""Forms made by openpyxl, and how they are filled and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from deskapp.excel.form.fill import fill_form
from deskapp.excel.form.package import read_package


class GivenAnswers:
    """Values by the name of their mark, and lists of such."""

    def __init__(self, values=None, **lists):
        self.values, self.lists = values or {}, lists

    def count(self, list_name):
        return len(self.lists[list_name]) if list_name in self.lists else None

    def knows(self, mark):
        if mark.edge:
            return mark.list in self.lists
        if mark.list:
            return mark.list in self.lists and all(mark.name in i for i in self.lists[mark.list])
        return mark.name in self.values

    def value(self, mark, item):
        return self.lists[mark.list][item].get(mark.name) if mark.list else self.values[mark.name]


Filled = Callable[..., Any]


@pytest.fixture
def form(tmp_path: Path) -> Callable[[dict[str, Any]], Workbook]:
    """Return a function that makes a workbook with these cells on its sheet, named Form."""

    def made(cells: dict[str, Any]) -> Workbook:
        workbook = Workbook()
        workbook.active.title = "Form"
        for place, value in cells.items():
            workbook.active[place] = value
        return workbook

    return made


@pytest.fixture
def fill_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that fills a form in a file, and returns the filled one."""

    def fill(source: Path, values=None, **lists):
        target = tmp_path / "filled.xlsx"
        fill_form(read_package(source), GivenAnswers(values, **lists), target)
        return target

    return fill


@pytest.fixture
def filled(tmp_path: Path, fill_file) -> Filled:
    """Return a function that saves a form, fills it and reads the filled one."""

    def fill(workbook: Workbook | Path, values=None, **lists):
        source = workbook if isinstance(workbook, Path) else tmp_path / "form.xlsx"
        if not isinstance(workbook, Path):
            workbook.save(source)
        return load_workbook(fill_file(source, values, **lists))

    return fill
