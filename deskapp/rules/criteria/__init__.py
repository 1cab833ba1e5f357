"""Guess the rule that a criteria sentence of a scheme means.

The sentences are those that offices write, such as 每少1次扣0.2分,扣完为止. A guess is only ever
proposed; what is not understood stays with the assessors, and says so.
"""

from deskapp.rules.criteria.clauses import counter_in
from deskapp.rules.criteria.fitting import fitted
from deskapp.rules.criteria.guess import guess_rule
from deskapp.rules.criteria.guessed import MISSING, Guess
from deskapp.rules.criteria.narrowing import narrowed
from deskapp.rules.criteria.reading import read_criteria

__all__ = ["MISSING", "Guess", "counter_in", "fitted", "guess_rule", "narrowed", "read_criteria"]
