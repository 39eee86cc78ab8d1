"""Cookies of the web page: the tokens where no script can read them, and a guard against other sites.

Over HTTPS the names begin with `__Host-`, which browsers accept only from the host itself, encrypted and for
all paths; over plain HTTP (a machine of one's own) the same cookies have plain names. Whoever sends cookies
proves with two more things that the request was made by a page of this server: the origin that the browser
names, and a token of the session that only such a page can read.
"""

import hmac
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import Scope

from cairn.identity.keys import Keyring
from cairn.identity.problems import CsrfRefused
from cairn.settings import AuthSettings

ACCESS, REFRESH, CSRF = "cairn_access", "cairn_refresh", "cairn_csrf"
CSRF_HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_secure(scope: Scope, public_url: str | None) -> bool:
    """Whether the browser speaks HTTPS, to the server or to the proxy before it."""
    return scope["scheme"] == "https" or (public_url or "").startswith("https://")


def cookie(scope: Scope, headers: Headers, name: str, public_url: str | None) -> str | None:
    """Return one of our cookies. Over HTTPS one without the prefix is not ours: anybody may have set it."""
    given = headers.get("cookie")
    if given is None:
        return None
    return cookie_parser(given).get(_named(name, secure=is_secure(scope, public_url))) or None


def require_same_origin(scope: Scope, headers: Headers, public_url: str | None) -> None:
    """Raise CsrfRefused where the browser says that another site's page makes the request."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise CsrfRefused("The page is of another site.")
    origin = headers.get("origin")
    if origin is not None and origin not in {f"{scope['scheme']}://{headers.get('host', '')}", public_url}:
        raise CsrfRefused("The page is of another origin; see CAIRN_HTTP__PUBLIC_URL.")


def require_csrf_token(headers: Headers, keyring: Keyring, session_id: UUID) -> None:
    """Raise CsrfRefused where the token of the session did not come in the header."""
    given = headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(given.encode(), keyring.csrf_token(session_id).encode()):
        raise CsrfRefused("Send X-CSRF-Token.")


def set_cookies(
    response: Response,
    request: Request,
    auth: AuthSettings,
    values: Mapping[str, str],
    public_url: str | None,
) -> None:
    """Give the browser the cookies of a session, by their short names."""
    secure = is_secure(request.scope, public_url)
    long, short = timedelta(days=auth.refresh_days), timedelta(minutes=auth.access_minutes)
    for name, value in values.items():
        response.set_cookie(
            _named(name, secure=secure),
            value,
            max_age=int((short if name == ACCESS else long).total_seconds()),
            path="/",
            secure=secure,
            httponly=name != CSRF,  # the page reads this one, to send it back in the header
            samesite="strict",
        )


def clear_cookies(response: Response, request: Request, public_url: str | None) -> None:
    """Take the cookies of a session away from the browser."""
    secure = is_secure(request.scope, public_url)
    for name in (ACCESS, REFRESH, CSRF):
        response.delete_cookie(
            _named(name, secure=secure), path="/", secure=secure, httponly=name != CSRF, samesite="strict"
        )


def _named(name: str, *, secure: bool) -> str:
    return f"__Host-{name}" if secure else name
