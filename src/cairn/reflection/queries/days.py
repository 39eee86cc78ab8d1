"""Day entries as a resource, by their day, and as a curve."""

from sqlalchemy import Date, bindparam

from cairn.kit.db.filters import equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query
from cairn.reflection.models import DayEntry
from cairn.reflection.queries.links import links_of
from cairn.reflection.schemas.days import DayEntryOut

DAYS = Owned(
    DayEntry,
    DayEntryOut,
    computed={"links": links_of},
    filters={
        "first": lambda r: r.local_date >= bindparam("first", type_=Date()),
        "last": lambda r: r.local_date <= bindparam("last", type_=Date()),
        "mood": equals("mood"),
    },
    sorts={"latest": (lambda r: r.local_date.desc(),), "earliest": (lambda r: r.local_date,)},
)

LOCK = Query(
    "SELECT pg_advisory_xact_lock("
    "hashtextextended('day:' || CAST(CAST(:owner AS uuid) AS text) || CAST(CAST(:day AS date) AS text), 0))"
)
"""Held until the transaction ends: of two first words about a day, the second is added to the first."""

ID_OF = Query("SELECT id FROM day_entry WHERE user_id = :owner AND local_date = :day AND deleted_at IS NULL")

LATEST = Query(
    "SELECT id FROM day_entry WHERE user_id = :owner AND local_date = :day"
    " ORDER BY deleted_at DESC NULLS FIRST, id DESC LIMIT 1"
)
"""The entry of a day, else the one that was removed last."""

SERIES = Query("""
SELECT json_build_object('first', CAST(:first AS date), 'last', CAST(:last AS date), 'days',
  coalesce(json_agg(json_build_object('day', local_date, 'mood', mood, 'energy', energy,
    'sleep_hours', sleep_hours, 'sleep_quality', sleep_quality, 'completion', completion,
    'productivity', productivity) ORDER BY local_date), CAST('[]' AS json)))
FROM day_entry
WHERE user_id = :owner AND local_date BETWEEN :first AND :last AND deleted_at IS NULL
""")
