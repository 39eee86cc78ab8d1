"""Codes of an authenticator (RFC 6238: SHA-1, six digits, thirty seconds) and recovery codes."""

import base64
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
RECOVERY_CODES = 10
_ALLOWED_STEPS = (0, -1, 1)
"""The clock of a telephone may go half a minute wrong, either way."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_HALF = 5


def new_secret() -> bytes:
    """Return the secret of a new authenticator."""
    return secrets.token_bytes(SECRET_BYTES)


def code_at(secret: bytes, step: int) -> str:
    """Return the code of a step, which is the number of half minutes since 1970."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 0xF
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return str((number & 0x7FFF_FFFF) % 10**DIGITS).zfill(DIGITS)


def step_at(moment: datetime) -> int:
    """Return the step of a moment."""
    return int(moment.timestamp()) // STEP_SECONDS


def matching_step(secret: bytes, code: str, now: datetime, after: int) -> int | None:
    """Return the step that a code is of; None where it is of none, or of one not `after` the last used."""
    present = step_at(now)
    for offset in _ALLOWED_STEPS:
        step = present + offset
        if step > after and hmac.compare_digest(code_at(secret, step), code):
            return step
    return None


def as_text(secret: bytes) -> str:
    """Return a secret as one types it."""
    return base64.b32encode(secret).decode().rstrip("=")


def otpauth(secret: bytes, email: str, issuer: str) -> str:
    """Return the address that a QR code shows to an authenticator."""
    query = urlencode({"secret": as_text(secret), "issuer": issuer, "digits": DIGITS, "period": STEP_SECONDS})
    return f"otpauth://totp/{quote(issuer)}:{quote(email, safe='@')}?{query}"


def new_recovery_code() -> str:
    """Return a code of two halves of five letters: 49 random bits, guessed at under a throttle."""
    letters = [secrets.choice(_LETTERS) for _ in range(2 * _HALF)]
    return f"{''.join(letters[:_HALF])}-{''.join(letters[_HALF:])}"


def plain_code(text: str) -> str:
    """Return a code without what people put between its parts."""
    return "".join(text.split()).replace("-", "").casefold()


def is_totp(plain: str) -> bool:
    """Whether a code, without what stands between its parts, is one of an authenticator."""
    return len(plain) == DIGITS and plain.isascii() and plain.isdigit()
