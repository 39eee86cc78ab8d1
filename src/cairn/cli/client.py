"""HTTP for the commands: JSON in and out, problems as exceptions, tokens that renew themselves.

Python's own client: httpx costs more than a tenth of a second of import, which a person who adds a task
from a terminal would wait for.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from cairn import __version__
from cairn.cli import session
from cairn.cli.errors import CliError, from_problem
from cairn.cli.exits import NO_SERVER, NOT_SIGNED_IN, USAGE
from cairn.cli.screen import screen
from cairn.cli.session import Login

API = "/api/v1"
TIMEOUT_SECONDS = 60
_SIGN_IN = "Sign in with `cairn login`."
NDJSON = "application/x-ndjson"
_FIRST_PROBLEM = 400
_NOT_AUTHORIZED = 401
_CONFLICT = 409
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes

    def json(self) -> Any:
        """Return the decoded body; None where it is empty."""
        return json.loads(self.body) if self.body else None


class Client:
    """One server, and the sign-in that is stored for it."""

    def __init__(self, server: str | None = None) -> None:
        """Take the server that is named, else the one that is set or stored."""
        self.server = session.normal_server(server) if server else session.server_url()
        parts = urlsplit(self.server)
        self._prefix = parts.path
        self._kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host = parts.hostname or ""
        try:
            self._port = parts.port
        except ValueError as error:
            raise CliError(f"{self.server} is not the address of a server: {error}.", code=USAGE) from None

    def get(self, path: str, **query: Any) -> Any:
        """Return the decoded answer to a signed-in GET; a None in the query is left out."""
        return self.call("GET", path, query=query).json()

    def post(self, path: str, body: object = None) -> Any:
        """Return the decoded answer to a signed-in POST."""
        return self.call("POST", path, body=body).json()

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = None,
        media_type: str = "application/json",
        patient: bool = False,
    ) -> Answer:
        """Ask as the person who is signed in; renews the access token where it has ended.

        A patient one waits when the limit of requests is used up, as often as it takes.
        """
        # Makes a repetition safe when the connection breaks before the answer.
        headers = {"Idempotency-Key": os.urandom(16).hex()} if method == "POST" else {}
        payload = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        if payload is not None:
            headers["Content-Type"] = media_type
        target = f"{API}{path}{_query(query or {})}"
        answer = self._signed(method, target, payload, headers)
        while patient and answer.status == _TOO_MANY:
            wait = int(answer.headers.get("retry-after", "1"))
            screen.note(f"The server asks to wait {wait} seconds.")
            time.sleep(wait)
            answer = self._signed(method, target, payload, headers)
        return _accepted(answer)

    def ask(self, method: str, path: str, body: object = None) -> Answer:
        """Ask as nobody in particular; raises CliError for a problem."""
        payload = None if body is None else json.dumps(body).encode()
        headers = {} if payload is None else {"Content-Type": "application/json"}
        return _accepted(self._ask(method, path, payload, headers))

    def stream(self, path: str) -> Iterator[Any]:
        """POST, and yield the decoded lines of the answer as they come."""
        sent = {"Accept": NDJSON, "Authorization": f"Bearer {self._token()}"}
        with self._answer("POST", f"{API}{path}", None, sent) as got:
            if got.status >= _FIRST_PROBLEM:
                _accepted(_whole(got))
            for line in got:
                yield json.loads(line)

    @contextlib.contextmanager
    def download(self, path: str, **headers: str) -> Iterator[HTTPResponse]:
        """Open the answer to a signed-in GET, to be read piece by piece; raises CliError for a problem."""
        sent = {**headers, "Authorization": f"Bearer {self._token()}"}
        with self._answer("GET", f"{API}{path}", None, sent) as got:
            if got.status >= _FIRST_PROBLEM:
                _accepted(_whole(got))
            yield got

    def sign_in(self, path: str, body: Mapping[str, Any], *, email: str | None = None) -> Login:
        """Log in or sign up, and store the tokens."""
        answer = self.ask("POST", f"{API}{path}", body).json()
        login = _login(answer, email or str(body["email"]))
        with session.credentials_lock():
            session.store_login(self.server, login)
        return login

    # --- inside ------------------------------------------------------------------------------------

    def _signed(self, method: str, target: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        token = self._token()
        answer = self._ask(method, target, body, {**headers, "Authorization": f"Bearer {token}"})
        if answer.status == _NOT_AUTHORIZED and not os.environ.get("CAIRN_TOKEN"):
            token = self._refreshed(token).access_token
            answer = self._ask(method, target, body, {**headers, "Authorization": f"Bearer {token}"})
        return answer

    def _token(self) -> str:
        if given := os.environ.get("CAIRN_TOKEN"):
            return given.strip()
        login = session.login_at(self.server)
        if login is None:
            raise CliError(
                f"You are not signed in at {self.server}.",
                code=NOT_SIGNED_IN,
                hint=f"{_SIGN_IN} The first account is made with `cairn signup`.",
                type="unauthenticated",
            )
        return login.access_token if login.is_fresh else self._refreshed(login.access_token).access_token

    def _refreshed(self, ended: str) -> Login:
        """Exchange the refresh token, unless another command has just done so."""
        with session.credentials_lock():
            login = session.login_at(self.server)
            if login is None:
                raise CliError("You have signed out.", code=NOT_SIGNED_IN, hint=_SIGN_IN)
            if login.access_token != ended and login.is_fresh:
                return login
            answer = self._ask(
                "POST",
                f"{API}/auth/refresh",
                json.dumps({"refresh_token": login.refresh_token}).encode(),
                {"Content-Type": "application/json"},
            )
            if answer.status in {_NOT_AUTHORIZED, _CONFLICT}:
                raise CliError(
                    f"Your sign-in at {self.server} has ended.", code=NOT_SIGNED_IN, hint=_SIGN_IN
                ) from None
            login = _login(_accepted(answer).json(), login.email)
            session.store_login(self.server, login)
        return login

    def _ask(self, method: str, target: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        may_repeat = method in {"GET", "DELETE"} or "Idempotency-Key" in headers
        try:
            with self._answer(method, target, body, headers) as got:
                return _whole(got)
        except CliError as error:
            # The connection broke on the way, as when the server is started again.
            if not may_repeat or not isinstance(error.__cause__, (ConnectionResetError, BrokenPipeError)):
                raise
        with self._answer(method, target, body, headers) as got:
            return _whole(got)

    @contextlib.contextmanager
    def _answer(
        self, method: str, target: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Iterator[HTTPResponse]:
        """Open a connection for one question, and close it behind the answer."""
        sent = {"User-Agent": f"cairn-cli/{__version__}", "Accept": "application/json", **headers}
        connection = self._kind(self._host, self._port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, f"{self._prefix}{target}", body, sent)
            with connection.getresponse() as got:
                yield got
        except (OSError, HTTPException) as error:
            raise self._unreachable(error) from error
        finally:
            connection.close()

    def _unreachable(self, error: Exception) -> CliError:
        why = "" if isinstance(error, ConnectionRefusedError) else f" ({error})"
        return CliError(
            f"No server answers at {self.server}{why}.",
            code=NO_SERVER,
            hint="Is it running? Start it with `make run` or `cairn serve`.",
            type="no-server",
        )


def _whole(got: HTTPResponse) -> Answer:
    found = {name.lower(): value for name, value in got.getheaders()}
    return Answer(got.status, found, got.read())


def _query(values: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in values.items() if value is not None and value != []}
    return f"?{urlencode(kept, doseq=True)}" if kept else ""


def _login(answer: Mapping[str, Any], email: str) -> Login:
    ends_at = time.time() + float(answer["expires_in"])
    return Login(email, str(answer["access_token"]), str(answer["refresh_token"]), ends_at)


def _accepted(answer: Answer) -> Answer:
    """Return an answer that is none of the problems; raises CliError."""
    kind = answer.headers.get("content-type", "")
    if answer.status < _FIRST_PROBLEM and (not answer.body or "json" in kind):
        return answer
    if "json" not in kind:
        raise CliError(
            f"What answers there is not Cairn: status {answer.status}, {kind or 'no type'}.", code=NO_SERVER
        )
    error = from_problem(answer.json(), answer.status)
    if error.code == NOT_SIGNED_IN and error.hint is None:
        error.hint = "CAIRN_TOKEN is not accepted." if os.environ.get("CAIRN_TOKEN") else None
    if wait := answer.headers.get("retry-after"):
        error.hint = f"Try again in {wait} seconds."
    raise error
