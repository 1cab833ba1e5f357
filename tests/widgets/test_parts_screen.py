"""A page of parts makes each when it is asked for, and leaves one before it shows another."""

from __future__ import annotations

import pytest

from deskapp.database import create_ledger
from deskapp.settings import Settings
from deskapp.widgets.parts_screen import Part, PartsScreen
from deskapp.widgets.screen import Screen
from deskapp.workspace.workspace import Workspace


class Leaves(Screen):
    """A part that can be told to stay, and remembers what it was asked to show."""

    def __init__(self, workspace, settings):
        super().__init__(workspace, settings)
        self.can_leave, self.targets = True, []

    def leave(self):
        return self.can_leave

    def show_target(self, target):
        self.targets.append(target)


class Other(Leaves):
    """Another part."""


class Page(PartsScreen):
    """A page of two parts."""

    PARTS = (Part("first", "First", Leaves), Part("second", "Second", Other))


@pytest.fixture
def page(qtbot, tmp_path):
    database = create_ledger(tmp_path / "a.ledger")
    page = Page(Workspace(database), Settings())
    qtbot.addWidget(page)
    page.show()
    page.shown()
    yield page
    database.close()


def test_a_part_is_made_when_it_is_first_asked_for(page):
    assert isinstance(page.current_part(), Leaves)
    assert page.findChildren(Other) == []
    page.tabs.setCurrentIndex(1)
    assert page.findChildren(Other) == [page.part("second")]


def test_a_part_that_cannot_be_left_stays(page):
    page.part("first").can_leave = False
    page.tabs.setCurrentIndex(1)
    assert page.current_part() is page.part("first")
    assert not page.leave()


def test_one_part_leads_to_another_and_to_what_is_shown_on_it(page):
    page.part("first").part_requested.emit("second", 7)
    assert page.current_part() is page.part("second")
    page.show_target(("first", 8))
    assert (page.part("first").targets, page.part("second").targets) == ([8], [7])


def test_what_a_part_says_is_said_by_the_page(page, qtbot):
    with qtbot.waitSignal(page.page_requested) as asked:
        page.part("first").page_requested.emit("meetings", 3)
    assert asked.args == ["meetings", 3]
    page.part("first").set_status("2 of 3 shown")
    assert page.status == "2 of 3 shown"
