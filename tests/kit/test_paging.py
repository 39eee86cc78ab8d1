"""Cursors: any place of a feed goes to a token and back; nothing else is a token."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cairn.kit.http.paging import CursorQuery, PageQuery, decode_cursor, encode_cursor
from cairn.kit.http.problems import Invalid

MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(MOMENTS, st.uuids())
def test_cursor_comes_back_as_it_was(at: datetime, row_id: UUID) -> None:
    token = encode_cursor(at, row_id)
    assert decode_cursor(token) == (at, row_id)
    assert len(token) <= 200
    assert token.isascii()
    assert not set(token) & set("+/=&?# ")


@given(MOMENTS, st.uuids(), st.timedeltas(min_value=timedelta(microseconds=1), max_value=timedelta(days=9)))
def test_different_places_have_different_cursors(at: datetime, row_id: UUID, step: timedelta) -> None:
    try:
        later = at + step
    except OverflowError:
        return
    assert encode_cursor(at, row_id) != encode_cursor(later, row_id)


@given(st.text(max_size=200))
def test_anything_else_is_refused_or_a_place(text: str) -> None:
    try:
        decoded = decode_cursor(text)
    except Invalid as problem:
        pointers = [error.pointer for error in problem.errors]
    else:
        pointers = (
            [] if len(encode_cursor(*decoded)) == len(text.rstrip("=")) else ["a token of another length"]
        )
    assert pointers in ([], ["query:cursor"])


@pytest.mark.parametrize("size", [0, 301, -1])
def test_sizes_out_of_bounds_are_refused(size: int) -> None:
    with pytest.raises(ValidationError):
        PageQuery(page_size=size)
    with pytest.raises(ValidationError):
        CursorQuery(limit=size)


def test_filters_are_what_remains() -> None:
    class Query(PageQuery):
        archived: bool = False
        sort: str = "name"

    assert Query(page=3).filters() == {"archived": False}
