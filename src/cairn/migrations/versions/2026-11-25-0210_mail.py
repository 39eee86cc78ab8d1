"""What is sent by mail: rights that are used once, proven addresses, invitations."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from cairn.kit.db.rls import protect

revision = "202611250210"
down_revision = "202611250222"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("user_account", sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("invite", sa.Column("mail_hash", sa.LargeBinary(), nullable=True))
    op.create_unique_constraint(op.f("uq_invite_mail_hash"), "invite", ["mail_hash"])
    op.create_table(
        "mail_token",
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("purpose in ('reset', 'address')", name=op.f("ck_mail_token_purpose")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_mail_token_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_mail_token")),
    )
    for statement in protect("mail_token"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("mail_token")
    op.drop_constraint(op.f("uq_invite_mail_hash"), "invite", type_="unique")
    op.drop_column("invite", "mail_hash")
    op.drop_column("user_account", "email_verified_at")
