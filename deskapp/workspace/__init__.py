"""The open ledger as the screens see it: ask, do, undo, and work in the background."""
