"""Access tokens (JWT, EdDSA) and refresh tokens (opaque): how they are made and proven."""

import hashlib
import time
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from starlette.datastructures import Headers
from starlette.types import Scope

from cairn.identity import cookies
from cairn.identity.ids import SessionId
from cairn.identity.keyed import KeyedToken, new_token, read_token
from cairn.identity.keys import Keyring
from cairn.kit.actor import Actor
from cairn.kit.clock import Clock, SystemClock
from cairn.kit.db.errors import from_database
from cairn.kit.http.limits import WINDOW_SECONDS, Limiter
from cairn.kit.http.problems import Problem, TooManyRequests, Unauthenticated
from cairn.kit.ids import UserId, new_id

ISSUER = "cairn"
AUDIENCE = "cairn-api"
CHALLENGE_AUDIENCE = "cairn-second-factor"
ALGORITHM = "EdDSA"
_CLAIMS = ("iss", "aud", "sub", "sid", "role", "iat", "exp", "jti")
_MAX_TOKEN = 2_000
_CACHED = 4_096

USE_NOTED_EVERY = timedelta(minutes=5)
"""How exactly the last use of a personal access token is noted."""
_WRONG_A_MINUTE = 60
"""How many unknown personal access tokens an address may try: each costs a statement."""

PERSONAL_PREFIX = "cairn_pat_"
_REFRESH_PREFIX = "cr_"


async def issue_access_token(keyring: Keyring, actor: Actor, *, life: timedelta) -> str:
    """Return a signed token that proves the actor for `life`."""
    import jwt

    kid, private = await keyring.signing()
    now = int(keyring.clock.now().timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(actor.user_id),
        "sid": str(actor.session_id),
        "role": actor.role,
        "iat": now,
        "exp": now + int(life.total_seconds()),
        "jti": str(new_id()),
    }
    return jwt.encode(claims, private, algorithm=ALGORITHM, headers={"kid": kid})


async def issue_challenge(keyring: Keyring, user_id: UserId, mark: str, *, life: timedelta) -> str:
    """Return a signed token that proves a first step of signing in; `mark` is of the right password."""
    import jwt

    kid, private = await keyring.signing()
    now = int(keyring.clock.now().timestamp())
    claims = {
        "iss": ISSUER,
        "aud": CHALLENGE_AUDIENCE,
        "sub": str(user_id),
        "mark": mark,
        "exp": now + int(life.total_seconds()),
    }
    return jwt.encode(claims, private, algorithm=ALGORITHM, headers={"kid": kid})


def read_challenge(keyring: Keyring, text: str) -> tuple[UserId, str] | None:
    """Return the person and the mark of a challenge; None for one that does not count."""
    import jwt

    try:
        kid = jwt.get_unverified_header(text).get("kid")
        public = keyring.verifying(kid) if isinstance(kid, str) else None
        if public is None:
            return None
        claims = jwt.decode(
            text,
            public,
            algorithms=[ALGORITHM],
            audience=CHALLENGE_AUDIENCE,
            issuer=ISSUER,
            options={"require": ["exp", "sub", "mark"], "verify_exp": False},
        )
        if keyring.clock.now().timestamp() >= _instant(claims["exp"]):
            return None
        return UserId(UUID(claims["sub"])), str(claims["mark"])
    except (jwt.InvalidTokenError, ValueError, TypeError):
        return None


