"""Places: opened, described, published, and given their resources."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.people.operations.scopes import create_place_scope, move_place_scope
from bocage.territory.events import LandmarksChanged
from bocage.territory.models import Commune
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.hosting.errors import PlaceExists, PlaceNotReady, ResourceHasBookings
from bocage.workspaces.hosting.events import PlacePublished
from bocage.workspaces.hosting.operations.opening_hours import (
    LeftOutside,
    locked_hours,
    resolve_outside,
)
from bocage.workspaces.places.landmarks import WORKSPACE
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.waitlist.errors import RULES

PLACE_FIELDS = frozenset(
    {
        "name",
        "kind",
        "address",
        "postcode",
        "latitude",
        "longitude",
        "position_source",
        "description",
        "access_instructions",
        "contact_email",
        "contact_phone",
        "website",
        "has_fibre",
        "download_mbps",
        "upload_mbps",
        "speed_measured_on",
        "equipment",
        "accessibility",
        "observes_public_holidays",
    }
)
"""Fields of a place that can be set at its creation, and changed later."""

RESERVED_SLUGS = frozenset({"ouvrir", "sans-reponse"})
"""Path segments of the Espace in the position of a slug, which no place may have."""

RESOURCE_FIELDS = frozenset(
    {"kind", "name", "description", "capacity", "equipment", "position", "is_active", "parent"}
)


def open_place(*, by: Person, commune: Commune, name: str, kind: str, **fields: Any) -> Place:
    """Creates a place in a commune, in preparation until it is published.

    Without a position of its own it is at the centre of its commune, and recorded as such.

    Raises:
        NotAllowed: `by` coordinates nothing that covers the commune.
        PlaceExists: the commune has a place of this name; a second click finds the first.
        TypeError: a field is not one of `PLACE_FIELDS`.
    """
    by.require("workspaces.open_place", commune)
    _check_fields(fields, PLACE_FIELDS)
    if fields.get("latitude") is None:
        fields |= position_of(commune)
    with refusing(RULES):
        lock_row(commune)
        if Place.objects.filter(commune=commune, name__iexact=name.strip()).exists():
            raise PlaceExists
        return write_place(commune=commune, name=name.strip(), kind=kind, **fields)


def position_of(commune: Commune) -> dict[str, Any]:
    """Returns the position of a place of which only the commune is known, with where it
    comes from."""
    located = commune.latitude is not None
    return {
        "latitude": commune.latitude,
        "longitude": commune.longitude,
        "position_source": Place.PositionSource.COMMUNE if located else "",
    }


def write_place(*, commune: Commune, name: str, kind: str, **fields: Any) -> Place:
    """Inserts a place with its scope and an address of its own (within a transaction)."""
    return Place.objects.create(
        commune=commune,
        scope=create_place_scope(commune=commune, name=name),
        name=name,
        kind=kind,
        slug=free_slug(name, commune.name),
        **fields,
    )


def free_slug(name: str, commune_name: str) -> str:
    """Returns the slug of a place: its name, with its commune where the name alone is taken."""
    base = slugify(name)[:90] or "lieu"
    candidates = [base, f"{base}-{slugify(commune_name)}"[:110]]
    candidates += [f"{candidates[1]}-{number}" for number in range(2, 100)]
    used_slugs = RESERVED_SLUGS.union(
        Place.objects.filter(slug__in=candidates).values_list("slug", flat=True)
    )
    return next(candidate for candidate in candidates if candidate not in used_slugs)


@retry_on_conflict
def change_place(
    *,
    by: Person,
    place: Place,
    commune: Commune | None = None,
    outside: LeftOutside | None = None,
    now: datetime | None = None,
    **fields: Any,
) -> Place:
    """Changes the description and settings of a place.

    Without its own position, a place has that of the commune. Bookings on public holidays that
    become closed stay, except those that the host cancels (`outside`).

    Raises:
        NotAllowed: `by` does not run the place.
        HoursLeaveMore: a booking was made since the host looked; nothing is written.
        TypeError: a field is not one of `PLACE_FIELDS`.
    """
    by.require("workspaces.change_place", place)
    _check_fields(fields, PLACE_FIELDS)
    if "latitude" in fields and fields["latitude"] is None:
        fields |= position_of(commune or place.commune)
    with refusing(RULES):
        old_hours = locked_hours(place) if outside is not None else None
        _write(place, fields, commune)
        if outside is not None and old_hours is not None:
            resolve_outside(
                outside, by=by, place=place, old_hours=old_hours, now=now or timezone.now()
            )
    place.refresh_from_db(fields=["plan_version"])
    return place


def _write(place: Place, fields: Mapping[str, Any], commune: Commune | None) -> None:
    for name, value in fields.items():
        setattr(place, name, value)
    if commune is not None:
        place.commune = commune
    place.save(update_fields=[*fields, *(["commune"] if commune else []), "updated_at"])
    if commune is not None or "name" in fields:
        move_place_scope(scope=place.scope, commune=place.commune, name=place.name)
    if "latitude" in fields and place.status == Place.Status.PUBLISHED:
        publish(LandmarksChanged(kind=WORKSPACE))
    place.refresh_from_db(fields=["plan_version"])


def publish_place(*, by: Person, place: Place) -> Place:
    """Publishes a place for everybody. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
        PlaceNotReady: there is nothing to book in it, or it never opens.
    """
    by.require("workspaces.change_place", place)
    with refusing(RULES):
        locked = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
        if locked.status != Place.Status.PUBLISHED:
            if not (locked.resources.active().exists() and locked.opening_rules.exists()):
                raise PlaceNotReady
            locked.status = Place.Status.PUBLISHED
            locked.save(update_fields=["status", "updated_at"])
            publish(PlacePublished(place_id=place.pk, commune_code=place.commune_id))
            publish(LandmarksChanged(kind=WORKSPACE))
    place.status = Place.Status.PUBLISHED
    return place


def add_resource(
    *,
    by: Person,
    place: Place,
    kind: str,
    name: str,
    capacity: int = 1,
    parent: Resource | None = None,
    **fields: Any,
) -> Resource:
    """Adds a resource to a place. Future holds of its whole hold it too.

    Raises:
        NotAllowed: `by` does not run the place.
        NameTaken: the place has a resource of this name.
        TypeError: a field is not one of `RESOURCE_FIELDS`.
    """
    by.require("workspaces.change_place", place)
    _check_fields(fields, RESOURCE_FIELDS)
    with refusing(RULES):
        resource = Resource.objects.create(
            place=place, kind=kind, name=name.strip(), capacity=capacity, parent=parent, **fields
        )
    place.refresh_from_db(fields=["plan_version"])
    return resource


def change_resource(*, by: Person, resource: Resource, **fields: Any) -> Resource:
    """Changes a resource. An inactive one keeps its bookings.

    Raises:
        NotAllowed: `by` does not run the place.
        NameTaken, PartsNotATree: the change breaks a rule of the place.
        ResourceHasBookings: as a part of another, it would be held twice at a future time.
    """
    by.require("workspaces.change_place", resource.place)
    _check_fields(fields, RESOURCE_FIELDS)
    for name, value in fields.items():
        setattr(resource, name, value)
    try:
        with refusing(RULES):
            resource.save(update_fields=list(fields))
    except Taken as refusal:
        raise ResourceHasBookings from refusal
    resource.place.refresh_from_db(fields=["plan_version"])
    return resource


def _check_fields(fields: dict[str, Any], allowed: frozenset[str]) -> None:
    unknown = sorted(set(fields) - allowed)
    if unknown:
        raise TypeError(f"Unknown fields: {', '.join(unknown)}")
