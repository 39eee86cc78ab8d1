"""Sessions and their refresh tokens, always of the owner."""

from cairn.kit.db.sql import Query

ADD_SESSION = Query(
    "INSERT INTO auth_session (user_id, id, created_at, device, address, last_used_at, authenticated_at,"
    " expires_at) VALUES (:owner, :id, :now, :device, :address, :now, :now, :expires_at)"
)

ADD_TOKEN = Query(
    "INSERT INTO refresh_token (user_id, id, created_at, session_id, token_hash)"
    " VALUES (:owner, :id, :now, :session, :token_hash)"
)

SESSION_LOCKED = Query(
    "SELECT expires_at, revoked_at FROM auth_session WHERE user_id = :owner AND id = :session FOR UPDATE"
)
"""The lock makes two refreshes of a session take turns."""

TOKEN = Query(
    "SELECT id, used_at FROM refresh_token"
    " WHERE user_id = :owner AND session_id = :session AND token_hash = :token_hash"
)

USE_TOKEN = Query("UPDATE refresh_token SET used_at = :now WHERE user_id = :owner AND id = :id")

FORGET_TOKENS = Query(
    "DELETE FROM refresh_token WHERE user_id = :owner AND session_id = :session AND created_at < :before"
)

TOUCH_SESSION = Query(
    "UPDATE auth_session SET last_used_at = :now, expires_at = :expires_at, address = :address"
    " WHERE user_id = :owner AND id = :session"
)

AUTHENTICATED_AT = Query("SELECT authenticated_at FROM auth_session WHERE user_id = :owner AND id = :session")

AUTHENTICATED_NOW = Query(
    "UPDATE auth_session SET authenticated_at = :now WHERE user_id = :owner AND id = :session"
)

END_SESSION = Query(
    "UPDATE auth_session SET revoked_at = :now, revoked_reason = :reason"
    " WHERE user_id = :owner AND id = :session AND kind = 'sign_in' AND revoked_at IS NULL"
    " AND expires_at > :now RETURNING id"
)

END_OTHER_SESSIONS = Query(
    "UPDATE auth_session SET revoked_at = :now, revoked_reason = :reason"
    " WHERE user_id = :owner AND revoked_at IS NULL AND expires_at > :now"
    " AND id IS DISTINCT FROM CAST(:keep AS uuid)"
    " AND (kind = 'sign_in' OR CAST(:tokens_too AS boolean)) RETURNING id"
)

SESSIONS = Query(
    "SELECT id, device, address, created_at, last_used_at, expires_at, id = :current AS is_current"
    " FROM auth_session"
    " WHERE user_id = :owner AND kind = 'sign_in' AND revoked_at IS NULL AND expires_at > :now"
    " ORDER BY last_used_at DESC, id DESC LIMIT :limit OFFSET :offset"
)

COUNT_SESSIONS = Query(
    "SELECT count(*) FROM auth_session"
    " WHERE user_id = :owner AND kind = 'sign_in' AND revoked_at IS NULL AND expires_at > :now"
)

ADDRESSES = Query(
    "SELECT DISTINCT address FROM auth_session"
    " WHERE user_id = :person AND last_used_at > :since AND address IS NOT NULL LIMIT 200"
)
"""Where a person has signed in from lately."""

FORGET_SESSIONS = Query("DELETE FROM auth_session WHERE coalesce(revoked_at, expires_at) < :before")
"""For scheduled work, over all people."""
