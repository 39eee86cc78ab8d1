"""Rewards and wallet at the command line."""

from tests.cli.conftest import Shell


def test_a_reward_is_earned_and_had(ada: Shell) -> None:
    assert "No reward yet." in ada("rewards", "list").out
    assert "A cake costs 80 points." in ada("rewards", "add", "A cake", "80", "--per-day", "1").out
    ada("rewards", "add", "A cabin", "9000")
    assert "80 points are wanting" in ada("rewards", "list").out
    refused = ada("rewards", "redeem", "A cake", "--json")
    assert refused.code == 1
    assert refused.problem["missing_points"] == 80
    ada("add", "Paint the fence !1 2h")
    ada("tasks")
    ada("done", "1")
    had = ada("rewards", "redeem", "a cake")
    assert had.code == 0, had.err
    assert "Enjoy: A cake, 80 points." in had.out
    assert "again from" in ada("rewards", "list").out
    shown = ada("wallet").out
    assert "80 spent" in shown
    assert "-80  reward redeemed  A cake" in shown
    assert ada("wallet", "--json").json["wallet"]["points"]["spent"] == 80


def test_a_name_has_to_fit_one_reward(ada: Shell) -> None:
    for name in ("A cake", "A cabin"):
        ada("rewards", "add", name, "1")
    assert "2 rewards begin with A ca" in ada("rewards", "redeem", "A ca").err
    assert ada("rewards", "redeem", "Tea").code == 6


def test_numbers_and_whether_they_agree(ada: Shell) -> None:
    ada("add", "Paint the fence")
    ada("tasks")
    ada("done", "1")
    shown = ada("stats").out
    assert "tasks done" in shown
    assert "momentum" in shown
    assert ada("stats", "--json").json["week"]["tasks_done"] == 1
    assert "Nobody has looked yet" in ada("integrity").out
    assert "Everything agrees." in ada("integrity", "--now").out
    assert ada("integrity", "--json").json["status"] == "ok"
