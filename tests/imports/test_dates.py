"""Dates as tables have them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from cairn.imports.formats.dates import order_of, read_date

ZONE = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026/12/1", date(2026, 12, 1)),
        ("20261201", date(2026, 12, 1)),
        ("01.12.2026", date(2026, 12, 1)),
        ("1.12.26", date(2026, 12, 1)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("5/5/26", date(2026, 5, 5)),
        ("Dec 1, 2026", date(2026, 12, 1)),
        ("1st December 2026", date(2026, 12, 1)),
        ("Tue, 1-Dec-2026", date(2026, 12, 1)),
        ("2026-12-01T00:00:00", date(2026, 12, 1)),
        ("2026-11-30T23:00:00Z", date(2026, 12, 1)),
        ("December 1, 2026 12:00 AM", date(2026, 12, 1)),
    ],
)
def test_days(cell: str, day: date) -> None:
    found = read_date(cell, None, ZONE)
    assert (found, type(found)) == (day, date)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-12-01 14:30",
        "2026-12-01T13:30:00Z",
        "2026-12-01T13:30:00.000Z",
        "2026-12-01T08:30:00-05:00",
        "20261201T143000",
        "01.12.2026 14:30",
        "December 1, 2026 2:30 PM",
        "1 Dec 2026 at 2:30pm",
    ],
)
def test_instants(cell: str) -> None:
    assert read_date(cell, None, ZONE) == datetime(2026, 12, 1, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["13/04/2026", "03/04/2026"], "dmy"),
        (["04/13/2026", "03/04/2026"], "mdy"),
        (["03/04/2026", "2026-04-13", "13.04.2026"], "unclear"),
        (["13/04/2026", "04/13/2026", "03/04/2026"], "mixed"),
        (["13/04/2026", "04/13/2026"], "either"),
        (["05/05/2026", "2026-01-02", "01.02.2026", ""], "either"),
        ([], "either"),
    ],
)
def test_order_of_a_column(values: list[str], order: str) -> None:
    assert order_of(values) == order
