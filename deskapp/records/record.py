"""What every table shares: naming of constraints, the id, the row version."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Enum, ForeignKey, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from deskapp.fields import Choices

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The registry of all tables, with names for constraints so that migrations find them."""

    metadata = MetaData(naming_convention=NAMING)


class Record(Base):
    """A row that people edit: an id that is never given twice, and a version.

    The version rises with every save; a save that started from an older one is refused.
    """

    __abstract__ = True
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let every save compare and raise the version."""
        return {"version_id_col": cls.version}


class Points(TypeDecorator[Decimal]):
    """Decimal points with two places, kept as whole hundredths so that sums are exact."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Return the hundredths."""
        return None if value is None else int((Decimal(value) * 100).to_integral_value())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """Return the points."""
        return None if value is None else Decimal(value) / 100


def choice(name: str, choices: Choices) -> Enum:
    """Return the column type of one code out of a closed set, held by a CHECK."""
    return Enum(*choices, name=name, native_enum=False, create_constraint=True, length=32)


def text_column(longest: int = 200) -> Mapped[str]:
    """Return a text column that is never NULL; nothing is an empty text."""
    return mapped_column(String(longest), default="", server_default="")


def refers_to(table: str, *, indexed: bool = True) -> Any:
    """Return a column that points to another table; checks may wait for the commit."""
    key = ForeignKey(f"{table}.id", deferrable=True, initially="IMMEDIATE")
    return mapped_column(key, index=indexed)
