"""Answers of the API about places and the spaces that can be booked in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.territory.api import NamedArea, Position
from bocage.workspaces.opening_hours.availability import DayRange, Interval
from bocage.workspaces.place_plans.plans import PlacePlan, Space
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.formatting import on_the_clock

place_by_slug = PreparedLookup(Place, "slug", joined=["commune"])


class PlaceLine(Answer):
    """Place as lists show it."""

    id: UUID
    slug: str = Field(description="Its name in addresses.", examples=["telecentre-de-boitron"])
    name: str = Field(examples=["Télécentre de Boitron"])
    kind: str = Field(examples=["telework_centre"])
    commune: NamedArea
    address: str
    postcode: str = Field(examples=["61500"])
    position: Position | None
    has_fibre: bool | None = Field(description="Null where nobody has said.")
    download_mbps: int | None = Field(description="As measured in the place.")
    equipment: list[str] = Field(examples=[["printer", "kitchen"]])
    accessibility: list[str] = Field(examples=[["wheelchair"]])
    distance_m: int | None = Field(
        description="Metres from where one looks, as the crow flies; null without `pres-de`, "
        "`commune`, or `lat` and `lon`."
    )
    page: str = Field(description="Its page in this site.")


class Stretch(Answer):
    """Period from one instant until another."""

    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, interval: Interval) -> Stretch:
        """Returns the stretch of an interval."""
        return cls(starts_at=interval.start, ends_at=interval.end)


class OpeningHours(Answer):
    """Stretch of a day of every week, by the local clock (Europe/Paris)."""

    weekday: int = Field(ge=1, le=7, description="1 is Monday.")
    opens: str = Field(examples=["09:00"])
    closes: str = Field(description="24:00 is the midnight that ends the day.", examples=["18:00"])


class BookingTerms(Answer):
    """Rules by which a resource is booked."""

    step_minutes: int = Field(description="Bookings begin and end on this step of the clock.")
    minimum_minutes: int | None
    maximum_minutes: int | None
    notice_minutes: int = Field(description="How long before its beginning it must be booked.")
    horizon_days: int = Field(description="How many days ahead it may be booked.")
    needs_approval: bool = Field(description="Whether the place answers each request itself.")
    audience: str = Field(
        description="For whom: everyone, club_members, accompanied, or hosts (asked of the place)."
    )


class ResourceAnswer(Answer):
    """Resource that can be booked in a place."""

    id: UUID
    kind: str = Field(examples=["meeting_room"])
    name: str = Field(examples=["Salle de réunion"])
    description: str
    capacity: int = Field(description="How many people it seats.")
    equipment: list[str]
    part_of: UUID | None = Field(description="The resource that this one is a part of.")
    terms: BookingTerms


class PhotoAnswer(Answer):
    """Picture of a place, with its alternative text."""

    url: str
    alternative_text: str
    width: int
    height: int


class PlaceWhole(PlaceLine):
    """Place with everything that its page shows."""

    description: str
    contact_email: str
    contact_phone: str
    website: str
    upload_mbps: int | None
    speed_measured_on: date | None
    weekly_hours: list[OpeningHours]
    observes_public_holidays: bool = Field(description="Whether it is closed on them.")
    is_free_of_charge: bool
    house_rules: UUID | None = Field(
        description="The version to accept when booking (`accepts_house_rules`), where there are "
        "house rules; their text is on the page."
    )
    resources: list[ResourceAnswer]
    photos: list[PhotoAnswer]


def place_line(request: HttpRequest, place: Place) -> PlaceLine:
    """Returns a place, read with its commune."""
    return PlaceLine(**_members(request, place))


def place_whole(request: HttpRequest, place: Place, plan: PlacePlan) -> PlaceWhole:
    """Returns a place with its plan; one statement for its pictures."""
    return PlaceWhole(
        **_members(request, place),
        description=place.description,
        contact_email=place.contact_email,
        contact_phone=place.contact_phone,
        website=place.website,
        upload_mbps=place.upload_mbps,
        speed_measured_on=place.speed_measured_on,
        weekly_hours=[
            _hours(weekday, stretch)
            for weekday in range(7)
            for stretch in plan.hours.weekly.get(weekday, ())
        ],
        observes_public_holidays=place.observes_public_holidays,
        is_free_of_charge=not plan.has_prices,
        house_rules=plan.house_rules_id,
        resources=[resource_answer(space) for space in plan.bookable()],
        photos=[
            PhotoAnswer(
                url=request.build_absolute_uri(reverse("place_photo", args=[photo.pk])),
                alternative_text=photo.alternative_text,
                width=photo.width,
                height=photo.height,
            )
            for photo in place.photos.all()
        ],
    )


def resource_answer(space: Space) -> ResourceAnswer:
    """Returns a resource, as the plan of its place keeps it."""
    rules = space.rules
    return ResourceAnswer(
        id=space.pk,
        kind=space.kind,
        name=space.name,
        description=space.description,
        capacity=space.capacity,
        equipment=list(space.equipment),
        part_of=space.parent_id,
        terms=BookingTerms(
            step_minutes=rules.step_minutes,
            minimum_minutes=rules.minimum_minutes,
            maximum_minutes=rules.maximum_minutes,
            notice_minutes=rules.notice_minutes,
            horizon_days=rules.horizon_days,
            needs_approval=rules.needs_approval,
            audience=rules.audience,
        ),
    )


def _members(request: HttpRequest, place: Place) -> dict[str, Any]:
    distance_m = getattr(place, "distance_m", None)
    return {
        "id": place.pk,
        "slug": place.slug,
        "name": place.name,
        "kind": place.kind,
        "commune": NamedArea(code=place.commune.code, name=place.commune.name),
        "address": place.address,
        "postcode": place.postcode,
        "position": _position(place),
        "has_fibre": place.has_fibre,
        "download_mbps": place.download_mbps,
        "equipment": place.equipment,
        "accessibility": place.accessibility,
        "distance_m": None if distance_m is None else round(distance_m),
        "page": request.build_absolute_uri(place.get_absolute_url()),
    }


def _position(place: Place) -> Position | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Position(
        latitude=place.latitude,
        longitude=place.longitude,
        is_approximate=place.position_source == Place.PositionSource.COMMUNE,
    )


def _hours(weekday: int, stretch: DayRange) -> OpeningHours:
    return OpeningHours(
        weekday=weekday + 1,
        opens=on_the_clock(stretch.opens),
        closes=on_the_clock(stretch.closes),
    )
