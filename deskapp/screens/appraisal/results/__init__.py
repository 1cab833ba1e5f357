"""The results of an appraisal: places, totals, grades, and what is final."""

from deskapp.screens.appraisal.results.part import ResultsPart

__all__ = ["ResultsPart"]
