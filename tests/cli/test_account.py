"""Signing in, the stored tokens, and the accounts at the machine."""

import json
import stat
import time
from collections.abc import Callable

import httpx
import pytest

from tests.cli.conftest import PASSWORD, Server, Shell

NEW_PASSWORD = "another long and quiet sentence"


def test_nobody_is_signed_in(shell: Shell) -> None:
    refused = shell("whoami", "--json")
    assert refused.code == 3
    assert refused.out == ""
    assert refused.problem["exit_code"] == 3
    assert "cairn login" in refused.problem["hint"]


def test_no_server(shell: Shell) -> None:
    lonely = Shell({**shell.variables, "CAIRN_SERVER": "http://127.0.0.1:1", "CAIRN_TOKEN": "any"})
    refused = lonely("whoami")
    assert refused.code == 4
    assert "Is it running? Start it with `make run` or `cairn serve`." in refused.err
    assert "Traceback" not in refused.err


@pytest.mark.parametrize("address", ["ftp://here", "http://", "http://two words", "http://here:port"])
def test_what_is_no_address(shell: Shell, address: str) -> None:
    refused = shell("login", "--server", address, "--email", "a@example.org", "--password-stdin", stdin="x")
    assert refused.code == 2
    assert "is not the address of a server" in refused.err


def test_sign_up_sign_out_and_in(ada: Shell) -> None:
    account = ada("whoami", "--json").json
    assert account["timezone"] == "UTC"
    assert ada("logout").code == 0
    assert ada("whoami").code == 3
    assert ada("logout").code == 3
    again = ada("login", "--email", account["email"], "--password-stdin", "--json", stdin=f"{PASSWORD}\n")
    assert again.json["id"] == account["id"]


def test_a_wrong_password(ada: Shell) -> None:
    email = ada("whoami", "--json").json["email"]
    refused = ada("login", "--email", email, "--password-stdin", "--json", stdin="not this one")
    assert refused.code == 3
    assert refused.problem["type"] == "/problems/wrong-credentials"


def test_a_weak_password_names_the_field(shell: Shell) -> None:
    refused = shell("signup", "--email", "weak@example.org", "--password-stdin", stdin="password")
    assert refused.code == 5
    assert "password:" in refused.err


def test_a_password_is_never_asked_of_a_pipe(shell: Shell) -> None:
    refused = shell("login", "--email", "a@example.org", stdin=PASSWORD)
    assert refused.code == 2
    assert "--password-stdin" in refused.err


def test_the_tokens_are_private(ada: Shell) -> None:
    assert stat.S_IMODE(ada.credentials.stat().st_mode) == 0o600
    assert stat.S_IMODE(ada.credentials.parent.stat().st_mode) == 0o700
    assert [path.name for path in ada.credentials.parent.glob(".credentials*")] == []


def test_a_token_goes_to_its_own_server_only(ada: Shell) -> None:
    elsewhere = Shell({**ada.variables, "CAIRN_SERVER": "http://127.0.0.1:1"})
    assert elsewhere("whoami").code == 3


def test_a_token_from_the_environment(ada: Shell, server: Server, shell: Shell) -> None:
    token = json.loads(ada.credentials.read_text())["logins"][server.url]["access_token"]
    script = Shell({**shell.variables, "CAIRN_TOKEN": token})
    assert script("whoami", "--json").json == ada("whoami", "--json").json
    refused = Shell({**shell.variables, "CAIRN_TOKEN": "nonsense"})("whoami", "--json")
    assert refused.code == 3
    assert "CAIRN_TOKEN" in refused.problem["hint"]


def test_an_ended_token_is_renewed(ada: Shell, server: Server) -> None:
    old = ada.age_token()["logins"][server.url]
    assert ada("whoami").code == 0
    new = json.loads(ada.credentials.read_text())["logins"][server.url]
    assert new["refresh_token"] != old["refresh_token"]
    assert new["ends_at"] > time.time() + 60


def test_a_token_that_the_server_refuses_is_renewed(ada: Shell, server: Server) -> None:
    content = json.loads(ada.credentials.read_text())
    content["logins"][server.url]["access_token"] = "x.y.z"
    ada.credentials.write_text(json.dumps(content))
    assert ada("whoami").code == 0


def test_commands_at_once_renew_the_token_once(ada: Shell, server: Server) -> None:
    ada.age_token()
    commands = [ada.start("whoami", "--json") for _ in range(4)]
    answers = [(*command.communicate(timeout=60), command.returncode) for command in commands]
    assert [(err, code) for _, err, code in answers] == [("", 0)] * 4
    token = json.loads(ada.credentials.read_text())["logins"][server.url]["access_token"]
    sessions = httpx.get(
        f"{server.url}/api/v1/auth/sessions", headers={"Authorization": f"Bearer {token}"}
    ).json()
    assert sessions["total"] == 1


def test_a_session_that_was_ended_elsewhere(ada: Shell, server: Server) -> None:
    token = json.loads(ada.credentials.read_text())["logins"][server.url]["access_token"]
    httpx.post(f"{server.url}/api/v1/auth/logout", headers={"Authorization": f"Bearer {token}"})
    refused = ada("whoami")
    assert refused.code == 3
    assert "cairn login" in refused.err
    assert ada("logout").code == 0


def test_accounts_at_the_machine(shell: Shell) -> None:
    email = "grace@example.org"
    made = shell("user", "create", email, "--password-stdin", "--timezone", "Europe/Berlin", stdin=PASSWORD)
    assert made.code == 0
    assert shell("user", "create", email, "--password-stdin", stdin=PASSWORD).code == 1
    login = ("login", "--email", email, "--password-stdin", "--json")
    assert shell(*login, stdin=PASSWORD).json["timezone"] == "Europe/Berlin"
    assert shell("user", "disable", email).code == 0
    assert shell("whoami").code == 3
    assert shell(*login, stdin=PASSWORD).code == 3
    assert shell("user", "enable", email).code == 0
    assert shell("user", "reset-password", email, "--password-stdin", stdin=NEW_PASSWORD).code == 0
    assert shell(*login, stdin=PASSWORD).code == 3
    assert shell(*login, stdin=NEW_PASSWORD).code == 0
    listed = {row["email"]: row["status"] for row in shell("user", "list", "--json").json["items"]}
    assert listed[email] == "active"


def test_an_invitation_is_used_once(shell: Shell, new_shell: Callable[[str], Shell]) -> None:
    new_shell("owner")
    code = shell("user", "invite", "--role", "coach", "--json").json["code"]
    words = ("--invite", code, "--password-stdin", "--json")
    assert shell("signup", "--email", "guest@example.org", *words, stdin=PASSWORD).json["role"] == "coach"
    assert shell("signup", "--email", "other@example.org", *words, stdin=PASSWORD).code == 1


def test_mistakes_about_accounts(shell: Shell) -> None:
    assert shell("user", "disable", "nobody@example.org").code == 6
    assert shell("user", "create", "nonsense", "--password-stdin", stdin=PASSWORD).code == 5
    assert shell("user", "create", "a@example.org", "--password-stdin", stdin="password").code == 5
    assert shell("user", "invite", "--role", "king").code == 2
