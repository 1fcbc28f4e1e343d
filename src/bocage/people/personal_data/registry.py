"""What is kept about somebody, told to them by the rooms that keep it.

A room that writes something about a person declares it in its `personal_data.py`, which is found
when the product starts:

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

The function gives the latest `most` rows (all where it is None; what it gives beyond is not read),
and asks the database as few times for three rows as for one. The page shows the latest of each
section; the file that a person takes away holds them all. `named_in` are the columns in which its
rows name the person: one statement looks in all those of every section, and a section of which none
does is not asked.
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
    """Item of personal data: what it is, its value, and the page where it is shown whole.

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
    """A section as the page shows it. `goes_on` tells that there are rows that it leaves out."""

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
    """Lists the sections of personal data for the page of their holder, the empty ones included:
    the page says that they are empty.
    """
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
    """Each section with its rows; none, unasked, where no column of it names the person."""
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
