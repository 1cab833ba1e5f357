"""Keep practices, bring them from a note to distinctive experience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action, update_rows
from deskapp.database.bulk import raise_versions
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.facts import working_day
from deskapp.queries.key_tasks import units_of_branches
from deskapp.queries.practices import (
    key_tasks_of_practice,
    meetings_of_practice,
)
from deskapp.records.practice import PRACTICE_FIELDS, Practice, PracticeMeeting, PracticeTask
from deskapp.rules.practice_states import (
    FIRST_STATES,
    NEEDED,
    PRACTICE_STATES,
    SUMMARISED,
    may_follow,
    missing_for,
)
from deskapp.usecases.files import delete_files_of
from deskapp.usecases.saving import (
    as_seen,
    check,
    existing,
    ids_of_parts,
    name_deletion,
    open_draft,
    save_draft,
)

_FIELDS = {one.name: one for one in PRACTICE_FIELDS}
_TEXTS = NEEDED["summarised"]


@dataclass(slots=True)
class PracticeDraft:
    """What the form of a practice edits."""

    id: int | None = None
    version: int = 0
    year: int | None = None
    title: str = ""
    unit_id: int | None = None
    branch_id: int | None = None
    happened_on: date | None = None
    due_on: date | None = None
    state: str | None = "noted"
    summarised_on: date | None = None
    adoption_level: str | None = None
    adopted_on: date | None = None
    background: str = ""
    approach: str = ""
    effect: str = ""
    to_spread: str = ""
    key_task_ids: list[int] = field(default_factory=list)
    meeting_ids: list[int] = field(default_factory=list)


def open_practice(session: Session, practice_id: int) -> PracticeDraft:
    """Return the draft of a practice."""
    draft = open_draft(session, PracticeDraft, Practice, practice_id)
    draft.key_task_ids = key_tasks_of_practice(session, practice_id)
    draft.meeting_ids = meetings_of_practice(session, practice_id)
    return draft


def save_practice(session: Session, draft: PracticeDraft) -> int:
    """Save a practice with the tasks and meetings it grew from; return its id.

    A state is only entered from one that it may follow, and with what it needs.
    """
    more = _complaint_about_branch(session, draft)
    if draft.id is None:
        more |= _complaint_about_first_state(draft.state)
    else:
        old = existing(session, Practice, draft.id).state
        more |= _complaint_about_state(old, draft.state or old)
    more |= _complaints_about_content(draft.state or "", _texts_of(draft), draft.adoption_level)
    if draft.year is not None:
        _fit_state(draft, working_day(session, draft.year))
    check(PRACTICE_FIELDS, draft, more)
    name_action(session, N_("Save practice {title}"), title=draft.title)
    practice = save_draft(session, Practice, PRACTICE_FIELDS, draft)
    session.flush()
    if _set_sources(session, practice.id, draft) and draft.id is not None:
        # What it grew from is a part of it: who saves it from before this is refused.
        raise_versions(session, Practice, [practice.id])
    return practice.id


def _complaint_about_branch(session: Session, draft: PracticeDraft) -> dict[str, str]:
    if draft.branch_id is None:
        return {}
    unit = units_of_branches(session, [draft.branch_id]).get(draft.branch_id)
    return {} if unit == draft.unit_id else {"branch_id": _("This branch belongs to another unit.")}


def _texts_of(practice: Any) -> dict[str, str]:
    return {name: getattr(practice, name) for name in _TEXTS}


def _fit_state(draft: PracticeDraft, today: date) -> None:
    """Write down the day of a state that was reached; what is not adopted has no level."""
    if draft.state in SUMMARISED:
        draft.summarised_on = draft.summarised_on or today
    if draft.state == "adopted":
        draft.adopted_on = draft.adopted_on or today
    else:
        draft.adoption_level = draft.adopted_on = None


def _complaint_about_first_state(state: str | None) -> dict[str, str]:
    if state is None or state in FIRST_STATES:
        return {}
    sentence = _("A new practice does not begin as “{state}”.")
    return {"state": sentence.format(state=_(PRACTICE_STATES.get(state, state)))}


def _complaint_about_state(old: str, new: str) -> dict[str, str]:
    if old == new or may_follow(old, new):
        return {}
    return {
        "state": _("A practice cannot go from “{old}” to “{new}”.").format(
            old=_(PRACTICE_STATES[old]), new=_(PRACTICE_STATES.get(new, new))
        )
    }


def _complaints_about_content(
    state: str, texts: Mapping[str, str], level: str | None
) -> dict[str, str]:
    """Complain about each text, and the level, that a state needs and that is not there."""
    if state not in NEEDED:
        return {}
    found = {
        name: _("“{field}” is needed before a practice is summarised.").format(
            field=_(_FIELDS[name].label)
        )
        for name in missing_for(state, texts)
    }
    if state == "adopted" and level is None:
        found["adoption_level"] = _("Say on which level it was adopted.")
    return found


def _set_sources(session: Session, practice_id: int, draft: PracticeDraft) -> bool:
    """Let the practice have grown from what the draft says; return whether that changed."""
    tasks = _set_links(session, PracticeTask, "key_task_id", practice_id, draft.key_task_ids)
    meetings = _set_links(session, PracticeMeeting, "meeting_id", practice_id, draft.meeting_ids)
    return tasks or meetings


def _set_links(
    session: Session,
    record: type[PracticeTask] | type[PracticeMeeting],
    column: str,
    practice_id: int,
    wanted: Sequence[int],
) -> bool:
    statement = select(getattr(record, column), record.id).where(record.practice_id == practice_id)
    there: dict[int, int] = {row[0]: row[1] for row in session.execute(statement)}
    new = [one for one in dict.fromkeys(wanted) if one not in there]
    gone = [link for one, link in there.items() if one not in wanted]
    delete_rows(session, record, gone)
    insert_rows(session, record, [{"practice_id": practice_id, column: one} for one in new])
    return bool(new or gone)


# --- one or many at once


def set_practice_state(
    session: Session,
    practice_ids: Sequence[int],
    state: str,
    *,
    on: date,
    level: str | None = None,
    versions: Mapping[int, int] | None = None,
) -> int:
    """Move practices to a state; return how many moved.

    The day they first are summarised is kept; adopting needs a level. Raises FieldProblems when
    one of them may not go there or lacks what is needed, and ChangedElsewhere when one is gone
    or no longer of the version seen; none is moved then.
    """
    name_action(session, N_("Set {number} practices to another state"), number=len(practice_ids))
    practices = _seen(session, practice_ids, versions)
    for practice in practices.values():
        _refuse_state(practice, state, level)
    is_adopted = state == "adopted"
    changes = {
        practice_id: {
            "state": state,
            "summarised_on": practice.summarised_on or (on if state in SUMMARISED else None),
            "adoption_level": level if is_adopted else None,
            "adopted_on": on if is_adopted else None,
        }
        for practice_id, practice in practices.items()
    }
    return update_rows(session, Practice, changes)


def _refuse_state(practice: Row[Any], state: str, level: str | None) -> None:
    problems = _complaint_about_state(practice.state, state)
    problems |= _complaints_about_content(state, _texts_of(practice), level)
    if problems:
        first = next(iter(problems.values()))
        sentence = _("“{title}”: {problem}").format(title=practice.title, problem=first)
        raise FieldProblems(sentence, problems)


def update_practices(
    session: Session,
    practice_ids: Sequence[int],
    values: Mapping[str, object],
    *,
    versions: Mapping[int, int] | None = None,
) -> int:
    """Set the same due day of many practices; return how many changed.

    Raises ChangedElsewhere when one is gone or no longer of the version seen.
    """
    if not set(values) <= {"due_on"}:
        raise LedgerError(_("These fields cannot be changed for many practices at once."))
    name_action(session, N_("Change {number} practices"), number=len(practice_ids))
    _seen(session, practice_ids, versions)
    return update_rows(session, Practice, dict.fromkeys(practice_ids, values))


_LOOKED_AT = (
    Practice.title,
    Practice.state,
    Practice.summarised_on,
    *(getattr(Practice, name) for name in _TEXTS),
)


def _seen(
    session: Session, ids: Sequence[int], versions: Mapping[int, int] | None
) -> dict[int, Row[Any]]:
    return as_seen(session, Practice, ids, _LOOKED_AT, versions)


def delete_practices(session: Session, practice_ids: Sequence[int]) -> int:
    """Delete practices with their links and files; return how many."""
    name_deletion(
        session,
        Practice.title,
        practice_ids,
        one=N_("Delete practice {name}"),
        many=N_("Delete {number} practices"),
    )
    delete_files_of(session, "practice_id", practice_ids)
    for record in (PracticeTask, PracticeMeeting):
        delete_rows(session, record, ids_of_parts(session, record.practice_id, practice_ids))
    return delete_rows(session, Practice, practice_ids)
