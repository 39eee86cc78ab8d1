"""The declarative base and the columns that owned rows share.

Model classes describe tables and are the typed rows that `owned.py` returns; they are never attached to
an ORM session (docs/adr/0002). A relationship between rows is a foreign key that includes `user_id`, so
that a row cannot point into another person's data.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Numeric,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column
from typing_extensions import dataclass_transform

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(mapped_column,))
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """Typed constructors: a misspelt or missing column is an error of the type checker."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Uuid,
        str: Text,
        int: Integer,
        date: Date,
        datetime: DateTime(timezone=True),
        Decimal: Numeric,
        list[str]: ARRAY(Text),
        list[UUID]: ARRAY(Uuid),
        dict[str, Any]: JSONB,
    }


class TenantRow(Base):
    """A row that belongs to one person. Row-level security applies to every subclass."""

    __abstract__ = True

    user_id: Mapped[UUID] = mapped_column(primary_key=True, init=False)
    id: Mapped[UUID] = mapped_column(primary_key=True, init=False)
    created_at: Mapped[datetime] = mapped_column(init=False)


class OwnedRow(TenantRow):
    """A tenant row that its person makes, changes and deletes; registered as an `entity`.

    `version` counts the changes and is the row's ETag. `archived_at` hides a row that can be restored;
    `deleted_at` is the trash, purged after 30 days.
    """

    __abstract__ = True

    updated_at: Mapped[datetime] = mapped_column(init=False)
    version: Mapped[int] = mapped_column(init=False)
    archived_at: Mapped[datetime | None] = mapped_column(init=False)
    deleted_at: Mapped[datetime | None] = mapped_column(init=False)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        """Tie the row to its registry entry; deleting the entry deletes the row."""
        return (
            ForeignKeyConstraint(
                ["user_id", "id"], ["entity.user_id", "entity.id"], ondelete="CASCADE", deferrable=False
            ),
            *cls.constraints(),
        )

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """Return the constraints and indexes of the table, in place of `__table_args__`."""
        return ()

    @classmethod
    def called(cls) -> str | None:
        """Return the column that says what a row is called; None for a part of another, without a name."""
        return next((name for name in ("title", "name") if name in cls.__table__.columns), None)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """Return the CHECK that makes a text column an enumeration."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})", name=column)


def between(column: str, low: float, high: float) -> CheckConstraint:
    """Return the CHECK that bounds a number; both ends are allowed."""
    return CheckConstraint(f"{column} between {low} and {high}", name=column)


def owned_reference(
    column: str, table: str, *, required: bool = False, name: str | None = None
) -> ForeignKeyConstraint:
    """Return the foreign key from `column` to a row of the same person.

    When the row pointed at is purged, an optional reference becomes null and a required one takes this row
    along.
    """
    return ForeignKeyConstraint(
        ["user_id", column],
        [f"{table}.user_id", f"{table}.id"],
        ondelete="CASCADE" if required else f"SET NULL ({column})",
        name=name,
    )
