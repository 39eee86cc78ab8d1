"""Personal access tokens, always of the owner. Each has a session of its own, by which it ends at once."""

# ruff: noqa: S608 - only lists of columns are put in

from cairn.kit.db.sql import Query

ADD_TOKEN_SESSION = Query(
    "INSERT INTO auth_session (user_id, id, created_at, kind, device, last_used_at, authenticated_at,"
    " expires_at) VALUES (:owner, :id, :now, 'token', :device, :now, 'epoch', :expires_at)"
)
"""Nobody has proven who they are in it, so that dangerous acts are refused."""

_SHOWN = "id, name, prefix, scopes, created_at, last_used_at, expires_at"

ADD_PERSONAL_TOKEN = Query(
    "INSERT INTO personal_token (user_id, id, created_at, session_id, name, prefix, token_hash, scopes,"
    " expires_at) VALUES (:owner, :id, :now, :session, :name, :prefix, :token_hash, :scopes, :expires_at)"
    f" RETURNING {_SHOWN}"
)

_LASTING = (
    "FROM personal_token t WHERE user_id = :owner AND expires_at > :now AND EXISTS ("
    "SELECT FROM auth_session s WHERE s.user_id = t.user_id AND s.id = t.session_id AND s.revoked_at IS NULL)"
)

PERSONAL_TOKENS = Query(f"SELECT {_SHOWN} {_LASTING} ORDER BY id DESC LIMIT :limit OFFSET :offset")

COUNT_PERSONAL_TOKENS = Query(f"SELECT count(*) {_LASTING}")

USE_PERSONAL_TOKEN = Query(
    "UPDATE personal_token t SET last_used_at = :now FROM auth_session s, user_account u"
    " WHERE t.user_id = :owner AND t.id = :id AND t.token_hash = :token_hash AND s.user_id = t.user_id"
    " AND s.id = t.session_id AND s.revoked_at IS NULL AND s.expires_at > :now"
    " AND u.id = t.user_id AND u.status = 'active' RETURNING t.session_id, t.scopes, u.role"
)

END_PERSONAL_TOKEN = Query(
    "UPDATE auth_session s SET revoked_at = :now, revoked_reason = 'revoked' FROM personal_token t"
    " WHERE t.user_id = :owner AND t.id = :id AND s.user_id = t.user_id AND s.id = t.session_id"
    " AND s.revoked_at IS NULL AND s.expires_at > :now RETURNING t.id"
)
