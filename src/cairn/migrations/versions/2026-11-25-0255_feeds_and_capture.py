"""feeds and capture."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from cairn.kit.db.rls import protect

revision = "202611250255"
down_revision = "202611250249"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "capture_key",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_capture_key_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_capture_key")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("with_done", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("entries in ('todos', 'events')", name=op.f("ck_calendar_feed_entries")),
        sa.ForeignKeyConstraint(
            ["user_id", "area_id"],
            ["area.user_id", "area.id"],
            name=op.f("fk_calendar_feed_user_id_area_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_calendar_feed_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "project_id"],
            ["project.user_id", "project.id"],
            name=op.f("fk_calendar_feed_user_id_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_calendar_feed")),
    )
    op.create_index(
        op.f("ix_calendar_feed_user_id_area_id"), "calendar_feed", ["user_id", "area_id"], unique=False
    )
    op.create_index(
        op.f("ix_calendar_feed_user_id_project_id"), "calendar_feed", ["user_id", "project_id"], unique=False
    )
    for table in ("capture_key", "calendar_feed"):
        for statement in protect(table):
            op.execute(statement)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("calendar_feed")
    op.drop_table("capture_key")
