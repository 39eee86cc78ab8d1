"""The ledger: one statement to append, sums and a feed to read; rewards, and what was had."""

from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from cairn.kit.db.entities import kind_of, title_of
from cairn.kit.db.feed import Feed
from cairn.kit.db.filters import archived_filter, equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query
from cairn.rewards.models import LedgerEntry, Redemption, Reward
from cairn.rewards.schemas import LedgerEntryOut
from cairn.rewards.shelf_schemas import RedemptionOut, RewardOut

APPEND = Query(
    "INSERT INTO ledger_entry (user_id, id, created_at, currency, amount, type, reason, entity_id,"
    " idempotency_key, economy_version, local_date, timezone)"
    " VALUES (:owner, :id, :now, :currency, :amount, :type, :reason, :entity_id, :key, :economy, :local_date,"
    " :timezone) ON CONFLICT (user_id, idempotency_key) DO NOTHING RETURNING amount"
)

APPEND_MANY = Query("""
INSERT INTO ledger_entry (user_id, id, created_at, currency, amount, type, reason, entity_id,
    idempotency_key, economy_version, local_date, timezone)
SELECT CAST(:owner AS uuid), x.id, x.at, x.currency, x.amount, 'earn', x.reason, x.entity_id, x.key,
    CAST(:economy AS text), x.local_date, x.timezone
FROM jsonb_to_recordset(CAST(:entries AS jsonb)) AS x(id uuid, at timestamptz, currency text, amount integer,
    reason text, entity_id uuid, key text, local_date date, timezone text)
ON CONFLICT (user_id, idempotency_key) DO NOTHING
""")

TAKE_BACK = Query(
    "INSERT INTO ledger_entry (user_id, id, created_at, currency, amount, type, reason, entity_id,"
    " idempotency_key, economy_version, reverses_id, local_date, timezone)"
    " SELECT e.user_id, CAST(:id AS uuid), CAST(:now AS timestamptz), e.currency, -e.amount, 'clawback',"
    " CAST(:reason AS text), e.entity_id, CAST(:reverse_key AS text), e.economy_version, e.id,"
    " CAST(:local_date AS date), CAST(:timezone AS text)"
    " FROM ledger_entry e WHERE e.user_id = :owner AND e.idempotency_key = :key"
    " ON CONFLICT (user_id, idempotency_key) DO NOTHING RETURNING amount"
)
"""The reverse of an entry, in the economy that it was earned in."""

AMOUNT = Query("SELECT amount FROM ledger_entry WHERE user_id = :owner AND idempotency_key = :key")

_SUMS = ", ".join(
    f"'{currency}', json_build_object("
    f"'balance', coalesce(sum(amount) FILTER (WHERE currency = '{currency}'), 0),"
    f" 'earned', coalesce(sum(amount) FILTER (WHERE currency = '{currency}'"
    " AND type IN ('earn', 'clawback')), 0),"
    f" 'spent', coalesce(-sum(amount) FILTER (WHERE currency = '{currency}'"
    " AND type IN ('spend', 'refund')), 0))"
    for currency in ("points", "alignment")
)

WALLET = Query(
    f"SELECT json_build_object({_SUMS}) FROM ledger_entry WHERE user_id = :owner"  # noqa: S608 - constants
)


def _reversed(r: Any) -> ColumnElement[bool]:
    other = aliased(LedgerEntry)
    later = select(other.id).where(other.user_id == r.user_id, other.reverses_id == r.id)
    return later.correlate_except(other).exists()


TRANSACTIONS = Feed(
    LedgerEntry,
    LedgerEntryOut,
    computed={
        "entity_kind": lambda r: kind_of(r.user_id, r.entity_id),
        "entity_title": lambda r: title_of(r.user_id, r.entity_id),
        "is_reversed": _reversed,
    },
    filters={
        "currency": lambda r: r.currency == bindparam("currency", type_=Text()),
        "type": lambda r: r.type == bindparam("type", type_=Text()),
        "entity_id": equals("entity_id"),
    },
)

SPEND = Query(
    "INSERT INTO ledger_entry (user_id, id, created_at, currency, amount, type, reason, entity_id,"
    " idempotency_key, economy_version, local_date, timezone)"
    " VALUES (:owner, :id, :now, 'points', -CAST(:cost AS integer), 'spend', 'reward_redeemed', :reward_id,"
    " :key, :economy, :local_date, :timezone)"
)

REFUND = Query(
    "INSERT INTO ledger_entry (user_id, id, created_at, currency, amount, type, reason, entity_id,"
    " idempotency_key, economy_version, reverses_id, local_date, timezone)"
    " SELECT e.user_id, CAST(:id AS uuid), CAST(:now AS timestamptz), e.currency, -e.amount, 'refund',"
    " 'reward_returned', e.entity_id, e.idempotency_key || '\\:refund', e.economy_version, e.id,"
    " CAST(:local_date AS date), CAST(:timezone AS text)"
    " FROM ledger_entry e WHERE e.user_id = :owner AND e.id = :entry_id"
    " ON CONFLICT (user_id, idempotency_key) DO NOTHING"
)

