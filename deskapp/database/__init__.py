"""The only room that opens engines: connection, transaction, history, creation, upgrade."""

from deskapp.database.bulk import delete_rows, insert_rows, update_rows
from deskapp.database.history import name_action
from deskapp.database.ledger import Database, Outcome, create_ledger, open_ledger

__all__ = [
    "Database",
    "Outcome",
    "create_ledger",
    "delete_rows",
    "insert_rows",
    "name_action",
    "open_ledger",
    "update_rows",
]
