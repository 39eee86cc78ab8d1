"""journal and links."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from cairn.kit.db.rls import protect

revision = "202611250159"
down_revision = "202611250152"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "journal_entry",
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("mood", sa.Integer(), nullable=True),
        sa.Column("mood_label", sa.Text(), nullable=True),
        sa.Column("energy", sa.Integer(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("template", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("energy between 1 and 10", name=op.f("ck_journal_entry_energy")),
        sa.CheckConstraint("mood between 1 and 5", name=op.f("ck_journal_entry_mood")),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_journal_entry_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_journal_entry")),
    )
    op.create_index(
        op.f("ix_journal_entry_user_id_local_date"), "journal_entry", ["user_id", "local_date"], unique=False
    )
    op.create_index(
        op.f("ix_journal_entry_user_id_occurred_at_id"),
        "journal_entry",
        ["user_id", "occurred_at", "id"],
        unique=False,
    )
    op.create_table(
        "link",
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('related', 'mentions', 'about', 'supports', 'hinders')", name=op.f("ck_link_kind")
        ),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_link_to_id")),
        sa.ForeignKeyConstraint(
            ["user_id", "from_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_link_user_id_from_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_link_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "to_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_link_user_id_to_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_user_id_to_id"), "link", ["user_id", "to_id"], unique=False)
    op.create_index(
        "uq_link_from_id_to_id_kind",
        "link",
        ["user_id", "from_id", "to_id", "kind"],
        unique=True,
        postgresql_where=sa.text("deleted_at is null"),
    )
    for statement in protect("journal_entry"):
        op.execute(statement)
    for statement in protect("link"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(
        "uq_link_from_id_to_id_kind", table_name="link", postgresql_where=sa.text("deleted_at is null")
    )
    op.drop_index(op.f("ix_link_user_id_to_id"), table_name="link")
    op.drop_table("link")
    op.drop_index(op.f("ix_journal_entry_user_id_occurred_at_id"), table_name="journal_entry")
    op.drop_index(op.f("ix_journal_entry_user_id_local_date"), table_name="journal_entry")
    op.drop_table("journal_entry")
