"""Imports as resources, and what an import looks up before it makes anything."""

from cairn.imports.models import ImportRun
from cairn.imports.schemas import ImportOut, ImportSummaryOut
from cairn.kit.db.filters import equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query

RUNS = Owned(ImportRun, ImportOut)

SUMMARIES = Owned(ImportRun, ImportSummaryOut, filters={"status": equals("status")})
"""The same rows without what a list has no room for."""

KNOWN = Query("""
SELECT i.external_id, i.entity_id, i.content_hash, t.deleted_at IS NULL AS alive
FROM import_item i JOIN task t ON t.user_id = i.user_id AND t.id = i.entity_id
WHERE i.user_id = :owner AND i.source = :source AND i.external_id = any(CAST(:ids AS text[]))
""")
"""Which of these tasks of a source were imported before; those in the trash too, so that they stay there."""

KNOWN_ENTRIES = Query("""
SELECT i.external_id, i.content_hash
FROM import_item i JOIN journal_entry e ON e.user_id = i.user_id AND e.id = i.entity_id
WHERE i.user_id = :owner AND i.source = :source AND i.external_id = any(CAST(:ids AS text[]))
""")
"""Which of these journal entries of a source were imported before; those in the trash too."""

PROJECT_NAMES = Query(
    "SELECT id, name FROM project WHERE user_id = :owner AND deleted_at IS NULL"
    " ORDER BY archived_at IS NULL, status IN ('planning', 'active', 'on_hold'), id"
)
"""Of several with the same name the last one is the one to join."""

AREA_NAMES = Query(
    "SELECT id, name, slug FROM area WHERE user_id = :owner AND deleted_at IS NULL"
    " ORDER BY archived_at IS NULL, id"
)

ADD_ITEMS = Query("""
INSERT INTO import_item (user_id, source, external_id, entity_id, content_hash, created_at)
SELECT CAST(:owner AS uuid), CAST(:source AS text), x.external_id, x.entity_id, decode(x.digest, 'hex'),
    CAST(:now AS timestamptz)
FROM jsonb_to_recordset(CAST(:items AS jsonb)) AS x(external_id text, entity_id uuid, digest text)
""")

OLD_PREVIEWS = Query(
    "SELECT id FROM import_run WHERE user_id = :owner AND status = 'previewed' AND deleted_at IS NULL"
    " AND created_at < :before"
)
