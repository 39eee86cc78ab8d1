"""What only the story of a past needs to write or ask."""

from cairn.kit.db.sql import Query

AREAS = Query("SELECT id, slug, point_factor FROM area WHERE user_id = :owner AND deleted_at IS NULL")

ADD_SNAPSHOTS = Query("""
INSERT INTO goal_progress_snapshot (user_id, id, created_at, goal_id, local_date, progress_pct, health,
    health_score, parts, algorithm_version)
SELECT CAST(:owner AS uuid), x.id, x.at, x.goal_id, x.local_date, x.progress_pct, x.health, x.health_score,
    x.parts, CAST(:version AS text)
FROM jsonb_to_recordset(CAST(:snapshots AS jsonb)) AS x(
    id uuid, at timestamptz, goal_id uuid, local_date date, progress_pct numeric, health text,
    health_score numeric, parts jsonb)
ON CONFLICT (user_id, goal_id, local_date) DO NOTHING
""")
"""How goals stood on days of the past."""

ACCOUNT = Query("SELECT id FROM user_account WHERE email = :email")

ERASE_ACCOUNT = Query("DELETE FROM user_account WHERE id = :owner AND email = :email")
"""With all that belongs to it, by foreign keys."""

INCOME = Query(
    "SELECT local_date, amount FROM ledger_entry WHERE user_id = :owner AND currency = 'points'"
    " AND type = 'earn'"
)
"""What was earned, movement by movement."""

ADD_SPENDINGS = Query("""
INSERT INTO ledger_entry (user_id, id, created_at, currency, amount, type, reason, entity_id,
    idempotency_key, economy_version, local_date, timezone)
SELECT CAST(:owner AS uuid), x.id, x.at, 'points', -x.cost, 'spend', 'reward_redeemed', x.reward_id, x.key,
    CAST(:economy AS text), x.local_date, x.timezone
FROM jsonb_to_recordset(CAST(:spendings AS jsonb)) AS x(id uuid, at timestamptz, cost integer, reward_id uuid,
    key text, local_date date, timezone text)
""")
"""What was had in the past."""
