"""Organisations that pay a place for their people."""

from bocage.foundation.db.constraints import refusing
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.billing.models import PayingOrganisation
from bocage.workspaces.places.models import Place

PAYER_FIELDS = frozenset({"name", "siret", "billing_address", "contact_email", "is_active"})
"""Fields of a paying organisation that a host may set."""


def add_payer(*, by: Person, place: Place, name: str, **fields: str) -> PayingOrganisation:
    """Writes down an organisation that pays a place for its people.

    Raises:
        NotAllowed: `by` does not run the place.
        PayerExists: the place has an organisation of this name.
        SiretInvalid: the SIRET is not fourteen digits.
        TypeError: a field is not one of `PAYER_FIELDS`.
    """
    by.require("workspaces.manage_accounts", place)
    _check_fields(fields)
    with refusing(RULES):
        return PayingOrganisation.objects.create(place=place, name=name.strip(), **fields)


def change_payer(
    *, by: Person, payer: PayingOrganisation, **fields: str | bool
) -> PayingOrganisation:
    """Changes the description of an organisation. One that is not active pays for nothing new.

    Raises:
        As `add_payer`.
    """
    by.require("workspaces.manage_accounts", payer.place)
    _check_fields(fields)
    for name, value in fields.items():
        setattr(payer, name, value)
    with refusing(RULES):
        payer.save(update_fields=list(fields))
    return payer


def add_payer_person(*, by: Person, payer: PayingOrganisation, person: Person) -> None:
    """Adds a person for whose bookings an organisation pays from now on. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.manage_accounts", payer.place)
    with refusing(RULES):
        payer.people.add(person)


def remove_payer_person(*, by: Person, payer: PayingOrganisation, person: Person) -> None:
    """Removes a person from those for whom an organisation pays. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.manage_accounts", payer.place)
    with refusing(RULES):
        payer.people.remove(person)


def _check_fields(fields: dict[str, str] | dict[str, str | bool]) -> None:
    unknown = sorted(set(fields) - PAYER_FIELDS)
    if unknown:
        raise TypeError(f"Unknown fields: {', '.join(unknown)}")
