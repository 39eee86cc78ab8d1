"""What can go wrong with accounts."""

from cairn.kit.http.problems import Conflict, Forbidden, Unauthenticated


class WrongCredentials(Unauthenticated):
    """The e-mail address and the password do not belong together, or the account may not sign in.

    The answer is the same, in text and in time, whether or not there is such an account.
    """

    type, title = "wrong-credentials", "E-mail address or password is not right"


class SessionEnded(Unauthenticated):
    """The refresh token is unknown, or its session was ended, or was not used for too long. Sign in again."""

    type, title = "session-ended", "The session has ended"


class RefreshRaced(Conflict):
    """Another request used this refresh token within the last seconds. Use the tokens that it was given.

    Nothing is ended: two tabs that refresh at once, or a repeated request, are no theft. A token that comes
    back later than ten seconds after its use is taken for stolen, and ends the session.
    """

    type, title = "refresh-raced", "This refresh token has just been used"


class SignUpClosed(Forbidden):
    """New accounts are made by invitation, or not at all: ask who runs this server."""

    type, title = "sign-up-closed", "You cannot sign up here"


class InviteInvalid(Forbidden):
    """The invitation is unknown, used, expired, or for another e-mail address."""

    type, title = "invite-invalid", "This invitation cannot be used"


class EmailTaken(Conflict):
    """There is an account with this e-mail address: sign in instead."""

    type, title = "email-taken", "This e-mail address has an account"


class WrongPassword(Forbidden):
    """The current password is not right."""

    type, title = "wrong-password", "The current password is not right"


class CsrfRefused(Forbidden):
    """The request came with cookies but without the `X-CSRF-Token` of their session, or from another site.

    Send the token that signing in answered with, or the cookie `cairn_csrf` holds. Where the page is served
    under another address than the server sees, `CAIRN_HTTP__PUBLIC_URL` has to name it.
    """

    type, title = "csrf-refused", "This request may come from another page"


class ReauthenticationRequired(Forbidden):
    """This act needs a recent proof of who you are: `POST /auth/reauthenticate`, then repeat it.

    `max_age_seconds` says how long the proof lasts. A personal access token cannot give it.
    """

    type, title = "reauthentication-required", "Prove again who you are"


class LinkInvalid(Forbidden):
    """The link, or the code in it, is unknown, used or too old. Ask for another one."""

    type, title = "link-invalid", "This link cannot be used"


class JobState(Conflict):
    """The job is in a state from which this cannot be done; `state` says in which."""

    type, title = "job-state", "The job's state does not allow this"


class SecondFactorRequired(Unauthenticated):
    """The password is right, and the account asks for a code too: `POST /auth/second-factor`.

    Send `challenge` of this answer with the code; it counts for five minutes. `methods` names the codes.
    """

    type, title = "second-factor-required", "A code is needed too"


class ChallengeInvalid(Unauthenticated):
    """The first step of signing in is too long ago, or the password was changed since. Begin again."""

    type, title = "challenge-invalid", "Sign in from the beginning"


class WrongCode(Forbidden):
    """The code is not right, was used before, or is too old. The next one comes within half a minute."""

    type, title = "wrong-code", "This code is not right"


class FactorPresent(Conflict):
    """Signing in asks for a code already. Turn that off first, to use another authenticator."""

    type, title = "factor-present", "The second factor is on"


class FactorAbsent(Conflict):
    """There is no authenticator to confirm or to turn off."""

    type, title = "factor-absent", "The second factor is off"


class InsufficientScope(Forbidden):
    """The personal access token was made for less. `scope` names what it lacks; else sign in."""

    type, title = "insufficient-scope", "This token may not do that"
