"""Second factors, always of the owner."""

from cairn.kit.db.sql import Query

FACTOR = Query(
    "SELECT id, secret_sealed, confirmed_at, last_step,"
    " (SELECT count(*) FROM recovery_code c WHERE c.user_id = :owner AND c.used_at IS NULL) AS codes_left"
    " FROM totp_factor WHERE user_id = :owner"
)

FACTOR_LOCKED = Query(
    "SELECT id, secret_sealed, confirmed_at, last_step FROM totp_factor WHERE user_id = :owner FOR UPDATE"
)
"""The lock makes two uses of a code take turns: the second finds its step used."""

BEGIN_FACTOR = Query(
    "INSERT INTO totp_factor (user_id, id, created_at, secret_sealed, last_step)"
    " VALUES (:owner, :id, :now, :secret_sealed, 0)"
    " ON CONFLICT (user_id) DO UPDATE SET secret_sealed = :secret_sealed, created_at = :now"
    " WHERE totp_factor.confirmed_at IS NULL RETURNING id"
)

USE_STEP = Query("UPDATE totp_factor SET last_step = :step WHERE user_id = :owner")

CONFIRM_FACTOR = Query("UPDATE totp_factor SET confirmed_at = :now, last_step = :step WHERE user_id = :owner")

REMOVE_FACTOR = Query(
    "DELETE FROM totp_factor WHERE user_id = :owner RETURNING id, confirmed_at IS NOT NULL AS was_on"
)

REMOVE_CODES = Query("DELETE FROM recovery_code WHERE user_id = :owner")

ADD_CODES = Query(
    "INSERT INTO recovery_code (user_id, id, created_at, code_hash) SELECT CAST(:owner AS uuid), x.id,"
    " CAST(:now AS timestamptz), x.code_hash"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:hashes AS bytea[])) AS x(id, code_hash)"
)

USE_CODE = Query(
    "UPDATE recovery_code SET used_at = :now WHERE user_id = :owner AND code_hash = :code_hash"
    " AND used_at IS NULL RETURNING id"
)
