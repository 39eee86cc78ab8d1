"""The turn of people's days."""

from cairn.kit.db.sql import Query

START = Query(
    "INSERT INTO day_turn (user_id, next_at) VALUES (:owner, :now)"
    " ON CONFLICT (user_id) DO UPDATE SET next_at = :now"
)

CLAIM_DUE = Query("""
    SELECT t.user_id, t.day, u.timezone, u.day_start_hour
    FROM day_turn t JOIN user_account u ON u.id = t.user_id
    WHERE t.next_at <= :now AND u.status = 'active'
    ORDER BY t.next_at LIMIT 200
    FOR UPDATE OF t SKIP LOCKED
""")
"""Due rows of anybody (system scope); several workers each get other ones."""

MOVE_ON = Query("UPDATE day_turn SET day = :day, next_at = :next_at WHERE user_id = :person")
