"""What can be planned from a cell of the coverage: the branches and documents that lack a study."""

from __future__ import annotations

from datetime import date

from deskapp.queries.study.branches_behind import branches_not_studied
from deskapp.screens.study.cell_panel import ChosenCell
from deskapp.workspace.reader import Ask


def branches_to_plan(ask: Ask, year: int, as_of: date, chosen: ChosenCell) -> list[tuple[int, str]]:
    """Return the branch of a cell, or those of its unit that lack it and have it not planned."""
    if chosen.by == "branches":
        return [(int(chosen.row.id), chosen.row.name)]
    return [
        (row.branch_id, row.branch)
        for row in ask(branches_not_studied, year, as_of)
        if row.unit_id == chosen.row.id
        and row.requirement_id == chosen.column.requirement_id
        and row.planned is None
    ]


def documents_to_plan(
    ask: Ask, year: int, as_of: date, chosen: ChosenCell
) -> list[tuple[int, str]]:
    """Return the document of a cell, and what else its branch lacks and has not planned."""
    documents = {chosen.column.document_id: chosen.column.document}
    if chosen.by == "branches":
        for row in ask(branches_not_studied, year, as_of):
            if row.branch_id == chosen.row.id and row.planned is None:
                documents.setdefault(row.document_id, row.document)
    return list(documents.items())
