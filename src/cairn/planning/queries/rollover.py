"""Tasks whose planned day ended with them undone."""

from cairn.kit.db.sql import Query

# Moves every task at most once a day: afterwards it is planned for today.
ROLL_OVER = Query("""
WITH due AS (
    SELECT id, scheduled_for, rollover_count FROM task
    WHERE user_id = :owner AND completed_at IS NULL AND deleted_at IS NULL
        AND status NOT IN ('done', 'cancelled') AND archived_at IS NULL AND scheduled_for < :today
    ORDER BY id FOR UPDATE
)
UPDATE task t SET scheduled_for = :today, rollover_count = t.rollover_count + 1,
    updated_at = :now, version = t.version + 1
FROM due WHERE t.user_id = :owner AND t.id = due.id
RETURNING t.id, due.scheduled_for AS planned, due.rollover_count AS before
""")
