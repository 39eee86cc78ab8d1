"""Numbers of day entries."""

from cairn.kit.db.sql import Query

DAY_NUMBERS = Query(
    "SELECT local_date AS day, mood, energy, sleep_hours, sleep_quality FROM day_entry"
    " WHERE user_id = :owner AND deleted_at IS NULL AND local_date BETWEEN :first AND :last"
)
