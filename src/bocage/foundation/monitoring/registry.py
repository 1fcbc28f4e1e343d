"""What the rooms have watched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from django.utils.functional import Promise

from bocage.foundation.registry import Registry

NOT_LATE = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class Vital:
    """Something that must not be late: how late it is now, and how late it may be.

    `delay` answers with no time where nothing waits. A vital that is not `is_public` is shown to
    the administration alone. `why_unwatched` says in a sentence why nothing is known of it: it is
    then neither late nor on time.
    """

    name: str
    label: str | Promise
    limit: timedelta
    delay: Callable[[], timedelta]
    is_public: bool = True
    why_unwatched: Callable[[], str] = str


@dataclass(frozen=True, kw_only=True)
class Count:
    """Numbers to watch, by the values of one label; `help` is in English, as Prometheus has it."""

    name: str
    help: str
    label: str
    read: Callable[[], Mapping[str, int]]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Something of others that the instance reads, and when it last could. `trouble` says what is
    wrong with it in a sentence; `url` leads to its page."""

    name: str
    last_good_at: datetime | None
    trouble: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What a room reads of others: what fails comes first, and the longest silence after it."""

    name: str
    label: str | Promise
    read: Callable[[], Sequence[Delivery]]


@dataclass(frozen=True, kw_only=True)
class Lateness:
    """A vital as it is now."""

    vital: Vital
    delay: timedelta

    @property
    def is_late(self) -> bool:
        return self.delay > self.vital.limit

    @property
    def minutes(self) -> int:
        """How many whole minutes it is late, one at least."""
        return max(int(self.delay.total_seconds() // 60), 1)


_vitals = Registry[Vital](order=attrgetter("name"))
_counts = Registry[Count](order=attrgetter("name"))
_feeds = Registry[Feed](order=attrgetter("name"))

add_vital = _vitals.declaring(Vital)
"""Have something watched."""

add_count = _counts.declaring(Count)
"""Have something counted."""

add_feed = _feeds.declaring(Feed)
"""Have what is read of others shown to the administration."""


def declared_feeds() -> list[Feed]:
    return list(_feeds)


def declared_counts() -> list[Count]:
    return list(_counts)


def latenesses() -> list[Lateness]:
    """How late each vital is, in the order of names: one query each, over an index."""
    return [Lateness(vital=vital, delay=max(vital.delay(), NOT_LATE)) for vital in _vitals]


def unwatched() -> list[str]:
    """Of what nothing is known, in sentences."""
    return list(filter(None, (vital.why_unwatched() for vital in _vitals)))
