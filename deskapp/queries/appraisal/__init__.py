"""The year's appraisal: schemes, who is appraised, scores, and the rows behind them."""

from deskapp.queries.appraisal.appeals import (
    AppealRow,
    appeals_of,
    count_open_appeals,
    list_appeals,
)
from deskapp.queries.appraisal.computed import computed_points
from deskapp.queries.appraisal.evidence import evidence_columns, evidence_of, evidence_rows
from deskapp.queries.appraisal.given import Given, OwnScore, subject_column
from deskapp.queries.appraisal.schemes import (
    IndicatorRow,
    SchemeRow,
    list_indicators,
    list_schemes,
)
from deskapp.queries.appraisal.scoring import (
    Finality,
    FrozenEvidence,
    ScoreCell,
    Scoring,
    score_subjects,
)
from deskapp.queries.appraisal.standing import scoring_of
from deskapp.queries.appraisal.subjects import Subject, appraised_subjects

__all__ = [
    "AppealRow",
    "Finality",
    "FrozenEvidence",
    "Given",
    "IndicatorRow",
    "OwnScore",
    "SchemeRow",
    "ScoreCell",
    "Scoring",
    "Subject",
    "appeals_of",
    "appraised_subjects",
    "computed_points",
    "count_open_appeals",
    "evidence_columns",
    "evidence_of",
    "evidence_rows",
    "list_appeals",
    "list_indicators",
    "list_schemes",
    "score_subjects",
    "scoring_of",
    "subject_column",
]
