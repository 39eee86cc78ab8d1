"""The examples of the API's page, played in their order by one person."""

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx

from tests.docs.markdown import ROOT, Block, blocks
from tests.fixtures.application import Person

PAGE = ROOT / "docs" / "reference" / "api.md"
ANY = "…"
_NAME = re.compile(r"\{([a-z_]+)\}")


def examples() -> Iterator[tuple[Block, Block]]:
    """Yield each request with the answer below it."""
    shown = [block for block in blocks(PAGE) if block.info.startswith("http ")]
    for ask, answer in zip(shown[::2], shown[1::2], strict=True):
        assert ask.info.startswith("http request"), ask
        assert answer.info == "http response", answer
        yield ask, answer


def differences(shown: Any, given: Any, place: str = "") -> Iterator[str]:
    """Yield where an answer is not as shown; members that are not shown may be anything."""
    if isinstance(shown, dict) and isinstance(given, dict):
        for name, value in shown.items():
            if name in given:
                yield from differences(value, given[name], f"{place}/{name}")
            else:
                yield f"{place}/{name} is missing"
    elif isinstance(shown, list) and isinstance(given, list) and len(shown) == len(given):
        for number, (one, other) in enumerate(zip(shown, given, strict=True)):
            yield from differences(one, other, f"{place}/{number}")
    elif shown == ANY:
        if given is None:
            yield f"{place} is null"
    elif shown != given:
        yield f"{place} is {given!r}, not {shown!r}"


def parted(text: str) -> tuple[str, dict[str, str], str]:
    """Return the first line of a block, its headers and its body."""
    head, _, body = text.partition("\n\n")
    first, *lines = head.splitlines()
    if not body and lines and lines[0][0] in "{[":  # an answer without headers
        return first, {}, "\n".join(lines)
    return first, dict(line.split(": ", 1) for line in lines), body


async def test_every_example_of_the_api_is_as_shown(
    new_person: Callable[..., Awaitable[Person]], client: httpx.AsyncClient
) -> None:
    person = await new_person()
    seen: dict[str, str] = {}
    played = 0
    for ask, expected in examples():
        first, headers, body = parted(_filled(ask.text, seen, person))
        method, path = first.split(" ")
        speaker = client if ask.info.endswith("anonymous") or "/auth/" in path else person.http
        answer = await speaker.request(method, path, headers=headers, content=body or None)
        status, shown, content = parted(_filled(expected.text, seen, person))
        assert answer.status_code == int(status), (first, answer.text)
        for name, value in shown.items():
            pattern = re.escape(value).replace(re.escape(ANY), ".+")
            assert re.fullmatch(pattern, answer.headers.get(name, "")), (first, name, answer.headers)
        if content:
            found = answer.json()
            assert not list(differences(json.loads(content), found)), (first, answer.text)
            seen |= {name: value for name, value in found.items() if isinstance(value, str)}
            if "access_token" in found:
                person.http.headers["Authorization"] = f"Bearer {found['access_token']}"
        played += 1
    assert played >= 10


def _filled(text: str, seen: dict[str, str], person: Person) -> str:
    text = text.replace("ada@example.org", person.email)
    return _NAME.sub(lambda found: seen.get(found[1], found[0]), text)


def test_a_difference_is_found() -> None:
    assert list(differences({"a": 1, "b": ANY}, {"a": 2, "b": None, "c": 3})) == [
        "/a is 2, not 1",
        "/b is null",
    ]
    assert list(differences({"a": [1]}, {"a": [1, 2]})) == ["/a is [1, 2], not [1]"]
    assert list(differences({"a": 1}, {})) == ["/a is missing"]
