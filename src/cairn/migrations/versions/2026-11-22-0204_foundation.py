"""foundation."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from cairn.kit.db.rls import ROLES, protect

revision = "202611220204"
down_revision = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TENANT = (
    "entity",
    "idempotency_key",
    "profile",
    "auth_session",
    "refresh_token",
    "ranking_preference",
    "day_turn",
    "pillar",
    "area",
    "project",
    "task",
    "task_dependency",
    "time_entry",
    "goal",
    "goal_criterion",
    "goal_link",
    "goal_note",
    "goal_progress_snapshot",
    "import_run",
    "import_item",
)
APPEND_ONLY = ("audit_event", "consent", "ledger_entry", "work_event")

# Begins every transaction of the program: names the data owner, bounds the statements, and proves in the
# same round trip that the session behind the credential has not ended. The present comes from the program, so
# that one clock decides everything. Each prepared statement is planned once: for the larger ones planning took
# longer than running, and as every one begins with the owner, the values change little about the plan.
ENTER = """
CREATE FUNCTION cairn_enter(person uuid, session uuid, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.user_id', person::text, true),
          set_config('plan_cache_mode', 'force_generic_plan', true),
          set_config('statement_timeout', '30s', true),
          set_config('lock_timeout', '10s', true),
          set_config('idle_in_transaction_session_timeout', '60s', true);
  IF session IS NOT NULL AND NOT EXISTS (
    SELECT FROM auth_session WHERE user_id = person AND id = session
      AND revoked_at IS NULL AND expires_at > at
  ) THEN
    RAISE EXCEPTION 'session ended' USING ERRCODE = 'CA401';
  END IF;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "login_throttle",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_throttle")),
    )
    op.create_table(
        "signing_key",
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_key_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("day_start_hour", sa.Integer(), nullable=False),
        sa.Column("week_start", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "plan in ('standard', 'premium', 'enterprise')", name=op.f("ck_user_account_plan")
        ),
        sa.CheckConstraint(
            "role in ('member', 'coach', 'therapist', 'admin')", name=op.f("ck_user_account_role")
        ),
        sa.CheckConstraint("status in ('active', 'disabled')", name=op.f("ck_user_account_status")),
        sa.CheckConstraint("day_start_hour between 0 and 12", name=op.f("ck_user_account_day_start_hour")),
        sa.CheckConstraint("week_start between 0 and 6", name=op.f("ck_user_account_week_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
    op.create_index(
        "uq_user_account_owner",
        "user_account",
        ["is_owner"],
        unique=True,
        postgresql_where=sa.text("is_owner"),
    )
    op.create_table(
        "audit_event",
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("entity_kind", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_audit_event_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_audit_event")),
    )
    op.create_index(
        op.f("ix_audit_event_user_id_entity_id_id"),
        "audit_event",
        ["user_id", "entity_id", "id"],
        unique=False,
    )
    op.create_table(
        "auth_session",
        sa.Column("device", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.Text(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_auth_session_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_auth_session")),
    )
    op.create_table(
        "consent",
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "purpose in ('service', 'ai_processing', 'sensitive_data', 'analytics', 'research', 'third_party_chat', 'sharing_with_professional', 'recording', 'push')",
            name=op.f("ck_consent_purpose"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_consent_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_consent")),
    )
    op.create_index(
        op.f("ix_consent_user_id_purpose_id"), "consent", ["user_id", "purpose", "id"], unique=False
    )
    op.create_table(
        "entity",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_entity_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_entity")),
    )
    op.create_index(op.f("ix_entity_user_id_kind_id"), "entity", ["user_id", "kind", "id"], unique=False)
    op.create_table(
        "idempotency_key",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_idempotency_key_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_idempotency_key")),
    )
    op.create_table(
        "invite",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("role in ('member', 'coach', 'therapist', 'admin')", name=op.f("ck_invite_role")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["user_account.id"], name=op.f("fk_invite_created_by"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["used_by"], ["user_account.id"], name=op.f("fk_invite_used_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invite_code_hash")),
    )
    op.create_table(
        "profile",
        sa.Column("display_name", sa.Text(), nullable=True),
        sa.Column("working_hours", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("peak_hours", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("onboarding", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("ai_enabled", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("planned_minutes between 0 and 1440", name=op.f("ck_profile_planned_minutes")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_profile_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_profile")),
        sa.UniqueConstraint("user_id", name=op.f("uq_profile_user_id")),
    )
    op.create_table(
        "ranking_preference",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("preset", sa.Text(), nullable=False),
        sa.Column("weights", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "preset in ('balance', 'focus', 'exploration', 'efficiency', 'wellbeing')",
            name=op.f("ck_ranking_preference_preset"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_ranking_preference_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_ranking_preference")),
    )
    op.create_table(
        "import_item",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "entity_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_import_item_user_id_entity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "source", "external_id", name=op.f("pk_import_item")),
    )
    op.create_index(
        op.f("ix_import_item_user_id_entity_id"), "import_item", ["user_id", "entity_id"], unique=False
    )
    op.create_table(
        "import_run",
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("options", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("preview", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status in ('previewed', 'committed')", name=op.f("ck_import_run_status")),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_import_run_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_user_id_id"), "import_run", ["user_id", "id"], unique=False)
    op.create_table(
        "ledger_entry",
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("economy_version", sa.Text(), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("currency in ('points', 'alignment')", name=op.f("ck_ledger_entry_currency")),
        sa.CheckConstraint(
            "type in ('earn', 'spend', 'refund', 'clawback', 'adjustment')", name=op.f("ck_ledger_entry_type")
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_ledger_entry_amount")),
        sa.ForeignKeyConstraint(
            ["user_id", "entity_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_ledger_entry_user_id_entity_id"),
            ondelete="SET NULL (entity_id)",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "reverses_id"],
            ["ledger_entry.user_id", "ledger_entry.id"],
            name=op.f("fk_ledger_entry_user_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_ledger_entry_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint(
            "user_id", "idempotency_key", name=op.f("uq_ledger_entry_user_id_idempotency_key")
        ),
    )
    op.create_index(
        op.f("ix_ledger_entry_user_id_currency_id"),
        "ledger_entry",
        ["user_id", "currency", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_ledger_entry_user_id_entity_id"), "ledger_entry", ["user_id", "entity_id"], unique=False
    )
    op.create_table(
        "pillar",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("vision", sa.Text(), nullable=True),
        sa.Column("target_share", sa.Numeric(precision=5, scale=4), nullable=True),
        sa.Column("alignment_strength", sa.Numeric(precision=5, scale=4), nullable=True),
        sa.Column("colour", sa.Text(), nullable=True),
        sa.Column("icon", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("alignment_strength between 0 and 1", name=op.f("ck_pillar_alignment_strength")),
        sa.CheckConstraint("target_share between 0 and 1", name=op.f("ck_pillar_target_share")),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_pillar_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_pillar")),
    )
    op.create_table(
        "refresh_token",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "session_id"],
            ["auth_session.user_id", "auth_session.id"],
            name=op.f("fk_refresh_token_user_id_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_refresh_token")),
        sa.UniqueConstraint(
            "user_id",
            "session_id",
            "token_hash",
            name=op.f("uq_refresh_token_user_id_session_id_token_hash"),
        ),
    )
    op.create_table(
        "time_entry",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("energy", sa.Integer(), nullable=True),
        sa.Column("productivity", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('focused', 'collaborative', 'meeting', 'break', 'planning')",
            name=op.f("ck_time_entry_kind"),
        ),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_time_entry_ended_at")),
        sa.CheckConstraint("energy between 1 and 10", name=op.f("ck_time_entry_energy")),
        sa.CheckConstraint("productivity between 1 and 10", name=op.f("ck_time_entry_productivity")),
        sa.ForeignKeyConstraint(
            ["user_id", "entity_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_time_entry_user_id_entity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_time_entry_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_time_entry")),
    )
    op.create_index("ix_time_entry_started_at", "time_entry", ["user_id", "started_at"], unique=False)
    op.create_index(
        op.f("ix_time_entry_user_id_entity_id"), "time_entry", ["user_id", "entity_id"], unique=False
    )
    op.create_index(
        "uq_time_entry_open",
        "time_entry",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null and deleted_at is null"),
    )
    op.create_table(
        "area",
        sa.Column("pillar_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("target_share", sa.Numeric(precision=5, scale=4), nullable=True),
        sa.Column("point_factor", sa.Numeric(precision=3, scale=2), nullable=False),
        sa.Column("sub_categories", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("is_work", sa.Boolean(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=True),
        sa.Column("icon", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("importance between 1 and 5", name=op.f("ck_area_importance")),
        sa.CheckConstraint("point_factor between 1 and 1.3", name=op.f("ck_area_point_factor")),
        sa.CheckConstraint("target_share between 0 and 1", name=op.f("ck_area_target_share")),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_area_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "pillar_id"],
            ["pillar.user_id", "pillar.id"],
            name=op.f("fk_area_user_id_pillar_id"),
            ondelete="SET NULL (pillar_id)",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_area")),
    )
    op.create_index(op.f("ix_area_user_id_pillar_id"), "area", ["user_id", "pillar_id"], unique=False)
    op.create_index(
        "uq_area_slug",
        "area",
        ["user_id", "slug"],
        unique=True,
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.create_table(
        "work_event",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("time_entry_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('start', 'pause', 'resume', 'switch', 'interrupt', 'finish')",
            name=op.f("ck_work_event_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "entity_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_work_event_user_id_entity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "time_entry_id"],
            ["time_entry.user_id", "time_entry.id"],
            name=op.f("fk_work_event_user_id_time_entry_id"),
            ondelete="SET NULL (time_entry_id)",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_work_event")),
    )
    op.create_index(op.f("ix_work_event_user_id_at"), "work_event", ["user_id", "at"], unique=False)
    op.create_table(
        "goal",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("horizon", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("target_date", sa.Date(), nullable=True),
        sa.Column("achieved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("progress_mode", sa.Text(), nullable=False),
        sa.Column("manual_pct", sa.Numeric(precision=6, scale=3), nullable=True),
        sa.Column("manual_reason", sa.Text(), nullable=True),
        sa.Column("manual_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("weights", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("progress_pct", sa.Numeric(precision=6, scale=3), nullable=True),
        sa.Column("progress_parts", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("health", sa.Text(), nullable=True),
        sa.Column("health_score", sa.Numeric(precision=6, scale=3), nullable=True),
        sa.Column("algorithm_version", sa.Text(), nullable=True),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_event_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "context in ('personal', 'coaching', 'relationship')", name=op.f("ck_goal_context")
        ),
        sa.CheckConstraint(
            "health in ('ahead', 'on_track', 'at_risk', 'behind', 'dormant')", name=op.f("ck_goal_health")
        ),
        sa.CheckConstraint(
            "horizon in ('yearly', 'quarterly', 'monthly', 'weekly', 'daily')", name=op.f("ck_goal_horizon")
        ),
        sa.CheckConstraint("progress_mode in ('auto', 'manual')", name=op.f("ck_goal_progress_mode")),
        sa.CheckConstraint(
            "source in ('person', 'onboarding', 'session', 'client_input', 'coach_suggested', 'import')",
            name=op.f("ck_goal_source"),
        ),
        sa.CheckConstraint(
            "status in ('planning', 'active', 'paused', 'achieved', 'abandoned')", name=op.f("ck_goal_status")
        ),
        sa.CheckConstraint("health_score between 0 and 100", name=op.f("ck_goal_health_score")),
        sa.CheckConstraint("manual_pct between 0 and 100", name=op.f("ck_goal_manual_pct")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_goal_parent_id")),
        sa.CheckConstraint("priority between 1 and 4", name=op.f("ck_goal_priority")),
        sa.CheckConstraint("progress_pct between 0 and 100", name=op.f("ck_goal_progress_pct")),
        sa.CheckConstraint("target_date >= start_date", name=op.f("ck_goal_target_date")),
        sa.ForeignKeyConstraint(
            ["user_id", "area_id"],
            ["area.user_id", "area.id"],
            name=op.f("fk_goal_user_id_area_id"),
            ondelete="SET NULL (area_id)",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_goal_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "parent_id"],
            ["goal.user_id", "goal.id"],
            name=op.f("fk_goal_user_id_parent_id"),
            ondelete="SET NULL (parent_id)",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_user_id_area_id"), "goal", ["user_id", "area_id"], unique=False)
    op.create_index(op.f("ix_goal_user_id_parent_id"), "goal", ["user_id", "parent_id"], unique=False)
    op.create_index(op.f("ix_goal_user_id_status"), "goal", ["user_id", "status"], unique=False)
    op.create_table(
        "project",
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("estimate_minutes", sa.Integer(), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completion_count", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status in ('planning', 'active', 'on_hold', 'completed', 'cancelled')",
            name=op.f("ck_project_status"),
        ),
        sa.CheckConstraint(
            "(status = 'completed') = (completed_at is not null)", name=op.f("ck_project_completed_at")
        ),
        sa.CheckConstraint("due_date >= start_date", name=op.f("ck_project_due_date")),
        sa.CheckConstraint(
            "estimate_minutes between 0 and 10000000", name=op.f("ck_project_estimate_minutes")
        ),
        sa.CheckConstraint("impact between 1 and 5", name=op.f("ck_project_impact")),
        sa.CheckConstraint("importance between 1 and 5", name=op.f("ck_project_importance")),
        sa.CheckConstraint("priority between 1 and 4", name=op.f("ck_project_priority")),
        sa.ForeignKeyConstraint(
            ["user_id", "area_id"],
            ["area.user_id", "area.id"],
            name=op.f("fk_project_user_id_area_id"),
            ondelete="SET NULL (area_id)",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_project_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_user_id_area_id"), "project", ["user_id", "area_id"], unique=False)
    op.create_table(
        "goal_criterion",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measurable", sa.Boolean(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "goal_id"],
            ["goal.user_id", "goal.id"],
            name=op.f("fk_goal_criterion_user_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_goal_criterion_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_goal_criterion")),
    )
    op.create_index(
        op.f("ix_goal_criterion_user_id_goal_id"), "goal_criterion", ["user_id", "goal_id"], unique=False
    )
    op.create_table(
        "goal_link",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("weight", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("weight between 0 and 100", name=op.f("ck_goal_link_weight")),
        sa.ForeignKeyConstraint(
            ["user_id", "entity_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_goal_link_user_id_entity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "goal_id"],
            ["goal.user_id", "goal.id"],
            name=op.f("fk_goal_link_user_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_goal_link_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_goal_link")),
    )
    op.create_index(
        op.f("ix_goal_link_user_id_entity_id"), "goal_link", ["user_id", "entity_id"], unique=False
    )
    op.create_index(
        "uq_goal_link_goal_id_entity_id",
        "goal_link",
        ["user_id", "goal_id", "entity_id"],
        unique=True,
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.create_table(
        "goal_note",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("progress_pct", sa.Numeric(precision=6, scale=3), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("progress_pct between 0 and 100", name=op.f("ck_goal_note_progress_pct")),
        sa.ForeignKeyConstraint(
            ["user_id", "goal_id"],
            ["goal.user_id", "goal.id"],
            name=op.f("fk_goal_note_user_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_goal_note_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_goal_note")),
    )
    op.create_index(op.f("ix_goal_note_user_id_goal_id"), "goal_note", ["user_id", "goal_id"], unique=False)
    op.create_table(
        "goal_progress_snapshot",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("progress_pct", sa.Numeric(precision=6, scale=3), nullable=True),
        sa.Column("health", sa.Text(), nullable=True),
        sa.Column("health_score", sa.Numeric(precision=6, scale=3), nullable=True),
        sa.Column("parts", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("algorithm_version", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "progress_pct between 0 and 100", name=op.f("ck_goal_progress_snapshot_progress_pct")
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "goal_id"],
            ["goal.user_id", "goal.id"],
            name=op.f("fk_goal_progress_snapshot_user_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_goal_progress_snapshot")),
        sa.UniqueConstraint(
            "user_id",
            "goal_id",
            "local_date",
            name=op.f("uq_goal_progress_snapshot_user_id_goal_id_local_date"),
        ),
    )
    op.create_table(
        "task",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("sub_category", sa.Text(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("blocked_reason", sa.Text(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scheduled_for", sa.Date(), nullable=True),
        sa.Column("story_points", sa.Integer(), nullable=True),
        sa.Column("estimate_minutes", sa.Integer(), nullable=True),
        sa.Column("actual_minutes_override", sa.Integer(), nullable=True),
        sa.Column("recurrence_rule", sa.Text(), nullable=True),
        sa.Column("recurrence_mode", sa.Text(), nullable=True),
        sa.Column("recurrence_start", sa.Date(), nullable=True),
        sa.Column("recurrence_time", sa.Time(), nullable=True),
        sa.Column("recurrence_text", sa.Text(), nullable=True),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("rollover_count", sa.Integer(), nullable=False),
        sa.Column("energy_needed", sa.Integer(), nullable=True),
        sa.Column("energy_start", sa.Integer(), nullable=True),
        sa.Column("energy_end", sa.Integer(), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("completion_count", sa.Integer(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "search",
            postgresql.TSVECTOR(),
            sa.Computed(
                "to_tsvector('simple', translate(title || ' ' || coalesce(description, ''), '/.@_-', '     '))",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(status = 'done') = (completed_at is not null)", name=op.f("ck_task_completed_at")
        ),
        sa.CheckConstraint(
            "recurrence_mode in ('schedule', 'after_completion')", name=op.f("ck_task_recurrence_mode")
        ),
        sa.CheckConstraint(
            "status in ('backlog', 'todo', 'in_progress', 'blocked', 'on_hold', 'in_review', 'done', 'cancelled')",
            name=op.f("ck_task_status"),
        ),
        sa.CheckConstraint(
            "(recurrence_rule is null) = (recurrence_mode is null)", name=op.f("ck_task_recurrence_rule")
        ),
        sa.CheckConstraint(
            "actual_minutes_override between 0 and 100000", name=op.f("ck_task_actual_minutes_override")
        ),
        sa.CheckConstraint("energy_end between 1 and 10", name=op.f("ck_task_energy_end")),
        sa.CheckConstraint("energy_needed between 1 and 10", name=op.f("ck_task_energy_needed")),
        sa.CheckConstraint("energy_start between 1 and 10", name=op.f("ck_task_energy_start")),
        sa.CheckConstraint("estimate_minutes between 0 and 100000", name=op.f("ck_task_estimate_minutes")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_task_parent_id")),
        sa.CheckConstraint("priority between 1 and 4", name=op.f("ck_task_priority")),
        sa.CheckConstraint("story_points between 0 and 100", name=op.f("ck_task_story_points")),
        sa.ForeignKeyConstraint(
            ["user_id", "area_id"],
            ["area.user_id", "area.id"],
            name=op.f("fk_task_user_id_area_id"),
            ondelete="SET NULL (area_id)",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_task_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "parent_id"],
            ["task.user_id", "task.id"],
            name=op.f("fk_task_user_id_parent_id"),
            ondelete="SET NULL (parent_id)",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "previous_id"],
            ["task.user_id", "task.id"],
            name=op.f("fk_task_user_id_previous_id"),
            ondelete="SET NULL (previous_id)",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "project_id"],
            ["project.user_id", "project.id"],
            name=op.f("fk_task_user_id_project_id"),
            ondelete="SET NULL (project_id)",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_task")),
    )
    op.create_index("ix_task_completed_on", "task", ["user_id", "completed_on"], unique=False)
    op.create_index(
        "ix_task_open",
        "task",
        ["user_id", "due_date"],
        unique=False,
        postgresql_where=sa.text(
            "completed_at is null and deleted_at is null and status not in ('done', 'cancelled')"
        ),
    )
    op.create_index(
        "ix_task_scheduled_for",
        "task",
        ["user_id", "scheduled_for"],
        unique=False,
        postgresql_where=sa.text(
            "completed_at is null and deleted_at is null and status not in ('done', 'cancelled')"
        ),
    )
    op.create_index(op.f("ix_task_user_id_area_id"), "task", ["user_id", "area_id"], unique=False)
    op.create_index(op.f("ix_task_user_id_parent_id"), "task", ["user_id", "parent_id"], unique=False)
    op.create_index(
        op.f("ix_task_user_id_project_id_created_at"),
        "task",
        ["user_id", "project_id", "created_at"],
        unique=False,
    )
    op.create_index(
        "uq_task_previous_id",
        "task",
        ["user_id", "previous_id"],
        unique=True,
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.create_table(
        "task_dependency",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("blocked_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("task_id <> blocked_by_id", name=op.f("ck_task_dependency_blocked_by_id")),
        sa.ForeignKeyConstraint(
            ["user_id", "blocked_by_id"],
            ["task.user_id", "task.id"],
            name=op.f("fk_task_dependency_user_id_blocked_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "task_id"],
            ["task.user_id", "task.id"],
            name=op.f("fk_task_dependency_user_id_task_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "task_id", "blocked_by_id", name=op.f("pk_task_dependency")),
    )
    op.create_index(
        op.f("ix_task_dependency_user_id_blocked_by_id"),
        "task_dependency",
        ["user_id", "blocked_by_id"],
        unique=False,
    )
    op.create_table(
        "day_turn",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_day_turn_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_day_turn")),
    )
    op.create_index(op.f("ix_day_turn_next_at"), "day_turn", ["next_at"], unique=False)
    op.execute(ROLES)
    for table in TENANT:
        for statement in protect(table):
            op.execute(statement)
    for table in APPEND_ONLY:
        for statement in protect(table, append_only=True):
            op.execute(statement)
    # An account is seen by its own person; signing in, which has no person yet, runs in the system scope.
    op.execute("ALTER TABLE user_account ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE user_account FORCE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY self ON user_account TO cairn_app"
        " USING (id = (SELECT current_setting('app.user_id')::uuid))"
    )
    op.execute("CREATE POLICY system ON user_account TO cairn_system USING (true) WITH CHECK (true)")
    op.execute("GRANT SELECT ON user_account TO cairn_app")
    # Role, status and ownership are changed by the administration of accounts alone.
    op.execute(
        "GRANT UPDATE (password_hash, locale, timezone, day_start_hour, week_start, updated_at, version)"
        " ON user_account TO cairn_app"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON user_account TO cairn_system")
    for table in ("signing_key", "login_throttle", "invite"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO cairn_system")
    op.execute("GRANT SELECT ON alembic_version TO cairn_app, cairn_system")
    op.execute(ENTER)
    op.execute("GRANT EXECUTE ON FUNCTION cairn_enter TO cairn_app, cairn_system")


def downgrade() -> None:
    op.execute("DROP FUNCTION cairn_enter")
    op.drop_table("day_turn")
    op.drop_index(op.f("ix_task_dependency_user_id_blocked_by_id"), table_name="task_dependency")
    op.drop_table("task_dependency")
    op.drop_index("uq_task_previous_id", table_name="task")
    op.drop_index(op.f("ix_task_user_id_project_id_created_at"), table_name="task")
    op.drop_index(op.f("ix_task_user_id_parent_id"), table_name="task")
    op.drop_index(op.f("ix_task_user_id_area_id"), table_name="task")
    op.drop_index(
        "ix_task_scheduled_for",
        table_name="task",
        postgresql_where=sa.text(
            "completed_at is null and deleted_at is null and status not in ('done', 'cancelled')"
        ),
    )
    op.drop_index(
        "ix_task_open",
        table_name="task",
        postgresql_where=sa.text(
            "completed_at is null and deleted_at is null and status not in ('done', 'cancelled')"
        ),
    )
    op.drop_index("ix_task_completed_on", table_name="task")
    op.drop_table("task")
    op.drop_table("goal_progress_snapshot")
    op.drop_index(op.f("ix_goal_note_user_id_goal_id"), table_name="goal_note")
    op.drop_table("goal_note")
    op.drop_index(
        "uq_goal_link_goal_id_entity_id",
        table_name="goal_link",
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.drop_index(op.f("ix_goal_link_user_id_entity_id"), table_name="goal_link")
    op.drop_table("goal_link")
    op.drop_index(op.f("ix_goal_criterion_user_id_goal_id"), table_name="goal_criterion")
    op.drop_table("goal_criterion")
    op.drop_index(op.f("ix_project_user_id_area_id"), table_name="project")
    op.drop_table("project")
    op.drop_index(op.f("ix_goal_user_id_status"), table_name="goal")
    op.drop_index(op.f("ix_goal_user_id_parent_id"), table_name="goal")
    op.drop_index(op.f("ix_goal_user_id_area_id"), table_name="goal")
    op.drop_table("goal")
    op.drop_index(op.f("ix_work_event_user_id_at"), table_name="work_event")
    op.drop_table("work_event")
    op.drop_index("uq_area_slug", table_name="area", postgresql_where=sa.text("deleted_at is null"))
    op.drop_index(op.f("ix_area_user_id_pillar_id"), table_name="area")
    op.drop_table("area")
    op.drop_index(
        "uq_time_entry_open",
        table_name="time_entry",
        postgresql_where=sa.text("ended_at is null and deleted_at is null"),
    )
    op.drop_index(op.f("ix_time_entry_user_id_entity_id"), table_name="time_entry")
    op.drop_index("ix_time_entry_started_at", table_name="time_entry")
    op.drop_table("time_entry")
    op.drop_table("refresh_token")
    op.drop_table("pillar")
    op.drop_index(op.f("ix_ledger_entry_user_id_entity_id"), table_name="ledger_entry")
    op.drop_index(op.f("ix_ledger_entry_user_id_currency_id"), table_name="ledger_entry")
    op.drop_table("ledger_entry")
    op.drop_index(op.f("ix_import_run_user_id_id"), table_name="import_run")
    op.drop_table("import_run")
    op.drop_index(op.f("ix_import_item_user_id_entity_id"), table_name="import_item")
    op.drop_table("import_item")
    op.drop_table("ranking_preference")
    op.drop_table("profile")
    op.drop_table("invite")
    op.drop_table("idempotency_key")
    op.drop_index(op.f("ix_entity_user_id_kind_id"), table_name="entity")
    op.drop_table("entity")
    op.drop_index(op.f("ix_consent_user_id_purpose_id"), table_name="consent")
    op.drop_table("consent")
    op.drop_table("auth_session")
    op.drop_index(op.f("ix_audit_event_user_id_entity_id_id"), table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_index("uq_user_account_owner", table_name="user_account", postgresql_where=sa.text("is_owner"))
    op.drop_table("user_account")
    op.drop_table("signing_key")
    op.drop_table("login_throttle")
