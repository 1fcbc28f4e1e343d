"""Registries of what rooms declare: entries with unique names, in a defined order.

    _sections = Registry[HomeSection](order=attrgetter("rank", "name"))

    add_home_section = _sections.declaring(HomeSection)

    add_home_section(name="price", rank=10, template=…, context=…)

A registry of functions is a decorator that returns each function:

    _sources = Registry[Source](name=qualified_name)

    timeline_source = _sources.add

Entries of equal order, and all entries of a registry without order, come as declared: from the
upper layers down, by the names of modules (`foundation.subjects`), then down each file.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from operator import attrgetter
from typing import Any


class Registry[T]:
    """Entries by their names, read in their order."""

    def __init__(
        self,
        *,
        name: Callable[[T], str] = attrgetter("name"),
        order: Callable[[T], Any] | None = None,
    ) -> None:
        self._name = name
        self._order = order
        self._entries: dict[str, T] = {}
        self._ordered: tuple[T, ...] | None = None

    def add(self, entry: T) -> T:
        """Registers an entry, and returns it.

        Raises:
            ValueError: its name is taken.
        """
        name = self._name(entry)
        if name in self._entries:
            raise ValueError(f"{name} is declared twice")
        self._entries[name] = entry
        self._ordered = None
        return entry

    def declaring[**P](self, make: Callable[P, T]) -> Callable[P, T]:
        """Returns a function that registers the entry which `make` makes of its arguments."""

        @wraps(make)
        def declare(*args: P.args, **kwargs: P.kwargs) -> T:
            return self.add(make(*args, **kwargs))

        return declare

    def get(self, name: str) -> T | None:
        """Returns the entry of a name, or None."""
        return self._entries.get(name)

    def __getitem__(self, name: str) -> T:
        return self._entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[T]:
        # Put in order once: pages read a registry many times.
        if self._ordered is None:
            entries = self._entries.values()
            self._ordered = tuple(sorted(entries, key=self._order) if self._order else entries)
        return iter(self._ordered)

    def __len__(self) -> int:
        return len(self._entries)


def qualified_name(value: Any) -> str:
    """Returns the dotted name of a function or of a class."""
    return f"{value.__module__}.{value.__qualname__}"
