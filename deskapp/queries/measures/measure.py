"""A measure: one statement from which both the counts and the evidence rows are taken.

Because both come from the same statement, a score and the rows shown for it cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.orm import Session, aliased

from deskapp.i18n import _
from deskapp.queries.office_order import UNIT_ORDER
from deskapp.records.branch import Branch
from deskapp.records.unit import Unit
from deskapp.rules.count_words import CountWords
from deskapp.rules.points import Counted

MeasureParameters = Mapping[str, Any]
_AT_ONCE = 2_000
"""Rows fetched at a time."""

_Appraised = aliased(Branch, name="appraised")


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
    """One row behind a score: whose it is, its record, its cells, and whether it counts.

    Every evidence row is one of the denominator; `counts` is 1 where it is of the numerator.
    `level` is the code of its level where the measure knows levels, else empty.
    """

    subject_id: int
    subject: str
    record_id: int
    cells: tuple[Any, ...]
    counts: int
    level: str = ""


@dataclass(frozen=True, slots=True)
class MeasureParameter:
    """What a scheme may say of a measure: some of the choices or, without choices, yes or no.

    Nothing chosen means `default`, which is all of the choices where it is None. One that
    `is_number` is a whole number from 0 on; nothing entered is no limit.
    """

    name: str
    label: str
    choices: Mapping[str, str] | None = None
    default: Any = None
    is_number: bool = False

    def said(self, value: Any) -> Sequence[str]:
        """Return in words what a scheme says other than usual, nothing where it says nothing."""
        if self.choices is not None:
            return [self.choices[code] for code in value or () if code in self.choices]
        if value is None or (not self.is_number and bool(value) == bool(self.default)):
            return []
        if value is True:
            return [self.label]
        number = value if self.is_number else _("no")
        return [_("{label}: {value}").format(label=_(self.label), value=number)]


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would still mend some of a measure's rows.

    `mends` is the condition of the rows that count against the appraised and can still be
    mended; `words` say what is to be done in so many of them.
    """

    mends: Callable[[date, MeasureParameters], ColumnElement[bool]]
    words: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is expected of the units or branches, and which of it counts.

    `rows` returns the statement's joins and conditions for a year as of a day; `counts` the
    condition under which one of its rows is of the numerator. `shown` joins what evidence shows
    besides, one record to each row and always the unit: counting need not read it. `table` is
    where a row's record is opened. `words` are what a rule's sentence calls the counts. `level`
    is the expression of a row's level, one of `levels` (code -> label). `remedy` is None where
    nothing can be mended any more; `one_more` says what brings another row of a level, "" for any.
    """

    label: str
    counts_label: str
    words: CountWords
    table: str
    record_id: Any
    unit_id: Any
    branch_id: Any
    columns: tuple[EvidenceColumn, ...]
    rows: Callable[[Select[Any], int, date, MeasureParameters], Select[Any]]
    counts: Callable[[date, MeasureParameters], ColumnElement[bool]]
    order: tuple[Any, ...]
    shown: Callable[[Select[Any]], Select[Any]]
    parameters: tuple[MeasureParameter, ...] = ()
    level: Any = None
    levels: Mapping[str, str] = field(default_factory=dict)
    remedy: Remedy | None = None
    one_more: Callable[[str], str] | None = None

    def words_with(self, parameters: MeasureParameters) -> CountWords:
        """Return the words of what is counted, narrowed by what a scheme says of the measure."""
        said = [
            text
            for parameter in self.parameters
            for text in parameter.said(parameters.get(parameter.name))
        ]
        return replace(self.words, only=tuple(said))

    def mendable(
        self,
        session: Session,
        year: int,
        as_of: date,
        parameters: MeasureParameters,
        appraised: str,
        subject_id: int,
    ) -> list[tuple[int, int | None]]:
        """Return record and branch of each row of one of the appraised that can be mended still."""
        if self.remedy is None:
            return []
        rows = self.rows(select(self.record_id, self.branch_id), year, as_of, parameters)
        statement = rows.where(
            self._subject(appraised) == subject_id, self.remedy.mends(as_of, parameters)
        )
        return [(record, branch) for record, branch in session.execute(statement)]

    def counted(
        self,
        session: Session,
        year: int,
        as_of: date,
        parameters: MeasureParameters,
        appraised: str = "units",
        *,
        subject_id: int | None = None,
    ) -> dict[int, Counted]:
        """Return what was counted by the id of unit or branch; who has no rows is not in it.

        With an id only what was counted of this one.
        """
        subject = self._subject(appraised)
        numerator = func.sum(case((self.counts(as_of, parameters), 1), else_=0))
        level = () if self.level is None else (self.level,)
        statement = self.rows(
            select(subject, numerator, func.count(), *level), year, as_of, parameters
        )
        asked = subject.is_not(None) if subject_id is None else subject == subject_id
        statement = statement.where(asked).group_by(subject, *level)
        return _added_up(session.execute(statement))

    def evidence(
        self,
        session: Session,
        year: int,
        as_of: date,
        parameters: MeasureParameters,
        appraised: str = "units",
        *,
        subject_id: int | None = None,
    ) -> Iterator[EvidenceRow]:
        """Yield the rows behind the counts, by unit or branch in office order."""
        subject = self._subject(appraised)
        name = Unit.name if appraised == "units" else _Appraised.name
        level = literal("") if self.level is None else self.level
        statement = self.rows(
            select(
                *(
                    subject,
                    name,
                    self.record_id,
                    case((self.counts(as_of, parameters), 1), else_=0),
                ),
                level,
                *(column.expression for column in self.columns),
            ),
            year,
            as_of,
            parameters,
        )
        statement = self._in_office_order(self.shown(statement), appraised)
        if subject_id is not None:
            statement = statement.where(subject == subject_id)
        shown = [_Remembered(column.shown).__getitem__ for column in self.columns]
        # Plain rows of the connection: the session's own take half as long again.
        rows = session.connection().execute(statement.execution_options(yield_per=_AT_ONCE))
        for of, whose, record_id, flag, step, *values in rows:
            cells = tuple([show(value) for show, value in zip(shown, values, strict=True)])
            yield EvidenceRow(of, whose, record_id, cells, flag, step)

    def _subject(self, appraised: str) -> Any:
        return self.unit_id if appraised == "units" else self.branch_id

    def _in_office_order(self, statement: Select[Any], appraised: str) -> Select[Any]:
        if appraised == "units":
            return statement.order_by(*UNIT_ORDER, *self.order)
        joined = statement.join(_Appraised, _Appraised.id == self.branch_id)
        return joined.order_by(*UNIT_ORDER, _Appraised.office_order, _Appraised.id, *self.order)


def _added_up(rows: Any) -> dict[int, Counted]:
    """Add the counts of all levels up, and keep how many counted at each."""
    found: dict[int, Counted] = {}
    for subject, numerator, denominator, *level in rows:
        so_far = found.get(subject, Counted(0, 0))
        levels = dict(so_far.levels) | {code: int(numerator) for code in level if numerator}
        found[subject] = Counted(
            int(so_far.numerator) + int(numerator), so_far.denominator + int(denominator), levels
        )
    return found


class _Remembered(dict[Any, Any]):
    """What each value of a column is shown as: few values, hundreds of thousands of rows."""

    def __init__(self, shown: Callable[[Any], Any]) -> None:
        super().__init__()
        self._shown = shown

    def __missing__(self, value: Any) -> Any:
        shown = self[value] = self._shown(value)
        return shown
