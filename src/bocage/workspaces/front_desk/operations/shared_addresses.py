"""Shared addresses, which open one page to any holder: created, replaced and revoked."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import RULES, ResourceUnknown
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.places.models import Place, Resource

TOKEN_BYTES = 32
USE_NOTED_EVERY = timedelta(hours=1)


def make_address(
    *,
    by: Person,
    kind: str,
    place: Place | None = None,
    resource: Resource | None = None,
    person: Person | None = None,
) -> SharedAddress:
    """Returns the address in use of this kind for a place, one of its resources, or a person, and
    creates it if there is none.

    Only one is in use at a time: a second call returns the first.

    Raises:
        NotAllowed: `by` neither runs the place nor is the person.
        ResourceUnknown: the resource is of another place.
    """
    if resource is not None and (place is None or resource.place_id != place.pk):
        raise ResourceUnknown
    draft = SharedAddress(kind=kind, place=place, resource=resource, person=person)
    by.require("workspaces.manage_address", draft)
    with refusing(RULES):
        address, _is_new = SharedAddress.objects.get_or_create(
            kind=kind,
            place=place,
            resource=resource,
            person=person,
            revoked_at=None,
            defaults={"token": secrets.token_urlsafe(TOKEN_BYTES), "created_by": by},
        )
    return address


def replace_address(
    *, by: Person, address: SharedAddress, now: datetime | None = None
) -> SharedAddress:
    """Revokes an address and creates another that opens the same page. Called twice, it creates
    one.

    Raises:
        NotAllowed: the address is not theirs to change.
    """
    by.require("workspaces.manage_address", address)
    with refusing(RULES):
        _revoke(address, now or timezone.now())
        return make_address(
            by=by,
            kind=address.kind,
            place=address.place,
            resource=address.resource,
            person=address.person,
        )


def revoke_address(
    *, by: Person, address: SharedAddress, now: datetime | None = None
) -> SharedAddress:
    """Revokes an address for good. Idempotent.

    Raises:
        NotAllowed: the address is not theirs to change.
    """
    by.require("workspaces.manage_address", address)
    with refusing(RULES):
        _revoke(address, now or timezone.now())
    return address


def note_address_used(address: SharedAddress) -> None:
    """Records the use of an address by anybody, at most once an hour, so that reading stays
    cheap.
    """
    now = timezone.now()
    if address.last_used_at is None or now - address.last_used_at > USE_NOTED_EVERY:
        SharedAddress.objects.filter(pk=address.pk).update(last_used_at=now)


def _revoke(address: SharedAddress, now: datetime) -> None:
    in_use = SharedAddress.objects.filter(pk=address.pk, revoked_at=None)
    if in_use.update(revoked_at=now):
        address.revoked_at = now
