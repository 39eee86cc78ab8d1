"""habits and metrics."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from cairn.kit.db.rls import protect

revision = "202611250231"
down_revision = "202611250210"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


TENANT = (
    "routine",
    "habit",
    "habit_log",
    "habit_pause",
    "habit_state",
    "metric",
    "metric_log",
    "milestone",
    "association_run",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "association_run",
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("series", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("pairs_tested", sa.Integer(), nullable=False),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("algorithm_version", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_association_run_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_association_run")),
    )
    op.create_index(
        op.f("ix_association_run_user_id_computed_at"),
        "association_run",
        ["user_id", "computed_at"],
        unique=False,
    )
    op.create_table(
        "milestone",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Uuid(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "type in ('target_reached', 'improvement', 'log_streak', 'consistency', 'habit_streak')",
            name=op.f("ck_milestone_type"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "entity_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_milestone_user_id_entity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "log_id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_milestone_user_id_log_id"),
            ondelete="SET NULL (log_id)",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_milestone")),
        sa.UniqueConstraint(
            "user_id",
            "entity_id",
            "type",
            "threshold",
            name=op.f("uq_milestone_user_id_entity_id_type_threshold"),
        ),
    )
    op.create_index(
        op.f("ix_milestone_user_id_reached_on"), "milestone", ["user_id", "reached_on"], unique=False
    )
    op.create_table(
        "routine",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
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
            name=op.f("fk_routine_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_routine")),
    )
    op.create_table(
        "habit",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("schedule", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("target_amount", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("limit_amount", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("amount_per", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("steps", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("off_weekdays", sa.ARRAY(sa.Integer()), nullable=False),
        sa.Column("off_dates", sa.ARRAY(sa.Date()), nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("backfill_days", sa.Integer(), nullable=False),
        sa.Column("assume_success", sa.Boolean(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("reward", sa.Text(), nullable=True),
        sa.Column("friction_up", sa.Text(), nullable=True),
        sa.Column("friction_down", sa.Text(), nullable=True),
        sa.Column("routine_id", sa.Uuid(), nullable=True),
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
        sa.CheckConstraint("amount_per in ('day', 'period')", name=op.f("ck_habit_amount_per")),
        sa.CheckConstraint("kind in ('build', 'maintain', 'reduce', 'quit')", name=op.f("ck_habit_kind")),
        sa.CheckConstraint("backfill_days between 0 and 7", name=op.f("ck_habit_backfill_days")),
        sa.CheckConstraint("end_date >= start_date", name=op.f("ck_habit_end_date")),
        sa.CheckConstraint("grace between 0 and 2", name=op.f("ck_habit_grace")),
        sa.CheckConstraint("limit_amount >= 0", name=op.f("ck_habit_limit_amount")),
        sa.CheckConstraint("off_weekdays <@ array[0,1,2,3,4,5,6]", name=op.f("ck_habit_off_weekdays")),
        sa.CheckConstraint("target_amount > 0", name=op.f("ck_habit_target_amount")),
        sa.ForeignKeyConstraint(
            ["user_id", "area_id"],
            ["area.user_id", "area.id"],
            name=op.f("fk_habit_user_id_area_id"),
            ondelete="SET NULL (area_id)",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_habit_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "routine_id"],
            ["routine.user_id", "routine.id"],
            name=op.f("fk_habit_user_id_routine_id"),
            ondelete="SET NULL (routine_id)",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_habit")),
    )
    op.create_index(op.f("ix_habit_user_id_routine_id"), "habit", ["user_id", "routine_id"], unique=False)
    op.create_table(
        "metric",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_label", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("target", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("tolerance", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("low", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("high", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("aggregation", sa.Text(), nullable=False),
        sa.Column("cadence", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
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
        sa.CheckConstraint(
            "aggregation in ('sum', 'mean', 'last', 'min', 'max')", name=op.f("ck_metric_aggregation")
        ),
        sa.CheckConstraint(
            "cadence in ('daily', 'weekly', 'monthly', 'none')", name=op.f("ck_metric_cadence")
        ),
        sa.CheckConstraint("direction in ('higher', 'lower', 'target')", name=op.f("ck_metric_direction")),
        sa.CheckConstraint("source in ('manual', 'app', 'device')", name=op.f("ck_metric_source")),
        sa.CheckConstraint("status in ('active', 'paused')", name=op.f("ck_metric_status")),
        sa.CheckConstraint(
            "unit in ('count', 'hours', 'minutes', 'dollars', 'pounds', 'kg', 'percent', 'rating', 'custom')",
            name=op.f("ck_metric_unit"),
        ),
        sa.CheckConstraint("high >= low", name=op.f("ck_metric_high")),
        sa.CheckConstraint("tolerance >= 0", name=op.f("ck_metric_tolerance")),
        sa.ForeignKeyConstraint(
            ["user_id", "area_id"],
            ["area.user_id", "area.id"],
            name=op.f("fk_metric_user_id_area_id"),
            ondelete="SET NULL (area_id)",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_metric_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_metric")),
    )
    op.create_table(
        "habit_log",
        sa.Column("habit_id", sa.Uuid(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source in ('person', 'routine', 'import', 'device')", name=op.f("ck_habit_log_source")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_habit_log_amount")),
        sa.ForeignKeyConstraint(
            ["user_id", "habit_id"],
            ["habit.user_id", "habit.id"],
            name=op.f("fk_habit_log_user_id_habit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_habit_log_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_habit_log")),
    )
    op.create_index(
        op.f("ix_habit_log_user_id_habit_id_at_id"),
        "habit_log",
        ["user_id", "habit_id", "at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_habit_log_user_id_habit_id_local_date"),
        "habit_log",
        ["user_id", "habit_id", "local_date"],
        unique=False,
    )
    op.create_index(
        op.f("ix_habit_log_user_id_local_date"), "habit_log", ["user_id", "local_date"], unique=False
    )
    op.create_table(
        "habit_pause",
        sa.Column("habit_id", sa.Uuid(), nullable=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason in ('illness', 'holiday', 'other')", name=op.f("ck_habit_pause_reason")),
        sa.CheckConstraint("last >= first", name=op.f("ck_habit_pause_last")),
        sa.ForeignKeyConstraint(
            ["user_id", "habit_id"],
            ["habit.user_id", "habit.id"],
            name=op.f("fk_habit_pause_user_id_habit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_habit_pause_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_habit_pause")),
    )
    op.create_index(
        op.f("ix_habit_pause_user_id_habit_id"), "habit_pause", ["user_id", "habit_id"], unique=False
    )
    op.create_table(
        "habit_state",
        sa.Column("habit_id", sa.Uuid(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("strength", sa.Numeric(precision=7, scale=6), nullable=True),
        sa.Column("grace_used", sa.ARRAY(sa.Date()), nullable=False),
        sa.Column("grace_left", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("due", sa.Boolean(), nullable=False),
        sa.Column("need", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("got", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("last_success", sa.Date(), nullable=True),
        sa.Column("recent", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("algorithm_version", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("strength between 0 and 1", name=op.f("ck_habit_state_strength")),
        sa.ForeignKeyConstraint(
            ["user_id", "habit_id"],
            ["habit.user_id", "habit.id"],
            name=op.f("fk_habit_state_user_id_habit_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_habit_state")),
        sa.UniqueConstraint("user_id", "habit_id", name=op.f("uq_habit_state_user_id_habit_id")),
    )
    op.create_table(
        "metric_log",
        sa.Column("metric_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=6), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source in ('person', 'routine', 'import', 'device')", name=op.f("ck_metric_log_source")
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "id"],
            ["entity.user_id", "entity.id"],
            name=op.f("fk_metric_log_user_id_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "metric_id"],
            ["metric.user_id", "metric.id"],
            name=op.f("fk_metric_log_user_id_metric_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_metric_log")),
    )
    op.create_index(
        op.f("ix_metric_log_user_id_local_date"), "metric_log", ["user_id", "local_date"], unique=False
    )
    op.create_index(
        op.f("ix_metric_log_user_id_metric_id_at_id"),
        "metric_log",
        ["user_id", "metric_id", "at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_metric_log_user_id_metric_id_local_date_at"),
        "metric_log",
        ["user_id", "metric_id", "local_date", "at"],
        unique=False,
    )
    for table in TENANT:
        for statement in protect(table):
            op.execute(statement)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(op.f("ix_metric_log_user_id_metric_id_local_date_at"), table_name="metric_log")
    op.drop_index(op.f("ix_metric_log_user_id_metric_id_at_id"), table_name="metric_log")
    op.drop_index(op.f("ix_metric_log_user_id_local_date"), table_name="metric_log")
    op.drop_table("metric_log")
    op.drop_table("habit_state")
    op.drop_index(op.f("ix_habit_pause_user_id_habit_id"), table_name="habit_pause")
    op.drop_table("habit_pause")
    op.drop_index(op.f("ix_habit_log_user_id_local_date"), table_name="habit_log")
    op.drop_index(op.f("ix_habit_log_user_id_habit_id_local_date"), table_name="habit_log")
    op.drop_index(op.f("ix_habit_log_user_id_habit_id_at_id"), table_name="habit_log")
    op.drop_table("habit_log")
    op.drop_table("metric")
    op.drop_index(op.f("ix_habit_user_id_routine_id"), table_name="habit")
    op.drop_table("habit")
    op.drop_table("routine")
    op.drop_index(op.f("ix_milestone_user_id_reached_on"), table_name="milestone")
    op.drop_table("milestone")
    op.drop_index(op.f("ix_association_run_user_id_computed_at"), table_name="association_run")
    op.drop_table("association_run")
