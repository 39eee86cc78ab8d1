"""`cairn token`: made, used as CAIRN_TOKEN, listed and revoked."""

from tests.cli.conftest import Shell


def test_token_is_made_used_and_revoked(ada: Shell) -> None:
    made = ada("token", "create", "Script", "--scope", "tasks:read", "--days", "7", "--json").json
    assert made["token"].startswith("cairn_pat_")
    script = Shell({**ada.variables, "CAIRN_TOKEN": made["token"]})
    assert script("tasks", "--json").code == 0
    refused = script("add", "Water the beds", "--json")
    assert refused.problem["type"] == "/problems/insufficient-scope"
    assert made["id"] in {one["id"] for one in ada("token", "list", "--json").json["items"]}
    assert "Script" in ada("token", "list").out
    assert ada("token", "revoke", made["id"]).code == 0
    assert script("tasks").code == 3
