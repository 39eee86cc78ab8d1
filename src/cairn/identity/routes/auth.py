"""Signing up, in and out. The answers of these routes hold secrets, so they are not kept for repetition."""

from fastapi import Request, Response

from cairn.identity.context import Origin
from cairn.identity.deps import ActorDep, AuthDep, OriginDep, WorkDep
from cairn.identity.ids import SessionId
from cairn.identity.problems import (
    EmailTaken,
    InviteInvalid,
    RefreshRaced,
    SessionEnded,
    SignUpClosed,
    WrongCredentials,
    WrongPassword,
)
from cairn.identity.schemas import (
    EndedOut,
    JwksOut,
    Login,
    PasswordChange,
    Refresh,
    SignUp,
    TokensOut,
)
from cairn.identity.service.account import account_body
from cairn.identity.service.account import change_password as change
from cairn.identity.service.sessions import Tokens, end_session
from cairn.identity.service.sessions import refresh as exchange
from cairn.identity.service.signin import sign_in
from cairn.identity.service.signup import NewAccount
from cairn.identity.service.signup import sign_up as make_account
from cairn.kit.http.problems import Forbidden, problems
from cairn.kit.http.replies import JSON, reply
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json

router = make_router("/auth", "accounts")
well_known = make_router("/.well-known", "accounts", root="")

OPEN = {"x-open": True}
NOT_REPEATED = {"x-plain": True}


@router.post(
    "/signup",
    status_code=201,
    response_model=TokensOut,
    openapi_extra=OPEN,
    responses=problems(SignUpClosed, InviteInvalid, EmailTaken),
)
async def sign_up(auth: AuthDep, body: SignUp, origin: OriginDep) -> Response:
    """Make an account and sign in. The first account of a server is always accepted and owns it."""
    new = NewAccount(
        email=body.email,
        password=body.password,
        display_name=body.display_name,
        timezone=body.timezone,
        day_start_hour=body.day_start_hour,
        week_start=body.week_start,
        locale=body.locale,
    )
    tokens = await make_account(auth, new, body.invite_code, _named(origin, body.device))
    return _tokens(auth, tokens, 201)


@router.post("/login", response_model=TokensOut, openapi_extra=OPEN, responses=problems(WrongCredentials))
async def login(auth: AuthDep, body: Login, origin: OriginDep) -> Response:
    """Sign in with a password. Failed attempts make the following ones wait."""
    return _tokens(auth, await sign_in(auth, body.email, body.password, _named(origin, body.device)))


@router.post(
    "/refresh",
    response_model=TokensOut,
    openapi_extra=OPEN,
    responses=problems(SessionEnded, RefreshRaced),
)
async def refresh(auth: AuthDep, body: Refresh, origin: OriginDep) -> Response:
    """Exchange a refresh token, once, for new tokens. One that comes back after its use ends the session."""
    return _tokens(auth, await exchange(auth, body.refresh_token, origin))


@router.post("/logout", status_code=204, openapi_extra=NOT_REPEATED, responses=problems())
async def logout(work: WorkDep, actor: ActorDep) -> Response:
    """End the session that the request belongs to: both of its tokens are worthless at once."""
    await end_session(work, SessionId(actor.session_id), "logout")
    return await reply(work, None, status=204)


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


def _named(origin: Origin, device: str | None) -> Origin:
    return origin if device is None else Origin(device, origin.address, origin.request_id)


def _tokens(auth: AuthDep, tokens: Tokens, status: int = 200) -> Response:
    content = {
        "access_token": tokens.access,
        "token_type": "Bearer",
        "expires_in": auth.settings.access_minutes * 60,
        "refresh_token": tokens.refresh,
        "session_id": tokens.session_id,
        "user": account_body(tokens.account),
    }
    return Response(encode_json(content), status, media_type=JSON)
