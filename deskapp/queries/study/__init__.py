"""What has to be studied, who studied it, and what is missing."""

from deskapp.queries.study.behind import PersonMissing, StudyEvent, people_missing, records_behind
from deskapp.queries.study.branches_behind import BranchNotStudied, branches_not_studied
from deskapp.queries.study.coverage import (
    Coverage,
    CoverageCell,
    CoverageColumn,
    CoverageRow,
    CoverageTotal,
    coverage,
    coverage_by_rank,
)
from deskapp.queries.study.entries import StudyEntryRow, list_study_entries
from deskapp.queries.study.leaders_first import LeadersFirstRow, leaders_first
from deskapp.queries.study.ledger import StudyLedgerRow, study_ledger
from deskapp.queries.study.make_up import NotMadeUpRow, not_made_up
from deskapp.queries.study.requirements import RequirementRow, list_requirements
from deskapp.queries.study.seminars import SeminarRow, seminars

__all__ = [
    "BranchNotStudied",
    "Coverage",
    "CoverageCell",
    "CoverageColumn",
    "CoverageRow",
    "CoverageTotal",
    "LeadersFirstRow",
    "NotMadeUpRow",
    "PersonMissing",
    "RequirementRow",
    "SeminarRow",
    "StudyEntryRow",
    "StudyEvent",
    "StudyLedgerRow",
    "branches_not_studied",
    "coverage",
    "coverage_by_rank",
    "leaders_first",
    "list_requirements",
    "list_study_entries",
    "not_made_up",
    "people_missing",
    "records_behind",
    "seminars",
    "study_ledger",
]
