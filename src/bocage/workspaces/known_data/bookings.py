"""Bookings, closures and calendars of a person, told to them."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.spoken_time import full_period
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person
from bocage.workspaces.models.bookings import Booking
from bocage.workspaces.models.hours import Closure
from bocage.workspaces.models.outside_calendars import OutsideCalendar
from bocage.workspaces.models.presence import SharedAddress


@known_section(
    name="bookings",
    title=_("Vos réservations"),
    rank=30,
    named_in=("workspaces.Booking.booked_for", "workspaces.Booking.created_by"),
    link=("booking_list", _("Voir mes réservations")),
)
def booking_rows(person: Person, most: int | None) -> KnownRows:
    """Every booking, cancelled ones too, the latest first; two queries."""
    bookings = (
        Booking.objects.of(person)
        .select_related("place__commune", "booked_for", "created_by")
        .with_resources()
        .order_by("-period", "pk")
    )
    for booking in bookings[:most]:
        yield KnownRow(
            title=full_period(booking.period.lower, booking.period.upper),
            detail=list(_words_of(booking, person)),
            url=reverse("booking_detail", args=[booking.pk]),
        )


def _words_of(booking: Booking, person: Person) -> Iterator[str]:
    yield f"{booking.place.name}, {booking.place.commune.name}"
    yield ", ".join(hold.resource.name for hold in booking.asked_holds)
    yield str(booking.get_status_display())
    if booking.booked_for_id != person.pk:
        holder = booking.holder
        yield gettext("pour %(name)s") % {
            "name": (holder.shows_name_to_hosts and holder.name) or gettext("quelqu’un d’autre")
        }
    elif booking.created_by_id != person.pk:
        yield gettext("faite par %(name)s") % {
            "name": (booking.created_by and booking.created_by.name) or gettext("quelqu’un d’autre")
        }
    yield from filter(None, [booking.purpose, booking.cancellation_note])
    if booking.guests:
        yield gettext("avec %(names)s") % {"names": ", ".join(booking.guests)}
    if booking.is_private:
        yield gettext("privée")


@known_section(
    name="closures",
    title=_("Les fermetures que vous avez décidées"),
    rank=35,
    named_in=("workspaces.Closure.created_by",),
)
def closure_rows(person: Person, most: int | None) -> KnownRows:
    """The closures that a host decided, the latest first; one query."""
    closures = (
        Closure.objects.filter(created_by=person)
        .select_related("place", "resource")
        .order_by("-period", "pk")
    )
    for closure in closures[:most]:
        yield KnownRow(
            title=full_period(closure.period.lower, closure.period.upper),
            detail=[str(closure.resource or closure.place), closure.reason],
        )


@known_section(
    name="calendars",
    title=_("Les agendas que vous avez reliés"),
    rank=36,
    named_in=(
        "workspaces.SharedAddress.person",
        "workspaces.SharedAddress.created_by",
        "workspaces.OutsideCalendar.created_by",
    ),
)
def calendar_rows(person: Person, most: int | None) -> KnownRows:
    """The calendar addresses of the person and those that they made, then the outside calendars
    that they had read; the latest first, two queries."""
    addresses = (
        SharedAddress.objects.filter(Q(person=person) | Q(created_by=person), kind="calendar")
        .select_related("place", "resource")
        .order_by("-created_at", "pk")[:most]
    )
    followed = (
        OutsideCalendar.objects.filter(created_by=person)
        .select_related("resource", "place")
        .order_by("-created_at", "pk")[:most]
    )
    for address in addresses:
        yield KnownRow(
            title=str(address.resource or address.place or gettext("Mes réservations")),
            detail=gettext("adresse retirée")
            if address.revoked_at
            else gettext("adresse en usage"),
        )
    for calendar in followed:
        yield KnownRow(
            title=calendar.name, detail=f"{calendar.place.name} · {calendar.resource.name}"
        )
