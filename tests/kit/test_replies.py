"""Conditions of requests: entity tags and keys of repetition."""

import pytest
from fastapi import Request

from cairn.kit.db.owned import Written
from cairn.kit.http.problems import Invalid
from cairn.kit.http.replies import _if_match, etag, extended, shown
from cairn.kit.ids import new_id


def _request(**headers: str) -> Request:
    raw = [(n.replace("_", "-").lower().encode(), v.encode()) for n, v in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": raw})


@pytest.mark.parametrize(
    ("given", "version"), [('"3"', 3), ('W/"3"', 3), (' "12" ', 12), ("*", None), (None, None)]
)
async def test_if_match_names_a_version(given: str | None, version: int | None) -> None:
    assert await _if_match(_request() if given is None else _request(If_Match=given)) == version


@pytest.mark.parametrize("given", ["", "3", '"3', '3"', '"x"', '"-1"', '"1234567890"', '"1", "2"', '"٣"'])
async def test_other_tags_are_refused(given: str) -> None:
    with pytest.raises(Invalid) as refused:
        await _if_match(_request(If_Match=given))
    assert [error.pointer for error in refused.value.errors] == ["header:if-match"]


@pytest.mark.parametrize(
    ("given", "status"),
    [('"3"', 304), ('W/"3"', 304), ('"1", "3"', 304), ("*", 304), ('"2"', 200), ("3", 200), ("", 200)],
)
def test_unchanged_row_is_not_sent_again(given: str, status: int) -> None:
    answer = shown(_request(If_None_Match=given), Written(new_id(), 3, b"{}"))
    assert answer.status_code == status
    assert answer.headers["etag"] == etag(3)


def test_object_is_extended() -> None:
    assert extended(b'{"a":1}', b=None, c=[2]) == b'{"a":1,"b":null,"c":[2]}'
