"""Consents. The audit log itself is a table of the kernel, written with every owned row."""

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from cairn.kit.db.base import TenantRow, one_of

PURPOSES = (
    "service",
    "ai_processing",
    "sensitive_data",
    "analytics",
    "research",
    "third_party_chat",
    "sharing_with_professional",
    "recording",
    "push",
)


class Consent(TenantRow):
    """One decision about one purpose; appended, never changed. The newest one holds; none means no."""

    __tablename__ = "consent"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user_account.id"], ondelete="CASCADE"),
        Index(None, "user_id", "purpose", "id"),
        one_of("purpose", PURPOSES),
    )

    purpose: Mapped[str]
    granted: Mapped[bool]
    text_version: Mapped[str]
    """Version of the text that the person was shown."""
    source: Mapped[str] = mapped_column(default="api")
