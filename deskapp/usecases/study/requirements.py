"""Keep what has to be studied in a year, by whom and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.database import delete_rows, insert_rows, name_action
from deskapp.database.bulk import raise_versions
from deskapp.i18n import N_, _
from deskapp.records.document import Document
from deskapp.records.study import STUDY_REQUIREMENT_FIELDS, StudyAudience, StudyRequirement
from deskapp.usecases.saving import check, existing, open_draft, save_draft

# An audience that needs no names can be asked only once for a document.
_WITHOUT_NAMES = ("branches", "top_leaders", "seminars")


@dataclass(slots=True)
class RequirementDraft:
    """What the form of a study requirement edits."""

    id: int | None = None
    version: int = 0
    year: int | None = None
    document_id: int | None = None
    audience: str | None = "branches"
    due_on: date | None = None
    leaders_first: bool = False
    recurring: bool = False
    note: str = ""
    unit_ids: list[int] = field(default_factory=list)
    ranks: list[str] = field(default_factory=list)


def open_requirement(session: Session, requirement_id: int) -> RequirementDraft:
    """Return the draft of a study requirement."""
    draft = open_draft(session, RequirementDraft, StudyRequirement, requirement_id)
    for unit_id, rank in _named(session, requirement_id):
        if unit_id is not None:
            draft.unit_ids.append(unit_id)
        else:
            draft.ranks.append(rank)
    return draft


def save_requirement(session: Session, draft: RequirementDraft) -> int:
    """Save a study requirement with its units or ranks; return its id.

    Units are kept only for chosen units, ranks only for chosen ranks.
    """
    check(STUDY_REQUIREMENT_FIELDS, draft, _complaints(session, draft))
    assert draft.document_id is not None
    title = existing(session, Document, draft.document_id).title
    name_action(session, N_("Save study requirement “{document}”"), document=title)
    requirement = save_draft(session, StudyRequirement, STUDY_REQUIREMENT_FIELDS, draft)
    session.flush()
    if _set_audience(session, requirement.id, draft) and draft.id is not None:
        # Whom it names is a part of it: who saves it from before this is refused.
        raise_versions(session, StudyRequirement, [requirement.id])
    return requirement.id


def _complaints(session: Session, draft: RequirementDraft) -> dict[str, str]:
    more: dict[str, str] = {}
    if draft.audience == "units" and not draft.unit_ids:
        more["unit_ids"] = _("Choose at least one unit.")
    if draft.audience == "ranks" and not draft.ranks:
        more["ranks"] = _("Choose at least one rank.")
    if draft.due_on and draft.due_on.year != draft.year:
        more["due_on"] = _("The requirement is of {year}: choose a day of that year.").format(
            year=draft.year
        )
    if draft.audience in _WITHOUT_NAMES and _is_required_already(session, draft):
        more["document_id"] = _("This document is required of them in {year} already.").format(
            year=draft.year
        )
    return more


def _is_required_already(session: Session, draft: RequirementDraft) -> bool:
    requirement = StudyRequirement
    same = select(requirement.id).where(
        requirement.year == draft.year,
        requirement.document_id == draft.document_id,
        requirement.audience == draft.audience,
    )
    return any(found != draft.id for found in session.execute(same).scalars())


def _named(session: Session, requirement_id: int) -> list[tuple[int | None, str]]:
    statement = (
        select(StudyAudience.unit_id, StudyAudience.rank)
        .where(StudyAudience.requirement_id == requirement_id)
        .order_by(StudyAudience.id)
    )
    return [(unit_id, rank or "") for unit_id, rank in session.execute(statement)]


def _set_audience(session: Session, requirement_id: int, draft: RequirementDraft) -> bool:
    """Give the requirement the units or ranks of the draft; return whether they changed."""
    wanted: list[tuple[int | None, str]] = []
    if draft.audience == "units":
        wanted = [(unit_id, "") for unit_id in dict.fromkeys(draft.unit_ids)]
    if draft.audience == "ranks":
        wanted = [(None, rank) for rank in dict.fromkeys(draft.ranks)]
    there = _named(session, requirement_id)
    if set(there) == set(wanted):
        return False
    delete_rows(session, StudyAudience, _audience_ids(session, [requirement_id]))
    insert_rows(
        session,
        StudyAudience,
        [
            {"requirement_id": requirement_id, "unit_id": unit_id, "rank": rank or None}
            for unit_id, rank in wanted
        ],
    )
    return True


def _audience_ids(session: Session, requirement_ids: Sequence[int]) -> list[int]:
    statement = select(StudyAudience.id).where(StudyAudience.requirement_id.in_(requirement_ids))
    return list(session.execute(statement).scalars())


def delete_requirements(session: Session, requirement_ids: Sequence[int]) -> int:
    """Delete study requirements; what was studied stays. Return how many were deleted."""
    if len(requirement_ids) == 1:
        title = session.execute(
            select(Document.title)
            .join(StudyRequirement, StudyRequirement.document_id == Document.id)
            .where(StudyRequirement.id == requirement_ids[0])
        ).scalar()
        name_action(session, N_("Delete study requirement “{document}”"), document=title or "")
    else:
        number = len(requirement_ids)
        name_action(session, N_("Delete {number} study requirements"), number=number)
    delete_rows(session, StudyAudience, _audience_ids(session, requirement_ids))
    return delete_rows(session, StudyRequirement, requirement_ids)
