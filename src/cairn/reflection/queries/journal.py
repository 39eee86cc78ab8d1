"""The journal as a resource and a feed, what was found in it, and what it tells of certain days."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Uuid, bindparam, or_, select
from sqlalchemy.orm import aliased

from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import equals, has_tags
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query
from cairn.reflection.models import DayEntry, JournalEntry, Link
from cairn.reflection.queries.days import DAYS
from cairn.reflection.queries.links import links_of
from cairn.reflection.schemas.journal import JournalEntryOut


def _linked(r: Any) -> ColumnElement[bool]:
    link, entity_id = aliased(Link), bindparam("entity_id", type_=Uuid())
    there = or_(link.to_id == entity_id, link.from_id == entity_id)
    back = or_(link.from_id == r.id, link.to_id == r.id)
    found = select(link.id).where(link.user_id == r.user_id, link.deleted_at.is_(None), there, back)
    return found.exists()


_COMPUTED = {"links": links_of}

ENTRIES = Owned(JournalEntry, JournalEntryOut, computed=_COMPUTED)

JOURNAL = Feed(
    JournalEntry,
    JournalEntryOut,
    at="occurred_at",
    computed=_COMPUTED,
    filters={
        "first": lambda r: r.local_date >= bindparam("first", type_=Date()),
        "last": lambda r: r.local_date <= bindparam("last", type_=Date()),
        "tag": has_tags,
        "mood": equals("mood"),
        "template": equals("template"),
        "entity_id": _linked,
    },
)

LOCALE = Query("SELECT locale FROM user_account WHERE id = :owner")


@cache
def entries_of_days() -> Query:
    """Return the statement for the entries of days, each as JSON, by time."""
    rows = "SELECT * FROM journal_entry WHERE user_id = :owner AND local_date = any(CAST(:days AS date[]))"
    return _shown(rows, ENTRIES, "shown.occurred_at, shown.id")


@cache
def days_as_said() -> Query:
    """Return the statement for the entries of days themselves, each as JSON."""
    rows = "SELECT * FROM day_entry WHERE user_id = :owner AND local_date = any(CAST(:days AS date[]))"
    return _shown(rows, DAYS, "shown.local_date")


def _shown(rows: str, resource: Owned[JournalEntry] | Owned[DayEntry], order: str) -> Query:
    shown = resource.shape.sql_from("found").replace("AS body FROM", "AS body, local_date FROM", 1)
    return Query(f"WITH found AS ({rows} AND deleted_at IS NULL) {shown} ORDER BY {order}")


# The words are turned into lexemes while the statement runs and nowhere kept: an index over them would be a
# second copy of what somebody wrote for nobody else (docs/adr).
FIND = Query("""
WITH asked AS MATERIALIZED (
  SELECT websearch_to_tsquery(CAST(:config AS regconfig), :q) AS query
), words AS (
  SELECT 'journal_entry' AS kind, id, local_date, title, concat_ws('\n', title, content) AS text
  FROM journal_entry
  WHERE user_id = :owner AND deleted_at IS NULL AND coalesce(:kind, 'journal_entry') = 'journal_entry'
  UNION ALL
  SELECT 'day_entry', id, local_date, NULL,
    concat_ws('\n', text, accomplishment, challenges, gratitude, lessons, tomorrow_focus)
  FROM day_entry
  WHERE user_id = :owner AND deleted_at IS NULL AND coalesce(:kind, 'day_entry') = 'day_entry'
), found AS MATERIALIZED (
  SELECT w.kind, w.id, w.local_date, w.title, w.text, ts_rank_cd(v.lexemes, a.query, 32) AS rank
  FROM words w, asked a,
    LATERAL (SELECT to_tsvector(CAST(:config AS regconfig), w.text) AS lexemes OFFSET 0) v
  WHERE v.lexemes @@ a.query
    AND w.local_date >= coalesce(CAST(:first AS date), w.local_date)
    AND w.local_date <= coalesce(CAST(:last AS date), w.local_date)
), shown AS (
  SELECT * FROM found ORDER BY rank DESC, local_date DESC, id DESC LIMIT :limit OFFSET :offset
)
SELECT json_build_object('items', coalesce((
    SELECT json_agg(json_build_object('kind', kind, 'id', id, 'local_date', local_date, 'title', title,
      'excerpt', ts_headline(CAST(:config AS regconfig), text, (SELECT query FROM asked),
        'StartSel=⟦, StopSel=⟧, ' || CASE WHEN length(text) <= 240 THEN 'HighlightAll=true'
          ELSE 'MaxFragments=2, MaxWords=24, MinWords=8' END),
      'rank_score', round(CAST(rank AS numeric), 4)) ORDER BY rank DESC, local_date DESC, id DESC)
    FROM shown), CAST('[]' AS json)),
  'total', (SELECT count(*) FROM found),
  'page', CAST(:page AS integer), 'page_size', CAST(:limit AS integer))
""")
"""Where words occur, the best place first."""
