"""Bookings, and the places where they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import Facts, PublicEvent, Subject, Told, add_theme
from bocage.foundation.mail import page_url
from bocage.people.models import Person, Role
from bocage.workspaces.events import (
    BookingCancelled,
    BookingConfirmed,
    BookingMoved,
    BookingRequested,
    BookingRestored,
    PlaceClosedForGood,
    PlaceClosureDecided,
    PlacePublished,
    RequestLapsed,
    RequestRefused,
    SlotFreed,
)
from bocage.workspaces.models import Booking, Place

CODE = Field(description="The INSEE code of its commune.", examples=["61051"])


class NamedPlace(Told):
    """A place, by what names it."""

    id: UUID
    slug: str = Field(description="Its name in addresses.", examples=["telecentre-de-boitron"])
    name: str = Field(examples=["Télécentre de Boitron"])
    commune_code: str = CODE


class ToldPlace(NamedPlace):
    """A place where people telework."""

    page: str = Field(description="Its page in this site.")
    kind: str = Field(examples=["telework_centre"])
    status: str = Field(description="draft, published or closed.", examples=["published"])


class NamedResource(Told):
    """What a booking holds."""

    id: UUID
    name: str = Field(examples=["Salle de réunion"])


class ToldBooking(Told):
    """A booking, without whose it is."""

    id: UUID
    page: str = Field(description="Its page, for who may see it.")
    status: str = Field(
        description="requested, offered, confirmed, checked_in, completed, no_show, refused, "
        "lapsed or cancelled.",
        examples=["confirmed"],
    )
    cancelled_because: str | None = Field(
        description="holder, host or closure; null unless it is cancelled.", examples=[None]
    )
    starts_at: datetime = Field(examples=["2026-12-03T08:00:00Z"])
    ends_at: datetime = Field(examples=["2026-12-03T11:30:00Z"])
    attendees: int = Field(examples=[1])
    series_id: UUID | None = Field(
        description="The series of which it is one date.", examples=[None]
    )
    place: NamedPlace
    resources: list[NamedResource]


class Closure(Told):
    """The closure that was announced."""

    closure_id: UUID


class Stretch(Told):
    """What is free from now on, unless others took it meanwhile."""

    starts_at: datetime = Field(examples=["2026-12-03T08:00:00Z"])
    ends_at: datetime = Field(examples=["2026-12-03T11:30:00Z"])


RUN_PLACES = frozenset({Role.HOST, Role.COORDINATOR})


def _booking(key: UUID) -> Booking | None:
    bookings = Booking.objects.with_resources()
    return bookings.select_related("place__scope").filter(pk=key).first()


def _holders(booking: Booking) -> set[UUID]:
    """Nobody, of what was taken at a door."""
    return {key for key in (booking.booked_for_id, booking.created_by_id) if key is not None}


def _told_of_booking(booking: Booking) -> ToldBooking:
    return ToldBooking(
        id=booking.pk,
        page=page_url("booking_detail", booking.pk),
        status=booking.status,
        cancelled_because=booking.cancelled_because or None,
        starts_at=booking.period.lower,
        ends_at=booking.period.upper,
        attendees=booking.attendees,
        series_id=booking.series_id,
        place=NamedPlace(**_named(booking.place)),
        resources=[
            NamedResource(id=hold.resource_id, name=hold.resource.name)
            for hold in booking.asked_holds
        ],
    )


def _place(key: UUID) -> Place | None:
    return Place.objects.select_related("scope").filter(pk=key).first()


def _sees_place(person: Person, place: Place) -> bool:
    """As its page does, which goes on saying that a place has closed for good."""
    return place.status == Place.Status.CLOSED or person.has_perm("workspaces.see_place", place)


def _named(place: Place) -> Facts:
    return {
        "id": place.pk,
        "slug": place.slug,
        "name": place.name,
        "commune_code": place.commune_id,
    }


def _told_of_place(place: Place) -> ToldPlace:
    return ToldPlace(
        **_named(place),
        page=page_url("place_detail", place.slug),
        kind=place.kind,
        status=place.status,
    )


def _freed(event: SlotFreed) -> Stretch:
    return Stretch(starts_at=event.starts_at, ends_at=event.ends_at)


BOOKING = Subject(
    kind="booking",
    load=_booking,
    may_see=lambda person, booking: person.has_perm("workspaces.see_booking", booking),
    holders=_holders,
    roles=RUN_PLACES,
    form=ToldBooking,
    told=_told_of_booking,
    hangs_on=lambda booking: booking.place,
)
PLACE = Subject(
    kind="place",
    load=_place,
    may_see=_sees_place,
    holders=None,
    roles=RUN_PLACES,
    form=ToldPlace,
    told=_told_of_place,
)


def _of_booking(name: str, label: Any, event_type: type) -> PublicEvent:
    return PublicEvent(
        name=f"booking.{name}",
        label=label,
        event_type=event_type,
        subject=BOOKING,
        key=lambda event: event.booking_id,
    )


def _of_place(name: str, label: Any, event_type: type, **more: Any) -> PublicEvent:
    return PublicEvent(
        name=name,
        label=label,
        event_type=event_type,
        subject=PLACE,
        key=lambda event: event.place_id,
        **more,
    )


add_theme(
    10,
    _("Réservations"),
    [
        _of_booking("requested", _("Une réservation est demandée"), BookingRequested),
        _of_booking("confirmed", _("Une réservation est confirmée"), BookingConfirmed),
        _of_booking("moved", _("Une réservation change d’heure ou d’espace"), BookingMoved),
        _of_booking("cancelled", _("Une réservation est annulée"), BookingCancelled),
        _of_booking("restored", _("Une réservation annulée est reprise"), BookingRestored),
        _of_booking("refused", _("Une demande est refusée"), RequestRefused),
        _of_booking("lapsed", _("Une demande reste sans réponse à temps"), RequestLapsed),
    ],
)
add_theme(
    20,
    _("Lieux de travail"),
    [
        _of_place("place.published", _("Un lieu ouvre à la réservation"), PlacePublished),
        _of_place(
            "place.closure_decided",
            _("Un lieu annonce une fermeture"),
            PlaceClosureDecided,
            more=lambda event: Closure(closure_id=event.closure_id),
            form=Closure,
        ),
        _of_place("place.closed", _("Un lieu ferme définitivement"), PlaceClosedForGood),
        _of_place(
            "place.availability_freed",
            _("Une période se libère dans un lieu"),
            SlotFreed,
            more=_freed,
            form=Stretch,
        ),
    ],
)
