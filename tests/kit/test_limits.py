"""Rate limits count within fixed minutes."""

from cairn.kit.http.limits import Limiter


def test_limit_is_used_up_and_renewed() -> None:
    limiter = Limiter()
    left = [limiter.hit("other", "ada", 3, 120.0 + second).remaining for second in range(4)]
    assert left == [2, 1, 0, -1]
    assert limiter.hit("other", "ada", 3, 180.0).remaining == 2


def test_reset_says_when() -> None:
    limiter = Limiter()
    assert limiter.hit("other", "ada", 3, 120.0).reset_seconds == 60
    assert limiter.hit("other", "ada", 3, 179.9).reset_seconds == 1


def test_keys_and_groups_are_counted_apart() -> None:
    limiter = Limiter()
    for group, key in (("other", "ada"), ("other", "ben"), ("auth", "ada")):
        assert limiter.hit(group, key, 3, 120.0).remaining == 2
