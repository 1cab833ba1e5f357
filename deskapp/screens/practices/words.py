"""Say in words how far a practice is, whether it is in time, and what its next step lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from deskapp.i18n import N_, _, ngettext
from deskapp.records.practice import PRACTICE_FIELDS
from deskapp.rules.practice_states import ADOPTION_LEVELS, SUMMARISED, is_in_time
from deskapp.rules.task_states import judged_on

# As short as a chip or a column has room for.
STATE_WORDS: Mapping[str, str] = {
    "noted": N_("Noted"),
    "combed": N_("Combed"),
    "summarised": N_("Summarised"),
    "adopted": N_("Adopted"),
}
_TONES = {"noted": "grey", "combed": "blue", "summarised": "blue", "adopted": "green"}
# What bringing a practice into a state is called, on the way on and on the way back.
_STEPS = {
    "combed": N_("Mark as combed through"),
    "summarised": N_("Mark as summarised"),
    "adopted": N_("Adopt"),
}
_STEPS_BACK = {
    "noted": N_("Back to the note"),
    "combed": N_("Back to combing"),
    "summarised": N_("Take the adoption back"),
}
_LABELS = {field.name: field.label for field in PRACTICE_FIELDS}


def state_in_words(state: str) -> str:
    """Return the short word of a state."""
    return _(STATE_WORDS.get(state, state))


def state_tone(state: str) -> str:
    """Return the tone a state is shown in."""
    return _TONES.get(state, "grey")


def level_in_words(level: str | None) -> str:
    """Return the label of an adoption level; nothing when there is none."""
    return _(ADOPTION_LEVELS[level]) if level else ""


def step_in_words(state: str) -> str:
    """Return what going on to a state is called."""
    return _(_STEPS[state])


def step_back_in_words(state: str) -> str:
    """Return what going back to a state is called."""
    return _(_STEPS_BACK[state])


def fields_in_words(names: Iterable[str]) -> str:
    """Return the labels of fields, as they are listed in a sentence."""
    return _(", ").join(_(_LABELS[name]) for name in names)


def time_in_words(state: str, due_on: date | None, summarised_on: date | None, today: date) -> str:
    """Return whether a practice is in time, how late it is, or how much time is left."""
    if due_on is None or (state in SUMMARISED and summarised_on is None):
        return ""
    in_time = is_in_time(state, due_on, summarised_on, judged_on(today, date.today()))
    if in_time:
        return _("In time")
    if in_time is None:
        return _days_left((due_on - today).days)
    late = ((summarised_on or today) - due_on).days
    return ngettext("{number} day overdue", "{number} days overdue", late).format(number=late)


def _days_left(number: int) -> str:
    if number <= 0:
        return _("Due today")
    return ngettext("{number} day left", "{number} days left", number).format(number=number)


def time_tone(
    state: str, due_on: date | None, summarised_on: date | None, today: date, soon: int
) -> str:
    """Return the tone of `time_in_words`: red only while something can still be done."""
    in_time = is_in_time(state, due_on, summarised_on, judged_on(today, date.today()))
    if in_time is not None:
        return "green" if in_time else "yellow" if summarised_on else "red"
    if due_on is None or state in SUMMARISED:
        return ""
    return "blue" if (due_on - today).days <= soon else ""
