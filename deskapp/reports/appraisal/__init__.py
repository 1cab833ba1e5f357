"""The appraisal of a year as a workbook whose every score can be traced to its evidence.

A score is a formula on the unit's scoring sheet over two numbers of the counts sheet, and
these are SUMIFS and COUNTIFS over the evidence sheet: who corrects a row there, or types points
by hand, sees score, total and rank move.
"""

from deskapp.reports.appraisal.workbook import appraisal_sheets, scheme_sheets, years_appraised

__all__ = ["appraisal_sheets", "scheme_sheets", "years_appraised"]
