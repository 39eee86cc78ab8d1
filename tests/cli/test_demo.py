"""`cairn demo` beside a running server."""

from tests.cli.conftest import Shell


def test_it_is_made_once_unless_it_shall_be_made_anew(shell: Shell) -> None:
    made = shell("demo", "--json")
    assert made.code == 0, made.err
    assert made.json["counts"]["tasks"] > 1_300
    refused = shell("demo", "--json")
    assert refused.code == 1
    assert refused.problem["type"] == "/problems/demo-exists"
    assert "--again" in refused.problem["hint"]
    again = shell("demo", "--again")
    assert again.code == 0, again.err
    password = again.out.split()[-1]
    entered = shell("login", "--email", made.json["email"], "--password-stdin", stdin=f"{password}\n")
    assert entered.code == 0, entered.err
    assert made.json["email"] in shell("whoami").out
    assert shell("today").code == 0
