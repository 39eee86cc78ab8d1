"""Habits and metrics at the command line."""

from tests.cli.conftest import Shell


def test_a_habit_is_added_logged_and_seen(ada: Shell) -> None:
    assert "No habit yet." in ada("habit", "today").out
    assert "Run begins on" in ada("habit", "add", "Run", "--target", "5", "--unit", "km").out
    ada("habit", "add", "Call home", "--times", "2")
    shown = ada("habit", "today")
    assert "0 of 5 km" in shown.out
    assert "0 of 2 due." in shown.out
    assert ada("habit", "log", "run", "2").code == 0
    done = ada("habit", "log", "run", "3.5", "--note", "Rain.")
    assert "1 day in a row" in done.out
    assert "+5 points" in done.out
    assert "1 of 2 due." in ada("habit", "today").out
    listed = ada("habit", "list")
    assert "Call home: 0 weeks in a row" in listed.out
    assert {h["name"] for h in ada("habit", "list", "--json").json["items"]} == {"Run", "Call home"}
    assert ada("habit", "log", "Swim").code == 6
    assert ada("habit", "add", "Swim", "--times", "2", "--after", "3").code == 2
    assert ada("habit", "log", "run", "--date", "2999-01-01").code != 0


def test_a_metric_is_added_logged_and_shown(ada: Shell) -> None:
    assert "No metric yet." in ada("metric", "list").out
    made = ada(
        "metric", "add", "Weight", "--unit", "stone", "--direction", "lower", "--target", "70", "--json"
    )
    assert (made.json["unit"], made.json["unit_label"]) == ("custom", "stone")
    assert "nothing measured yet, target 70" in ada("metric", "list").out
    assert ada("metric", "log", "weight", "75", "--date", "2026-01-05").code == 0
    assert "+200 points" in ada("metric", "log", "weight", "69.5").out
    assert "69.5 on" in ada("metric", "list").out
    shown = ada("metric", "show", "weight")
    assert "1 day from" in shown.out
    assert "newest 69.5" in shown.out
    assert ada("metric", "show", "weight", "--json").json["n"] == 1
