"""What was sent by mail, always of the owner."""

from cairn.kit.db.sql import Query

ADD_MAIL_TOKEN = Query(
    "INSERT INTO mail_token (user_id, id, created_at, purpose, token_hash, email, expires_at)"
    " VALUES (:owner, :id, :now, :purpose, :token_hash, :email, :expires_at)"
)

MAIL_TOKEN_TO_SEND = Query(
    "UPDATE mail_token SET token_hash = :token_hash WHERE user_id = :owner AND id = :id AND used_at IS NULL"
    " AND expires_at > :now RETURNING email, expires_at"
)

OPEN_MAIL_TOKEN = Query(
    "SELECT email FROM mail_token WHERE user_id = :owner AND id = :id AND purpose = :purpose"
    " AND token_hash = :token_hash AND used_at IS NULL AND expires_at > :now"
)

USE_MAIL_TOKEN = Query(
    "UPDATE mail_token SET used_at = :now WHERE user_id = :owner AND id = :id AND purpose = :purpose"
    " AND token_hash = :token_hash AND used_at IS NULL AND expires_at > :now RETURNING email"
)
"""Of two uses at once, the second waits for the first and finds it used."""

END_MAIL_TOKENS = Query(
    "UPDATE mail_token SET used_at = :now WHERE user_id = :owner AND purpose = :purpose AND used_at IS NULL"
)

FORGET_MAIL_TOKENS = Query("DELETE FROM mail_token WHERE expires_at < :before")
"""For scheduled work, over all people."""
