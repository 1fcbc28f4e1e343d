"""Registry of the personal data that rooms store, for the page and the export of their owner.

A room with data about a person declares them in its `personal_data.py`, discovered at startup:

    from bocage.people.personal_data import KnownRow, known_section

    @known_section(
        name="bookings",
        title=_("Vos réservations"),
        rank=40,
        named_in=("workspaces.Booking.booked_for", "workspaces.Booking.created_by"),
        link=("booking_list", _("Voir mes réservations")),
    )
    def booking_rows(person, most):
        for booking in …[:most]:
            yield KnownRow(title=…, detail=…, url=…)

The function returns the latest `most` rows (all if None; rows beyond it are ignored), with a
constant number of queries. The page shows the latest of each section; the export has them all.
`named_in` are the columns in which its rows refer to the person: one statement checks those of all
sections, and a section without any is not called.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from itertools import islice
from operator import attrgetter

from django.urls import reverse
from django.utils.functional import Promise

from bocage.foundation.registry import Registry
from bocage.people.models import Person
from bocage.people.personal_data.naming import columns_naming

SHOWN_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class DataItem:
    """Item of personal data: its title, its value, and the address of its page.

    A `detail` of several parts is joined by « · », without the empty ones. `at` is the date, where
    rows of several kinds are sorted together.
    """

    title: str | Promise
    detail: str | Promise | list[str]
    url: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        if isinstance(self.detail, list):
            object.__setattr__(self, "detail", " · ".join(filter(None, self.detail)))


type DataItems = Iterator[DataItem]
type GivesRows = Callable[[Person, int | None], Iterable[DataItem]]
type ListsRows = Callable[[Person, int | None], list[DataItem]]


@dataclass(frozen=True, kw_only=True)
class DataSection:
    """Section of the personal data that a room stores. The smallest rank comes first.

    `link` is the URL name of the page where the person acts on the data, and its label. `named_in`
    stays empty if rows are found by an address: such a section is always queried.
    """

    name: str
    title: str | Promise
    rank: int
    rows: ListsRows
    named_in: tuple[str, ...] = ()
    link: tuple[str, str | Promise] | None = None


@dataclass(frozen=True, kw_only=True)
class ShownDataSection:
    """Section on the page. `goes_on` is True if some rows are left out."""

    name: str
    title: str
    rows: list[DataItem]
    goes_on: bool = False
    link_url: str = ""
    link_label: str = ""


_sections = Registry[DataSection](order=attrgetter("rank", "name"))


def data_section(
    *,
    name: str,
    title: str | Promise,
    rank: int,
    named_in: tuple[str, ...] = (),
    link: tuple[str, str | Promise] | None = None,
) -> Callable[[GivesRows], ListsRows]:
    """Registers a section, whose rows the decorated function lists."""

    def declare(give: GivesRows) -> ListsRows:
        @wraps(give)
        def rows(person: Person, limit: int | None) -> list[DataItem]:
            return list(islice(give(person, limit), limit))

        _sections.add(
            DataSection(name=name, title=title, rank=rank, rows=rows, named_in=named_in, link=link)
        )
        return rows

    return declare


def personal_data_sections(person: Person) -> list[ShownDataSection]:
    """Lists the sections of personal data for the page of their holder, the empty ones included."""
    return [
        _present(section, rows) for section, rows in _sections_with_rows(person, SHOWN_ROWS + 1)
    ]


def personal_data_of(person: Person) -> dict[str, list[dict[str, str]]]:
    """Returns all the personal data of a person for the file that they download: the rows of each
    section, by title.
    """
    return {
        str(section.title): [{"title": str(row.title), "detail": str(row.detail)} for row in rows]
        for section, rows in _sections_with_rows(person, None)
    }


def _sections_with_rows(
    person: Person, limit: int | None
) -> Iterator[tuple[DataSection, list[DataItem]]]:
    """Yields each section with its rows; without a call if no column of it refers to the person."""
    naming = columns_naming(
        person, {column for section in _sections for column in section.named_in}
    )
    for section in _sections:
        may_name_person = not section.named_in or not naming.isdisjoint(section.named_in)
        yield section, section.rows(person, limit) if may_name_person else []


def _present(section: DataSection, rows: list[DataItem]) -> ShownDataSection:
    url_name, label = section.link or ("", "")
    return ShownDataSection(
        name=section.name,
        title=str(section.title),
        rows=rows[:SHOWN_ROWS],
        goes_on=len(rows) > SHOWN_ROWS,
        link_url=reverse(url_name) if url_name else "",
        link_label=str(label),
    )
