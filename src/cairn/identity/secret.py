"""The server's secret: set by the operator, or made once and kept in the data directory.

It seals the signing keys and keys the hashes of the throttle; each use has a key of its own, derived from it.
"""

import os
import secrets
from pathlib import Path
from tempfile import mkstemp

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cairn.settings import Settings

_BYTES = 32
FILE_NAME = "secret.key"


class SecretUnusableError(RuntimeError):
    """The file of the secret does not hold one; the text says what to do."""


def server_secret(settings: Settings) -> bytes:
    """Return the secret of this installation; raises SecretUnusableError or OSError."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    path = settings.data_dir / FILE_NAME
    if not path.exists():
        _create(path)
    return _read(path)


def derived_key(secret: bytes, purpose: str) -> bytes:
    """Return 32 bytes for one purpose; none of them tells anything of the secret or of the others."""
    return HKDF(SHA256(), 32, salt=None, info=f"cairn/{purpose}".encode()).derive(secret)


def _read(path: Path) -> bytes:
    text = path.read_text("ascii", "replace").strip()
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        secret = b""
    if len(secret) < _BYTES:
        raise SecretUnusableError(
            f"{path} is damaged: it must hold {2 * _BYTES} hexadecimal digits. Restore it from a backup, or"
            " remove it; a new one is made then, and everybody has to sign in again."
        )
    return secret


def _create(path: Path) -> None:
    """Write a new secret under the name at once and whole, whoever else starts in the same moment."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = mkstemp(prefix=f".{path.name}-", dir=path.parent)  # readable by its owner alone
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)  # fails where the name is taken, unlike a rename
    except FileExistsError:
        pass  # the secret of the process that came first is the one
    finally:
        Path(draft).unlink()
