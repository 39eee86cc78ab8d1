"""What goes with what: rank correlation of days, at lags of 0 to 2, with chance kept honest.

Days that follow each other are alike, and so correlate with anything. The null distribution of a pair is
therefore its own: one series is turned against the other, day by day, which keeps how alike its days are.
Of all pairs that were tested only so many are reported that at most a tenth are expected to be chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import erfc, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

ASSOCIATION_VERSION = "association-1"
LAGS = (0, 1, 2)
"""Days by which the effect may follow."""
FEWEST = 14
"""Days that both series need a value on."""
WEAKEST = 0.3
"""Least correlation, either way, that is reported."""
FALSE_SHARE = 0.1
"""Share of the reported pairs that may be chance."""
_NEAREST_SHIFT = 3
"""Shifts of fewer days leave too much of the pair as it is."""
_COUNTED = 5
"""Shifts beyond the observed value from which on counting them is exact enough."""
_CAUTION = 1.2
"""What the spread of the shifted correlations is widened by, since it is itself estimated."""

Days = Mapping[date, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One pair at one lag."""

    cause: int
    """Place of the earlier series."""
    effect: int
    lag: int
    n: int
    rho: float
    p: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A pair that goes together."""

    tested: Comparison
    q: float
    """Share of chance among all pairs as clear as this one."""


def paired(cause: Days, effect: Days, lag: int) -> list[tuple[date, float, float]]:
    """Days on which the cause has a value and, `lag` days later, the effect; in order."""
    later = timedelta(days=lag)
    return [(day, cause[day], effect[day + later]) for day in sorted(cause) if day + later in effect]


def examine_pair(xs: "Array", ys: "Array") -> tuple[float, float] | None:
    """Spearman's rho and its p by circular shifts; None where a series does not vary or is too short."""
    import numpy as np

    n = len(xs)
    if n < FEWEST:
        return None
    a, b = _ranks(xs), _ranks(ys)
    a, b = a - a.mean(), b - b.mean()
    norm = sqrt(float(a @ a) * float(b @ b))
    if norm == 0:
        return None
    around = np.fft.irfft(np.fft.rfft(a) * np.conj(np.fft.rfft(b)), n) / norm
    rho = float(a @ b) / norm
    shifted = around[_NEAREST_SHIFT : n - _NEAREST_SHIFT + 1]
    beyond = int((np.abs(shifted) >= abs(rho) - 1e-12).sum())
    counted = (beyond + 1) / (len(shifted) + 1)
    if beyond >= _COUNTED:
        return rho, counted
    # Beyond what counting can tell apart, the spread of the shifted values tells how far out this one is.
    z = np.arctanh(np.clip(shifted, -0.999999, 0.999999))
    spread = _CAUTION * max(float(np.sqrt((z**2).mean())), 1 / sqrt(n - 3))
    out = abs(float(np.arctanh(min(0.999999, max(-0.999999, rho))))) / spread
    return rho, min(counted, max(float(erfc(out / sqrt(2))), 1e-12))


def _ranks(values: "Array") -> "Array":
    """Ranks from 1, equal values sharing the mean of theirs."""
    import numpy as np

    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[inverse]


def examine_all(series: Sequence[Days]) -> list[Comparison]:
    """Every pair at every lag, both ways where a day lies between; what cannot be tested is left out."""
    import numpy as np

    days = sorted({day for one in series for day in one})
    if not days:
        return []
    first, span = days[0], (days[-1] - days[0]).days + 1
    table = np.full((len(series), span), np.nan)
    for row, one in enumerate(series):
        for day, value in one.items():
            table[row, (day - first).days] = value
    found = []
    for i in range(len(series)):
        for j in range(len(series)):
            for lag in LAGS:
                if i == j or (lag == 0 and j < i):
                    continue
                xs, ys = table[i, : span - lag], table[j, lag:]
                both = ~(np.isnan(xs) | np.isnan(ys))
                result = examine_pair(xs[both], ys[both])
                if result is not None:
                    found.append(Comparison(i, j, lag, int(both.sum()), *result))
    return found


def findings(tested: Sequence[Comparison]) -> list[Finding]:
    """The pairs that go together, clearest first; of several lags of a pair only the clearest.

    Benjamini and Hochberg over all that was tested, before the weak ones are left out.
    """
    ordered = sorted(tested, key=lambda t: t.p)
    q = 1.0
    kept: list[Finding] = []
    for rank in range(len(ordered), 0, -1):
        one = ordered[rank - 1]
        q = min(q, one.p * len(ordered) / rank)
        if q <= FALSE_SHARE and abs(one.rho) >= WEAKEST:
            kept.append(Finding(one, q))
    kept.sort(key=lambda f: (f.q, -abs(f.tested.rho)))
    seen: set[frozenset[int]] = set()
    best = []
    for finding in kept:
        pair = frozenset((finding.tested.cause, finding.tested.effect))
        if pair not in seen:
            seen.add(pair)
            best.append(finding)
    return best


def in_words(cause: str, effect: str, lag: int, n: int, rho: float) -> str:
    """The finding in a sentence that speaks of going together, and of nothing more."""
    when = {0: "on the same day", 1: "the day after", 2: "two days after"}[lag]
    way = "higher" if rho > 0 else "lower"
    return (
        f"When {cause} is higher, {effect} tends to be {way} {when}"
        f" (rank correlation {rho:+.2f} over {n} days). What goes together need not depend on each other."
    )
