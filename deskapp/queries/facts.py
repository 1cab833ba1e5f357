"""Facts about the ledger itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from deskapp.records.fact import Fact


def fact(session: Session, name: str) -> str:
    """Return a fact about the ledger by its name; empty when it is not known."""
    found = session.execute(select(Fact.value).where(Fact.name == name)).scalar()
    return found or ""
