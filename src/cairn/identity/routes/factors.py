"""The second factor: turned on, used, renewed, turned off."""

from fastapi import Request, Response

from cairn.identity.deps import AuthDep, OriginDep, ReadDep, RecentActorDep, SystemWorkDep
from cairn.identity.problems import (
    ChallengeInvalid,
    CsrfRefused,
    FactorAbsent,
    FactorPresent,
    ReauthenticationRequired,
    WrongCode,
)
from cairn.identity.routes.answers import named, require_own_page, signed_in
from cairn.identity.schemas.factors import (
    FactorCode,
    FactorOut,
    FactorSecretOut,
    RecoveryCodesOut,
    SecondFactor,
)
from cairn.identity.schemas.signin import TokensOut
from cairn.identity.scopes import SIGNING_IN
from cairn.identity.service import factors
from cairn.kit.http.problems import problems
from cairn.kit.http.replies import JSON, json_response
from cairn.kit.http.routing import router as make_router
from cairn.kit.json import encode_json

router = make_router("/auth", SIGNING_IN)

PLAIN = {"x-plain": True}


@router.post(
    "/second-factor",
    response_model=TokensOut,
    openapi_extra={"x-open": True},
    responses=problems(ChallengeInvalid, WrongCode, CsrfRefused),
)
async def answer_second_factor(
    auth: AuthDep, body: SecondFactor, origin: OriginDep, request: Request
) -> Response:
    """Sign in with a code, after a password was answered with `second-factor-required`.

    A code counts once, and wrong ones make the following ones wait.
    """
    require_own_page(request, auth, body.transport)
    tokens = await factors.answer_challenge(auth, body.challenge, body.code, named(origin, body.device))
    return signed_in(request, auth, tokens, body.transport)


@router.get("/totp", response_model=FactorOut, responses=problems())
async def get_totp(work: ReadDep) -> Response:
    """Return whether signing in asks for a code of an authenticator."""
    return json_response(encode_json(await factors.show_factor(work)))


@router.post(
    "/totp",
    status_code=201,
    response_model=FactorSecretOut,
    openapi_extra=PLAIN,
    responses=problems(FactorPresent, ReauthenticationRequired),
)
async def begin_totp(work: SystemWorkDep, auth: AuthDep, recent: RecentActorDep) -> Response:
    """Make a secret for an authenticator. Nothing changes until a code of it is confirmed."""
    made = await factors.begin_factor(work, auth.keyring)
    return Response(encode_json(made), 201, media_type=JSON)


@router.post(
    "/totp/confirm",
    response_model=RecoveryCodesOut,
    openapi_extra=PLAIN,
    responses=problems(FactorAbsent, FactorPresent, WrongCode),
)
async def confirm_totp(work: SystemWorkDep, auth: AuthDep, body: FactorCode) -> Response:
    """Turn the second factor on with a first code, and get the recovery codes."""
    return _codes(await factors.confirm_factor(work, auth.keyring, body.code))


@router.post(
    "/totp/recovery-codes",
    response_model=RecoveryCodesOut,
    openapi_extra=PLAIN,
    responses=problems(FactorAbsent, ReauthenticationRequired),
)
async def renew_recovery_codes(work: SystemWorkDep, auth: AuthDep, recent: RecentActorDep) -> Response:
    """Replace the recovery codes; those before count no more."""
    return _codes(await factors.renew_codes(work, auth.keyring))


@router.delete(
    "/totp",
    status_code=204,
    openapi_extra=PLAIN,
    responses=problems(FactorAbsent, ReauthenticationRequired),
)
async def disable_totp(work: SystemWorkDep, recent: RecentActorDep) -> None:
    """Turn the second factor off: the password alone signs in then."""
    await factors.remove_factor(work)


def _codes(codes: list[str]) -> Response:
    return Response(encode_json({"codes": codes}), media_type=JSON)
