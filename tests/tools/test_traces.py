"""The bad examples are put together from pieces, since the rule reads this file too."""

from collections.abc import Callable

import pytest

RULE = "traces"
Found = Callable[..., list[str]]


PLACE = "work"
"""A folder that must not stand at the root of a path, put in so that this file passes the rule itself."""


@pytest.mark.parametrize(
    "pieces",
    [
        ("see /wor", "k/main/x.py"),
        ("path = '/far", "m/x'"),
        ("/tm", "p/lab-3"),
        ("/roo", "t/.cache"),
        ("cd /hom", "e/ada/cairn"),
        ("file:", " /hom", "e/ada.b/x"),
        ("our work", "place"),
        ("../.lib", "rary/x"),
        ("made in this ", "session."),
        ("an AI ", "agent wrote it"),
        ("see issue ", "#12"),
        ("https://", "pypi.example.com/x"),
        ("https://", "user:secret@npm.example.com:8080/"),
        ("https://", "packages.example.com/team/simple/"),
        ("index-url = 'https://", "packages.example.com/'"),
        ("UV_DEFAULT_INDEX=https://", "packages.example.com"),
        ("registry=https://", "packages.example.com"),
    ],
)
@pytest.mark.parametrize("path", ["README.md", "src/cairn/kit/x.py", "deploy/compose.yaml"])
def test_traces_are_found(found: Found, path: str, pieces: tuple[str, ...]) -> None:
    assert found(RULE, {path: f"'''First\n{''.join(pieces)}\nlast'''\n"}) == [f"{path}:2"]


@pytest.mark.parametrize(
    "text",
    [
        "/home/user/cairn",
        f"src/cairn/kit/{PLACE}/x.py",
        f"~/{PLACE}/cairn",
        "$ROOT/root/x",
        "f'{base}/" + PLACE + "/x'",
        f"https://example.com/{PLACE}/x",
        "/workers/1",
        "see /tmp/cairn",
        "https://pypi.org/simple",
        "https://files.pythonhosted.org/packages/x",
        "registry=https://registry.npmjs.org/",
        "https://example.com/simple-things",
        "this issue",
        "the person's sessions",
        "an issue number 12",
    ],
)
def test_ordinary_text_passes(found: Found, text: str) -> None:
    assert found(RULE, {"README.md": f"{text}\n"}) == []
