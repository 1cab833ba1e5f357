"""The kinds of field: text, whole number, points, date, time, choice, yes or no, reference."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from deskapp.dates import read_date, read_time, shown_date, shown_time
from deskapp.fields.field import Complaint, Field
from deskapp.i18n import LANGUAGES, _, language

Choices = Mapping[str, str]

_YES = {"1", "y", "yes", "true", "是", "有", "√", "✓", "对"}
_NO = {"0", "n", "no", "false", "否", "无", "×", "不是"}


@lru_cache
def labels_in_every_language(label: str) -> tuple[str, ...]:
    """Return what a label is called in each language: a file's need not be the window's."""
    found = []
    for code in LANGUAGES:
        with language(code):
            found.append(_(label))
    return tuple(dict.fromkeys(found))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _narrow(cell: object) -> str:
    """Return the cell's text with full-width characters as plain ones and without blanks."""
    return "".join(unicodedata.normalize("NFKC", _text(cell)).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """A text of one line or, where `lines` is more, of several."""

    longest: int = 200
    lines: int = 1

    def parsed(self, cell: object) -> str:
        """Return the cell as text without surrounding blanks."""
        return _text(cell)

    def complaint(self, value: object) -> str:
        """Complain about an empty required text and about one that is too long."""
        text = str(value or "")
        if len(text) > self.longest:
            return _("“{field}” may have {most} characters; this one has {number}.").format(
                field=_(self.label), most=self.longest, number=len(text)
            )
        return Field.complaint(self, text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeField(Field):
    """A whole number between two bounds."""

    lowest: int = 0
    highest: int = 999_999
    unit: str = ""

    def parsed(self, cell: object) -> int | None:
        """Return the number; full-width digits are read as digits."""
        text = _narrow(cell).removesuffix("%")
        if not text:
            return None
        try:
            return int(text)
        except ValueError:
            raise Complaint(
                _("“{text}” is not a whole number; write digits only.").format(text=text)
            ) from None

    def complaint(self, value: object) -> str:
        """Complain about a number outside its bounds."""
        if isinstance(value, int) and not self.lowest <= value <= self.highest:
            return _("“{field}” must be between {lowest} and {highest}.").format(
                field=_(self.label), lowest=self.lowest, highest=self.highest
            )
        return Field.complaint(self, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsField(Field):
    """Points with two decimals."""

    highest: Decimal = Decimal(1000)

    def shown(self, value: object) -> str:
        """Return the points with two decimals."""
        return "" if value is None else f"{value:.2f}"

    def parsed(self, cell: object) -> Decimal | None:
        """Return the points as a decimal number."""
        text = _narrow(cell)
        try:
            points = Decimal(text) if text else None
        except InvalidOperation:
            points = Decimal("NaN")
        if points is not None and not points.is_finite():
            raise Complaint(
                _("“{text}” is not a number; write it like 2.5.").format(text=_text(cell))
            )
        return points

    def complaint(self, value: object) -> str:
        """Complain about points outside their bounds or with more than two decimals."""
        if isinstance(value, Decimal):
            if not (value.is_finite() and 0 <= value <= self.highest):
                return _("“{field}” must be between {lowest} and {highest}.").format(
                    field=_(self.label), lowest=0, highest=self.highest
                )
            if value != round(value, 2):
                return _("“{field}” may have two decimals.").format(field=_(self.label))
        return Field.complaint(self, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A date; may be empty unless required."""

    def shown(self, value: object) -> str:
        """Return the date as 2021-04-20."""
        return shown_date(value) if isinstance(value, date) else ""

    def parsed(self, cell: object, year: int | None = None) -> date | None:
        """Return the date that a cell means; `year` completes 4月20日."""
        if not _text(cell):
            return None
        reading = read_date(cell, year)
        if reading.value is None:
            raise Complaint(
                _("“{text}” is not a date; write it like 2021-04-20.").format(text=_text(cell))
            )
        return reading.value


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeField(Field):
    """A time of day."""

    def shown(self, value: object) -> str:
        """Return the time as 09:00."""
        return shown_time(value) if isinstance(value, time) else ""

    def parsed(self, cell: object) -> time | None:
        """Return the time that a cell means."""
        if isinstance(cell, time):
            return cell
        text = _text(cell)
        if not text:
            return None
        reading = read_time(text)
        if reading is None:
            raise Complaint(_("“{text}” is not a time; write it like 14:30.").format(text=text))
        return reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of a closed set; `words` are other words offices write for a choice."""

    choices: Choices
    words: Mapping[str, str] = field(default_factory=dict)

    def shown(self, value: object) -> str:
        """Return the label of the choice."""
        return _(self.choices.get(str(value), str(value))) if value else ""

    def parsed(self, cell: object) -> str | None:
        """Return the code of the choice that the cell names."""
        text = _text(cell)
        if not text:
            return None
        for code, label in self.choices.items():
            if text == code or text in labels_in_every_language(label):
                return code
        if text in self.words:
            return self.words[text]
        known = "、".join(_(label) for label in self.choices.values())
        raise Complaint(
            _("“{text}” is not known here; write one of: {choices}.").format(
                text=text, choices=known
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoField(Field):
    """Yes or no; an empty cell means no."""

    def shown(self, value: object) -> str:
        """Return Yes, or nothing for no, so that a column of them can be scanned."""
        return _("Yes") if value else ""

    def parsed(self, cell: object) -> bool:
        """Return whether the cell says yes."""
        text = _text(cell).casefold()
        if not text or text in _NO:
            return False
        if text in _YES:
            return True
        raise Complaint(_("“{text}” is neither yes nor no.").format(text=text))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceField(Field):
    """The id of another record, such as a unit; people see its name.

    `to` is the table it points to. Names are resolved where records are known: the form's
    editor and the import look them up.
    """

    to: str

    def parsed(self, cell: object) -> str:
        """Return the name in the cell; whoever knows the records finds the id."""
        return _text(cell)
