"""Requests about one's data, and receipts of erasures."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from cairn.kit.db.rls import protect

revision = "202611250151"
down_revision = "202611250150"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "erasure_receipt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("categories", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("subject_hash", sa.LargeBinary(), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "kind in ('partial_erasure', 'full_erasure')", name=op.f("ck_erasure_receipt_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_receipt")),
    )
    op.create_table(
        "data_request",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("categories", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("execute_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_rows", sa.Integer(), nullable=False),
        sa.Column("total_rows", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("file_bytes", sa.BigInteger(), nullable=True),
        sa.Column("file_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("file_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_id", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('access_export', 'partial_erasure', 'full_erasure', 'restriction', 'rectification')",
            name=op.f("ck_data_request_kind"),
        ),
        sa.CheckConstraint(
            "status in ('unconfirmed', 'pending', 'processing', 'completed', 'failed', 'cancelled', 'expired')",
            name=op.f("ck_data_request_status"),
        ),
        sa.CheckConstraint("code_tries between 0 and 5", name=op.f("ck_data_request_code_tries")),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_data_request_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_data_request")),
    )
    op.create_index(
        op.f("ix_data_request_user_id_created_at"), "data_request", ["user_id", "created_at"], unique=False
    )
    for statement in protect("data_request"):
        op.execute(statement)
    op.execute("GRANT SELECT, INSERT ON erasure_receipt TO cairn_system")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(op.f("ix_data_request_user_id_created_at"), table_name="data_request")
    op.drop_table("data_request")
    op.drop_table("erasure_receipt")
