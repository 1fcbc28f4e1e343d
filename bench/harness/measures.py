"""Statistics of the durations of requests."""

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """Returns the smallest value that at least `share` per cent of the values do not exceed.

    The nearest-rank definition: the result is always a value that was measured.

    Raises:
        ValueError: there is no value, or the share is not above 0 and at most 100.
    """
    if not values:
        raise ValueError("a percentile needs at least one value")
    if not 0 < share <= 100:
        raise ValueError("a share lies above 0 and at most at 100")
    return sorted(values)[math.ceil(share / 100 * len(values)) - 1]


def summarise(prefix: str, durations: Sequence[float], elapsed: float) -> dict[str, float]:
    """Requests per second, median and 95th percentile; durations and elapsed in seconds.

    Raises:
        ValueError: there is no duration, or no time has passed.
    """
    if elapsed <= 0:
        raise ValueError("no time has passed")
    return {
        f"{prefix}.requests_per_s": round(len(durations) / elapsed, 1),
        f"{prefix}.p50_ms": round(percentile(durations, 50) * 1000, 2),
        f"{prefix}.p95_ms": round(percentile(durations, 95) * 1000, 2),
    }
