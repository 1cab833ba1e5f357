"""Keep study requirements, enter studies, and plan the branches' studies."""

from deskapp.usecases.study.branch_study import plan_branch_study
from deskapp.usecases.study.entries import delete_study_entries, enter_self_study, make_up_study
from deskapp.usecases.study.requirements import (
    RequirementDraft,
    delete_requirements,
    open_requirement,
    save_requirement,
)

__all__ = [
    "RequirementDraft",
    "delete_requirements",
    "delete_study_entries",
    "enter_self_study",
    "make_up_study",
    "open_requirement",
    "plan_branch_study",
    "save_requirement",
]
