"""Keep the branches of the units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, name_action
from deskapp.i18n import N_, _
from deskapp.names import text_initials
from deskapp.records.branch import BRANCH_FIELDS, Branch
from deskapp.usecases.saving import (
    check,
    name_deletion,
    next_place,
    open_draft,
    reorder,
    save_draft,
)
from deskapp.usecases.units import complaints_about_period


@dataclass(slots=True)
class BranchDraft:
    """What the form of a branch edits."""

    id: int | None = None
    version: int = 0
    name: str = ""
    unit_id: int | None = None
    parent_id: int | None = None
    active_from: date | None = None
    active_until: date | None = None


def open_branch(session: Session, branch_id: int) -> BranchDraft:
    """Return the draft of a branch."""
    return open_draft(session, BranchDraft, Branch, branch_id)


def save_branch(session: Session, draft: BranchDraft) -> int:
    """Save a branch and return its id; a new one goes to the end of the office's order."""
    more = complaints_about_period(draft.active_from, draft.active_until)
    if draft.id is not None and draft.id in _line_above(session, draft.parent_id):
        more["parent_id"] = _("A branch cannot be its own general branch.")
    check(BRANCH_FIELDS, draft, more)
    name_action(session, N_("Save branch {name}"), name=draft.name)
    branch = save_draft(session, Branch, BRANCH_FIELDS, draft)
    branch.initials = text_initials(draft.name)
    if draft.id is None:
        branch.office_order = next_place(session, Branch.office_order)
    session.flush()
    return branch.id


def _line_above(session: Session, branch_id: int | None) -> set[int]:
    """Return a branch with its general branch, that one's general branch, and so on."""
    line: set[int] = set()
    while branch_id is not None and branch_id not in line:
        line.add(branch_id)
        parent = select(Branch.parent_id).where(Branch.id == branch_id)
        branch_id = session.execute(parent).scalar()
    return line


def delete_branches(session: Session, branch_ids: Sequence[int]) -> int:
    """Delete branches that nothing refers to; return how many."""
    name_deletion(
        session,
        Branch.name,
        branch_ids,
        one=N_("Delete branch {name}"),
        many=N_("Delete {number} branches"),
    )
    return delete_rows(session, Branch, branch_ids)


def reorder_branches(session: Session, branch_ids: Sequence[int]) -> int:
    """Put all branches into the order of the ids; return how many moved."""
    name_action(session, N_("Change the order of the branches"))
    return reorder(session, Branch, "office_order", branch_ids)
