"""What is different in one indicator of two schemes, both texts under each other."""

from __future__ import annotations

from html import escape

from deskapp.i18n import N_, _
from deskapp.queries.appraisal import IndicatorRow
from deskapp.queries.appraisal.comparison import CHANGES, ComparedIndicator
from deskapp.queries.measures import MEASURES
from deskapp.records.scheme import SECTIONS
from deskapp.rules.points import plain

# Where an indicator is found when it is not in the first scheme, and when it is not in the other.
_ONLY_BY_TIME = {
    True: N_("It is in the later scheme only."),
    False: N_("It is in the earlier scheme only."),
}
_ONLY_NUMBERED = {True: N_("It is in scheme 2 only."), False: N_("It is in scheme 1 only.")}
_WHOLE = ("points", "criteria", "measure", "rule")


def differences_of(row: ComparedIndicator, *, of_one_year: bool = False) -> str:
    """Return as simple HTML what an indicator is in either scheme, as far as both differ.

    Of two schemes of one year neither comes before the other: they are told by number.
    """
    parts = [f"<b>{escape(row.indicator.level2)}</b>"]
    if row.one is None or row.other is None:
        only = _ONLY_NUMBERED if of_one_year else _ONLY_BY_TIME
        parts.append(escape(_(only[row.one is None])))
        parts += [_one_line(what, row.indicator) for what in _WHOLE]
    elif not row.changes:
        parts.append(escape(_("Nothing is different.")))
        parts += [_one_line(what, row.indicator) for what in _WHOLE]
    else:
        parts += [_both(what, row.one, row.other, of_one_year=of_one_year) for what in row.changes]
    return "<p style='margin:4px 0'>" + "</p><p style='margin:4px 0'>".join(filter(None, parts))


def _one_line(what: str, indicator: IndicatorRow) -> str:
    text = _text(what, indicator)
    return f"{escape(_(CHANGES[what]))}: {escape(text)}" if text else ""


def _both(what: str, one: IndicatorRow, other: IndicatorRow, *, of_one_year: bool) -> str:
    texts = (_text(what, one), _text(what, other))
    before, after = (escape(text or _("nothing")) for text in texts)
    if of_one_year:
        said = (
            _("scheme 1: {text}").format(text=before),
            _("scheme 2: {text}").format(text=after),
        )
    else:
        said = _("before: {text}").format(text=before), _("after: {text}").format(text=after)
    return f"<b>{escape(_(CHANGES[what]))}</b><br>{said[0]}<br>{said[1]}"


def _text(what: str, indicator: IndicatorRow) -> str:
    match what:
        case "name":
            return f"{indicator.level1} / {indicator.level2}"
        case "section":
            return _(SECTIONS[indicator.section])
        case "points":
            return plain(indicator.points)
        case "criteria":
            return indicator.criteria
        case "measure":
            return _figures(indicator)
        case _:
            return indicator.sentence()


def _figures(indicator: IndicatorRow) -> str:
    """Return what is counted, with the choices of the scheme."""
    measure = MEASURES.get(indicator.measure)
    if measure is None:
        return indicator.measure or _("Given by hand")
    said = [_(measure.label)]
    for parameter in measure.parameters:
        value = indicator.measure_parameters.get(parameter.name)
        if value is None:
            continue
        if parameter.choices is not None:
            names = _(", ").join(_(parameter.choices.get(code, code)) for code in value)
            said.append(f"{_(parameter.label)}: {names}")
        elif parameter.is_number:
            said.append(f"{_(parameter.label)}: {value}")
        else:
            said.append(f"{_(parameter.label)}: {_('yes') if value else _('no')}")
    return "; ".join(said)
