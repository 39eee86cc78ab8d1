"""rewards."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from cairn.kit.db.rls import protect

revision = "202611250222"
down_revision = "202611250230"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "wallet",
        sa.Column("alignment_goal", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("alignment_goal between 1 and 1000000", name=op.f("ck_wallet_alignment_goal")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_wallet_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_wallet")),
        sa.UniqueConstraint("user_id", name=op.f("uq_wallet_user_id")),
    )
    op.create_table(
        "reward",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=True),
        sa.Column("cooldown_hours", sa.Integer(), nullable=True),
        sa.Column("max_per_day", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("automation", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "category in ('quick_treat', 'daily_delight', 'big_unlock', 'custom')",
            name=op.f("ck_reward_category"),
        ),
        sa.CheckConstraint("status in ('active', 'locked')", name=op.f("ck_reward_status")),
        sa.CheckConstraint("cooldown_hours between 1 and 87600", name=op.f("ck_reward_cooldown_hours")),
        sa.CheckConstraint("cost between 1 and 10000000", name=op.f("ck_reward_cost")),
        sa.CheckConstraint("max_per_day between 1 and 100", name=op.f("ck_reward_max_per_day")),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_reward_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_reward")),
    )
    op.create_table(
        "redemption",
        sa.Column("reward_id", sa.Uuid(), nullable=True),
        sa.Column("ledger_entry_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("redeemed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("refunded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cost > 0", name=op.f("ck_redemption_cost")),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_redemption_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "ledger_entry_id"],
            ["ledger_entry.user_id", "ledger_entry.id"],
            name=op.f("fk_redemption_user_id_ledger_entry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "reward_id"],
            ["reward.user_id", "reward.id"],
            name=op.f("fk_redemption_user_id_reward_id"),
            ondelete="SET NULL (reward_id)",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_redemption")),
        sa.UniqueConstraint("user_id", "ledger_entry_id", name=op.f("uq_redemption_user_id_ledger_entry_id")),
    )
    op.create_index(
        op.f("ix_redemption_user_id_redeemed_at_id"),
        "redemption",
        ["user_id", "redeemed_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_redemption_user_id_reward_id_redeemed_at"),
        "redemption",
        ["user_id", "reward_id", "redeemed_at"],
        unique=False,
    )
    for statement in protect("wallet"):
        op.execute(statement)
    for statement in protect("reward"):
        op.execute(statement)
    for statement in protect("redemption"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(op.f("ix_redemption_user_id_reward_id_redeemed_at"), table_name="redemption")
    op.drop_index(op.f("ix_redemption_user_id_redeemed_at_id"), table_name="redemption")
    op.drop_table("redemption")
    op.drop_table("reward")
    op.drop_table("wallet")
