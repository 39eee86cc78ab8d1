"""Addresses that are secrets: whoever has one may read a calendar, or add tasks, and nothing else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import OwnedRow, one_of, owned_reference

ENTRIES = ("todos", "events")


class CalendarFeed(OwnedRow):
    """A calendar of tasks with dates, at an address that needs no sign-in."""

    __tablename__ = "calendar_feed"

    name: Mapped[str] = mapped_column(info={"personal": True})
    entries: Mapped[str] = mapped_column(default="todos")
    area_id: Mapped[UUID | None] = mapped_column(default=None)
    project_id: Mapped[UUID | None] = mapped_column(default=None)
    with_done: Mapped[bool] = mapped_column(default=False)
    token_hash: Mapped[bytes] = mapped_column(info={"secret": True})
    """SHA-256 of the address's secret part."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        """See the base. A feed ends with its area or project: without its bound it would show everything."""
        return (
            owned_reference("area_id", "area", required=True),
            owned_reference("project_id", "project", required=True),
            Index(None, "user_id", "area_id"),
            Index(None, "user_id", "project_id"),
            one_of("entries", ENTRIES),
        )


class CaptureKey(OwnedRow):
    """A secret with which a shortcut or a share sheet adds tasks."""

    __tablename__ = "capture_key"

    name: Mapped[str] = mapped_column(info={"personal": True})
    token_hash: Mapped[bytes] = mapped_column(info={"secret": True})
    """SHA-256 of the secret."""
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)
