"""Invitations. A global table: these run in the system scope."""

# ruff: noqa: S608 - only lists of columns are put in

from cairn.kit.db.sql import Query

_SHOWN = "id, email, role, created_at, created_by, expires_at, used_at, used_by"

ADD_INVITE = Query(
    "INSERT INTO invite (id, code_hash, email, role, created_at, created_by, expires_at)"
    " VALUES (:id, :code_hash, :email, :role, :now, CAST(:created_by AS uuid), :expires_at)"
    f" RETURNING {_SHOWN}"
)

OPEN_INVITE = Query(
    "SELECT id, role, email FROM invite"
    " WHERE (code_hash = :code_hash OR mail_hash = :code_hash) AND used_at IS NULL AND expires_at > :now"
)

USE_INVITE = Query(
    "UPDATE invite SET used_at = :now, used_by = :owner WHERE id = :id AND used_at IS NULL RETURNING id"
)
"""Of two sign-ups at once with one invitation, the second waits for the first and finds it used."""

INVITE_TO_SEND = Query(
    "UPDATE invite SET mail_hash = :mail_hash WHERE id = :id AND used_at IS NULL AND expires_at > :now"
    " RETURNING email, expires_at"
)

INVITES = Query(f"SELECT {_SHOWN} FROM invite ORDER BY id DESC LIMIT :limit OFFSET :offset")

COUNT_INVITES = Query("SELECT count(*) FROM invite")

REMOVE_INVITE = Query("DELETE FROM invite WHERE id = :id AND used_at IS NULL RETURNING id")

FORGET_INVITES = Query("DELETE FROM invite WHERE used_at IS NULL AND expires_at < :before")
