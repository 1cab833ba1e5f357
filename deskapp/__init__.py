"""The departmental secretary's ledger: meetings, tasks and the year's appraisal."""

__version__ = "0.1.0"
