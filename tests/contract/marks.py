"""Parametrization by operation: the name of a failed test names the route."""

from collections.abc import Callable

import pytest

from tests.contract.routes import Operation, operations


def each(which: Callable[[Operation], bool] = lambda _: True) -> pytest.MarkDecorator:
    """Return the mark that runs a test once for each operation that fits."""
    return pytest.mark.parametrize("operation", [o for o in operations() if which(o)], ids=lambda o: o.id)
