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
