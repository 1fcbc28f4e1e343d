"""Bookings, and the places where they are."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import Facts, Payload, Subject, add_theme
from bocage.foundation.mail import page_url
from bocage.people.models import Person, Role
from bocage.workspaces.bookings.events import (
    BookingCancelled,
    BookingConfirmed,
    BookingMoved,
    BookingRequested,
    BookingRestored,
    RequestLapsed,
    RequestRefused,
    SlotFreed,
)
from bocage.workspaces.hosting.events import PlaceClosedForGood, PlaceClosureDecided, PlacePublished
from bocage.workspaces.models import Booking, Place

CODE = Field(description="The INSEE code of its commune.", examples=["61051"])


class NamedPlace(Payload):
    """Place: its identifier and its name."""

    id: UUID
    slug: str = Field(description="Its name in addresses.", examples=["telecentre-de-boitron"])
    name: str = Field(examples=["Télécentre de Boitron"])
    commune_code: str = CODE


class PlacePayload(NamedPlace):
    """A place where people telework."""

    page: str = Field(description="Its page in this site.")
    kind: str = Field(examples=["telework_centre"])
    status: str = Field(description="draft, published or closed.", examples=["published"])


class NamedResource(Payload):
    """Space held by a booking."""

    id: UUID
    name: str = Field(examples=["Salle de réunion"])


class BookingPayload(Payload):
    """Booking, without its holder."""

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


class Closure(Payload):
    """The closure that was announced."""

    closure_id: UUID


class Stretch(Payload):
    """Period that has become free, unless another person has booked it since."""

    starts_at: datetime = Field(examples=["2026-12-03T08:00:00Z"])
    ends_at: datetime = Field(examples=["2026-12-03T11:30:00Z"])


RUN_PLACES = frozenset({Role.HOST, Role.COORDINATOR})


def _holders(booking: Booking) -> set[UUID]:
    """Returns the holder; none for a booking of a walk-in."""
    return {key for key in (booking.booked_for_id, booking.created_by_id) if key is not None}


def _computed_of_booking(booking: Booking) -> Facts:
    place = booking.place
    return {
        "page": page_url("booking_detail", booking.pk),
        "cancelled_because": booking.cancelled_because or None,
        "starts_at": booking.period.lower,
        "ends_at": booking.period.upper,
        "place": {
            "id": place.pk,
            "slug": place.slug,
            "name": place.name,
            "commune_code": place.commune_id,
        },
        "resources": [hold.resource for hold in booking.requested_holds],
    }


def _sees_place(person: Person, place: Place) -> bool:
    """Checks visibility as its page does, which remains after a place has closed for good."""
    return place.status == Place.Status.CLOSED or person.has_perm("workspaces.see_place", place)


def _freed(event: SlotFreed) -> Stretch:
    return Stretch(starts_at=event.starts_at, ends_at=event.ends_at)


BOOKING = Subject(
    kind="booking",
    rows=Booking.objects.with_resources().select_related("place__scope"),
    may_see=lambda person, booking: person.has_perm("workspaces.see_booking", booking),
    holders=_holders,
    roles=RUN_PLACES,
    form=BookingPayload,
    computed=_computed_of_booking,
    hangs_on=lambda booking: booking.place,
)
PLACE = Subject(
    kind="place",
    rows=Place.objects.select_related("scope"),
    may_see=_sees_place,
    holders=None,
    roles=RUN_PLACES,
    form=PlacePayload,
    computed=lambda place: {
        "page": page_url("place_detail", place.slug),
        "commune_code": place.commune_id,
    },
)


add_theme(
    10,
    _("Réservations"),
    [
        BOOKING.event("requested", _("Une réservation est demandée"), BookingRequested),
        BOOKING.event("confirmed", _("Une réservation est confirmée"), BookingConfirmed),
        BOOKING.event("moved", _("Une réservation change d’heure ou d’espace"), BookingMoved),
        BOOKING.event("cancelled", _("Une réservation est annulée"), BookingCancelled),
        BOOKING.event("restored", _("Une réservation annulée est reprise"), BookingRestored),
        BOOKING.event("refused", _("Une demande est refusée"), RequestRefused),
        BOOKING.event("lapsed", _("Une demande reste sans réponse à temps"), RequestLapsed),
    ],
)
add_theme(
    20,
    _("Lieux de travail"),
    [
        PLACE.event("published", _("Un lieu ouvre à la réservation"), PlacePublished),
        PLACE.event(
            "closure_decided",
            _("Un lieu annonce une fermeture"),
            PlaceClosureDecided,
            event_facts=lambda event: Closure(closure_id=event.closure_id),
            form=Closure,
        ),
        PLACE.event("closed", _("Un lieu ferme définitivement"), PlaceClosedForGood),
        PLACE.event(
            "availability_freed",
            _("Une période se libère dans un lieu"),
            SlotFreed,
            event_facts=_freed,
            form=Stretch,
        ),
    ],
)
