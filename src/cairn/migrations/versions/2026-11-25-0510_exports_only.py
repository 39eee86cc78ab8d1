"""Requests about one's data are exports; what was laid out for others, which nobody could make, goes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611250510"
down_revision = "202611250505"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

COLUMNS = ("categories", "reason", "code_hash", "code_tries", "code_expires_at", "execute_at", "receipt_id")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("erasure_receipt")
    op.drop_constraint(op.f("ck_data_request_code_tries"), "data_request", type_="check")
    for name in COLUMNS:
        op.drop_column("data_request", name)
    _replace_checks("'access_export'", "'pending', 'processing', 'completed', 'failed'")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _replace_checks(
        "'access_export', 'partial_erasure', 'full_erasure', 'restriction', 'rectification'",
        "'unconfirmed', 'pending', 'processing', 'completed', 'failed', 'cancelled', 'expired'",
    )
    none = sa.text("'{}'")
    op.add_column(
        "data_request",
        sa.Column("categories", postgresql.ARRAY(sa.Text()), nullable=False, server_default=none),
    )
    op.add_column("data_request", sa.Column("reason", sa.Text()))
    op.add_column("data_request", sa.Column("code_hash", sa.LargeBinary()))
    op.add_column("data_request", sa.Column("code_tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("data_request", sa.Column("code_expires_at", sa.DateTime(timezone=True)))
    op.add_column("data_request", sa.Column("execute_at", sa.DateTime(timezone=True)))
    op.add_column("data_request", sa.Column("receipt_id", sa.Uuid()))
    for name in ("categories", "code_tries"):
        op.alter_column("data_request", name, server_default=None)
    op.create_check_constraint(
        op.f("ck_data_request_code_tries"), "data_request", "code_tries between 0 and 5"
    )
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
    op.execute("GRANT SELECT, INSERT ON erasure_receipt TO cairn_system")


def _replace_checks(kinds: str, statuses: str) -> None:
    for column, values in (("kind", kinds), ("status", statuses)):
        name = op.f(f"ck_data_request_{column}")
        op.drop_constraint(name, "data_request", type_="check")
        op.create_check_constraint(name, "data_request", f"{column} in ({values})")
