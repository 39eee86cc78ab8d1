"""day entries."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from cairn.kit.db.rls import protect

revision = "202611250150"
down_revision = "202611220205"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "day_entry",
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("mood", sa.Integer(), nullable=True),
        sa.Column("mood_label", sa.Text(), nullable=True),
        sa.Column("energy", sa.Integer(), nullable=True),
        sa.Column("sleep_hours", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("sleep_quality", sa.Integer(), nullable=True),
        sa.Column("completion", sa.Integer(), nullable=True),
        sa.Column("productivity", sa.Integer(), nullable=True),
        sa.Column("accomplishment", sa.Text(), nullable=True),
        sa.Column("challenges", sa.Text(), nullable=True),
        sa.Column("gratitude", sa.Text(), nullable=True),
        sa.Column("lessons", sa.Text(), nullable=True),
        sa.Column("tomorrow_focus", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("completion between 1 and 10", name=op.f("ck_day_entry_completion")),
        sa.CheckConstraint("energy between 1 and 10", name=op.f("ck_day_entry_energy")),
        sa.CheckConstraint("mood between 1 and 5", name=op.f("ck_day_entry_mood")),
        sa.CheckConstraint("productivity between 1 and 10", name=op.f("ck_day_entry_productivity")),
        sa.CheckConstraint("sleep_hours between 0 and 24", name=op.f("ck_day_entry_sleep_hours")),
        sa.CheckConstraint("sleep_quality between 1 and 5", name=op.f("ck_day_entry_sleep_quality")),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_day_entry_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_day_entry")),
    )
    op.create_index(
        op.f("ix_day_entry_user_id_mood_local_date"),
        "day_entry",
        ["user_id", "mood", "local_date"],
        unique=False,
    )
    op.create_index(
        "uq_day_entry_local_date",
        "day_entry",
        ["user_id", "local_date"],
        unique=True,
        postgresql_where=sa.text("deleted_at is null"),
    )
    for statement in protect("day_entry"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(
        "uq_day_entry_local_date", table_name="day_entry", postgresql_where=sa.text("deleted_at is null")
    )
    op.drop_index(op.f("ix_day_entry_user_id_mood_local_date"), table_name="day_entry")
    op.drop_table("day_entry")
