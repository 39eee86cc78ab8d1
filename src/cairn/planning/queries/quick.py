"""What the names in a line of quick add can stand for."""

from cairn.kit.db.sql import Query

NAMES = Query("""
SELECT 'area' AS kind, id, name, slug, position FROM area
WHERE user_id = :owner AND deleted_at IS NULL AND archived_at IS NULL
UNION ALL
SELECT 'project', id, name, NULL, position FROM project
WHERE user_id = :owner AND deleted_at IS NULL AND archived_at IS NULL
    AND status NOT IN ('completed', 'cancelled')
UNION ALL
SELECT 'locale', id, locale, NULL, 0 FROM user_account WHERE id = :owner
ORDER BY kind, position, id
""")
