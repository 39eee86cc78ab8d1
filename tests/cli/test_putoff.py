"""What was put off again and again, at the command line."""

from tests.cli.conftest import Shell


def test_it_is_decided_about(ada: Shell) -> None:
    assert "Nothing is put off" in ada("putoff").out
    assert ada("putoff", "--json").json["items"] == []
    for title in ("Repair the door", "Call the dentist", "Fold the maps"):
        ada("add", title)
    ada("tasks")
    assert "1 kept, 0 left." in ada("putoff", "1", "--keep").out
    assert ada("putoff", "2", "2", "--on", "2999-01-01", "--json").json["rescheduled"] == 1
    assert "1 dropped, 0 left." in ada("putoff", "3", "--drop").out
    left = {task["title"]: task["scheduled_for"] for task in ada("tasks", "--json").json["items"]}
    assert len(left) == 2
    assert sorted(left.values(), key=str) == ["2999-01-01", None]


def test_a_decision_is_one_and_about_something(ada: Shell) -> None:
    ada("add", "Repair the door")
    ada("tasks")
    assert ada("putoff", "1").code == 2
    assert ada("putoff", "1", "--keep", "--drop").code == 2
    assert ada("putoff", "--drop").code == 2
    assert ada("putoff", "1", "--on", "2020-01-01").code == 5
