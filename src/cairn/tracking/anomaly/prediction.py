"""How far a value is from what those before it let expect: recursive least squares, never fitted ahead."""

from typing import Any

import numpy as np

_ORDER = 6
"""Values before that predict the next."""
_FORGET = 0.999
_SLOWEST = 0.001
"""Least weight of a new value in the running mean and variance."""
_HELD = 5.0
"""Deviations beyond which an error teaches no more."""
_CLIPPED = 20.0
_UNSURE = 10.0
_DIVERGED = 1e6


def prediction_errors(values: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """The absolute error of each prediction, in the units of the series; 0 for the first values."""
    found = np.zeros(len(values))
    weights = np.zeros(_ORDER + 1)
    weights[0] = 1.0
    certainty = np.eye(_ORDER + 1) * _UNSURE
    middle = float(values[0])
    variance = (max(abs(middle), 1e-6) * 0.1) ** 2
    inputs = np.zeros(_ORDER + 1)
    inputs[-1] = 1.0
    for i, value in enumerate(values):
        deviation = variance**0.5
        z = min(_CLIPPED, max(-_CLIPPED, (float(value) - middle) / deviation))
        if i >= _ORDER:
            error = z - float(weights @ inputs)
            found[i] = abs(error) * deviation
            along = certainty @ inputs
            gain = along / (_FORGET + float(inputs @ along))
            weights = weights + gain * min(_HELD, max(-_HELD, error))
            certainty = (certainty - np.outer(gain, along)) / _FORGET
            if not certainty[0, 0] < _DIVERGED:
                certainty = np.eye(_ORDER + 1) * _UNSURE
        rate = max(1 / (i + 1), _SLOWEST)
        away = float(value) - middle
        middle += rate * away
        variance = (1 - rate) * (variance + rate * away * away) + 1e-12
        inputs[1:_ORDER] = inputs[: _ORDER - 1]
        inputs[0] = z
    return found
