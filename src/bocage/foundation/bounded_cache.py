"""A cache in the memory of a process, which its threads share and which keeps to its bounds."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock


class BoundedCache[Key, Value]:
    """Cache that evicts its least recently used values beyond its bounds.

    `octets_of` returns how much of `max_octets` a value takes. A larger value is not cached.
    Values are not copied: they should be immutable.
    """

    def __init__(
        self, *, max_entries: int, max_octets: int, octets_of: Callable[[Value], int]
    ) -> None:
        self.max_entries = max_entries
        self.max_octets = max_octets
        self._octets_of = octets_of
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._octets = 0
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """Returns the value of a key, which is now the most recently used, or None."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: Key, value: Value) -> None:
        """Holds a value, in place of the one that its key had."""
        with self._lock:
            self._drop(key)
            self._values[key] = value
            self._octets += self._octets_of(value)
            while self._octets > self.max_octets or len(self._values) > self.max_entries:
                self._drop(next(iter(self._values)))

    def __iter__(self) -> Iterator[Key]:
        """Iterates over the keys as they are now, the least recently used first."""
        with self._lock:
            return iter(list(self._values))

    def clear(self) -> None:
        """Drops every value."""
        with self._lock:
            self._values.clear()
            self._octets = 0

    def _drop(self, key: Key) -> None:
        value = self._values.pop(key, None)
        if value is not None:
            self._octets -= self._octets_of(value)
