"""Data requests as a resource, and the state of those that are worked on."""

from sqlalchemy import func

from cairn.data.models import DataRequest
from cairn.data.schemas import DataRequestOut
from cairn.kit.db.filters import equals
from cairn.kit.db.owned import Owned
from cairn.kit.db.sql import Query

REQUESTS = Owned(
    DataRequest,
    DataRequestOut,
    computed={"file_sha256": lambda r: func.encode(r.file_sha256, "hex")},
    filters={"kind": equals("kind"), "status": equals("status")},
)

UNDER_WAY = Query(
    "SELECT id FROM data_request WHERE user_id = :owner AND kind = 'access_export'"
    " AND status IN ('pending', 'processing') LIMIT 1"
)

BEGIN_EXPORT = Query(
    "UPDATE data_request SET status = 'processing', updated_at = :now, version = version + 1"
    " WHERE user_id = :owner AND id = :id AND kind = 'access_export'"
    " AND status IN ('pending', 'processing') RETURNING id"
)
"""Also one that another worker was killed over; no row where it is finished."""

NOTE_PROGRESS = Query(
    "UPDATE data_request SET done_rows = :done, total_rows = :total, updated_at = :now,"
    " version = version + 1 WHERE user_id = :owner AND id = :id AND status = 'processing'"
)

END_EXPORT = Query(
    "UPDATE data_request SET status = 'completed', finished_at = :now, counts = :counts, file_bytes = :size,"
    " file_sha256 = :digest, file_expires_at = :expires, done_rows = :done, total_rows = :done,"
    " updated_at = :now, version = version + 1"
    " WHERE user_id = :owner AND id = :id AND status = 'processing'"
)

FAIL = Query(
    "UPDATE data_request SET status = 'failed', finished_at = :now, failure = :failure, updated_at = :now,"
    " version = version + 1 WHERE user_id = :owner AND id = :id AND status IN ('pending', 'processing')"
)

FORGET_FILES = Query(
    "UPDATE data_request SET file_bytes = NULL, file_sha256 = NULL, file_expires_at = NULL,"
    " updated_at = :now, version = version + 1 WHERE file_expires_at <= :now"
)
"""In the system scope."""

LIVING_FILES = Query(
    "SELECT id FROM data_request WHERE file_expires_at > :now OR status IN ('pending', 'processing')"
)
"""Ids of the requests whose files may lie in the folder; in the system scope."""
