"""Keep the key tasks of the year and make branch tasks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action, update_rows
from deskapp.database.bulk import batched_ids, raise_versions
from deskapp.errors import FieldProblems, LedgerError
from deskapp.i18n import N_, _
from deskapp.queries.key_tasks import (
    carriers_of,
    name_of_branch_task,
    units_of_branches,
    units_of_key_task,
)
from deskapp.queries.supervision import slips_issued
from deskapp.records.meeting import Decision
from deskapp.records.practice import Practice, PracticeTask
from deskapp.records.task import (
    KEY_TASK_FIELDS,
    BranchTask,
    KeyTask,
    KeyTaskUnit,
    ProgressEntry,
)
from deskapp.rules.deadlines import read_deadline
from deskapp.rules.slips import slip_name
from deskapp.usecases.files import delete_files_of
from deskapp.usecases.meetings import open_for_changes
from deskapp.usecases.saving import check, existing, ids_of_parts, open_draft, save_draft


@dataclass(slots=True)
class KeyTaskDraft:
    """What the form of a key task edits."""

    id: int | None = None
    version: int = 0
    year: int | None = None
    number: int | None = None
    category: str = ""
    text: str = ""
    goal: str = ""
    source_document_id: int | None = None
    source_clause: str = ""
    leader_id: int | None = None
    deadline_text: str = ""
    lead_unit_ids: list[int] = field(default_factory=list)
    cooperating_unit_ids: list[int] = field(default_factory=list)


def open_key_task(session: Session, key_task_id: int) -> KeyTaskDraft:
    """Return the draft of a key task."""
    draft = open_draft(session, KeyTaskDraft, KeyTask, key_task_id)
    draft.lead_unit_ids = units_of_key_task(session, key_task_id, "leads")
    draft.cooperating_unit_ids = units_of_key_task(session, key_task_id, "cooperates")
    return draft


def next_number(session: Session, year: int) -> int:
    """Return the number that a new key task of the year gets."""
    statement = select(func.coalesce(func.max(KeyTask.number), 0) + 1)
    return session.execute(statement.where(KeyTask.year == year)).scalar_one()


def save_key_task(session: Session, draft: KeyTaskDraft) -> int:
    """Save a key task with its units; return its id.

    The deadline is kept as written; the date it means, if it means one, is read beside it.
    """
    more = {}
    both = set(draft.lead_unit_ids) & set(draft.cooperating_unit_ids)
    if both:
        more["cooperating_unit_ids"] = _("A unit that leads does not cooperate as well.")
    if _is_number_taken(session, draft):
        more["number"] = _("Another key task of {year} has number {number}.").format(
            year=draft.year, number=draft.number
        )
    check(KEY_TASK_FIELDS, draft, more)
    name_action(session, N_("Save key task {number}"), number=draft.number)
    written = _written_deadline(session, draft)
    task = save_draft(session, KeyTask, KEY_TASK_FIELDS, draft)
    if written != (draft.deadline_text, draft.year):
        task.deadline_on = read_deadline(draft.deadline_text, task.year).due
    session.flush()
    if _set_units(session, task.id, draft) and draft.id is not None:
        # The units are a part of the task: who saves it from before this is refused.
        raise_versions(session, KeyTask, [task.id])
    return task.id


def _written_deadline(session: Session, draft: KeyTaskDraft) -> tuple[str, int] | None:
    """Return the deadline as it was written before, and its year.

    A day that was chosen for a phrase nobody could read stays while the phrase does.
    """
    if draft.id is None:
        return None
    before = select(KeyTask.deadline_text, KeyTask.year).where(KeyTask.id == draft.id)
    row = session.execute(before).first()
    return None if row is None else (row.deadline_text, row.year)


def _is_number_taken(session: Session, draft: KeyTaskDraft) -> bool:
    same = select(KeyTask.id).where(KeyTask.year == draft.year, KeyTask.number == draft.number)
    return any(found != draft.id for found in session.execute(same).scalars())


def _set_units(session: Session, key_task_id: int, draft: KeyTaskDraft) -> bool:
    """Give the task the units of the draft; return whether they changed."""
    wanted = [
        {"key_task_id": key_task_id, "unit_id": unit_id, "part": part, "position": place}
        for part, units in (
            ("leads", draft.lead_unit_ids),
            ("cooperates", draft.cooperating_unit_ids),
        )
        for place, unit_id in enumerate(dict.fromkeys(units), start=1)
    ]
    there = {
        (row.unit_id, row.part, row.position): row.id
        for row in session.execute(
            select(
                KeyTaskUnit.id, KeyTaskUnit.unit_id, KeyTaskUnit.part, KeyTaskUnit.position
            ).where(KeyTaskUnit.key_task_id == key_task_id)
        )
    }
    if set(there) == {(w["unit_id"], w["part"], w["position"]) for w in wanted}:
        return False
    delete_rows(session, KeyTaskUnit, list(there.values()))
    insert_rows(session, KeyTaskUnit, wanted)
    return True


def update_key_tasks(
    session: Session, key_task_ids: Sequence[int], values: Mapping[str, object]
) -> int:
    """Set the same class or leader responsible of many key tasks; return how many changed.

    Raises FieldProblems for a class that is too long.
    """
    if not set(values) <= {"category", "leader_id"}:
        raise LedgerError(_("These fields cannot be changed for many tasks at once."))
    fields = [one for one in KEY_TASK_FIELDS if one.name in values]
    complaints = {one.name: one.complaint(values[one.name]) for one in fields}
    found = {name: complaint for name, complaint in complaints.items() if complaint}
    if found:
        raise FieldProblems(next(iter(found.values())), found)
    name_action(session, N_("Change {number} key tasks"), number=len(key_task_ids))
    return update_rows(session, KeyTask, dict.fromkeys(key_task_ids, values))


def delete_key_tasks(session: Session, key_task_ids: Sequence[int]) -> int:
    """Delete key tasks with their branch tasks and reports; return how many.

    A practice that grew from one stays, without it. Raises LedgerError when a slip was issued
    for one of the branch tasks.
    """
    name_action(session, N_("Delete {number} key tasks"), number=len(key_task_ids))
    decisions = session.execute(
        select(Decision)
        .join(KeyTask, KeyTask.decision_id == Decision.id)
        .where(KeyTask.id.in_(key_task_ids))
    ).scalars()
    for decision in decisions.all():
        open_for_changes(session, decision.meeting_id)
        decision.state = "open"
    delete_branch_tasks(session, ids_of_parts(session, BranchTask.key_task_id, key_task_ids))
    delete_rows(session, KeyTaskUnit, ids_of_parts(session, KeyTaskUnit.key_task_id, key_task_ids))
    _unlink_practices(session, key_task_ids)
    return delete_rows(session, KeyTask, key_task_ids)


def _unlink_practices(session: Session, key_task_ids: Sequence[int]) -> None:
    """Let practices no longer have grown from these tasks; a form open on one saves no more."""
    links = ids_of_parts(session, PracticeTask.key_task_id, key_task_ids)
    practices: set[int] = set()
    for chunk in batched_ids(links):
        statement = select(PracticeTask.practice_id).where(PracticeTask.id.in_(chunk))
        practices.update(session.execute(statement).scalars())
    delete_rows(session, PracticeTask, links)
    raise_versions(session, Practice, sorted(practices))


def delete_branch_tasks(session: Session, branch_task_ids: Sequence[int]) -> int:
    """Delete branch tasks with their reports and files; return how many.

    Raises LedgerError for a task that a slip was issued for: the serial numbers would have gaps.
    """
    _refuse_tasks_with_slips(session, branch_task_ids)
    name_action(session, N_("Delete {number} branch tasks"), number=len(branch_task_ids))
    reports = ids_of_parts(session, ProgressEntry.branch_task_id, branch_task_ids)
    delete_rows(session, ProgressEntry, reports)
    delete_files_of(session, "branch_task_id", branch_task_ids)
    return delete_rows(session, BranchTask, branch_task_ids)


def _refuse_tasks_with_slips(session: Session, branch_task_ids: Sequence[int]) -> None:
    slips = slips_issued(session, branch_task_ids)
    if not slips:
        return
    task_id, issued = next(iter(slips.items()))
    slip = slip_name(issued[-1].year, issued[-1].number)
    raise LedgerError(
        _("{slip} was issued for the task “{task}”; it cannot be deleted.").format(
            slip=slip, task=name_of_branch_task(session, task_id)
        ),
        _("Cancel the task instead: the serial numbers of the slips stay without gaps."),
    )


def generate_branch_tasks(
    session: Session,
    key_task_id: int,
    *,
    unit_ids: Sequence[int] = (),
    branch_ids: Sequence[int] = (),
    assigned_on: date | None = None,
) -> int:
    """Make a branch task for each chosen unit and branch that has none yet; return how many."""
    task = existing(session, KeyTask, key_task_id)
    unit_of = units_of_branches(session, branch_ids)
    carriers: list[tuple[int, int | None]] = [(unit_id, None) for unit_id in unit_ids]
    carriers += [(unit_of[branch_id], branch_id) for branch_id in branch_ids]
    there = carriers_of(session, key_task_id)
    new = [carrier for carrier in dict.fromkeys(carriers) if carrier not in there]
    if not carriers:
        raise LedgerError(_("Choose at least one unit or branch."))
    name_action(session, N_("Make branch tasks of key task {number}"), number=task.number)
    insert_rows(
        session,
        BranchTask,
        [
            {
                "key_task_id": key_task_id,
                "unit_id": unit_id,
                "branch_id": branch_id,
                "deadline_on": task.deadline_on,
                "assigned_on": assigned_on,
            }
            for unit_id, branch_id in new
        ],
    )
    return len(new)
