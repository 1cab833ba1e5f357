"""The parameters of each kind of rule as a form asks for them, and as they are stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from deskapp.fields import ChoiceField, FieldSet
from deskapp.i18n import N_
from deskapp.rules.points import plain
from deskapp.screens.appraisal.scheme.number_fields import PercentageField, PlainPointsField

COUNTS = {"missing": N_("Each one lacking"), "numerator": N_("Each one counted")}

_EACH_OFF = PlainPointsField(name="each", label=N_("Off each time"), required=True, width=8)
_EACH_ON = PlainPointsField(name="each", label=N_("For each one"), required=True, width=8)
_CAP = PlainPointsField(
    name="cap", label=N_("At most"), width=8, help=N_("Empty: up to what the indicator is worth.")
)
_FIELDS: Mapping[str, FieldSet] = {
    "share": (
        PercentageField(name="floor", label=N_("None below %"), width=8),
        PercentageField(name="full_at", label=N_("Full from %"), width=8),
    ),
    "deduct_per_missing": (
        ChoiceField(name="counts", label=N_("Points off for"), required=True, choices=COUNTS),
        _EACH_OFF,
        _CAP,
    ),
    "bands": (PlainPointsField(name="otherwise", label=N_("Points below all bands"), width=8),),
    "per_item": (_EACH_ON, _CAP),
    "highest_only": (),
    "by_hand": (),
}
BAND_FIELDS: FieldSet = (
    PercentageField(name="at_least", label=N_("From %"), width=8),
    PlainPointsField(name="points", label=N_("Points of the band"), width=10),
)
BY_LEVEL = ("per_item", "highest_only")
_SHARES = ("floor", "full_at", "at_least")
_FIRST = {"share": {"full_at": "1"}, "deduct_per_missing": {"counts": "missing"}}


def fields_of(kind: str, *, has_levels: bool) -> FieldSet:
    """Return the single fields that a kind of rule asks for; a table of levels may replace one."""
    if kind == "per_item" and has_levels:
        return (replace(_EACH_ON, label=N_("For each other one"), required=False), _CAP)
    return _FIELDS[kind]


def first_parameters(kind: str) -> dict[str, Any]:
    """Return with what a rule of a kind begins when it is chosen."""
    return dict(_FIRST.get(kind, {}))


def shown_values(kind: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the fields out of the stored parameters; 0 is shown as nothing."""
    found = {field.name: stored.get(field.name) for field in _FIELDS[kind]}
    return {
        name: value if name == "counts" else shown_number(name, value) or None
        for name, value in found.items()
    }


def shown_number(name: str, stored: object) -> Decimal | None:
    """Return a stored number as it is shown: shares of one as percentages."""
    try:
        number = Decimal(str(stored))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return number * 100 if name in _SHARES else number


def stored_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields' values as parameters are stored; what is empty is left out."""
    return {
        name: stored_number(name, value) if isinstance(value, Decimal) else value
        for name, value in values.items()
        if value not in (None, "")
    }


def stored_number(name: str, value: Decimal) -> str:
    """Return a number as it is stored: percentages as shares of one."""
    return plain(value / 100 if name in _SHARES else value)


def shown_bands(stored: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the stored bands as rows; one empty row where there are none."""
    bands = stored.get("bands")
    rows = bands if isinstance(bands, Sequence) and not isinstance(bands, str) else ()
    return [
        {name: shown_number(name, row.get(name)) for name in ("at_least", "points")}
        for row in rows
        if isinstance(row, Mapping)
    ] or [{}]


def stored_bands(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the rows of bands as they are stored, the highest share first.

    An empty cell is stored as an empty text, which is no rule yet.
    """
    ordered = sorted(rows, key=lambda row: -(row["at_least"] or Decimal(0)))
    return [
        {
            name: "" if row[name] is None else stored_number(name, row[name])
            for name in ("at_least", "points")
        }
        for row in ordered
    ]
