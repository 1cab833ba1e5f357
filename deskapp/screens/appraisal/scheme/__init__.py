"""The scheme part of the appraisal page: enter, change, copy and compare schemes."""
