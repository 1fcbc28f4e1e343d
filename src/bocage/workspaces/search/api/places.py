"""API of places: list, details, availability."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer, Day
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.territory.models import resolve_commune
from bocage.territory.public_subjects import COMMUNES
from bocage.workspaces.bookings.api.answers import (
    PlaceLine,
    PlaceWhole,
    Stretch,
    place_by_slug,
    place_line,
    place_whole,
)
from bocage.workspaces.opening_hours.availability import local_day, remaining
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.models import Accessibility, Equipment, Place, Resource, ResourceKind
from bocage.workspaces.places.public_subjects import AVAILABILITY, PLACES
from bocage.workspaces.places.querysets import PlaceQuerySet
from bocage.workspaces.scheduling.queries import DayAvailability, SpaceDay, days_of
from bocage.workspaces.search.api.freshness import FreshAnswer, holds_since, middle_of_the_tick

MAX_DAYS = 31

router = RoomRouter(tag="places")


class PlaceFilters(Paging):
    """Filters of the list of places."""

    departement: str = Field("", max_length=3, description="INSEE code of a département.")
    commune: str = Field("", max_length=5, description="INSEE code of a commune.")
    nature: ResourceKind | None = Field(None, description="A kind of resource that it has.")
    equipement: list[Equipment] = Field(
        [], max_length=20, description="What it has, or one of its resources; all of them."
    )
    accessibilite: list[Accessibility] = Field([], max_length=7)


class AvailabilityFilters(Answer):
    """Days whose availability is requested."""

    jour: Day | None = Field(None, description="The first one; today without it.")
    jours: int = Field(7, ge=1, le=MAX_DAYS, description="How many days.")


class FreeResource(Answer):
    """Times at which one resource is free on a day."""

    id: UUID
    name: str
    kind: str
    capacity: int
    free: list[Stretch] = Field(
        description="Within the opening hours, from the next step of the clock; none where all is "
        "taken or gone by."
    )


class AvailableDay(Answer):
    """Place on one day of the local clock."""

    day: date
    closed_because: str = Field(
        description="Empty where it opens; else weekly, holiday or closure.", examples=[""]
    )
    reason: str = Field(description="In words, where there are some.")
    opens: list[Stretch]
    can_be_booked: bool = Field(description="False beyond the horizon, or once nothing is left.")
    resources: list[FreeResource]


class PlaceAvailability(FreshAnswer):
    """Availability of a place, day by day."""

    place: str = Field(description="The slug of the place.")
    days: list[AvailableDay]


@router.read(
    "",
    Page[PlaceLine],
    summary=_("Lister les lieux où travailler"),
    made_from=(PLACES, COMMUNES),
    links={
        "read_place": {"slug": "$response.body#/items/0/slug"},
        "read_place_availability": {"slug": "$response.body#/items/0/slug"},
    },
)
def list_places(request: HttpRequest, filters: Query[PlaceFilters]) -> Page[PlaceLine]:
    """Lists every place that is open to people who telework.

    For the places near a point, or with room on a day, see `find_free_places`.
    """
    places, cursor = page_of_rows(_places(filters), filters, order=["name", "id"])
    return Page[PlaceLine].of(request, [place_line(request, place) for place in places], cursor)


@router.read("/{slug}", PlaceWhole, summary=_("Lire un lieu"))
def read_place(request: HttpRequest, slug: str) -> PlaceWhole:
    """Returns a place with its hours and its resources, by its slug."""
    place = place_shown(request, slug)
    return place_whole(request, place, plan_of(place))


@router.read(
    "/{slug}/availability",
    PlaceAvailability,
    summary=_("Voir ce qui est libre dans un lieu, jour par jour"),
    made_from=(PLACES, AVAILABILITY),
)
def read_place_availability(
    request: HttpRequest, slug: str, filters: Query[AvailabilityFilters]
) -> PlaceAvailability:
    """Returns when each resource of a place is free, given its bookings, its hours, its closures
    and its buffers. The conditions that its rules set on the person who books are in `terms` of
    the resource.
    """
    place = place_shown(request, slug)
    now = middle_of_the_tick()
    first = filters.jour or local_day(now)
    days = days_of(place, first, filters.jours, now=now)
    since = holds_since(
        request,
        {place.pk},
        [plan_of(place)],
        subjects=(PLACES, AVAILABILITY),
        first=first,
        now=now,
    )
    day_answers = [_day(day, now) for day in days]
    return PlaceAvailability(place=place.slug, last_updated=since, days=day_answers)


def place_shown(request: HttpRequest, slug: str) -> Place:
    """Returns the place of a slug.

    Raises:
        NothingHere: it does not exist, or the person may not see it.
    """
    place = place_by_slug.get(slug)
    if place is None or not request.user.has_perm("workspaces.see_place", place):
        raise NothingHere
    return place


def _places(filters: PlaceFilters) -> PlaceQuerySet:
    places = Place.objects.published().select_related("commune")
    if filters.departement:
        places = places.filter(commune__departement=filters.departement)
    if filters.commune:
        places = places.filter(commune=resolve_commune(filters.commune.upper()))
    active = Resource.objects.active().filter(place=OuterRef("pk"))
    if filters.nature:
        places = places.filter(Exists(active.filter(kind=filters.nature.value)))
    for equipment in filters.equipement:
        inside = Exists(active.filter(equipment__contains=[equipment.value]))
        places = places.filter(Q(inside) | Q(equipment__contains=[equipment.value]))
    if filters.accessibilite:
        codes = [feature.value for feature in filters.accessibilite]
        places = places.filter(accessibility__contains=codes)
    return places.defer("description", "access_instructions", "imported_values")


def _day(day: DayAvailability, now: datetime) -> AvailableDay:
    return AvailableDay(
        day=day.day,
        closed_because=day.opened.closed_because,
        reason=day.opened.reason,
        opens=[Stretch.of(interval) for interval in day.opened.intervals],
        can_be_booked=day.can_be_booked,
        resources=[_free_resource(space, now) for space in day.spaces],
    )


def _free_resource(space_day: SpaceDay, now: datetime) -> FreeResource:
    space = space_day.space
    soonest = now + timedelta(minutes=space.rules.notice_minutes)
    stretches = (remaining(slot, soonest, space.rules.step) for slot in space_day.free_slots())
    details: dict[str, Any] = {"kind": space.kind, "capacity": space.capacity}
    return FreeResource(
        id=space.pk,
        name=space.name,
        free=[Stretch.of(slot) for slot in stretches if slot],
        **details,
    )
