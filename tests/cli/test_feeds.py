"""Secret addresses at the command line: made, listed, used, revoked."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.cli.conftest import Shell


def test_a_feed_is_made_read_and_revoked(ada: Shell) -> None:
    ada("add", "Paint", "the", "fence", "tomorrow")
    made = ada("feed", "create", "Tasks", "--json").json
    with urlopen(made["url"]) as answer:  # noqa: S310 - the server of the test
        assert b"SUMMARY:Paint the fence" in answer.read()
    listed = ada("feed", "list")
    assert "Tasks" in listed.out
    assert made["token"] not in listed.out
    assert ada("feed", "revoke", made["id"][-8:]).out == "Revoked: Tasks.\n"
    with pytest.raises(HTTPError) as gone:
        urlopen(made["url"])  # noqa: S310
    assert gone.value.code == 404
    gone.value.close()
    assert ada("feed", "list").out == "There is no calendar.\n"
    assert ada("feed", "revoke", "nothing").code != 0


def test_a_key_adds_tasks(ada: Shell) -> None:
    shown = ada("capture", "create", "Telephone")
    url = shown.out.split()[-1]
    with urlopen(Request(url, b"text=Call+Eva", method="POST")) as answer:  # noqa: S310
        assert answer.status == 201
    assert [t["title"] for t in ada("tasks", "--json").json["items"]] == ["Call Eva"]
    assert "Telephone" in ada("capture", "list").out


def test_a_webhook_is_told_listed_and_deleted(ada: Shell) -> None:
    shown = ada("webhook", "create", "Lamp", "http://nowhere.invalid/", "--event", "task.created")
    assert shown.out.split()[-1].startswith("whsec_")
    ada("add", "Sweep")
    assert "Lamp  http://nowhere.invalid/" in ada("webhook", "list").out
    which = ada("webhook", "list", "--json").json["items"][0]["id"][-8:]
    assert "task.created  waiting" in ada("webhook", "log", which).out
    assert ada("webhook", "delete", which).out == "Deleted: Lamp.\n"
    assert ada("webhook", "list").out == "There is no webhook.\n"
