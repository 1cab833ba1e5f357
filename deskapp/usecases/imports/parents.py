"""Check which branch stands over which, when the file itself brings general branches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from deskapp.i18n import _
from deskapp.usecases.imports.rows import ReadRow, RowOfFile

Node = int | RowOfFile


def check_parents(
    rows: Sequence[ReadRow],
    stored: Mapping[int, Mapping[str, Any]],
    complain: Callable[[ReadRow, str, str], None],
) -> None:
    """Complain about branches over themselves, and under a row that has problems itself."""
    over: dict[Node, Node | None] = {
        row_id: record["parent_id"] for row_id, record in stored.items()
    }
    over |= {_node(row): row.values["parent_id"] for row in rows if "parent_id" in row.values}
    for row in rows:
        if "parent_id" in row.values and _stands_over_itself(_node(row), over):
            complain(row, "parent_id", _("A branch cannot be its own general branch."))
    _complain_under_problems(rows, complain)


def _node(row: ReadRow) -> Node:
    return RowOfFile(row.number) if row.existing_id is None else row.existing_id


def _stands_over_itself(start: Node, over: Mapping[Node, Node | None]) -> bool:
    passed: set[Node] = set()
    node = over.get(start)
    while node is not None and node not in passed:
        if node == start:
            return True
        passed.add(node)
        node = over.get(node)
    return False


def _complain_under_problems(
    rows: Sequence[ReadRow], complain: Callable[[ReadRow, str, str], None]
) -> None:
    below: dict[int, list[ReadRow]] = {}
    for row in rows:
        parent = row.values.get("parent_id")
        if isinstance(parent, RowOfFile):
            below.setdefault(parent.number, []).append(row)
    waiting = [row.number for row in rows if row.problems]
    while waiting:
        number = waiting.pop()
        for row in below.get(number, []):
            if not row.problems:
                complain(
                    row,
                    "parent_id",
                    _(
                        "The general branch in row {row} has problems; put that row right first."
                    ).format(row=number),
                )
                waiting.append(row.number)
