"""What the tables of the page of own forms show."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from deskapp.i18n import N_, _, ngettext
from deskapp.reports.own_form.catalogue import mark_lines
from deskapp.screens.appraisal.forms.looking import LookedAt
from deskapp.widgets.row_table_model import TableColumn

if TYPE_CHECKING:
    from deskapp.reports.own_form.filling import UnknownMark

PREVIEW_COLUMNS = (
    TableColumn("where", N_("Cell"), 10, sortable=False),
    TableColumn("mark", N_("Mark"), 20, sortable=False),
    TableColumn("value", N_("Will read"), 34, tone=lambda line: line.tone, sortable=False),
)
MARK_COLUMNS = (
    TableColumn("mark", N_("Mark"), 18, sortable=False),
    TableColumn("explanation", N_("What will stand there"), 30, sortable=False),
)


def preview_lines(looked: LookedAt) -> list[SimpleNamespace]:
    """Return a line for every mark, the unknown ones first."""
    unknown = [
        SimpleNamespace(where=one.where, mark=one.text, value=_doubt(one), tone="yellow")
        for one in looked.unknown
    ]
    known = [
        SimpleNamespace(where=one.where, mark=one.text, value=_value(one.value, one.rows), tone="")
        for one in looked.marks
    ]
    lines = [*unknown, *known]
    is_one_sheet = len({line.where.rpartition("!")[0] for line in lines}) == 1
    for number, line in enumerate(lines):
        line.id = number
        if is_one_sheet:
            line.where = line.where.rpartition("!")[2]
    return lines


def _doubt(unknown: UnknownMark) -> str:
    if unknown.choices:
        return _("△ several indicators: {advice}").format(advice=unknown.advice())
    if not unknown.nearest:
        return _("△ unknown mark: it stays as it is")
    return _("△ unknown mark: perhaps {nearest}").format(nearest=unknown.nearest)


def _value(value: str, rows: int) -> str:
    shown = "  ".join(value.splitlines()) or _("(empty)")
    if not rows:
        return shown
    return ngettext("{first} ({n} row)", "{first} … ({n} rows)", rows).format(first=shown, n=rows)


def catalogue_lines(wanted: str, *, chinese: bool) -> list[SimpleNamespace]:
    """Return all marks with their explanations, or those in which a text occurs."""
    lines = [
        SimpleNamespace(
            id=number,
            mark=line.mark if chinese else line.english,
            explanation=_(line.explanation),
        )
        for number, line in enumerate(mark_lines())
    ]
    text = wanted.strip().casefold()
    return [one for one in lines if text in f"{one.mark} {one.explanation}".casefold()]
