"""Supervision: slips, the ranking of units, and the bulletin of a quarter."""
