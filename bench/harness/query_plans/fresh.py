"""Pages before PostgreSQL has gathered statistics (fresh tables) beside the same with them."""

from __future__ import annotations

from collections.abc import Mapping

MAX_TIMES_FRESH = 1.5
"""A page takes at most so many times as long before PostgreSQL has gathered statistics."""
NOISE_MS = 5.0
"""A difference below is due to the machine."""
FRESH, STEADY = ".fresh.p50_ms", ".p50_ms"


def needs_statistics(fresh_ms: float, steady_ms: float) -> bool:
    """Checks whether a page or a statement is much slower without statistics."""
    return fresh_ms > MAX_TIMES_FRESH * steady_ms and fresh_ms - steady_ms > NOISE_MS


def slower_fresh(figures: Mapping[str, float]) -> list[str]:
    """Returns a sentence for each page, of those measured in both states, that needs statistics."""
    both = {
        name.removesuffix(FRESH): (milliseconds, figures[name.removesuffix(FRESH) + STEADY])
        for name, milliseconds in figures.items()
        if name.endswith(FRESH)
    }
    return [
        f"{page} takes {fresh_ms} ms without statistics, {steady_ms} ms with them."
        for page, (fresh_ms, steady_ms) in both.items()
        if needs_statistics(fresh_ms, steady_ms)
    ]
