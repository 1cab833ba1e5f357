"""An export about a scheme asks which, where the year has several."""

from __future__ import annotations

import pytest

from deskapp.queries.appraisal import list_schemes
from deskapp.records.scheme import Scheme
from deskapp.screens.exchange.outgoing_bar import Export, ExportBar


@pytest.fixture
def bar(qtbot, workspace, settings) -> ExportBar:
    def another(session):
        session.add(Scheme(year=2021, title="Second scheme", grades=[]))

    workspace.do(another)
    shown = ExportBar(workspace, settings)
    qtbot.addWidget(shown)
    shown.suggested = []
    shown.choose_file = lambda name: shown.suggested.append(name) or ""
    return shown


def test_the_chosen_scheme_stands_in_the_name_of_the_file(bar):
    offered = []
    bar.choose_scheme = lambda schemes: offered.extend(schemes) or schemes[-1]
    bar.ask_and_export(Export("appraisal", 2021))
    assert len(offered) > 1
    assert "Second scheme" in bar.suggested[0]


def test_who_chooses_no_scheme_is_asked_nothing_more(bar):
    bar.choose_scheme = lambda _schemes: None
    bar.ask_and_export(Export("appraisal", 2021))
    assert bar.suggested == []


def test_nothing_is_asked_where_the_scheme_is_known_or_there_is_none(bar, workspace):
    bar.choose_scheme = lambda _schemes: pytest.fail("asked for a scheme")
    scheme = workspace.ask(list_schemes, 2021)[0]
    bar.ask_and_export(Export("appraisal", 2021, scheme_id=scheme.id))
    bar.ask_and_export(Export("meetings", 2021))
    assert scheme.title in bar.suggested[0]
    assert len(bar.suggested) == 2
