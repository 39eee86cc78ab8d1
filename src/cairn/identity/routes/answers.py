"""The answer to whoever has signed in: the tokens for a program, cookies for a web page."""

from typing import Literal

from fastapi import Request, Response

from cairn.identity import cookies
from cairn.identity.context import AuthContext, Origin
from cairn.identity.service.account import account_body
from cairn.identity.service.sessions import Tokens
from cairn.kit.http.replies import JSON
from cairn.kit.json import encode_json

Transport = Literal["bearer", "cookie"]


def require_own_page(request: Request, auth: AuthContext, transport: Transport) -> None:
    """Raise CsrfRefused where another site's page would sign its visitor in here."""
    if transport == "cookie":
        cookies.require_same_origin(request.scope, request.headers, auth.public_url)


def signed_in(
    request: Request, auth: AuthContext, tokens: Tokens, transport: Transport, status: int = 200
) -> Response:
    """Return what signing in and refreshing answer with."""
    in_cookies = transport == "cookie"
    csrf = auth.keyring.csrf_token(tokens.session_id)
    content = {
        "access_token": None if in_cookies else tokens.access,
        "token_type": "Cookie" if in_cookies else "Bearer",
        "expires_in": auth.settings.access_minutes * 60,
        "refresh_token": None if in_cookies else tokens.refresh,
        "csrf_token": csrf if in_cookies else None,
        "session_id": tokens.session_id,
        "user": account_body(tokens.account),
    }
    response = Response(encode_json(content), status, media_type=JSON)
    if in_cookies:
        values = {cookies.ACCESS: tokens.access, cookies.REFRESH: tokens.refresh, cookies.CSRF: csrf}
        cookies.set_cookies(response, request, auth.settings, values, auth.public_url)
    return response


def named(origin: Origin, device: str | None) -> Origin:
    """Return the origin under the name that the client gives itself."""
    return origin if device is None else Origin(device, origin.address, origin.request_id)
