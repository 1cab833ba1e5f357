"""The records behind the scores are the same whether read for one or for all at once."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from deskapp.reports.own_form import evidence as evidence_module
from deskapp.reports.own_form.evidence import Evidence, in_one_cell
from deskapp.reports.own_form.filling import fill_all, read_form


@pytest.mark.parametrize("most", [2, 5_000])
def test_what_is_told_is_the_same_read_at_once(session, scoring, monkeypatch, most):
    monkeypatch.setattr(evidence_module, "_MOST_KEPT", most)
    single, at_once = Evidence(session, scoring), Evidence(session, scoring, of_all=True)
    for indicator in scoring.indicators:
        for subject in scoring.subjects:
            assert at_once.brief(indicator, subject) == single.brief(indicator, subject)
            assert at_once.lines(indicator, subject) == single.lines(indicator, subject)


def test_a_cell_tells_the_first_records_and_how_many_there_are(session, scoring):
    evidence, subject = Evidence(session, scoring), scoring.subjects[2]
    indicator = scoring.indicators[0]
    lines = [line.text for line in evidence.lines(indicator, subject)]
    assert len(lines) > 3
    cell = in_one_cell([evidence.brief(indicator, subject)]).splitlines()
    assert cell == [*lines[:3], f"… {len(lines)} records in all"]
    several = in_one_cell([evidence.brief(one, subject) for one in scoring.indicators])
    assert len(several.splitlines()) == 4


@pytest.fixture
def statements(session):
    """Return the statements that are sent while the test runs."""
    sent = []
    engine = session.get_bind()
    note = lambda *about: sent.append(about[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("mark", ["{{指标.佐证}}", "{{佐证.内容}}"])
def test_more_units_send_no_more_statements(
    session, scoring, form_file, tmp_path, statements, mark
):
    form = read_form(form_file({"A1": "{{单位}}", "A2": mark}))
    sent = []
    for count in (12, len(scoring.subjects)):
        statements.clear()
        fill_all(session, form, scoring, tmp_path / "to", subjects=scoring.subjects[:count])
        sent.append(sum("fact" not in one for one in statements))
    assert sent[0] == sent[1]
