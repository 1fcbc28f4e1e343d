"""Espace: the to-dos of a person, for all their mandates.

Each room adds its menu entries and to-dos in its `espace.py`, discovered at startup:

    from bocage.people.dashboard import Todo, add_item, todo_provider

    add_item(label=_("Mandats"), url_name="mandate_list", icon="people", rank=80,
             right="people.see_mandates")

    @todo_provider
    def requests_to_answer(person):
        yield Todo(title=…, detail=…, action=_("Répondre"), url=…, urgency="late", due_at=…)

A provider is called on the home of the Espace alone, with a constant number of queries. One that
reads the person's own rows declares them: it is not called for people who have none.

    @todo_provider
    @only_with(HouseholdAdult, "person")
    def words_of_the_welcome(person): ...
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, Literal

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from bocage.foundation.db.prepared_statements import prepared_cursor
from bocage.foundation.formatting.times import cached_by_language
from bocage.foundation.registry import Registry, qualified_name
from bocage.people.models import Person

Urgency = Literal["late", "soon", "normal"]
Group = Literal["work", "welcome", "housing", "together", "outreach", "rules", "own"]
Spot = Literal["greeting", "under"]
GROUPS: dict[Group, str | Promise] = {
    "work": "",
    "welcome": _("Accueillir"),
    "housing": _("Loger"),
    "together": _("Travailler ensemble"),
    "outreach": _("Faire connaître"),
    "rules": _("Rendre compte, régler"),
    "own": _("Pour moi"),
}
"""The parts of the menu in their order, with the title of each."""
LONG_MENU = 12
"""Number of entries from which the menu has titles: fewer are read at a glance."""
URGENCIES: tuple[Urgency, ...] = ("late", "soon", "normal")


def _to_everybody(_person: Person) -> bool:
    return True


def _count_zero(_person: Person) -> int:
    return 0


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """Menu entry, for people with the permission `right` for whom `is_shown` returns True.

    `count` is called on every page of the Espace: keep it cheap. The menu shows the entries of
    mandates first, then the person's `own`; a long one has titles over groups. An entry whose
    pages have tabs is current on all of them: `covers` names the others.
    """

    label: str | Promise
    url_name: str
    rank: int
    icon: str = ""
    right: str = ""
    is_shown: Callable[[Person], bool] = _to_everybody
    count: Callable[[Person], int] = _count_zero
    group: Group = "work"
    covers: tuple[str, ...] = ()

    def is_for(self, person: Person) -> bool:
        """Checks whether a person has this entry in their menu."""
        return (not self.right or person.has_perm(self.right)) and self.is_shown(person)


@dataclass(frozen=True, kw_only=True)
class Todo:
    """Pending to-do of a person, with the one button that settles it."""

    title: str | Promise
    detail: str | Promise
    action: str | Promise
    url: str
    urgency: Urgency = "normal"
    due_at: datetime | None = None


@dataclass(frozen=True)
class OwnRows:
    """Rows of a model that belong to a person, by a field."""

    model: type[Model]
    field: str

    @property
    def condition(self) -> sql.Composed:
        """SQL condition that a person has such a row, with a placeholder for the key."""
        owner: Any = self.model._meta.get_field(self.field)
        names = map(sql.Identifier, (self.model._meta.db_table, owner.column))
        return sql.SQL("EXISTS (SELECT FROM {} WHERE {} = %s)").format(*names)


@dataclass(frozen=True, kw_only=True)
class DashboardSection:
    """Section of the home of the Espace: bookings to come, projects…

    It is shown below the to-dos, or above them if it greets the person. `context` returns the
    variables of `template`, or None to omit the section. `only_with` are the rows without which
    it is omitted.
    """

    name: str
    template: str
    rank: int
    context: Callable[[Person], dict[str, Any] | None]
    spot: Spot = "under"
    only_with: OwnRows | None = None


@dataclass(frozen=True)
class ShownSection:
    """A section as one page shows it."""

    template: str
    context: dict[str, Any]
    spot: Spot


@dataclass(frozen=True)
class ShownItem:
    """An entry as one page shows it."""

    label: str
    url: str
    icon: str
    count: int
    current: Literal["", "page", "true"]
    heading: str


Provider = Callable[[Person], Iterable[Todo]]

_items = Registry[MenuItem](name=attrgetter("url_name"), order=attrgetter("rank", "url_name"))
_providers = Registry[Provider](name=qualified_name)
_rows_of: dict[Provider, OwnRows] = {}
"""The rows without which a provider has nothing to say."""
_sections = Registry[DashboardSection](order=attrgetter("rank", "name"))

add_item = _items.declaring(MenuItem)
"""Register an entry of the menu."""

add_section = _sections.declaring(DashboardSection)
"""Register a part of the home of the Espace."""

todo_provider = _providers.add
"""Registers a function that yields the to-dos of one room for a person."""


def only_with(model: type[Model], field: str) -> Callable[[Provider], Provider]:
    """Decorates a provider that is called only for people with a row of this model of their own."""

    def declare(provider: Provider) -> Provider:
        _rows_of[provider] = OwnRows(model, field)
        return provider

    return declare


def shown_items(request: HttpRequest) -> list[ShownItem]:
    """Returns the menu of the person of the request, in its order, in the active language."""
    person = request.user
    if not isinstance(person, Person):
        return []
    offered = _in_order([item for item in _items if item.is_for(person)])
    addresses = {item.url_name: _addresses_of(item) for _heading, item in offered}
    nearest = _nearest(request.path, [url for urls in addresses.values() for url in urls])
    menu = []
    for heading, item in offered:
        url, *_covered = addresses[item.url_name]
        current = _place(request.path, addresses[item.url_name], nearest)
        menu.append(
            ShownItem(str(item.label), url, item.icon, item.count(person), current, heading)
        )
    return menu


def tasks_of(person: Person) -> list[Todo]:
    """Lists the to-dos of a person, the most urgent first, then by due date."""
    providers = [(provider, _rows_of.get(provider)) for provider in _providers]
    own_rows = _own_rows(person, (rows for _provider, rows in providers))
    tasks = [
        task
        for provider, rows in providers
        if rows is None or rows in own_rows
        for task in provider(person)
    ]
    return sorted(tasks, key=_order)


def shown_sections(person: Person) -> list[ShownSection]:
    """Lists the sections of the rooms for a person, in their order, without omitted ones."""
    own_rows = _own_rows(person, (section.only_with for section in _sections))
    contexts = (
        (section, section.context(person))
        for section in _sections
        if section.only_with is None or section.only_with in own_rows
    )
    return [
        ShownSection(section.template, context, section.spot)
        for section, context in contexts
        if context is not None
    ]


def _own_rows(person: Person, declared: Iterable[OwnRows | None]) -> frozenset[OwnRows]:
    """Returns the rows of which a person has some: one statement, in place of one or several of
    each provider, which Django would compose for nothing.
    """
    kinds = tuple(dict.fromkeys(rows for rows in declared if rows is not None))
    if not kinds:
        return frozenset()
    with prepared_cursor() as cursor:
        cursor.execute(_statement_of(kinds), [person.pk] * len(kinds))
        flags = cursor.fetchone()
    return frozenset(rows for rows, has_some in zip(kinds, flags, strict=True) if has_some)


@cache
def _statement_of(kinds: tuple[OwnRows, ...]) -> str:
    conditions = sql.SQL(", ").join(rows.condition for rows in kinds)
    return sql.SQL("SELECT {}").format(conditions).as_string()


def _in_order(offered: list[MenuItem]) -> list[tuple[str, MenuItem]]:
    """Lists the entries of a menu, each with the title above it, or an empty string."""
    work = sum(item.group != "own" for item in offered)
    order = list(GROUPS)

    def part(item: MenuItem) -> Group:
        return item.group if work > LONG_MENU or item.group == "own" else "work"

    def place(item: MenuItem) -> tuple[int, int, str]:
        return (order.index(part(item)), item.rank, item.url_name)

    # Under « Aujourd'hui » alone, the other entries need no title.
    titles = GROUPS if work > 1 else GROUPS | {"own": ""}
    return [(str(titles[part(item)]), item) for item in sorted(offered, key=place)]


def _order(task: Todo) -> tuple[Any, ...]:
    due = task.due_at.timestamp() if task.due_at else float("inf")
    return (URGENCIES.index(task.urgency), due)


def _addresses_of(item: MenuItem) -> list[str]:
    """Returns the address of an entry, then those that it covers."""
    return [_address(item.url_name), *map(_address, item.covers)]


@cached_by_language
def _address(url_name: str) -> str:
    """Returns the cached address of a view: every page has fifty of them in its menu."""
    return reverse(url_name)


def _nearest(path: str, urls: list[str]) -> str:
    """Returns the longest address that contains the current one: entries may be nested.

    The home of the Espace contains none.
    """
    home = _address("espace")
    over = [url for url in urls if path.startswith(url) and url != home]
    return max(over, key=len, default="")


def _place(path: str, urls: list[str], nearest: str) -> Literal["", "page", "true"]:
    """Returns the `aria-current` of an entry: its own page, the nearest one, or neither."""
    if path == urls[0]:
        return "page"
    return "true" if nearest and nearest in urls else ""
