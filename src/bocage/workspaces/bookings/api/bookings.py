"""Bookings of a person in the API: list, book, read one, move it, cancel it, restore it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query
from pydantic import Field, StrictBool, StrictInt

from bocage.foundation.api.fields import Answer, Body, Instant
from bocage.foundation.api.idempotency import key_of
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import (
    Explained,
    Misfit,
    NothingHere,
    ValuesInvalid,
)
from bocage.foundation.api.router import Made, RoomRouter
from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.people.models import Person
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.workspaces.booking_refusals.errors import Alternative, Taken
from bocage.workspaces.bookings.api.answers import PlaceLine, place_by_slug, place_line
from bocage.workspaces.bookings.booking_requests import accept_shown_rules
from bocage.workspaces.bookings.forms.bookings import MAX_PEOPLE, MAX_SPACES
from bocage.workspaces.bookings.guests import GUEST_LENGTH
from bocage.workspaces.bookings.operations import cancellations, moves
from bocage.workspaces.bookings.operations.bookings import book_any, book_resources, book_with_any
from bocage.workspaces.bookings.together import desks_needed
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.alternatives import alternatives_to
from bocage.workspaces.scheduling.models.bookings import Booking, Hold

MAX_GUESTS = 50
PURPOSE_LENGTH = 300
LONGEST_SLUG = 120

router = RoomRouter(tag="bookings")

_holds_by_booking = PreparedLookup(Hold, "booking")

GuestName = Annotated[str, Field(max_length=GUEST_LENGTH)]


class BookedResource(Answer):
    """Resource that a booking holds."""

    id: UUID
    name: str
    kind: str


class BookingAnswer(Answer):
    """Booking of one's own."""

    id: UUID
    status: str = Field(
        description="requested (the place answers), offered, confirmed, checked_in, completed, "
        "no_show, refused, lapsed or cancelled.",
        examples=["confirmed"],
    )
    place: PlaceLine
    resources: list[BookedResource]
    starts_at: datetime
    ends_at: datetime
    attendees: int
    purpose: str
    guests: list[str]
    is_private: bool
    version: int = Field(description="Grows with each change; `move_booking` takes it.")
    created_at: datetime
    answer_due_at: datetime | None = Field(
        description="Until when a request waits for its answer, or an offer for yours."
    )
    cancelled_at: datetime | None
    page: str = Field(description="Its page, for who is signed in to the site.")


class FreeInstead(Answer):
    """Alternative to a booking that was refused because its resources are taken."""

    place: str = Field(description="The slug of the place.")
    resources: list[UUID]
    name: str
    starts_at: datetime
    ends_at: datetime
    distance_m: int | None


class When(StrEnum):
    """Choice between bookings to come and past ones, with the values of the page's address."""

    TO_COME = "a-venir"
    PAST = "passees"


class BookingFilters(Paging):
    """Filters of the list of one's bookings."""

    quand: When = Field(
        When.TO_COME, description="Those to come, the next first; or the past ones."
    )


class BookingWish(Body):
    """Booking to make: named resources, any free desks, or both."""

    model_config = Body.model_config | {
        "json_schema_extra": {
            "examples": [
                {
                    "place": "telecentre-de-boitron",
                    "any_desk": True,
                    "starts_at": "2026-12-03T09:00:00+01:00",
                    "ends_at": "2026-12-03T12:00:00+01:00",
                }
            ]
        }
    }

    place: str = Field(
        max_length=LONGEST_SLUG,
        description="The slug of the place.",
        examples=["telecentre-de-boitron"],
    )
    resources: list[UUID] = Field([], max_length=MAX_SPACES, description="All, or none of them.")
    any_desk: StrictBool = Field(
        False, description="Any desk that is free; as many as there are people without a seat."
    )
    starts_at: Instant
    ends_at: Instant
    attendees: StrictInt = Field(1, ge=1, le=MAX_PEOPLE, description="The person who comes too.")
    guests: list[GuestName] = Field([], max_length=MAX_GUESTS, description="Their names.")
    purpose: str = Field("", max_length=PURPOSE_LENGTH, description="A word for the place.")
    is_private: StrictBool = Field(
        False, description="Shows neither name, word nor guests to others than the place."
    )
    accepts_house_rules: UUID | None = Field(
        None, description="The version (`house_rules` of the place) that the person accepts."
    )


class BookingMove(Body):
    """Move of a booking to another period, other resources, or both; omitted fields stay
    unchanged.
    """

    starts_at: Instant | None = None
    ends_at: Instant | None = None
    resources: list[UUID] | None = Field(None, min_length=1, max_length=MAX_SPACES)
    version: StrictInt | None = Field(
        None, ge=0, le=2**31 - 1, description="What was read: refused where it has changed since."
    )


