"""The tables of the ledger and the fields declared on them."""