HOLD_WALLET = Query(
    "INSERT INTO wallet (user_id, id, created_at, alignment_goal) VALUES (:owner, :id, :now, :goal)"
    " ON CONFLICT (user_id) DO UPDATE SET alignment_goal = wallet.alignment_goal RETURNING alignment_goal"
)
"""Lock the person's wallet until the transaction ends; whoever spends looks at the balance behind it."""

SET_ALIGNMENT_GOAL = Query(
    "INSERT INTO wallet (user_id, id, created_at, alignment_goal) VALUES (:owner, :id, :now, :goal)"
    " ON CONFLICT (user_id) DO UPDATE SET alignment_goal = :goal"
)

ALIGNMENT = Query("""
SELECT coalesce((SELECT alignment_goal FROM wallet WHERE user_id = :owner), :usual) AS monthly_goal,
  coalesce(sum(amount) FILTER (WHERE local_date >= :month), 0) AS earned,
  coalesce(sum(amount) FILTER (WHERE local_date >= :week), 0) AS earned_this_week
FROM ledger_entry
WHERE user_id = :owner AND currency = 'alignment' AND local_date >= least(:month, CAST(:week AS date))
  AND local_date <= :today
""")

INCOME = Query("""
SELECT json_build_object('days', coalesce(json_agg(t ORDER BY t.day), CAST('[]' AS json))) FROM (
  SELECT local_date AS day,
    coalesce(sum(amount) FILTER (WHERE currency = 'points' AND type IN ('earn', 'clawback')), 0)
      AS points_earned,
    coalesce(-sum(amount) FILTER (WHERE currency = 'points' AND type IN ('spend', 'refund')), 0)
      AS points_spent,
    coalesce(sum(amount) FILTER (WHERE currency = 'alignment'), 0) AS alignment_earned
  FROM ledger_entry WHERE user_id = :owner AND local_date BETWEEN :first AND :last GROUP BY local_date
) t
""")

EARNED_BY_DAY = Query("""
WITH began AS (
  SELECT min(local_date) AS day FROM ledger_entry
  WHERE user_id = :owner AND currency = 'points' AND type = 'earn'
)
SELECT CAST(d.day AS date) AS day, CAST(coalesce(sum(e.amount), 0) AS integer) AS points
FROM began, generate_series(greatest(began.day, CAST(:first AS date)), CAST(:last AS date),
  interval '1 day') AS d(day)
LEFT JOIN ledger_entry e ON e.user_id = :owner AND e.local_date = CAST(d.day AS date)
  AND e.currency = 'points' AND e.type IN ('earn', 'clawback')
GROUP BY d.day ORDER BY d.day
""")
"""Points earned on each day since the first ones, days without any as 0."""

_BALANCE = (
    "(SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE user_id = :owner AND currency = 'points')"
)

_STANDING = """
SELECT w.id, w.name, w.cost, w.cooldown_hours, w.max_per_day, w.status, w.archived_at,
  CAST({balance} AS integer) AS balance, had.last_redeemed_at, had.redeemed_today
FROM reward w
CROSS JOIN LATERAL (
  SELECT max(d.redeemed_at) AS last_redeemed_at,
    CAST(count(*) FILTER (WHERE d.local_date = :today) AS integer) AS redeemed_today
  FROM redemption d
  WHERE d.user_id = :owner AND d.reward_id = w.id AND d.refunded_at IS NULL AND d.deleted_at IS NULL
) had
WHERE w.user_id = :owner AND w.deleted_at IS NULL AND {which}
"""

STANDING = Query(_STANDING.format(balance=_BALANCE, which="w.id = :reward_id"))
"""A reward, what it was had for lately, and the balance."""

SHELF = Query(
    _STANDING.format(balance=_BALANCE, which="w.archived_at IS NULL")
    + " ORDER BY w.position, w.name, w.id LIMIT 1000"
)

BALANCE = Query(f"SELECT CAST({_BALANCE} AS integer)")


def _had(r: Any) -> tuple[Any, ColumnElement[bool]]:
    had = aliased(Redemption)
    return had, and_(
        had.user_id == r.user_id,
        had.reward_id == r.id,
        had.refunded_at.is_(None),
        had.deleted_at.is_(None),
    )


def _count(r: Any) -> ColumnElement[Any]:
    had, where = _had(r)
    return select(func.count()).select_from(had).where(where).scalar_subquery()


def _last(r: Any) -> ColumnElement[Any]:
    had, where = _had(r)
    return select(func.max(had.redeemed_at)).where(where).scalar_subquery()


REWARDS = Owned(
    Reward,
    RewardOut,
    computed={"redeemed_count": _count, "last_redeemed_at": _last},
    filters={"category": equals("category"), "status": equals("status"), "archived": archived_filter},
    sorts={
        "position": (lambda r: r.position, lambda r: r.name),
        "cost": (lambda r: r.cost,),
        "name": (lambda r: func.lower(r.name),),
        "created": (),
    },
)

REDEMPTIONS = Owned(Redemption, RedemptionOut)

REDEMPTION_FEED = Feed(
    Redemption, RedemptionOut, at="redeemed_at", filters={"reward_id": equals("reward_id")}
)
