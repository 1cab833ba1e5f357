"""Save a form with marks in it, to begin from."""

from __future__ import annotations

from pathlib import Path

from deskapp.queries.appraisal import SchemeRow, Scoring, scoring_of
from deskapp.reports.own_form.examples import example_sheet
from deskapp.workspace.workspace import Workspace


def save_example(
    workspace: Workspace, scheme: SchemeRow, scoring: Scoring | None, name: str, path: Path
) -> bool:
    """Write an example form for a scheme; raise CannotWrite where it cannot be."""
    from deskapp.excel.writer import write_workbook

    if scoring is None or scoring.scheme.id != scheme.id:
        scoring = workspace.ask(scoring_of, scheme)
    write_workbook(path, [example_sheet(name, scoring)])
    return True
