"""A statement as a document to print and as a table for a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.money import format_euros, plain_euros
from bocage.foundation.instance import current_instance
from bocage.people.models import Person
from bocage.workspaces.billing.models import PayingOrganisation
from bocage.workspaces.billing.statements import Line, Statement, Totals, month_words
from bocage.workspaces.places.models import Place

TEMPLATE = "workspaces/documents/statement.typ"


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Heading of a statement: its sender (`of`) and its addressee (`to`), each as the lines of an
    address.
    """

    title: str
    of: Sequence[str]
    to: Sequence[str] = ()
    shows_people: bool = False
    shows_places: bool = False
    hides_private: bool = False
    """True if the document is for a recipient who may not know the holders of private bookings."""


def heading_of_person(person: Person) -> Heading:
    return Heading(
        title=_("Relevé de mes dépenses"),
        of=list(dict.fromkeys(filter(None, [person.name, person.email]))),
        shows_places=True,
    )


def heading_of_payer(payer: PayingOrganisation) -> Heading:
    siret = _("SIRET %(number)s") % {"number": payer.siret} if payer.siret else ""
    to = [payer.name, *payer.billing_address.splitlines(), siret]
    return Heading(
        title=_("Relevé pour une structure"),
        of=_address(payer.place),
        to=list(filter(None, to)),
        shows_people=True,
        hides_private=True,
    )


def heading_of_place(place: Place) -> Heading:
    return Heading(title=_("Relevé du lieu"), of=_address(place), shows_people=True)


def _address(place: Place) -> list[str]:
    lines = [place.name, place.address, f"{place.postcode} {place.commune.name}".strip()]
    return [line for line in lines if line]


def statement_pdf(statement: Statement, heading: Heading) -> bytes:
    """Returns the document of a statement, in the active language."""
    instance = current_instance()
    not_an_invoice = _("Ce relevé n’est pas une facture.")
    return pdf_of(
        TEMPLATE,
        {
            "title": heading.title,
            "month": capfirst(month_words(statement.month)),
            "of": list(heading.of),
            "to": list(heading.to),
            "to_label": _("Pour"),
            "columns": columns_of(heading),
            "lines": [_cells(line, heading, format_euros) for line in statement.lines],
            "totals": [list(row) for row in total_rows(statement.totals)],
            "totals_label": _("Totaux"),
            "total_columns": [_("Quoi"), _("Montant")],
            "nothing": _("Rien à relever ce mois-ci."),
            "made": _("Établi le %(day)s par %(instance)s.")
            % {
                "day": date_format(timezone.localdate(), "DATE_FORMAT"),
                "instance": instance.name,
            },
            "notes": [note for note in (not_an_invoice, instance.price_note) if note],
            "page": _("Page"),
        },
    )


def statement_table(
    statement: Statement, heading: Heading
) -> tuple[list[str], Iterator[list[str]]]:
    """Returns the header and the rows of a statement; amounts are numbers without a sign of
    money."""
    return columns_of(heading), (_cells(line, heading, plain_euros) for line in statement.lines)


def file_name(heading: Heading, statement: Statement, extension: str) -> str:
    """Returns the name of the file: `releve-2026-11-telecentre-de-boitron.pdf`."""
    owner = slugify(heading.to[0] if heading.to else heading.of[0])[:60] or "bocage"
    return f"releve-{statement.month:%Y-%m}-{owner}.{extension}"


def columns_of(heading: Heading) -> list[str]:
    columns = [
        (True, _("Jour")),
        (heading.shows_people, _("Personne")),
        (heading.shows_places, _("Lieu")),
        (True, _("Quoi")),
        (True, _("Calcul")),
        (True, _("État")),
        (True, _("Montant (€)")),
    ]
    return [str(label) for is_shown, label in columns if is_shown]


def total_rows(totals: Totals) -> Iterator[tuple[str, str]]:
    """Yields the non-zero totals in words with their amounts, and the amount due."""
    for method, cents in totals.methods:
        yield _("Payé (%(method)s)") % {"method": method}, format_euros(cents)
    if totals.by_payer_cents:
        yield _("Payé par une structure"), format_euros(totals.by_payer_cents)
    if totals.half_days:
        words = ngettext("%(count)d demi-journée", "%(count)d demi-journées", totals.half_days)
        yield _("Pris sur des carnets"), words % {"count": totals.half_days}
    if totals.waived_cents:
        yield _("Offert"), format_euros(totals.waived_cents)
    yield _("Reste à payer"), format_euros(totals.due_cents)


def _cells(line: Line, heading: Heading, euros: Any) -> list[str]:
    status = line.status_words
    if line.method:
        status = f"{status} ({line.method})"
    cells = [
        (True, date_format(line.day, "SHORT_DATE_FORMAT")),
        (heading.shows_people, _person_cell(line, heading)),
        (heading.shows_places, line.place),
        (True, line.label),
        (True, line.count),
        (True, status),
        (True, euros(line.owed_cents)),
    ]
    return [str(cell) for is_shown, cell in cells if is_shown]


def _person_cell(line: Line, heading: Heading) -> str:
    return (
        _("Réservation privée") if line.is_private and heading.hides_private else line.person_name
    )
