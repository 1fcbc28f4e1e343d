"""Registries of the delays, counts and sources that rooms monitor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from django.utils.functional import Promise

from bocage.foundation.registry import Registry

NOT_LATE = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class LagCheck:
    """Indicator of something that must not be late: its present delay, and the limit.

    `delay` returns zero if nothing waits. A vital that is not `is_public` is shown to the
    administration alone. `why_unmonitored` returns a sentence if nothing is known of it: it is then
    neither late nor on time.
    """

    name: str
    label: str | Promise
    limit: timedelta
    delay: Callable[[], timedelta]
    is_public: bool = True
    why_unmonitored: Callable[[], str] = str


@dataclass(frozen=True, kw_only=True)
class Count:
    """Numbers to watch, by the values of one label; `help` is in English, as Prometheus has it."""

    name: str
    help: str
    label: str
    read: Callable[[], Mapping[str, int]]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """External source that the instance reads, and the time of its last success.

    `trouble` describes the problem in a sentence; `url` is the address of its page.
    """

    name: str
    last_good_at: datetime | None
    trouble: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """Group of external sources that a room reads.

    `read` lists them, failing ones first, then those without news for the longest time.
    """

    name: str
    label: str | Promise
    read: Callable[[], Sequence[Delivery]]


@dataclass(frozen=True, kw_only=True)
class Lag:
    """A vital as it is now."""

    vital: LagCheck
    delay: timedelta

    @property
    def is_late(self) -> bool:
        return self.delay > self.vital.limit

    @property
    def minutes(self) -> int:
        """Delay in whole minutes, one at least."""
        return max(int(self.delay.total_seconds() // 60), 1)


_lag_checks = Registry[LagCheck](order=attrgetter("name"))
_counts = Registry[Count](order=attrgetter("name"))
_feeds = Registry[Feed](order=attrgetter("name"))

add_lag_check = _lag_checks.declaring(LagCheck)
"""Have something watched."""

add_count = _counts.declaring(Count)
"""Have something counted."""

add_feed = _feeds.declaring(Feed)
"""Registers a group of external sources for the administration page."""


def declared_feeds() -> list[Feed]:
    return list(_feeds)


def declared_counts() -> list[Count]:
    return list(_counts)


def measure_lags() -> list[Lag]:
    """Returns the delay of each vital, by name: one query each, over an index."""
    return [Lag(vital=vital, delay=max(vital.delay(), NOT_LATE)) for vital in _lag_checks]


def unmonitored() -> list[str]:
    """Returns a sentence for each delay that could not be measured."""
    return list(filter(None, (vital.why_unmonitored() for vital in _lag_checks)))
