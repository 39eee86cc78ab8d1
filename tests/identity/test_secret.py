"""The server's secret: where it comes from, and what is refused."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from cairn.identity.secret import SecretUnusableError, derived_key, server_secret
from tests.fixtures.application import make_settings

GOOD = "Zm9yIHRlc3RzIG9ubHkuIEl0IGhhcyA0OCBieXRlcy4"


def test_it_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "new folder")
    first = server_secret(settings)
    assert len(first) == 32
    assert server_secret(settings) == first
    file = tmp_path / "new folder" / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]


def test_processes_that_start_at_once_share_it(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(server_secret, [settings] * 16))) == 1


@pytest.mark.parametrize("content", ["", "abc", "ab" * 31, "xyz" * 40])
def test_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret.key").write_text(content)
    with pytest.raises(SecretUnusableError, match=r"secret\.key is damaged"):
        server_secret(make_settings(tmp_path))


def test_setting_goes_before_the_file(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, secret_key=SecretStr(GOOD))
    assert server_secret(settings) == GOOD.encode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["changeme" * 5, "short", "a" * 64, "my-secret-" + GOOD])
def test_guessable_settings_are_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(ValidationError, match="CAIRN_SECRET_KEY"):
        make_settings(tmp_path, secret_key=SecretStr(value))


def test_purposes_have_keys_of_their_own() -> None:
    keys = {derived_key(b"x" * 32, purpose) for purpose in ("a", "b")} | {derived_key(b"y" * 32, "a")}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}
