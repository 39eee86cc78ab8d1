"""How unlike anything before the last few values are: the distance to the nearest earlier window."""

from typing import Any

import numpy as np

MEMORY = 20_000
"""Windows that are remembered: bounds the work on streams that never end."""


def nearest_past(values: "np.ndarray[Any, Any]", span: int) -> "np.ndarray[Any, Any]":
    """Root mean square distance of each window to its nearest one that ended before it began.

    The products of a window with all earlier ones follow from those of the window before it by one
    subtraction and one addition, so that a value costs one pass over the remembered windows.
    """
    found = np.zeros(len(values))
    count = len(values) - span + 1
    if count < 1:
        return found
    x = values - values[0]
    squares = np.convolve(x**2, np.ones(span), "valid")
    with_first = np.correlate(x, x[:span], "valid")
    products, oldest = with_first[:1], 0
    for i in range(1, count):
        ends = slice(oldest, i)
        # Window j of the row before becomes window j + 1 of this one.
        moved = products - x[ends] * x[i - 1] + x[oldest + span : i + span] * x[i + span - 1]
        products = np.concatenate(([with_first[i]], moved)) if oldest == 0 else moved
        if oldest:
            oldest += 1
        if len(products) > MEMORY:
            products, oldest = products[1:], oldest + 1
        apart = i - span + 1 - oldest
        if apart > 0:
            distances = squares[oldest : oldest + apart] + squares[i] - 2 * products[:apart]
            found[i + span - 1] = np.sqrt(max(float(distances.min()), 0.0) / span)
    return found
