"""Opaque tokens that name their row, so that it is found by key and only a hash needs to be stored."""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from cairn.kit.ids import UserId

_ID_BYTES = 16
_RANDOM_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyedToken:
    """A token, taken apart."""

    user_id: UserId
    row_id: UUID
    text: str

    @property
    def digest(self) -> bytes:
        """SHA-256 of the text: all that is stored. The text has 256 random bits, so no salt is needed."""
        return hashlib.sha256(self.text.encode()).digest()


def new_token(prefix: str, user_id: UserId, row_id: UUID) -> KeyedToken:
    """Return a new token of a row."""
    packed = user_id.bytes + row_id.bytes + secrets.token_bytes(_RANDOM_BYTES)
    return KeyedToken(user_id, row_id, prefix + base64.urlsafe_b64encode(packed).rstrip(b"=").decode())


def read_token(prefix: str, text: str) -> KeyedToken | None:
    """Take a token apart; None for a text that is none."""
    try:
        body = text.removeprefix(prefix).encode("ascii")
        packed = base64.b64decode(body + b"=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if not text.startswith(prefix) or len(packed) != 2 * _ID_BYTES + _RANDOM_BYTES:
        return None
    user, row = packed[:_ID_BYTES], packed[_ID_BYTES : 2 * _ID_BYTES]
    return KeyedToken(UserId(UUID(bytes=user)), UUID(bytes=row), text)
