"""The keys that sign access tokens: Ed25519, several at a time, replaced by age.

A new key is published an hour before it signs, and every process reads the keys again every ten minutes, so
that no process meets a token whose key it does not know. A retired key verifies until the last token that it
signed has ended. All of it follows from times in the table: the change needs no signal between processes.
"""

import asyncio
import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import urandom
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cairn.identity.keyed import KeyedToken
from cairn.identity.queries.keys import ADD_KEY, FORGET_KEYS, KEYS, LOCK, RETIRE_KEY
from cairn.identity.queries.personal import USE_PERSONAL_TOKEN
from cairn.identity.secret import derived_key
from cairn.kit.actor import Actor
from cairn.kit.clock import Clock
from cairn.kit.db.errors import from_database
from cairn.kit.db.sql import Row
from cairn.kit.db.work import Database, Scope, Work
from cairn.kit.http.problems import Problem
from cairn.kit.json import encode_json
from cairn.kit.logs import log
from cairn.settings import AuthSettings

PUBLISHED_AHEAD = timedelta(hours=1)
READ_AGAIN_AFTER = timedelta(minutes=10)
UNKNOWN_READ_AFTER = timedelta(seconds=10)
"""Least time between two readings that unknown key ids cause: forged tokens must not cost a query each."""
LIBRARY_DELAY_SECONDS = 0.5
_LOCK_KEY = 0x6B65_7972_696E_67  # "keyring"
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One key pair as this process holds it."""

    kid: str
    public: Ed25519PublicKey
    public_raw: bytes
    private: Ed25519PrivateKey | None
    """None where the private half was sealed with another secret: such a key verifies only."""
    created_at: datetime
    retired_at: datetime | None
    """From then on it signs no more; may lie in the future."""

    def signs(self, now: datetime) -> bool:
        """Whether it may sign at `now`, if its private half is at hand."""
        return self.retired_at is None or now < self.retired_at


class Keyring:
    """The signing keys, and the other uses of the server's secret."""

    def __init__(self, database: Database, secret: bytes, settings: AuthSettings) -> None:
        """Use `Keyring.load`."""
        self._database = database
        self._settings = settings
        self._seal = AESGCM(derived_key(secret, "signing keys"))
        self._throttle_key = derived_key(secret, "throttle")
        self._secrets = AESGCM(derived_key(secret, "secrets of people"))
        self._csrf_key = derived_key(secret, "csrf")
        self._keys: dict[str, SigningKey] = {}
        self._read_at: datetime | None = None
        self._reading: asyncio.Task[None] | None = None

    @classmethod
    async def load(cls, database: Database, secret: bytes, settings: AuthSettings) -> "Keyring":
        """Read the keys; make the first one, or the next one where it is time."""
        keyring = cls(database, secret, settings)
        await keyring.reload()
        # The library takes a fifth of a second to import: not at the start, and not within a request.
        loop = asyncio.get_running_loop()
        loop.call_later(LIBRARY_DELAY_SECONDS, lambda: loop.run_in_executor(None, __import__, "jwt"))
        return keyring

    @property
    def clock(self) -> Clock:
        """The clock by which keys age."""
        return self._database.clock

    async def reload(self) -> None:
        """Read the keys again, and make a new one where none can sign or the newest is too old."""
        now = self.clock.now()
        async with self._database.read(scope=Scope.SYSTEM) as read:
            self._take(await read.db.rows(KEYS))
        if self._due(now):
            async with self._database.work(scope=Scope.SYSTEM) as work:
                await work.db.run(LOCK, key=_LOCK_KEY)
                self._take(await work.db.rows(KEYS))  # another process may have been first
                if self._due(now):
                    await self._rotate(work, now)
                    self._take(await work.db.rows(KEYS))
        self._read_at = now

    def verifying(self, kid: str) -> Ed25519PublicKey | None:
        """Return the key that verifies; None for an unknown one, which is looked up for the next request."""
        key = self._keys.get(kid)
        now = self.clock.now()
        if key is None:
            self._read_soon(now, UNKNOWN_READ_AFTER)
            return None
        self._read_soon(now, READ_AGAIN_AFTER)
        return key.public if self._verifies(key, now) else None

    async def signing(self) -> tuple[str, Ed25519PrivateKey]:
        """Return the id and the private half of the key that signs now: of those that may, the oldest."""
        now = self.clock.now()
        if self._read_at is None or now - self._read_at >= READ_AGAIN_AFTER:
            await self.reload()
        return next((k.kid, k.private) for k in self._by_age() if k.private is not None and k.signs(now))

    def jwks(self) -> dict[str, Any]:
        """Return the public keys as a JSON Web Key Set (RFC 7517, RFC 8037), also those that sign later."""
        now = self.clock.now()
        return {
            "keys": [
                {"kid": key.kid, "use": "sig", "alg": "EdDSA", **_jwk(key.public_raw)}
                for key in self._by_age()
                if self._verifies(key, now)
            ]
        }

    def throttle_hash(self, *parts: str) -> bytes:
        """Return a keyed hash of what a throttle counts, so that its table names nobody."""
        return hmac.digest(self._throttle_key, "\n".join(parts).encode(), "sha256")

    def csrf_token(self, session_id: UUID) -> str:
        """Return what a browser has to send beside the cookies of a session, as only a page of ours can."""
        mac = hmac.digest(self._csrf_key, session_id.bytes, "sha256")
        return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    async def prove_token(self, token: KeyedToken) -> Actor | None:
        """Return the actor of a personal access token, and note its use; None for one that does not count."""
        async with self._database.work(token.user_id, scope=Scope.SYSTEM) as work:
            row = await work.db.row(
                USE_PERSONAL_TOKEN, id=token.row_id, token_hash=token.digest, now=work.clock.now()
            )
        return Actor(token.user_id, row.session_id, row.role, frozenset(row.scopes)) if row else None

    def seal(self, raw: bytes, label: bytes) -> bytes:
        """Encrypt a secret of a person; it opens again only under the same label."""
        nonce = urandom(_NONCE_BYTES)
        return nonce + self._secrets.encrypt(nonce, raw, label)

    def unseal(self, sealed: bytes, label: bytes) -> bytes | None:
        """Return the secret; None where it was sealed by another server, or under another label."""
        try:
            return self._secrets.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], label)
        except InvalidTag:
            return None

    # --- inside ------------------------------------------------------------------------------------

    def _by_age(self) -> list[SigningKey]:
        return sorted(self._keys.values(), key=lambda key: (key.created_at, key.kid))

    def _verifies(self, key: SigningKey, now: datetime) -> bool:
        return key.retired_at is None or now < key.retired_at + self._afterlife

    @property
    def _afterlife(self) -> timedelta:
        """How long after its retirement a key verifies: a token's life, and a process that read late."""
        return timedelta(minutes=self._settings.access_minutes) + READ_AGAIN_AFTER

    def _due(self, now: datetime) -> bool:
        living = [key for key in self._by_age() if key.private is not None and key.retired_at is None]
        return not living or now - living[-1].created_at >= timedelta(days=self._settings.key_rotation_days)

    async def _rotate(self, work: Work, now: datetime) -> None:
        """Add a key; the ones that sign now go on until it has been published for long enough."""
        private = Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw()
        kid = _thumbprint(public)
        nonce = urandom(_NONCE_BYTES)
        sealed = nonce + self._seal.encrypt(nonce, private.private_bytes_raw(), kid.encode())
        for key in self._by_age():
            if key.private is not None and key.retired_at is None:
                await work.db.run(RETIRE_KEY, kid=key.kid, at=now + PUBLISHED_AHEAD)
        await work.db.run(ADD_KEY, kid=kid, public_key=public, private_key_sealed=sealed, now=now)
        await work.db.run(FORGET_KEYS, before=now - self._afterlife)

    def _take(self, rows: list[Row]) -> None:
        self._keys = {
            row.kid: SigningKey(
                kid=row.kid,
                public=Ed25519PublicKey.from_public_bytes(row.public_key),
                public_raw=row.public_key,
                private=self._unseal(row.kid, row.private_key_sealed),
                created_at=row.created_at,
                retired_at=row.retired_at,
            )
            for row in rows
        }

    def _unseal(self, kid: str, sealed: bytes) -> Ed25519PrivateKey | None:
        try:
            raw = self._seal.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], kid.encode())
        except InvalidTag:
            log.warning("signing key sealed with another secret", key_id=kid)
            return None
        return Ed25519PrivateKey.from_private_bytes(raw)

    def _read_soon(self, now: datetime, after: timedelta) -> None:
        """Read the keys in the background, unless that has just been done or is under way."""
        if self._reading is None and (self._read_at is None or now - self._read_at >= after):
            self._reading = asyncio.get_running_loop().create_task(self._read_in_background())

    async def _read_in_background(self) -> None:
        try:
            await self.reload()
        except Exception as error:
            self._read_at = self.clock.now()  # try again later; meanwhile the keys at hand stay good
            if not isinstance(error, Problem) and from_database(error) is None:
                raise
            log.warning("signing keys could not be read", error_type=type(error).__name__)
        finally:
            self._reading = None


def _jwk(public: bytes) -> dict[str, str]:
    x = base64.urlsafe_b64encode(public).rstrip(b"=").decode()
    return {"crv": "Ed25519", "kty": "OKP", "x": x}


def _thumbprint(public: bytes) -> str:
    """Return the key's thumbprint (RFC 7638, members as RFC 8037 names them), which is its id."""
    digest = hashlib.sha256(encode_json(_jwk(public))).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
