"""Secrets of webhooks: sealed at rest, and what deliveries are signed with (Standard Webhooks)."""

import base64
import hmac
import secrets
from os import urandom
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from cairn.settings import Settings

SECRET_PREFIX = "whsec_"  # noqa: S105 - what secrets begin with
_SECRET_BYTES = 32
_NONCE_BYTES = 12


def new_secret() -> bytes:
    """Return a new key."""
    return secrets.token_bytes(_SECRET_BYTES)


def shown(secret: bytes) -> str:
    """Return a key as receivers' libraries take it."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def sealed(settings: "Settings", webhook_id: UUID, secret: bytes) -> bytes:
    """Return a key encrypted for this webhook alone."""
    nonce = urandom(_NONCE_BYTES)
    sealing = _cipher(settings)
    return nonce + bytes(sealing.encrypt(nonce, secret, webhook_id.bytes))


def unsealed(settings: "Settings", webhook_id: UUID, data: bytes) -> bytes | None:
    """Return a key; None where it was sealed with another secret of the server."""
    from cryptography.exceptions import InvalidTag

    try:
        return bytes(_cipher(settings).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], webhook_id.bytes))
    except InvalidTag:
        return None


def signature(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a message: HMAC-SHA256 over its id, its time and its body."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()


def _cipher(settings: "Settings"):  # type: ignore[no-untyped-def]  # noqa: ANN202 - AESGCM, imported late
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from cairn.identity.secret import derived_key, server_secret

    return AESGCM(derived_key(server_secret(settings), "webhooks"))