class Authenticator:
    """Proves the token of a request. Tokens seen before are recognised by their hash until they end.

    It proves only who made the token's request; whether the session still lasts is proven by every
    transaction, in the database.
    """

    def __init__(self, clock: Clock | None = None, public_url: str | None = None) -> None:
        """Take the keyring later, when the database is connected; until then nobody is let in."""
        self.clock = clock or SystemClock()
        self.public_url = public_url
        self.keyring: Keyring | None = None
        self._seen: OrderedDict[bytes, tuple[Actor, int]] = OrderedDict()
        self._personal: OrderedDict[bytes, tuple[Actor, datetime]] = OrderedDict()
        self._wrong = Limiter()
        self._shut: dict[str, float] = {}

    async def __call__(self, scope: Scope, headers: Headers) -> Actor | Problem | None:
        """Return the actor, the problem with the credential, or None where there is none.

        A program sends its token as a bearer; a browser sends it in a cookie, with whatever page makes the
        request, so that there it is also proven that the page is ours.
        """
        given = headers.get("authorization")
        if given is None:
            return self._by_cookie(scope, headers)
        scheme, _, token = given.partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token or len(token) > _MAX_TOKEN:
            return Unauthenticated("Send `Authorization: Bearer` and an access token.")
        if token.startswith(PERSONAL_PREFIX):
            return await self._by_personal_token(token, scope)
        return self._by_token(token)

    async def _by_personal_token(self, text: str, scope: Scope) -> Actor | Problem:
        """Prove a personal access token by its row, which is read again after some minutes."""
        token = read_token(PERSONAL_PREFIX, text)
        now = self.clock.now()
        if token is None or self.keyring is None:
            return Unauthenticated("The personal access token is not valid here.")
        known = self._personal.get(token.digest)
        if known is not None and now < known[1]:
            return known[0]
        address = scope["client"][0] if scope.get("client") else "local"
        if time.monotonic() < self._shut.get(address, 0):
            return TooManyRequests("Too many tokens were tried.", headers={"Retry-After": "60"})
        try:
            found = await self.keyring.prove_token(token)
        except Exception as error:
            # Outside the application nothing turns it into an answer.
            problem = error if isinstance(error, Problem) else from_database(error)
            if problem is None:
                raise
            return problem
        if found is None:
            self._personal.pop(token.digest, None)
            self._count_wrong(address)
            return Unauthenticated("The personal access token is unknown, revoked or expired.")
        self._personal[token.digest] = (found, now + USE_NOTED_EVERY)
        if len(self._personal) > _CACHED:
            self._personal.popitem(last=False)
        return found

    def _count_wrong(self, address: str) -> None:
        """Look at no further unknown token of an address for a minute, where it has tried too many."""
        now = time.monotonic()
        if self._wrong.hit("tokens", address, _WRONG_A_MINUTE, now).remaining < 0:
            self._shut = {a: until for a, until in self._shut.items() if until > now}
            self._shut[address] = now + WINDOW_SECONDS

    def _by_cookie(self, scope: Scope, headers: Headers) -> Actor | Problem | None:
        token = cookies.cookie(scope, headers, cookies.ACCESS, self.public_url)
        if token is None:
            return None
        if len(token) > _MAX_TOKEN:
            return Unauthenticated("The cookie holds no access token.")
        found = self._by_token(token)
        if isinstance(found, Problem) or self.keyring is None or scope["method"] in cookies.SAFE_METHODS:
            return found
        try:
            cookies.require_same_origin(scope, headers, self.public_url)
            cookies.require_csrf_token(headers, self.keyring, found.session_id)
        except Problem as refusal:
            return refusal
        return found

    def _by_token(self, token: str) -> Actor | Problem:
        now = self.clock.now().timestamp()
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        proven = self._seen.get(digest) or self._prove(token)
        if isinstance(proven, Problem):
            return proven
        self._remember(digest, proven)
        actor, ends = proven
        if now >= ends:
            self._seen.pop(digest, None)
            return Unauthenticated("The access token has expired; refresh it.")
        return actor

    def _remember(self, digest: bytes, proven: tuple[Actor, int]) -> None:
        self._seen[digest] = proven
        self._seen.move_to_end(digest)
        if len(self._seen) > _CACHED:
            self._seen.popitem(last=False)

    def _prove(self, token: str) -> tuple[Actor, int] | Problem:
        import jwt

        refusal = Unauthenticated("The access token is not valid here.")
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            public = self.keyring.verifying(kid) if self.keyring and isinstance(kid, str) else None
            if public is None:
                return refusal
            claims = jwt.decode(
                token,
                public,
                algorithms=[ALGORITHM],  # the one we sign with: no `none`, no HMAC with a public key
                audience=AUDIENCE,
                issuer=ISSUER,
                # The end is judged by the caller, by the program's own clock.
                options={"require": list(_CLAIMS), "verify_exp": False, "verify_iat": False},
            )
            return _actor_of(claims), _instant(claims["exp"])
        except (jwt.InvalidTokenError, ValueError, TypeError):
            return refusal


def _actor_of(claims: dict[str, Any]) -> Actor:
    """Return the actor that verified claims speak of; raises ValueError or TypeError for other types."""
    sub, sid, role = (claims[name] for name in ("sub", "sid", "role"))
    if not (isinstance(sub, str) and isinstance(sid, str) and isinstance(role, str)):
        raise TypeError("sub, sid and role are strings")
    return Actor(UserId(UUID(sub)), SessionId(UUID(sid)), role)


def _instant(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("exp is a whole number of seconds")
    return value


class RefreshToken(KeyedToken):
    """A refresh token, taken apart. It names its person and session."""

    @property
    def session_id(self) -> SessionId:
        """The session that it belongs to."""
        return SessionId(self.row_id)


def new_refresh_token(user_id: UserId, session_id: SessionId) -> RefreshToken:
    """Return a new token of a session."""
    made = new_token(_REFRESH_PREFIX, user_id, session_id)
    return RefreshToken(made.user_id, made.row_id, made.text)


def read_refresh_token(text: str) -> RefreshToken | None:
    """Take a token apart; None for a text that is none."""
    found = read_token(_REFRESH_PREFIX, text)
    return None if found is None else RefreshToken(found.user_id, found.row_id, found.text)