class Cancellation(Body):
    """Optional note on why a booking is cancelled."""

    note: str = Field("", max_length=PURPOSE_LENGTH)


OF_THE_BOOKING = {
    name: {"booking_id": "$response.body#/id"}
    for name in ("read_booking", "move_booking", "cancel_booking", "restore_booking")
}


@router.read(
    "",
    Page[BookingAnswer],
    summary=gettext_lazy("Lister ses réservations"),
    auth=Opened(ApiScope.BOOKINGS_READ),
    links={"read_booking": {"booking_id": "$response.body#/items/0/id"}},
)
def list_bookings(request: HttpRequest, filters: Query[BookingFilters]) -> Page[BookingAnswer]:
    """Lists the bookings made for the person or by them, as on the page « Mes réservations »."""
    now = timezone.now()
    bookings = _bookings(person_of(request))
    if filters.quand == When.PAST:
        ended, order = bookings.filter(period__endswith__lte=now), ["-begins_at", "-id"]
    else:
        ended, order = bookings.filter(period__endswith__gt=now), ["begins_at", "id"]
    bookings_page, cursor = page_of_rows(ended, filters, order=order)
    return Page[BookingAnswer].of(
        request, [_answered(request, booking) for booking in bookings_page], cursor
    )


@router.change(
    "POST",
    "",
    BookingAnswer,
    status=201,
    summary=gettext_lazy("Réserver"),
    auth=Opened(ApiScope.BOOKINGS_WRITE),
    links=OF_THE_BOOKING,
)
def make_booking(request: HttpRequest, wish: BookingWish) -> Made:
    """Books in the name of the person. If taken, the problem (`taken`) has the nearest free
    `alternatives`. A booking on request comes back as `requested`.
    """
    person = person_of(request)
    place = place_by_slug.get(wish.place)
    if place is None or not person.has_perm("workspaces.see_place", place):
        raise NothingHere
    if wish.accepts_house_rules:
        accept_shown_rules(person, place, wish.accepts_house_rules)
    try:
        booking = _book(person, place, wish, key=key_of(request))
    except Taken as refusal:
        raise Explained(
            refusal, alternatives=_alternatives_document(alternatives_to(refusal))
        ) from refusal
    booking.place = place
    answer = _answer(request, booking, _requested_resources(booking))
    return Made(answer, reverse("api_read_booking", args=[booking.pk]))


@router.read(
    "/{uuid:booking_id}",
    BookingAnswer,
    summary=gettext_lazy("Lire une réservation"),
    auth=Opened(ApiScope.BOOKINGS_READ),
)
def read_booking(request: HttpRequest, booking_id: UUID) -> BookingAnswer:
    """Returns one booking among those of the person."""
    return _answered(request, _booking_of(person_of(request), booking_id))


@router.change(
    "PATCH",
    "/{uuid:booking_id}",
    BookingAnswer,
    summary=gettext_lazy("Déplacer une réservation"),
    auth=Opened(ApiScope.BOOKINGS_WRITE),
)
def move_booking(request: HttpRequest, booking_id: UUID, move: BookingMove) -> BookingAnswer:
    """Moves a booking to another period, other resources of its place, or both; a refusal changes
    nothing.
    """
    person = person_of(request)
    booking = _booking_of(person, booking_id)
    if (move.starts_at is None) != (move.ends_at is None):
        missing = "starts_at" if move.starts_at is None else "ends_at"
        detail = _("Une période a un début et une fin.")
        raise ValuesInvalid([Misfit(location="body", name=missing, detail=detail)])
    period = (move.starts_at, move.ends_at) if move.starts_at else None
    try:
        moves.move_booking(
            by=person,
            booking=booking,
            period=period,
            resources=move.resources,
            expected_sequence=move.version,
        )
    except Taken as refusal:
        raise Explained(
            refusal, alternatives=_alternatives_document(alternatives_to(refusal))
        ) from refusal
    return _answered(request, _booking_of(person, booking_id))


@router.change(
    "POST",
    "/{uuid:booking_id}/cancellation",
    BookingAnswer,
    summary=gettext_lazy("Annuler une réservation"),
    auth=Opened(ApiScope.BOOKINGS_WRITE),
    links={"restore_booking": {"booking_id": "$response.body#/id"}},
)
def cancel_booking(
    request: HttpRequest, booking_id: UUID, cancellation: Cancellation
) -> BookingAnswer:
    """Cancels a booking and releases its holds. Idempotent."""
    person = person_of(request)
    cancellations.cancel_booking(
        by=person, booking=_booking_of(person, booking_id), note=cancellation.note
    )
    return _answered(request, _booking_of(person, booking_id))


