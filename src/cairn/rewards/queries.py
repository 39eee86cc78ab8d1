"""The ledger: one statement to append, sums and a feed to read."""

from sqlalchemy import Text, bindparam

from cairn.kit.db.feed import Feed
from cairn.kit.db.owned import equals
from cairn.kit.db.sql import Query
from cairn.rewards.models import LedgerEntry
from cairn.rewards.schemas import LedgerEntryOut

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

TRANSACTIONS = Feed(
    LedgerEntry,
    LedgerEntryOut,
    filters={
        "currency": lambda r: r.currency == bindparam("currency", type_=Text()),
        "type": lambda r: r.type == bindparam("type", type_=Text()),
        "entity_id": equals("entity_id"),
    },
)
