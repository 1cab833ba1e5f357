"""Whether a supervision slip fits into the row of those of its task: its colour and its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from deskapp.dates import shown_date
from deskapp.errors import FieldProblems
from deskapp.i18n import _
from deskapp.queries.supervision import IssuedSlip
from deskapp.rules.slips import SLIP_COLOURS, first_out_of_order, next_colours, slip_name


def row_complaints(slips: Sequence[IssuedSlip], own: IssuedSlip) -> dict[str, str]:
    """Return complaints about one slip among those of its task, in their order, by field."""
    return _complaint_about_day(slips, own) | _complaint_about_colour(slips, own)


def _complaint_about_day(slips: Sequence[IssuedSlip], own: IssuedSlip) -> dict[str, str]:
    """Refuse a day before that of the slip before it, or after that of the next one."""
    place = slips.index(own)
    day = own.issued_on
    for slip in slips[:place]:
        if day and slip.issued_on and day < slip.issued_on:
            return {"issued_on": _said_of_day(slip, _("{slip} was issued later, on {date}."))}
    for slip in slips[place + 1 :]:
        if day and slip.issued_on and day > slip.issued_on:
            sentence = _("{slip}, which follows it, was issued earlier, on {date}.")
            return {"issued_on": _said_of_day(slip, sentence)}
    return {}


def _said_of_day(slip: IssuedSlip, sentence: str) -> str:
    name = slip_name(slip.year, slip.number)
    return sentence.format(slip=name, date=shown_date(slip.issued_on))


def refuse_earlier_day(issued: Mapping[int, Sequence[IssuedSlip]], day: date) -> None:
    """Raise FieldProblems for a day before that of a slip that one of the new ones would follow."""
    for slips in issued.values():
        own = IssuedSlip(0, 0, 0, "", day)
        if complaints := _complaint_about_day([*slips, own], own):
            raise FieldProblems(complaints["issued_on"], complaints)


def _complaint_about_colour(slips: Sequence[IssuedSlip], own: IssuedSlip) -> dict[str, str]:
    """Refuse a colour that does not follow the slips before it, or leaves a later one alone."""
    wrong = first_out_of_order([slip.colour for slip in slips])
    if wrong is None:
        return {}
    if slips[wrong] is not own:
        sentence = _("{slip}, a {colour}, could not follow it any more.")
        return {"colour": _said_of(slips[wrong], sentence)}
    if wrong == 0:
        return {"colour": _("The first slip of a task is a blue one.")}
    allowed = next_colours([slip.colour for slip in slips[:wrong]])
    words = _(" or ").join(_(SLIP_COLOURS[colour]) for colour in allowed)
    sentence = _("The last slip is {slip}, a {colour}: the next one is a {allowed}.")
    return {"colour": _said_of(slips[wrong - 1], sentence, allowed=words)}


def _said_of(slip: IssuedSlip, sentence: str, **more: str) -> str:
    return sentence.format(
        slip=slip_name(slip.year, slip.number), colour=_(SLIP_COLOURS[slip.colour]), **more
    )
