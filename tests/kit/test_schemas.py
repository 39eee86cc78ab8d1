"""Base classes of the wire shapes."""

from datetime import date
from typing import Any

import pytest
from pydantic import MISSING, TypeAdapter, ValidationError

from cairn.kit.http.schemas import Day, Input, Instant, Patch

DAY, INSTANT = TypeAdapter(Day), TypeAdapter(Instant)


class Box(Input):
    label: str
    inner: list[dict[str, str]] | None = None


class Change(Patch):
    label: str | MISSING = MISSING
    note: str | None | MISSING = MISSING


@pytest.mark.parametrize("bad", ["nul\x00", "lone \ud800", "\udfff"])
@pytest.mark.parametrize(
    ("place", "wrap"),
    [
        (("label",), lambda text: {"label": text}),
        (("inner", 1, "key"), lambda text: {"label": "x", "inner": [{}, {"key": text}]}),
        ((), lambda text: {"label": "x", text: "key"}),
    ],
    ids=["field", "nested", "key"],
)
def test_text_that_cannot_be_stored_is_refused_with_its_place(
    bad: str, place: tuple[str | int, ...], wrap: Any
) -> None:
    with pytest.raises(ValidationError) as refused:
        Box.model_validate(wrap(bad))
    assert [error["loc"] for error in refused.value.errors()] == [place]


def test_patch_tells_absent_from_null() -> None:
    assert Change.model_validate({"note": None}).changes() == {"note": None}
    with pytest.raises(ValidationError):
        Change.model_validate({"label": None})
    with pytest.raises(ValidationError, match="at least one field"):
        Change.model_validate({})


@pytest.mark.parametrize("value", ["2026-11-23", "1900-01-01", "2999-12-31", date(2026, 11, 23)])
def test_days(value: object) -> None:
    assert isinstance(DAY.validate_python(value), date)


@pytest.mark.parametrize(
    "value", [0, 86_400, 1.5, True, "0", "1700000000", "-86400", "1899-12-31", "3000-01-01", "2026-02-30", ""]
)
def test_what_is_no_day(value: object) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python(value)


@pytest.mark.parametrize("value", ["2026-11-23T09:00:00Z", "2026-11-23T09:00:00+05:30", "2026-11-23 09:00Z"])
def test_instants(value: object) -> None:
    assert INSTANT.validate_python(value).tzinfo is not None


@pytest.mark.parametrize(
    "value",
    [0, 1_700_000_000, "1700000000", "2026-11-23", "2026-11-23T09:00:00", "1800-01-01T00:00:00Z", True],
)
def test_what_is_no_instant(value: object) -> None:
    with pytest.raises(ValidationError):
        INSTANT.validate_python(value)
