"""A workbook to fill in for each kind: headings, an example, and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from deskapp.excel.sheet import Cell, Column, Sheet, safe_sheet_name
from deskapp.fields import ChoiceField, DateField, Field, ReferenceField, WholeField, YesNoField
from deskapp.i18n import N_, _
from deskapp.queries.names_known import known_branches, known_units
from deskapp.usecases.imports.kind import ImportKind
from deskapp.usecases.imports.kinds import IMPORT_KINDS

_ROWS = 200
_MOST_NAMES = 2000
_SIGNS = (N_("Present"), N_("Excused"), N_("Absent"), N_("Stood in for"))
# Columns that a file may have but nobody needs to be offered.
_NOT_OFFERED = {
    "tasks": {"units", "responsible"},
    "attendance": {"meeting", "day"},
    "people": {"pinyin"},
}
_EXAMPLES: dict[str, str] = {
    "name": N_("Office"),
    "short_name": N_("Office"),
    "title": N_("Title as it is written"),
    "number": "1",
    "category": N_("Study"),
    "text": N_("What is to be done"),
    "goal": N_("What is there when it is done"),
    "lead_unit_ids": N_("Unit that leads"),
    "cooperating_unit_ids": N_("Unit A, Unit B"),
    "deadline_text": N_("Before the end of June"),
    "place": N_("Room 301"),
    "remark": N_("On an official trip"),
}


def template_sheet(session: Session, kind: str, year: int) -> Sheet:
    """Return the sheet to fill in for a kind of import, with lists of what the ledger has."""
    importing = IMPORT_KINDS[kind]
    fields = offered_fields(importing)
    return Sheet(
        name=safe_sheet_name(_(importing.label), []),
        title=_("{kind} - to fill in").format(kind=_(importing.label)),
        columns=[_column(importing, field) for field in fields],
        rows=[[_example(kind, field, year) for field in fields], *_blank(len(fields))],
        notes=[
            _("The first line is an example: write over it."),
            _("Columns with * are needed. Units, branches and people are written by name."),
        ],
        filters=False,
        lists=_lists(session, fields),
    )


def offered_fields(kind: ImportKind) -> list[Field]:
    """Return the fields that a form to fill in has a column for."""
    left_out = {*_NOT_OFFERED.get(kind.name, ()), *kind.computed}
    return [field for field in kind.fields if field.name not in left_out]


def _column(kind: ImportKind, field: Field) -> Column:
    star = " *" if field.required or field.name in kind.needed else ""
    return Column(_(field.label) + star, max(8, min(field.width, 30)), "wrapped")


def _blank(width: int) -> list[Sequence[Cell]]:
    return [[None] * width for _row in range(_ROWS)]


def _example(kind: str, field: Field, year: int) -> str | None:
    if field.name == "signed":
        return _(_SIGNS[0])
    if field.name == "number" and kind == "documents":
        return _("No. 1 of {year}").format(year=year)
    if field.name in _EXAMPLES:
        return _(_EXAMPLES[field.name])
    if isinstance(field, ChoiceField):
        return _(next(iter(field.choices.values())))
    if isinstance(field, DateField):
        return f"{year}-04-20"
    if isinstance(field, WholeField):
        return str(year) if field.name == "year" else None
    return None


def _lists(session: Session, fields: Sequence[Field]) -> dict[int, Sequence[str | int]]:
    found: dict[int, Sequence[str | int]] = {}
    for place, field in enumerate(fields):
        choices = _choices(session, field)
        if choices:
            found[place] = choices
    return found


def _choices(session: Session, field: Field) -> list[str | int]:
    if field.name == "signed":
        return [_(sign) for sign in _SIGNS]
    if isinstance(field, ChoiceField):
        return [_(label) for label in field.choices.values()]
    if isinstance(field, YesNoField):
        return [_("Yes")]
    if isinstance(field, ReferenceField) and field.to in ("unit", "branch"):
        known = known_units(session) if field.to == "unit" else known_branches(session)
        return [*list(known.names.values())[:_MOST_NAMES]]
    return []
