"""The sheets an office hands in: each report turns queries into plain sheets."""
