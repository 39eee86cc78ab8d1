"""Signing up, in and out. The answers of these routes hold secrets, so they are not kept for repetition."""

from fastapi import Request, Response

from cairn.identity import cookies
from cairn.identity.context import AuthContext
from cairn.identity.deps import ActorDep, AuthDep, OriginDep, WorkDep
from cairn.identity.ids import SessionId
from cairn.identity.problems import (
    CsrfRefused,
    EmailTaken,
    InviteInvalid,
    RefreshRaced,
    SecondFactorRequired,
    SessionEnded,
    SignUpClosed,
    WrongCode,
    WrongCredentials,
    WrongPassword,
)
from cairn.identity.routes.answers import named, require_own_page, signed_in
from cairn.identity.schemas.accounts import JwksOut
from cairn.identity.schemas.signin import (
    EndedOut,
    Login,
    PasswordChange,
    Reauthenticate,
    ReauthenticatedOut,
    Refresh,
    SignUp,
    TokensOut,
)
from cairn.identity.scopes import SIGNING_IN
from cairn.identity.service.account import change_password as change
from cairn.identity.service.proof import prove_again
from cairn.identity.service.sessions import end_session
from cairn.identity.service.sessions import refresh as exchange
from cairn.identity.service.signin import sign_in
from cairn.identity.service.signup import NewAccount
from cairn.identity.service.signup import sign_up as make_account
from cairn.identity.tokens import read_refresh_token
from cairn.kit.http.problems import Forbidden, problems, render
from cairn.kit.http.replies import JSON, reply
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json

router = make_router("/auth", SIGNING_IN)
well_known = make_router("/.well-known", "accounts", root="")

OPEN = {"x-open": True}
NOT_REPEATED = {"x-plain": True}


@router.post(
    "/signup",
    status_code=201,
    response_model=TokensOut,
    openapi_extra=OPEN,
    responses=problems(SignUpClosed, InviteInvalid, EmailTaken, CsrfRefused),
)
async def sign_up(auth: AuthDep, body: SignUp, origin: OriginDep, request: Request) -> Response:
    """Make an account and sign in. The first account of a server is always accepted and owns it."""
    require_own_page(request, auth, body.transport)
    new = NewAccount(
        email=body.email,
        password=body.password,
        display_name=body.display_name,
        timezone=body.timezone,
        day_start_hour=body.day_start_hour,
        week_start=body.week_start,
        locale=body.locale,
    )
    tokens = await make_account(auth, new, body.invite_code, named(origin, body.device))
    return signed_in(request, auth, tokens, body.transport, 201)


@router.post(
    "/login",
    response_model=TokensOut,
    openapi_extra=OPEN,
    responses=problems(WrongCredentials, SecondFactorRequired, CsrfRefused),
)
async def login(auth: AuthDep, body: Login, origin: OriginDep, request: Request) -> Response:
    """Sign in with a password. Failed attempts make the following ones wait.

    Where a second factor is on, a right password is answered with 401 `second-factor-required`.
    """
    require_own_page(request, auth, body.transport)
    tokens = await sign_in(auth, body.email, body.password, named(origin, body.device))
    return signed_in(request, auth, tokens, body.transport)


@router.post(
    "/refresh",
    response_model=TokensOut,
    openapi_extra=OPEN,
    responses=problems(SessionEnded, RefreshRaced, CsrfRefused),
)
async def refresh(auth: AuthDep, body: Refresh, origin: OriginDep, request: Request) -> Response:
    """Exchange a refresh token, once, for new tokens. One that comes back after its use ends the session.

    A web page sends `{}`, its cookies, and `X-CSRF-Token`; its cookies are replaced.
    """
    if body.refresh_token is not None:
        return signed_in(request, auth, await exchange(auth, body.refresh_token, origin), "bearer")
    try:
        tokens = await exchange(auth, _from_cookie(request, auth), origin)
    except SessionEnded as ended:
        response = render(ended, request)
        cookies.clear_cookies(response, request, auth.public_url)
        return response
    return signed_in(request, auth, tokens, "cookie")


@router.post("/logout", status_code=204, openapi_extra=NOT_REPEATED, responses=problems())
async def logout(work: WorkDep, auth: AuthDep, actor: ActorDep, request: Request) -> Response:
    """End the session that the request belongs to: both of its tokens are worthless at once."""
    await end_session(work, SessionId(actor.session_id), "logout")
    response = await reply(work, None, status=204)
    cookies.clear_cookies(response, request, auth.public_url)
    return response


@router.post(
    "/reauthenticate",
    response_model=ReauthenticatedOut,
    openapi_extra=NOT_REPEATED,
    responses=problems(WrongPassword, WrongCode),
)
async def reauthenticate(auth: AuthDep, actor: ActorDep, body: Reauthenticate, request: Request) -> Response:
    """Prove again who you are, as dangerous acts ask. It counts for some minutes of the session."""
    valid_until = await prove_again(auth, actor, body.password, body.code, request.state.request_id)
    return Response(encode_json({"valid_until": valid_until}), media_type=JSON)


@router.post(
    "/password",
    response_model=EndedOut,
    openapi_extra=NOT_REPEATED,
    responses=problems(WrongPassword, Forbidden),
)
async def change_password(auth: AuthDep, actor: ActorDep, body: PasswordChange, request: Request) -> Response:
    """Replace your password. Your other sessions end."""
    request_id = request.state.request_id
    ended = await change(auth, actor, body.current_password, body.new_password, request_id)
    return Response(encode_json({"ended": ended}), media_type=JSON)


@well_known.get("/jwks.json", response_model=JwksOut, openapi_extra=OPEN, responses=problems())
async def get_signing_keys(auth: AuthDep) -> Response:
    """Return the public keys of the access tokens, as a JSON Web Key Set."""
    body = encode_json(auth.keyring.jwks())
    return Response(body, media_type=JSON, headers={"Cache-Control": "public, max-age=600"})


def _from_cookie(request: Request, auth: AuthContext) -> str:
    """Return the refresh token of a web page; raises SessionEnded or CsrfRefused."""
    text = cookies.cookie(request.scope, request.headers, cookies.REFRESH, auth.public_url)
    token = None if text is None else read_refresh_token(text)
    if token is None:
        raise SessionEnded("There is no refresh token, neither in the body nor in a cookie.")
    cookies.require_same_origin(request.scope, request.headers, auth.public_url)
    cookies.require_csrf_token(request.headers, auth.keyring, token.session_id)
    return token.text
