"""Read whom a call is about: a unit or branch by its name, its short name or a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from deskapp.errors import CallError
from deskapp.i18n import _

if TYPE_CHECKING:
    from deskapp.queries.appraisal import Subject

_NEAR, _ALIKE = 5, 0.4


def appraised_called(subjects: Sequence[Subject], name: str | None) -> Sequence[Subject]:
    """Return whom a name means among the appraised; all of them without a name.

    Several branches of one unit may be meant, units only one. Raises CallError, with the
    nearest names, where it is not clear.
    """
    if not name:
        return subjects
    found = called(subjects, name)
    if len({subject.unit_id for subject in found}) > 1:
        what = _("Several of the appraised are called “{name}”.")
        raise CallError(what.format(name=name), _meant_perhaps(found))
    if not found:
        what = _("No one of the appraised is called “{name}”.")
        raise CallError(what.format(name=name), _meant_perhaps(_nearest(subjects, name)))
    return found


def called(subjects: Sequence[Subject], name: str) -> list[Subject]:
    """Return whose name it is; without any, whose unit's; without any, in whose it occurs."""
    ways = (
        lambda one: name in (one.name, one.short_name),
        lambda one: name == one.unit,
        lambda one: name.casefold() in f"{one.name} {one.short_name}".casefold(),
        lambda one: name.casefold() in one.unit.casefold(),
    )
    found = ([one for one in subjects if is_called(one)] for is_called in ways)
    return next(filter(None, found), [])


def _meant_perhaps(subjects: Sequence[Subject]) -> str:
    names = _(", ").join(subject.name for subject in subjects[:_NEAR])
    if not names:
        return _("Their names are in: deskapp score --ledger LEDGER")
    return _("Meant is perhaps: {names}.").format(names=names)


def _nearest(subjects: Sequence[Subject], name: str) -> list[Subject]:
    by_name = {one.name: one for one in subjects}
    near = get_close_matches(name, by_name, n=_NEAR, cutoff=_ALIKE)
    return [by_name[one] for one in near]
