"""What an indicator can count: each measure returns counts by unit and the rows behind them."""

from deskapp.queries.measures.measure import EvidenceColumn, EvidenceRow, Measure
from deskapp.queries.measures.registry import MEASURES, words_of

__all__ = ["MEASURES", "EvidenceColumn", "EvidenceRow", "Measure", "words_of"]
