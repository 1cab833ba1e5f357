"""Count the days from one day to another in a statement: databases differ in how they say it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlalchemy.sql.functions import GenericFunction


class days_between(GenericFunction[int]):  # noqa: N801 - it is written as a function
    """The number of days from a first to a last day, 0 where they are the same."""

    type = Integer()
    inherit_cache = True

    def __init__(self, first: SQLColumnExpression[Any], last: SQLColumnExpression[Any]) -> None:
        super().__init__(first, last)


@compiles(days_between)
def _subtract(element: days_between, compiler: Any, **more: Any) -> str:
    first, last = (compiler.process(day, **more) for day in element.clauses)
    return f"({last} - {first})"


@compiles(days_between, "sqlite")
def _subtract_day_numbers(element: days_between, compiler: Any, **more: Any) -> str:
    first, last = (compiler.process(day, **more) for day in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"