@router.change(
    "POST",
    "/{uuid:booking_id}/restoration",
    BookingAnswer,
    summary=gettext_lazy("Reprendre une réservation que l’on vient d’annuler"),
    auth=Opened(ApiScope.BOOKINGS_WRITE),
)
def restore_booking(request: HttpRequest, booking_id: UUID) -> BookingAnswer:
    """Undoes one's own cancellation, for a few minutes, if the resources are still free.
    Idempotent.
    """
    person = person_of(request)
    try:
        cancellations.restore_booking(by=person, booking=_booking_of(person, booking_id))
    except Taken as refusal:
        raise Explained(
            refusal, alternatives=_alternatives_document(alternatives_to(refusal))
        ) from refusal
    return _answered(request, _booking_of(person, booking_id))


def _bookings(person: Person) -> Any:
    bookings = Booking.objects.of(person).annotate(begins_at=F("period__startswith"))
    return bookings.select_related("place__commune").with_resources()


def _booking_of(person: Person, booking_id: UUID) -> Booking:
    """Returns one of the bookings of a person.

    Raises:
        NothingHere: it does not exist, or belongs to another person.
    """
    booking: Booking | None = _bookings(person).filter(pk=booking_id).first()
    if booking is None:
        raise NothingHere
    return booking


def _book(person: Person, place: Place, wish: BookingWish, *, key: str) -> Booking:
    """Books the requested spaces, with or without any desks.

    Raises:
        ValuesInvalid: no space is requested.
        BookingRefused: with the sentence of the reason; nothing is written.
    """
    details: dict[str, Any] = {
        "by": person,
        "place": place,
        "period": (wish.starts_at, wish.ends_at),
        "attendees": wish.attendees,
        "purpose": wish.purpose,
        "guests": wish.guests,
        "is_private": wish.is_private,
        "idempotency_key": sha256(f"api:{key}".encode()).hexdigest() if key else "",
    }
    if not wish.any_desk:
        if not wish.resources:
            detail = _("Dites quels espaces, ou n’importe quel poste (any_desk).")
            raise ValuesInvalid([Misfit(location="body", name="resources", detail=detail)])
        return book_resources(resources=wish.resources, **details)
    if not wish.resources and wish.attendees == 1:
        return book_any(**details)
    spaces = [
        booking for booking in map(plan_of(place).space, wish.resources) if booking is not None
    ]
    count = desks_needed(spaces, wish.attendees)
    return book_with_any(resources=wish.resources, count=count, **details)


def _alternatives_document(alternatives: Sequence[Alternative]) -> list[dict[str, Any]]:
    return [
        FreeInstead(
            place=alternative.place_slug,
            resources=[alternative.resource_id, *alternative.with_ids],
            name=alternative.resource_name,
            starts_at=alternative.period.start,
            ends_at=alternative.period.end,
            distance_m=None if alternative.distance_m is None else round(alternative.distance_m),
        ).model_dump(mode="json")
        for alternative in alternatives
    ]


def _answered(request: HttpRequest, booking: Booking) -> BookingAnswer:
    """Returns a booking, read with its place and the requested resources."""
    resources = [
        BookedResource(id=hold.resource_id, name=hold.resource.name, kind=hold.resource.kind)
        for hold in booking.requested_holds
    ]
    return _answer(request, booking, resources)


def _requested_resources(booking: Booking) -> list[BookedResource]:
    """Returns the requested resources, from the cached plan of the place. One statement if the same
    request had booked it before.
    """
    resource_ids = booking.just_taken
    if resource_ids is None:
        holds = _holds_by_booking.all(booking.pk)
        resource_ids = [hold.resource_id for hold in holds if not hold.is_implied]
    return [
        BookedResource(id=space.pk, name=space.name, kind=space.kind)
        for space in plan_of(booking.place).spaces
        if space.pk in resource_ids
    ]


def _answer(
    request: HttpRequest, booking: Booking, resources: list[BookedResource]
) -> BookingAnswer:
    return BookingAnswer(
        id=booking.pk,
        status=booking.status,
        place=place_line(request, booking.place),
        resources=resources,
        starts_at=booking.period.lower,
        ends_at=booking.period.upper,
        attendees=booking.attendees,
        purpose=booking.purpose,
        guests=booking.guests,
        is_private=booking.is_private,
        version=booking.sequence,
        created_at=booking.created_at,
        answer_due_at=booking.lapses_at,
        cancelled_at=booking.cancelled_at,
        page=request.build_absolute_uri(reverse("booking_detail", args=[booking.pk])),
    )
