"""What is kept about somebody, told to them by the rooms that keep it.

A room that writes something about a person declares it in its `known_data.py`, which is found
when the product starts:

    from bocage.people.known_data import KnownRow, KnownSection, add_known_section

    add_known_section(
        KnownSection(
            name="bookings",
            title=_("Vos réservations"),
            rank=40,
            rows=lambda person, most: [KnownRow(title=…, detail=…, url=…), …],
            link=("booking_list", _("Voir mes réservations")),
        )
    )

`rows` answers with the latest `most` rows (all where it is None), and asks the database as few
times for three rows as for one. The page shows the latest of each section; the file that a
person takes away holds them all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from bocage.people.models import Person

SHOWN_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class KnownRow:
    """One thing that is kept: what it is, what is written of it, and where it is read whole."""

    title: str | Promise
    detail: str | Promise
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class KnownSection:
    """What one room keeps of one kind. The smallest rank comes first.

    `link` is the name of the page where its holder acts on it, and the words that lead there.
    """

    name: str
    title: str | Promise
    rank: int
    rows: Callable[[Person, int | None], list[KnownRow]]
    link: tuple[str, str | Promise] | None = None


@dataclass(frozen=True, kw_only=True)
class ShownKnownSection:
    """A section as the page shows it. `goes_on` tells that there are rows that it leaves out."""

    name: str
    title: str
    rows: list[KnownRow]
    goes_on: bool = False
    link_url: str = ""
    link_label: str = ""


_sections: dict[str, KnownSection] = {}


def add_known_section(section: KnownSection) -> None:
    """Registers a section, once per name (again replaces it)."""
    _sections[section.name] = section


def shown_known_data(person: Person) -> list[ShownKnownSection]:
    """All sections for the page of their holder, those that are empty too: it says so."""
    return [_shown(section, person) for section in _in_order()]


def known_data_of(person: Person) -> dict[str, list[dict[str, str]]]:
    """Everything, for the file that a person takes away: the rows of each section."""
    return {
        str(section.title): [
            {"title": str(row.title), "detail": str(row.detail)}
            for row in section.rows(person, None)
        ]
        for section in _in_order()
    }


def _in_order() -> list[KnownSection]:
    return sorted(_sections.values(), key=lambda section: (section.rank, section.name))


def _shown(section: KnownSection, person: Person) -> ShownKnownSection:
    rows = section.rows(person, SHOWN_ROWS + 1)
    url_name, label = section.link or ("", "")
    return ShownKnownSection(
        name=section.name,
        title=str(section.title),
        rows=rows[:SHOWN_ROWS],
        goes_on=len(rows) > SHOWN_ROWS,
        link_url=reverse(url_name) if url_name else "",
        link_label=str(label),
    )
