"""`cairn mail`: what was not sent, and who may read it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cairn.identity.mails import FOLDER
from cairn.kit.mail import FileOutbox, Mail
from tests.cli.conftest import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell({"CAIRN_DATA_DIR": str(tmp_path), "CAIRN_CONFIG_DIR": str(tmp_path / "config")})


async def test_mails_are_listed_and_shown(shell: Shell, tmp_path: Path) -> None:
    outbox = FileOutbox(tmp_path / FOLDER, "Cairn <cairn@localhost>")
    for hour, to in enumerate(("ada@example.org", "ben@example.org")):
        at = datetime(2026, 11, 23, hour, tzinfo=UTC)
        await outbox.send(Mail(to, f"To {to}", f"A link for {to}: http://127.0.0.1:8600/x#cm_1\n"), at=at)
    listed = shell("mail", "list", "--json").json
    assert [mail["to"] for mail in listed["items"]] == ["ada@example.org", "ben@example.org"]
    assert "text" not in listed["items"][0]
    assert "ada@example.org" in shell("mail", "list").out
    assert "A link for ada@example.org" in shell("mail", "show", "1").out
    assert shell("mail", "show", "--json").json["to"] == "ben@example.org"


def test_no_mail_is_no_fault(shell: Shell) -> None:
    assert shell("mail", "list", "--json").json == {"items": [], "total": 0}
    missing = shell("mail", "show", "--json")
    assert (missing.code, missing.problem["title"]) == (6, "There is no such mail.")
