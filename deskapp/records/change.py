"""The history: who did what when, and each row before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from deskapp.records.record import Base, choice, text_column

CHANGE_KINDS = {"do": "do", "undo": "undo", "redo": "redo"}
OPERATIONS = {"insert": "insert", "update": "update", "delete": "delete"}
LONGEST_REASON = 500


class ChangeSet(Base):
    """One saved action. An undo or a redo is one too and points at what it turned."""

    __tablename__ = "change_set"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads a dict

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = text_column()
    action: Mapped[str]
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = text_column(LONGEST_REASON)
    kind: Mapped[str] = mapped_column(choice("kind", CHANGE_KINDS), default="do")
    target_id: Mapped[int | None] = mapped_column(ForeignKey("change_set.id"))
    undone: Mapped[bool] = mapped_column(default=False)
    rows: Mapped[int] = mapped_column(default=0)


class RowChange(Base):
    """One row of one table in a change set, as JSON before and after."""

    __tablename__ = "row_change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads a dict

    id: Mapped[int] = mapped_column(primary_key=True)
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    operation: Mapped[str] = mapped_column(choice("operation", OPERATIONS))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
