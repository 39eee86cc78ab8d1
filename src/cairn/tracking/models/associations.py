"""What goes with what, as it was found on a day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import TenantRow


class AssociationRun(TenantRow):
    """One computation over all of a person's series; the newest holds. Can be thrown away."""

    __tablename__ = "association_run"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        Index(None, "user_id", "computed_at"),
    )

    computed_at: Mapped[datetime]
    first: Mapped[date]
    last: Mapped[date]
    """Days that were looked at, both ends included."""
    series: Mapped[list[Any]] = mapped_column(JSONB)
    """What was compared: kind, id and days with data of each."""
    pairs_tested: Mapped[int]
    findings: Mapped[list[Any]] = mapped_column(JSONB)
    algorithm_version: Mapped[str]
