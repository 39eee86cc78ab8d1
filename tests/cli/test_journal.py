"""The journal and the evening at the command line."""

from tests.cli.conftest import Shell


def test_what_is_written_is_listed_and_found(ada: Shell) -> None:
    made = ada("journal", "add", "--tag", "garden", "--mood", "content", "The fence", "is painted.", "--json")
    assert made.code == 0, made.err
    assert (made.json["content"], made.json["mood"], made.json["tags"]) == (
        "The fence is painted.",
        4,
        ["garden"],
    )
    assert "Written down for" in ada("journal", "add", "-", stdin="A second one.\n").out
    listed = ada("journal", "list").out
    assert listed.index("A second one.") < listed.index("The fence is painted.")
    assert "content" in listed
    assert "#garden" in listed
    assert [e["content"] for e in ada("journal", "list", "--tag", "garden", "--json").json["items"]] == [
        "The fence is painted."
    ]
    found = ada("journal", "search", "painting", "fences")
    assert "The fence is painted." in found.out
    assert "1 found." in found.out
    assert "Nothing found." in ada("journal", "search", "pond").out


def test_nothing_is_written_without_words(ada: Shell) -> None:
    assert ada("journal", "add", "   ").code == 2
    assert "Nothing is written down." in ada("journal", "list").out


def test_the_evening(ada: Shell) -> None:
    empty = ada("reflect")
    assert empty.code == 0, empty.err
    assert "Nothing is said of" in empty.out
    kept = ada("reflect", "Rain,", "then none.", "--mood", "5", "--energy", "7", "--sleep", "7.5")
    assert "Kept for" in kept.out
    more = ada("reflect", "--grateful", "Soup.", "--tomorrow", "The fence.", "--json").json
    assert (more["mood"], more["energy"], more["sleep_hours"], more["text"]) == (
        5,
        7,
        7.5,
        "Rain, then none.",
    )
    shown = ada("reflect").out
    for words in ("mood: 5", "energy: 7", "hours slept: 7.5", "grateful for: Soup.", "tomorrow: The fence."):
        assert words in shown


def test_another_day_and_wrong_moods(ada: Shell) -> None:
    assert ada("reflect", "--day", "2026-01-05", "--mood", "3", "--json").json["local_date"] == "2026-01-05"
    refused = ada("reflect", "--mood", "purple")
    assert refused.code == 5
    assert "mood_label" in refused.err
    assert ada("reflect", "--day", "2999-01-01", "--mood", "3").code == 5


def test_the_week_is_looked_back_at(ada: Shell) -> None:
    ada("reflect", "--mood", "4")
    shown = ada("review", "--well", "Sun.", "--focus", "The pond.")
    assert shown.code == 0, shown.err
    for words in ("planned", "tasks done", "mood", "Went well: Sun.", "Focus: The pond."):
        assert words in shown.out
    done = ada("review", "--complete", "--json").json
    assert (done["status"], done["focus"]) == ("completed", "The pond.")
    assert ada("review", "--month", "--json").json["period_type"] == "month"
