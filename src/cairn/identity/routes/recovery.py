"""What is proven by mail: a forgotten password is replaced, an address is used."""

from fastapi import Response

from cairn.identity.deps import AuthDep, OriginDep, RecentActorDep, SystemWorkDep
from cairn.identity.problems import EmailTaken, LinkInvalid, ReauthenticationRequired
from cairn.identity.schemas.signin import AddressChange, AddressConfirmation, ForgottenPassword, PasswordReset
from cairn.identity.scopes import SIGNING_IN
from cairn.identity.service.recovery import ask_for_address, ask_for_reset, confirm_address
from cairn.identity.service.recovery import reset_password as replace
from cairn.kit.http.problems import problems
from cairn.kit.http.routing import router as make_router

router = make_router("/auth", SIGNING_IN)

OPEN = {"x-open": True}


@router.post(
    "/password/forgotten",
    status_code=202,
    response_class=Response,
    openapi_extra=OPEN,
    responses=problems(),
)
async def ask_for_password_reset(auth: AuthDep, body: ForgottenPassword, origin: OriginDep) -> Response:
    """Send a link to choose a new password, if there is such an account; the answer does not tell.

    The link leads to `/reset-password` of the web page, with the token behind the #; it counts for an hour.
    """
    await ask_for_reset(auth, body.email, origin)
    return Response(status_code=202)


@router.post("/password/reset", status_code=204, openapi_extra=OPEN, responses=problems(LinkInvalid))
async def reset_password(auth: AuthDep, body: PasswordReset, origin: OriginDep) -> Response:
    """Replace a forgotten password. All sessions end; nobody is signed in by it."""
    await replace(auth, body.token, body.new_password, origin)
    return Response(status_code=204)


@router.post(
    "/email",
    status_code=202,
    response_class=Response,
    openapi_extra={"x-plain": True},
    responses=problems(ReauthenticationRequired),
)
async def change_email(work: SystemWorkDep, recent: RecentActorDep, body: AddressChange) -> Response:
    """Send a link to an address that you want to sign in with; nothing changes until it is used.

    The link leads to `/confirm-email` of the web page, with the token behind the #; it counts for a day.
    Of an address that is another account's, the answer is the same.
    """
    await ask_for_address(work, body.email)
    return Response(status_code=202)


@router.post(
    "/email/confirm", status_code=204, openapi_extra=OPEN, responses=problems(LinkInvalid, EmailTaken)
)
async def confirm_email(auth: AuthDep, body: AddressConfirmation, origin: OriginDep) -> Response:
    """Let the account sign in with the address that the link was sent to."""
    await confirm_address(auth, body.token, origin)
    return Response(status_code=204)
