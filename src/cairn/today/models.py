"""How a person wants their day ranked."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import Base, one_of

PRESETS = ("balance", "focus", "exploration", "efficiency", "wellbeing")


class RankingPreference(Base):
    """Preset and weights of one person; absent until they change something."""

    __tablename__ = "ranking_preference"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        one_of("preset", PRESETS),
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    preset: Mapped[str] = mapped_column(default="balance")
    weights: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """`multipliers`: factor to 0 to 2, an absent one has 1. `movements`: what feedback moved, and when."""
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
