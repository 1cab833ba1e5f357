"""What the lines of the attendance screen offer: people, and customary reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from deskapp.i18n import N_, _
from deskapp.names import text_initials
from deskapp.queries.people import PersonRow, list_people
from deskapp.widgets.field_editor import Choice
from deskapp.workspace.workspace import Workspace

_MOST_ASKED = 200
_MOST_OFFERED = 20

# The reasons that offices write most often.
REASONS = (
    N_("Away on business"),
    N_("Another meeting"),
    N_("Training course"),
    N_("Sick leave"),
    N_("Personal leave"),
    N_("Annual leave"),
    N_("On duty"),
)


def people_finder(
    workspace: Workspace, day: Callable[[], date | None]
) -> Callable[[str], Sequence[Choice]]:
    """Return what finds people in office on a day, those first whose name begins as typed."""

    def find(text: str) -> Sequence[Choice]:
        if not text:
            return []
        on = day() or date.today()
        rows = workspace.ask(list_people, text, active_on=on, limit=_MOST_ASKED)
        rows.sort(key=lambda row: not _begins(row, text.lower()))
        return [choice_of(row) for row in rows[:_MOST_OFFERED]]

    return find


def choice_of(row: PersonRow) -> Choice:
    """Return a person as a choice: the name, and unit and post behind it."""
    return Choice(row.id, row.name, f"{row.unit} {row.post}".strip())


def _begins(row: PersonRow, text: str) -> bool:
    spellings = (row.name, row.pinyin.replace(" ", ""), *row.initials.split())
    return any(one.startswith(text) for one in spellings)


def reason_finder(used: Callable[[], Iterable[str]]) -> Callable[[str], Sequence[Choice]]:
    """Return what offers reasons: those used at this meeting first, then the customary ones."""

    def find(text: str) -> Sequence[Choice]:
        reasons = dict.fromkeys([*used(), *(_(reason) for reason in REASONS)])
        fitting = (reason for reason in reasons if _fits(reason, text.lower()))
        return [Choice(number, reason) for number, reason in enumerate(fitting) if reason != text]

    return find


def _fits(reason: str, text: str) -> bool:
    return text in reason.lower() or text_initials(reason).startswith(text)
