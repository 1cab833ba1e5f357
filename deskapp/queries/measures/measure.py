"""A measure: one statement from which both the counts and the evidence rows are taken.

Because both come from the same statement, a score and the rows shown for it cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from deskapp.queries.office_order import UNIT_ORDER
from deskapp.records.unit import Unit
from deskapp.rules.points import Counted

MeasureParameters = Mapping[str, Any]
_AT_ONCE = 2_000
"""Rows fetched at a time."""


@dataclass(frozen=True, slots=True)
class EvidenceColumn:
    """One column of the evidence: its heading, how it is shown, and where it comes from.

    `shown` turns the stored value into what a person reads, such as a choice's label.
    """

    label: str
    width: int
    expression: Any
    shown: Callable[[Any], Any] = lambda value: value
    kind: str = "text"


class EvidenceRow(NamedTuple):
    """One row behind a score: its record, its cells, and whether it counts.

    Every evidence row is one of the denominator; `counts` is 1 where it is of the numerator.
    """

    unit_id: int
    unit: str
    record_id: int
    cells: tuple[Any, ...]
    counts: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What is expected of the units, and which of it counts.

    `rows` returns the statement's joins and conditions for a year as of a day; `counts` the
    condition under which one of its rows is of the numerator. `table` is where a row's record
    is opened.
    """

    label: str
    counts_label: str
    table: str
    record_id: Any
    unit_id: Any
    columns: tuple[EvidenceColumn, ...]
    rows: Callable[[Select[Any], int, date, MeasureParameters], Select[Any]]
    counts: Callable[[date, MeasureParameters], ColumnElement[bool]]
    order: tuple[Any, ...]

    def counted(
        self, session: Session, year: int, as_of: date, parameters: MeasureParameters
    ) -> dict[int, Counted]:
        """Return numerator and denominator by unit id; units without rows are not in it."""
        numerator = func.sum(case((self.counts(as_of, parameters), 1), else_=0))
        statement = self.rows(
            select(self.unit_id, numerator, func.count()), year, as_of, parameters
        ).group_by(self.unit_id)
        return {unit: Counted(int(n), int(d)) for unit, n, d in session.execute(statement)}

    def evidence(
        self,
        session: Session,
        year: int,
        as_of: date,
        parameters: MeasureParameters,
        *,
        unit_id: int | None = None,
    ) -> Iterator[EvidenceRow]:
        """Yield the rows behind the counts, by unit in office order."""
        counts = case((self.counts(as_of, parameters), 1), else_=0)
        statement = self.rows(
            select(
                self.unit_id,
                Unit.name,
                self.record_id,
                counts,
                *(column.expression for column in self.columns),
            ),
            year,
            as_of,
            parameters,
        ).order_by(*UNIT_ORDER, *self.order)
        if unit_id is not None:
            statement = statement.where(self.unit_id == unit_id)
        shown = [_Remembered(column.shown).__getitem__ for column in self.columns]
        # Plain rows of the connection: the session's own take half as long again.
        rows = session.connection().execute(statement.execution_options(yield_per=_AT_ONCE))
        for unit, name, record_id, flag, *values in rows:
            cells = tuple([show(value) for show, value in zip(shown, values, strict=True)])
            yield EvidenceRow(unit, name, record_id, cells, flag)


class _Remembered(dict[Any, Any]):
    """What each value of a column is shown as: few values, hundreds of thousands of rows."""

    def __init__(self, shown: Callable[[Any], Any]) -> None:
        super().__init__()
        self._shown = shown

    def __missing__(self, value: Any) -> Any:
        shown = self[value] = self._shown(value)
        return shown
